-- A disposal destroys the keys of several streams at once: the case's, and those of its readers.
-- The functions that took one stream go; `append` is made again in 050.
DROP FUNCTION IF EXISTS daybook.append(
    uuid, uuid[], bigint[], text[], bytea[], bytea[], bytea[],
    uuid[], bytea[], bytea[], jsonb, uuid, bigint, uuid, text, bytea, jsonb);
DROP FUNCTION IF EXISTS daybook.append_on_demo_clock(
    uuid, bigint, uuid[], bigint[], text[], bytea[], bytea[], bytea[],
    uuid[], bytea[], bytea[], jsonb, uuid, bigint, uuid, text, bytea, jsonb);
DROP FUNCTION IF EXISTS daybook.write_lines(
    uuid, bigint, uuid[], bigint[], text[], bytea[], bytea[], bytea[],
    uuid[], bytea[], bytea[], jsonb, uuid, bigint, uuid, text, bytea, jsonb);

CREATE OR REPLACE FUNCTION daybook.write_lines(
    _school uuid, _at bigint,
    _streams uuid[], _versions bigint[], _names text[], _heads bytea[], _bodies bytea[], _sealed bytea[],
    _new_streams uuid[], _tag_keys bytea[], _wrapped bytea[],
    _rows jsonb, _destroyed uuid[], _destroyed_versions bigint[],
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
        -- Nor does a first reader, who was on the way while the case was disposed of.
        IF EXISTS (SELECT FROM daybook.access_stream a
                   WHERE a.school = _school AND a.stream = _new_streams[i]
                     AND NOT EXISTS (SELECT FROM daybook.keyring k
                                     WHERE k.school = _school AND k.stream = a.incident)) THEN
            RAISE EXCEPTION 'the case has been disposed of'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
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
        FOR i IN 1 .. array_length(_destroyed, 1) LOOP
            IF _destroyed_versions[i] IS DISTINCT FROM
               (SELECT max(version) FROM daybook.record
                WHERE school = _school AND stream = _destroyed[i]) THEN
                RAISE EXCEPTION 'the case has grown since'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
        END LOOP;
        -- Who read a case goes with the case, and may not have been left out of the certificate.
        IF EXISTS (SELECT FROM daybook.access_stream a
                   JOIN daybook.record r ON r.school = a.school AND r.stream = a.stream
                   WHERE a.school = _school AND a.incident = ANY(_destroyed)
                     AND a.stream <> ALL(_destroyed)) THEN
            RAISE EXCEPTION 'the case has been read since'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        DELETE FROM daybook.keyring WHERE school = _school AND stream = ANY(_destroyed);
        DELETE FROM daybook.notice WHERE school = _school AND incident = ANY(_destroyed);
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
