-- The record: one log for each school, and the tree that proves it.
-- Every primary and unique key begins with the school, so that a distributed PostgreSQL can shard by it.

CREATE TABLE daybook.school (
    school uuid PRIMARY KEY,
    name   text NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now()
);

-- The head of a school's log. Its row lock orders that school's writers, and theirs alone.
CREATE TABLE daybook.school_log (
    school   uuid PRIMARY KEY,
    origin   text NOT NULL,
    clock    text NOT NULL DEFAULT 'database' CHECK (clock IN ('database', 'demo')),
    size     bigint NOT NULL DEFAULT 0,
    last_ms  bigint NOT NULL DEFAULT 0,
    frontier bytea NOT NULL DEFAULT ''
) WITH (fillfactor = 50);

CREATE TABLE daybook.record (
    school   uuid NOT NULL,
    position bigint NOT NULL,
    stream   uuid NOT NULL,
    version  bigint NOT NULL,
    name     text NOT NULL,
    body     bytea NOT NULL,
    sealed   bytea NOT NULL,
    leaf     bytea NOT NULL CHECK (octet_length(leaf) = 59),
    PRIMARY KEY (school, position),
    UNIQUE (school, stream, version)
);
-- Random bytes do not shrink: trying to compress them only costs time.
ALTER TABLE daybook.record ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Hashes of complete subtrees, 256 to a tile (C2SP tlog-tiles). Level 0 is written when full;
-- the levels above grow by one hash for each tile that fills below them.
CREATE TABLE daybook.tile (
    school uuid NOT NULL,
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    n      bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (school, level, n)
);
ALTER TABLE daybook.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- What turns a version into a tag. Kept for ever, also when the case itself can no longer be read.
CREATE TABLE daybook.stream_key (
    school  uuid NOT NULL,
    stream  uuid NOT NULL,
    tag_key bytea NOT NULL CHECK (octet_length(tag_key) = 32),
    PRIMARY KEY (school, stream)
);

-- The data keys, each wrapped by its school's own key. To destroy these rows is to dispose of the case.
CREATE TABLE daybook.keyring (
    school  uuid NOT NULL,
    stream  uuid NOT NULL,
    key_no  integer NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (school, stream, key_no)
);

-- Commands already answered, so that a phone that sends twice is told the same twice.
CREATE TABLE daybook.command_seen (
    school       uuid NOT NULL,
    account      uuid NOT NULL,
    key          text NOT NULL,
    request_hmac bytea NOT NULL,
    answer       jsonb NOT NULL,
    seen_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (school, account, key)
);

CREATE FUNCTION daybook.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the record is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON daybook.record
    FOR EACH ROW EXECUTE FUNCTION daybook.refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON daybook.record
    FOR EACH STATEMENT EXECUTE FUNCTION daybook.refuse_change();
