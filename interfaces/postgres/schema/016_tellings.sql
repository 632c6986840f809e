-- Tellings of the DSL that nobody has acknowledged. Run `daybook rebuild` after this one.
ALTER TABLE daybook.steps_due ADD COLUMN tellings jsonb NOT NULL DEFAULT '[]';
CREATE INDEX steps_due_unacknowledged ON daybook.steps_due (school) WHERE tellings <> '[]';
