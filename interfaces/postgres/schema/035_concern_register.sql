-- Low-level concerns about adults: a row a register. Rebuilt from the record at any time.
-- An adult has one register, so that two first concerns at the same moment end in the same one.
CREATE TABLE daybook.concern_register (
    school            uuid NOT NULL,
    register          uuid NOT NULL,
    version           bigint NOT NULL,
    person            uuid,
    full_name         text NOT NULL,
    name_key          text NOT NULL,
    post              text NOT NULL,
    post_key          text NOT NULL,
    working_as        text,
    employer          text,
    account           uuid,
    status            text NOT NULL,
    concerns          integer NOT NULL,
    self_reports      integer NOT NULL,
    withdrawn         integer NOT NULL,
    escalated         integer NOT NULL,
    review_due        boolean NOT NULL,
    pattern           text,
    next_look         date,
    kept_until        date,
    opened_at         timestamptz NOT NULL,
    last_concern_line bigint,
    last_concern_at   timestamptz,
    reviewed_line     bigint,
    reviewed_at       timestamptz,
    last_line_at      timestamptz NOT NULL,
    PRIMARY KEY (school, register),
    UNIQUE (school, person)
);
CREATE INDEX concern_register_newest
    ON daybook.concern_register (school, last_line_at DESC, register DESC);
