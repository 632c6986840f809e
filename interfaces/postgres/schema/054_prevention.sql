-- The registers of prevention: a row an entry. Rebuilt from the record at any time.
CREATE TABLE daybook.prevention_entry (
    school       uuid NOT NULL,
    entry        uuid NOT NULL,
    version      bigint NOT NULL,
    register     text NOT NULL,
    title        text NOT NULL,
    audience     text,
    standing     boolean NOT NULL,
    done_on      date,
    due_on       date,
    has_clause   boolean NOT NULL,
    says         jsonb NOT NULL,
    signers      jsonb NOT NULL,
    opened_at    timestamptz NOT NULL,
    last_line_at timestamptz NOT NULL,
    PRIMARY KEY (school, entry)
);
CREATE INDEX prevention_entry_newest
    ON daybook.prevention_entry (school, register, last_line_at DESC, entry DESC);
-- The last session of an audience, the last review: whatever the years have brought together.
CREATE INDEX prevention_entry_latest
    ON daybook.prevention_entry (school, register, audience, done_on DESC) WHERE standing;
CREATE INDEX prevention_entry_due
    ON daybook.prevention_entry (school) WHERE standing AND due_on IS NOT NULL;
