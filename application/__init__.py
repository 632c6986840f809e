"""What Daybook does: ask, read back, project, verify. No web and no database in here."""
