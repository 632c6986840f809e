"""The people of a school, kept apart from the record, which knows them by their ids alone."""
