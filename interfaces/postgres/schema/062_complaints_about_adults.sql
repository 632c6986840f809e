-- Which cases an entry of a register of prevention names, and whom a complaint is about: so that it
-- leaves no trace for whoever may not know of them. `daybook rebuild` fills them in.
ALTER TABLE daybook.prevention_entry
    ADD COLUMN cases jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN about_an_adult boolean NOT NULL DEFAULT false,
    ADD COLUMN about_the_head boolean NOT NULL DEFAULT false,
    ADD COLUMN about_account uuid;
