"""Measurements, each a ratio to the bare database in the same run. docs/speed.md explains them."""
