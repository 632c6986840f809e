-- Open steps and tasks, a row an incident. Rebuilt from the record at any time.
CREATE TABLE daybook.steps_due (
    school              uuid NOT NULL,
    incident            uuid NOT NULL,
    reference           text NOT NULL,
    restricted          boolean NOT NULL,
    recorded_by_account uuid,
    owner               uuid,
    case_manager        uuid,
    level               text NOT NULL,
    denied              jsonb NOT NULL,
    followers           jsonb NOT NULL,
    grants              jsonb NOT NULL,
    to_countersign      boolean NOT NULL,
    steps               jsonb NOT NULL,
    PRIMARY KEY (school, incident)
);
CREATE INDEX steps_due_open ON daybook.steps_due (school) WHERE steps <> '[]';
