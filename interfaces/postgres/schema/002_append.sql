-- The one way in. A call writes the lines of one command, or nothing.

-- Refuses every school but the one that the transaction has set; IS DISTINCT FROM also when none is set.
CREATE FUNCTION daybook.own_school_only(_school uuid) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF _school IS DISTINCT FROM nullif(current_setting('daybook.school', true), '')::uuid THEN
        RAISE EXCEPTION 'this transaction may not write for that school'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

CREATE TYPE daybook.appended AS (
    outcome        text,    -- 'written', 'repeated' (the answer was given before) or 'clash' (same key, other request)
    first_position bigint,
    recorded_ms    bigint,
    answer         jsonb
);

-- Lines come as parallel arrays, the lines of the answered stream last. A head is the first 19 bytes
-- of a leaf: version, kind, flags, tag. `_at` is null but for a school that runs on the demo's clock.
CREATE FUNCTION daybook.write_lines(
    _school uuid, _at bigint,
    _streams uuid[], _versions bigint[], _names text[], _heads bytea[], _bodies bytea[], _sealed bytea[],
    _new_streams uuid[], _tag_keys bytea[], _wrapped bytea[],
    _rows jsonb, _destroyed uuid, _destroyed_version bigint,
    _account uuid, _key text, _request_hmac bytea, _answer jsonb
) RETURNS daybook.appended
LANGUAGE plpgsql AS $$
DECLARE
    log      daybook.school_log%ROWTYPE;
    seen     daybook.command_seen%ROWTYPE;
    lines    integer := coalesce(array_length(_streams, 1), 0);
    ms       bigint;
    first_position bigint;
    leaf     bytea;
    node     bytea;
    peaks    bytea;
    at       bigint;
    level    integer;
BEGIN
    SELECT * INTO log FROM daybook.school_log WHERE school = _school FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such school' USING ERRCODE = 'no_data_found';
    END IF;
    IF _key IS NOT NULL THEN
        SELECT * INTO seen FROM daybook.command_seen
            WHERE school = _school AND account = _account AND key = _key;
        IF FOUND THEN
            RETURN (CASE WHEN seen.request_hmac = _request_hmac THEN 'repeated' ELSE 'clash' END,
                    NULL, NULL, seen.answer)::daybook.appended;
        END IF;
    END IF;

    first_position := log.size;
    peaks := log.frontier;
    ms := greatest(log.last_ms,
                   coalesce(_at, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint));
    FOR i IN 1 .. coalesce(array_length(_new_streams, 1), 0) LOOP
        INSERT INTO daybook.stream_key (school, stream, tag_key)
            VALUES (_school, _new_streams[i], _tag_keys[i]);
        INSERT INTO daybook.keyring (school, stream, key_no, wrapped)
            VALUES (_school, _new_streams[i], 1, _wrapped[i]);
    END LOOP;

    FOR i IN 1 .. lines LOOP
        -- A line that was on its way while its case was disposed of must not bring words back.
        -- Asked line by line, by index: asked of all lines at once it took more than twice as long.
        IF NOT EXISTS (SELECT FROM daybook.keyring k
                       WHERE k.school = _school AND k.stream = _streams[i]) THEN
            RAISE EXCEPTION 'the case has been disposed of'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        leaf := _heads[i] || int8send(ms) || sha256(_bodies[i]);
        INSERT INTO daybook.record (school, position, stream, version, name, body, sealed, leaf)
            VALUES (_school, log.size, _streams[i], _versions[i], _names[i], _bodies[i], _sealed[i], leaf);
        -- Fold the leaf into the frontier: as many merges as the size ends in one-bits.
        node := sha256('\x00' || leaf);
        at := log.size;
        level := 0;
        WHILE at & 1 = 1 LOOP
            node := sha256('\x01' || substr(peaks, length(peaks) - 31) || node);
            peaks := substr(peaks, 1, length(peaks) - 32);
            at := at >> 1;
            level := level + 1;
            IF level & 7 = 0 THEN
                INSERT INTO daybook.tile AS t (school, level, n, hashes)
                    VALUES (_school, level >> 3, at >> 8, node)
                    ON CONFLICT ON CONSTRAINT tile_pkey DO UPDATE SET hashes = t.hashes || EXCLUDED.hashes;
            END IF;
        END LOOP;
        peaks := peaks || node;
        log.size := log.size + 1;
        IF log.size & 255 = 0 THEN
            INSERT INTO daybook.tile (school, level, n, hashes)
                SELECT _school, 0, (log.size >> 8) - 1,
                       string_agg(sha256('\x00' || r.leaf), '' ORDER BY r.position)
                FROM daybook.record r
                WHERE r.school = _school AND r.position >= log.size - 256;
        END IF;
    END LOOP;

    IF lines > 0 THEN
        UPDATE daybook.school_log SET size = log.size, last_ms = ms, frontier = peaks
            WHERE school = _school;
    END IF;
    IF _destroyed IS NOT NULL THEN
        -- Kind 4 in the head of the last line: keys go with their certificate or not at all.
        IF lines = 0 OR get_byte(_heads[lines], 1) <> 4 THEN
            RAISE EXCEPTION 'keys are destroyed with a certificate or not at all'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        -- Nothing may have been added since the disposal was prepared: it would not be counted.
        IF _destroyed_version IS DISTINCT FROM
           (SELECT max(version) FROM daybook.record WHERE school = _school AND stream = _destroyed) THEN
            RAISE EXCEPTION 'the case has grown since'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        DELETE FROM daybook.keyring WHERE school = _school AND stream = _destroyed;
    END IF;
    IF _rows IS NOT NULL THEN
        PERFORM daybook.write_read_models(_school, ms, _rows);
    END IF;
    IF _key IS NOT NULL THEN
        _answer := _answer || jsonb_build_object(
            'position', CASE WHEN lines > 0 THEN log.size - 1 END);
        INSERT INTO daybook.command_seen (school, account, key, request_hmac, answer)
            VALUES (_school, _account, _key, _request_hmac, _answer);
    END IF;
    RETURN ('written', first_position, ms, _answer)::daybook.appended;
