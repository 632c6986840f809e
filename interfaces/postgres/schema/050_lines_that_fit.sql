-- No line goes in that no verifier could accept afterwards: a line is kept for ever.

-- A key of 32 bytes, filled up to a block of 64, with one byte laid over each (RFC 2104).
-- `_pad` is that byte, eight times.
CREATE FUNCTION daybook.padded(_key bytea, _pad bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT int8send(('x' || encode(substr(_key, 1, 8), 'hex'))::bit(64)::bigint # _pad)
        || int8send(('x' || encode(substr(_key, 9, 8), 'hex'))::bit(64)::bigint # _pad)
        || int8send(('x' || encode(substr(_key, 17, 8), 'hex'))::bit(64)::bigint # _pad)
        || int8send(('x' || encode(substr(_key, 25, 8), 'hex'))::bit(64)::bigint # _pad)
        || int8send(_pad) || int8send(_pad) || int8send(_pad) || int8send(_pad)
$$;

-- docs/record.md, section 6: the first 16 bytes of HMAC-SHA256.
CREATE FUNCTION daybook.tag_of(_key bytea, _version bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT substr(sha256(daybook.padded(_key, x'5c5c5c5c5c5c5c5c'::bigint)
        || sha256(daybook.padded(_key, x'3636363636363636'::bigint)
            || 'daybook/tag/v1'::bytea || int8send(_version))), 1, 16)
$$;

CREATE FUNCTION daybook.kind_of(_name text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE split_part(_name, '.', 1)
        WHEN 'incident-reported' THEN 1
        WHEN 'concerns-opened' THEN 1
        WHEN 'anchored' THEN 3
        WHEN 'case-disposed' THEN 4
        WHEN 'copy-released' THEN 5
        WHEN 'case-read' THEN 6
        WHEN 'list-read' THEN 6
        ELSE 2
    END
$$;

-- Refused as a version that is taken is, so that whoever wrote reads again and tries again.
CREATE FUNCTION daybook.fits_its_stream() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest  bigint;
    tag_key bytea;
BEGIN
    IF substr(NEW.leaf, 1, 3) IS DISTINCT FROM
       '\x01'::bytea || set_byte('\x00'::bytea, 0, daybook.kind_of(NEW.name)) || '\x00'::bytea THEN
        RAISE EXCEPTION 'the leaf is not of the kind that the name of the line says'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT r.version INTO newest FROM daybook.record r
        WHERE r.school = NEW.school AND r.stream = NEW.stream ORDER BY r.version DESC LIMIT 1;
    IF NEW.version IS DISTINCT FROM coalesce(newest, 0) + 1 THEN
        RAISE EXCEPTION 'the line is not the next of its stream'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT k.tag_key INTO tag_key FROM daybook.stream_key k
        WHERE k.school = NEW.school AND k.stream = NEW.stream;
    IF tag_key IS NULL
       OR substr(NEW.leaf, 4, 16) IS DISTINCT FROM daybook.tag_of(tag_key, NEW.version) THEN
        RAISE EXCEPTION 'the line is not tagged with the key of its stream'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER fits_its_stream BEFORE INSERT ON daybook.record
    FOR EACH ROW EXECUTE FUNCTION daybook.fits_its_stream();

-- No school is nobody's own, also where the transaction has set none.
CREATE OR REPLACE FUNCTION daybook.own_school_only(_school uuid) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF _school IS NULL
       OR _school IS DISTINCT FROM nullif(current_setting('daybook.school', true), '')::uuid THEN
        RAISE EXCEPTION 'this transaction may not write for that school'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- Without a line there is nothing that read models could tell, and no stream for a key.
CREATE FUNCTION daybook.refuse_without_lines(_streams uuid[], _new_streams uuid[], _rows jsonb)
RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF coalesce(array_length(_streams, 1), 0) = 0
       AND (_rows IS NOT NULL OR coalesce(array_length(_new_streams, 1), 0) > 0) THEN
        RAISE EXCEPTION 'rows and keys come with their lines or not at all'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION daybook.append(
    _school uuid,
    _streams uuid[], _versions bigint[], _names text[], _heads bytea[], _bodies bytea[], _sealed bytea[],
    _new_streams uuid[], _tag_keys bytea[], _wrapped bytea[],
    _rows jsonb, _destroyed uuid[], _destroyed_versions bigint[],
    _account uuid, _key text, _request_hmac bytea, _answer jsonb
) RETURNS daybook.appended
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    PERFORM daybook.refuse_without_lines(_streams, _new_streams, _rows);
    RETURN daybook.write_lines(_school, NULL, _streams, _versions, _names, _heads, _bodies, _sealed,
        _new_streams, _tag_keys, _wrapped, _rows, _destroyed, _destroyed_versions,
        _account, _key, _request_hmac, _answer);
END $$;

CREATE OR REPLACE FUNCTION daybook.append_on_demo_clock(
    _school uuid, _at bigint,
    _streams uuid[], _versions bigint[], _names text[], _heads bytea[], _bodies bytea[], _sealed bytea[],
    _new_streams uuid[], _tag_keys bytea[], _wrapped bytea[],
    _rows jsonb, _destroyed uuid[], _destroyed_versions bigint[],
    _account uuid, _key text, _request_hmac bytea, _answer jsonb
) RETURNS daybook.appended
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    PERFORM daybook.refuse_without_lines(_streams, _new_streams, _rows);
    IF NOT EXISTS (SELECT FROM daybook.school_log WHERE school = _school AND clock = 'demo') THEN
        RAISE EXCEPTION 'only a made-up school runs on the demo clock'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN daybook.write_lines(_school, _at, _streams, _versions, _names, _heads, _bodies, _sealed,
        _new_streams, _tag_keys, _wrapped, _rows, _destroyed, _destroyed_versions,
        _account, _key, _request_hmac, _answer);
END $$;
