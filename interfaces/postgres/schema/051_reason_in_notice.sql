-- Why somebody opened a case as an exception. Notices from before today have it after a rebuild.
ALTER TABLE daybook.notice ADD COLUMN reason text;
