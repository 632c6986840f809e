"""Signing in: the steps, and the standards behind each. Pages and the JSON API share it."""
