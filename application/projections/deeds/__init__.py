"""What each kind of line tells, as the second half of a sentence: one room for each family."""