END $$;

CREATE FUNCTION daybook.append(
    _school uuid,
    _streams uuid[], _versions bigint[], _names text[], _heads bytea[], _bodies bytea[], _sealed bytea[],
    _new_streams uuid[], _tag_keys bytea[], _wrapped bytea[],
    _rows jsonb, _destroyed uuid, _destroyed_version bigint,
    _account uuid, _key text, _request_hmac bytea, _answer jsonb
) RETURNS daybook.appended
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    RETURN daybook.write_lines(_school, NULL, _streams, _versions, _names, _heads, _bodies, _sealed,
        _new_streams, _tag_keys, _wrapped, _rows, _destroyed, _destroyed_version,
        _account, _key, _request_hmac, _answer);
END $$;

-- The same for a made-up school, whose log says from its first line that it runs on the demo's clock.
CREATE FUNCTION daybook.append_on_demo_clock(
    _school uuid, _at bigint,
    _streams uuid[], _versions bigint[], _names text[], _heads bytea[], _bodies bytea[], _sealed bytea[],
    _new_streams uuid[], _tag_keys bytea[], _wrapped bytea[],
    _rows jsonb, _destroyed uuid, _destroyed_version bigint,
    _account uuid, _key text, _request_hmac bytea, _answer jsonb
) RETURNS daybook.appended
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    IF NOT EXISTS (SELECT FROM daybook.school_log WHERE school = _school AND clock = 'demo') THEN
        RAISE EXCEPTION 'only a made-up school runs on the demo clock'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN daybook.write_lines(_school, _at, _streams, _versions, _names, _heads, _bodies, _sealed,
        _new_streams, _tag_keys, _wrapped, _rows, _destroyed, _destroyed_version,
        _account, _key, _request_hmac, _answer);
END $$;

-- A new school has an empty log. The clock is fixed here, once.
CREATE FUNCTION daybook.open_school(_school uuid, _name text, _origin text, _clock text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    INSERT INTO daybook.school (school, name) VALUES (_school, _name);
    INSERT INTO daybook.school_log (school, origin, clock) VALUES (_school, _origin, _clock);
END $$;

-- Holds the school's writers back until the transaction ends, so that a rebuild sees a log at rest.
CREATE FUNCTION daybook.hold_school(_school uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    size bigint;
BEGIN
    PERFORM daybook.own_school_only(_school);
    SELECT l.size INTO size FROM daybook.school_log l WHERE l.school = _school FOR UPDATE;
    RETURN size;
END $$;

CREATE FUNCTION daybook.forget_old_commands(_school uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM daybook.own_school_only(_school);
    DELETE FROM daybook.command_seen WHERE school = _school AND seen_at < now() - interval '30 days';
END $$;
