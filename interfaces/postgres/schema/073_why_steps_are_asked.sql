-- By which answers the steps of a case are asked. Run `daybook rebuild` after this one.
ALTER TABLE daybook.steps_due ADD COLUMN edition text;
ALTER TABLE daybook.steps_due ADD COLUMN grounds jsonb NOT NULL DEFAULT '[]';
