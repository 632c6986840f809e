-- Trusts, and which school belongs to which. Like the list of schools, this names nobody.
CREATE TABLE daybook.trust (
    trust uuid PRIMARY KEY,
    name  text NOT NULL UNIQUE
);
ALTER TABLE daybook.school ADD COLUMN trust uuid;

-- Whom a trust has named to see its totals. A role that one school gives does not reach so far.
CREATE TABLE daybook.trust_lead (
    school  uuid NOT NULL,
    account uuid NOT NULL,
    trust   uuid NOT NULL,
    PRIMARY KEY (school, account),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);

CREATE FUNCTION daybook.add_trust(_trust uuid, _name text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO daybook.trust (trust, name) VALUES (_trust, _name)
$$;

CREATE FUNCTION daybook.join_trust(_school uuid, _trust uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    UPDATE daybook.school SET trust = t.trust FROM daybook.trust t
        WHERE school = _school AND t.trust = _trust;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such trust' USING ERRCODE = 'no_data_found';
    END IF;
END $$;

-- Only in a school of the trust, so that nobody is named for another one.
CREATE FUNCTION daybook.name_trust_lead(_school uuid, _account uuid, _trust uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    IF NOT EXISTS (SELECT FROM daybook.school s WHERE s.school = _school AND s.trust = _trust) THEN
        RAISE EXCEPTION 'the school is not of that trust' USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO daybook.trust_lead (school, account, trust) VALUES (_school, _account, _trust)
        ON CONFLICT ON CONSTRAINT trust_lead_pkey DO UPDATE SET trust = EXCLUDED.trust;
END $$;

GRANT EXECUTE ON FUNCTION daybook.add_trust, daybook.join_trust, daybook.name_trust_lead TO daybook_app;
