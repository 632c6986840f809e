-- At which provider a session began, so that the provider can end it (OpenID Connect Back-Channel
-- Logout 1.0). Sessions from before today are ended by their own limits.
ALTER TABLE daybook.session
    ADD COLUMN issuer  text,
    ADD COLUMN subject text,
    ADD COLUMN sid     text;
CREATE INDEX session_of_provider ON daybook.session (school, issuer, subject);

-- Which log-out tokens were taken already, until they are too old to be taken anyway.
CREATE TABLE daybook.log_out_seen (
    school     uuid NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (school, token_hash)
);
GRANT INSERT, DELETE ON daybook.log_out_seen TO daybook_app;

-- What happened at the door to one account, for its owner to see.
CREATE INDEX sign_in_event_of ON daybook.sign_in_event (school, account, at DESC);
