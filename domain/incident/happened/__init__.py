"""Events of an incident by theme; `events` brings them together."""
