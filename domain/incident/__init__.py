"""An online-safety incident: an aggregate in five files, always the same five."""
