-- What an administrator asked to be done to an account, until somebody else agrees.
CREATE TABLE daybook.account_wish (
    school        uuid NOT NULL,
    number        uuid NOT NULL,
    act           text NOT NULL,
    account       uuid NOT NULL,
    name          text NOT NULL,
    post          text NOT NULL,
    role          text NOT NULL,
    before        text,
    issuer        text NOT NULL,
    subject       text NOT NULL,
    asked_by      uuid NOT NULL,
    asked_by_name text NOT NULL,
    asked_by_post text NOT NULL,
    asked_at      timestamptz NOT NULL,
    until         timestamptz NOT NULL,
    PRIMARY KEY (school, number)
);
GRANT INSERT, DELETE ON daybook.account_wish TO daybook_app;

-- From where half a sign-in was begun, as a hash: one address may not fill the table.
ALTER TABLE daybook.sign_in_step ADD COLUMN begun_from bytea;
CREATE INDEX sign_in_step_from ON daybook.sign_in_step (school, begun_from);
