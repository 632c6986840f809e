"""Where Daybook meets the world: the ways in, and the things it keeps its record with."""
