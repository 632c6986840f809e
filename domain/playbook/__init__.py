"""The school's flowcharts as data: what must be done next, by whom, by when and why."""
