"""Rebuilding all read models from the record."""

from bench.whole_log import compare, rebuild

if __name__ == "__main__":
    compare("rebuild", rebuild, goal=12)
