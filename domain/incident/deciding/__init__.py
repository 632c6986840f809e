"""The rules of an incident by theme; `decisions` brings them together."""
