-- Which stream tells who has opened a case. Drawn at random, and never changed. Under the school's
-- own id: who has opened a list.
CREATE TABLE daybook.access_stream (
    school   uuid NOT NULL,
    incident uuid NOT NULL,
    stream   uuid NOT NULL,
    PRIMARY KEY (school, incident),
    UNIQUE (school, stream)
);
GRANT INSERT ON daybook.access_stream TO daybook_app;

-- That somebody opened a case as an exception. Rebuilt from the record at any time.
CREATE TABLE daybook.notice (
    school              uuid NOT NULL,
    incident            uuid NOT NULL,
    glass               integer NOT NULL,
    by_account          uuid NOT NULL,
    by_name             text NOT NULL,
    by_post             text NOT NULL,
    broken_at           timestamptz NOT NULL,
    until               timestamptz NOT NULL,
    review_by           timestamptz NOT NULL,
    reviewed_by_account uuid,
    reviewed_by         text,
    justified           boolean,
    PRIMARY KEY (school, incident, glass)
);
