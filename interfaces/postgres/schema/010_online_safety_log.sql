-- The online safety log, a row an incident. Rebuilt from the record at any time.
CREATE TABLE daybook.online_safety_log (
    school       uuid NOT NULL,
    incident     uuid NOT NULL,
    version      bigint NOT NULL,
    reference    text,
    status       text NOT NULL,
    restricted   boolean NOT NULL,
    occurred_from timestamptz,
    occurred_to  timestamptz,
    precision    text,
    reported_at  timestamptz NOT NULL,
    reported_by  text,
    place        text,
    summary      text,
    outcome      text,
    last_line_at timestamptz NOT NULL,
    PRIMARY KEY (school, incident)
);
CREATE INDEX online_safety_log_newest ON daybook.online_safety_log (school, reported_at DESC, incident);
