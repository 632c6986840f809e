-- How people come in: what they prove it with, their sessions, and what happened at the door.
-- No secret lies here as it is: hashes, or bytes sealed under the school's own key.

ALTER TABLE daybook.account ADD COLUMN closed_at timestamptz;

ALTER TABLE daybook.token
    ADD COLUMN number uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN label text NOT NULL DEFAULT '',
    ADD COLUMN scope text NOT NULL DEFAULT 'everything'
        CHECK (scope IN ('everything', 'read', 'report'));

CREATE TABLE daybook.password (
    school     uuid NOT NULL,
    account    uuid NOT NULL,
    hash       text NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (school, account),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);

-- Six-digit codes. `last_step` is the last one that was used: none works twice (RFC 6238, 5.2).
CREATE TABLE daybook.phone_code (
    school     uuid NOT NULL,
    account    uuid NOT NULL,
    sealed     bytea NOT NULL,
    last_step  bigint NOT NULL,
    added_at   timestamptz NOT NULL,
    PRIMARY KEY (school, account),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);

CREATE TABLE daybook.passkey (
    school       uuid NOT NULL,
    credential   bytea NOT NULL,
    account      uuid NOT NULL,
    public_key   bytea NOT NULL,
    sign_count   bigint NOT NULL,
    rp_id        text NOT NULL,
    label        text NOT NULL,
    added_at     timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (school, credential),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);
CREATE INDEX passkey_of ON daybook.passkey (school, account);

-- More than 112 random bits each, so that a plain hash will do (ASVS 6.5.2).
CREATE TABLE daybook.recovery_code (
    school    uuid NOT NULL,
    account   uuid NOT NULL,
    code_hash bytea NOT NULL,
    PRIMARY KEY (school, account, code_hash),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);

CREATE TABLE daybook.identity (
    school    uuid NOT NULL,
    issuer    text NOT NULL,
    subject   text NOT NULL,
    account   uuid NOT NULL,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (school, issuer, subject),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);
CREATE INDEX identity_of ON daybook.identity (school, account);

CREATE TABLE daybook.one_time_link (
    school     uuid NOT NULL,
    link_hash  bytea NOT NULL,
    account    uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (school, link_hash),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);

CREATE TABLE daybook.session (
    school       uuid NOT NULL,
    session_hash bytea NOT NULL,
    number       uuid NOT NULL,
    account      uuid NOT NULL,
    how          text NOT NULL,
    two_factors  boolean NOT NULL,
    own_device   boolean NOT NULL,
    user_agent   text NOT NULL,
    created_at   timestamptz NOT NULL,
    proved_at    timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    PRIMARY KEY (school, session_hash),
    UNIQUE (school, number),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);
CREATE INDEX session_of ON daybook.session (school, account, created_at);

-- Half a sign-in: what was asked, and waits for its answer. Each is taken once.
CREATE TABLE daybook.sign_in_step (
    school     uuid NOT NULL,
    step_hash  bytea NOT NULL,
    purpose    text NOT NULL,
    account    uuid,
    told       jsonb NOT NULL,
    tries      integer NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (school, step_hash)
);

-- Failures by name and by address. A key is a hash: a mistyped name may be a password.
CREATE TABLE daybook.sign_in_failure (
    school   uuid NOT NULL,
    key      bytea NOT NULL,
    failures integer NOT NULL,
    last_at  timestamptz NOT NULL,
    PRIMARY KEY (school, key)
);

-- What happened at the door, for administrators. It is added to, and never changed.
CREATE TABLE daybook.sign_in_event (
    school  uuid NOT NULL,
    id      uuid NOT NULL,
    at      timestamptz NOT NULL,
    what    text NOT NULL,
    account uuid,
    by      uuid,
    address text NOT NULL,
    detail  jsonb NOT NULL,
    PRIMARY KEY (school, id)
);
CREATE INDEX sign_in_event_newest ON daybook.sign_in_event (school, at DESC, id);

GRANT INSERT, UPDATE, DELETE ON
    daybook.password, daybook.phone_code, daybook.passkey, daybook.recovery_code,
    daybook.identity, daybook.one_time_link, daybook.session, daybook.sign_in_step,
    daybook.sign_in_failure
    TO daybook_app;
GRANT INSERT ON daybook.sign_in_event TO daybook_app;
