"""The command line: for the technician who installs Daybook, and the auditor who checks it."""
