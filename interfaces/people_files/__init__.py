"""The files that a school's list of people comes in: CSV, XLSX and OneRoster."""
