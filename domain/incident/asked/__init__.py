"""Commands to an incident by theme; `commands` brings them together."""
