-- Since when a school belongs to its trust. Of those that joined before this was kept: always.
ALTER TABLE daybook.school ADD COLUMN trust_since timestamptz;
UPDATE daybook.school SET trust_since = '-infinity' WHERE trust IS NOT NULL;

-- A trust's totals of a term, as they were made up once: numbers with the small ones hidden
-- already. A second set of numbers for the same term would tell by its difference, so there is none.
CREATE TABLE daybook.trust_total (
    trust      uuid NOT NULL REFERENCES daybook.trust,
    term       text NOT NULL,
    made_up_at timestamptz NOT NULL,
    totals     jsonb NOT NULL,
    PRIMARY KEY (trust, term)
);
-- It has no school, so it is open to a school whose account the trust has named, and closed when
-- no school is set: daybook.trust_lead is.
ALTER TABLE daybook.trust_total ENABLE ROW LEVEL SECURITY;
ALTER TABLE daybook.trust_total FORCE ROW LEVEL SECURITY;
CREATE POLICY of_its_leads ON daybook.trust_total USING (
    EXISTS (
        SELECT FROM daybook.trust_lead l JOIN daybook.school s USING (school, trust)
        WHERE l.trust = trust_total.trust
    )
);

-- Joining the trust that it belongs to already changes nothing, so that nobody joins anew to be
-- counted otherwise.
CREATE OR REPLACE FUNCTION daybook.join_trust(_school uuid, _trust uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    UPDATE daybook.school SET trust = t.trust,
        trust_since = CASE WHEN school.trust = t.trust THEN trust_since ELSE clock_timestamp() END
        FROM daybook.trust t WHERE school = _school AND t.trust = _trust;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such trust' USING ERRCODE = 'no_data_found';
    END IF;
END $$;

-- Whoever is first keeps them; everybody after that is given what is kept.
CREATE FUNCTION daybook.keep_trust_total(
    _school uuid, _account uuid, _trust uuid, _term text, _made_up_at timestamptz, _totals jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    IF NOT EXISTS (
        SELECT FROM daybook.trust_lead l JOIN daybook.school s USING (school, trust)
        WHERE l.school = _school AND l.account = _account AND l.trust = _trust
    ) THEN
        RAISE EXCEPTION 'the trust has not named that account' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO daybook.trust_total (trust, term, made_up_at, totals)
        VALUES (_trust, _term, _made_up_at, _totals) ON CONFLICT DO NOTHING;
END $$;
GRANT EXECUTE ON FUNCTION daybook.keep_trust_total TO daybook_app;

COMMENT ON FUNCTION daybook.add_trust IS
    'Needs no school to be set, since a trust is of none: it puts a name on a list, as a heading. '
    'Nobody is let into anything by it. That a school belongs to a trust, and whom it names, is '
    'said by join_trust and name_trust_lead, and those are closed but for the school itself.';
