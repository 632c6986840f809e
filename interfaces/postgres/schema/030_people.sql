-- The people of a school, apart from the record, which names them by their ids only.
-- Nobody is ever removed here: the application has no right to.
CREATE TABLE daybook.person (
    school   uuid NOT NULL,
    person   uuid NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('pupil', 'staff', 'parent', 'governor', 'outside')),
    name     text NOT NULL CHECK (name <> ''),
    known_as text NOT NULL DEFAULT '',
    year     text NOT NULL DEFAULT '',
    form     text NOT NULL DEFAULT '',
    post     text NOT NULL DEFAULT '',
    mis_id   text CHECK (mis_id <> ''),
    email    text CHECK (email IS NULL OR (email <> '' AND kind = 'staff')),
    leaver   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (school, person),
    -- Only looked at when all is written: two people may exchange their numbers.
    UNIQUE (school, kind, mis_id) DEFERRABLE INITIALLY DEFERRED
);
GRANT INSERT, UPDATE ON daybook.person TO daybook_app;

-- Who imported what, and when. Counts and the file's hash; nobody's name.
CREATE TABLE daybook.people_import (
    school      uuid NOT NULL,
    import      uuid NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT now(),
    account     uuid,
    by_name     text NOT NULL,
    file_hash   bytea NOT NULL CHECK (octet_length(file_hash) = 32),
    counts      jsonb NOT NULL,
    PRIMARY KEY (school, import)
);
GRANT INSERT ON daybook.people_import TO daybook_app;

-- A list between its preview and somebody's yes. Kept for an hour at most.
CREATE TABLE daybook.people_preview (
    school      uuid NOT NULL,
    preview     uuid NOT NULL,
    account     uuid NOT NULL,
    made_at     timestamptz NOT NULL DEFAULT now(),
    file_hash   bytea NOT NULL CHECK (octet_length(file_hash) = 32),
    fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
    listed      jsonb NOT NULL,
    PRIMARY KEY (school, preview)
);
GRANT INSERT, DELETE ON daybook.people_preview TO daybook_app;
