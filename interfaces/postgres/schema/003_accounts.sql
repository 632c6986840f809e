-- Who may come in. Secrets are kept as hashes only.

CREATE TABLE daybook.account (
    school       uuid NOT NULL,
    account      uuid NOT NULL,
    name         text NOT NULL,
    post         text NOT NULL,
    organisation text NOT NULL,
    role         text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (school, account),
    UNIQUE (school, name)
);

CREATE TABLE daybook.token (
    school      uuid NOT NULL,
    token_hash  bytea NOT NULL,
    account     uuid NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz,
    PRIMARY KEY (school, token_hash),
    FOREIGN KEY (school, account) REFERENCES daybook.account (school, account)
);
