"""Verifying: bodies, disclosures, leaves, tags, order, tiles and root."""

from bench.whole_log import compare, verify

if __name__ == "__main__":
    compare("verify", verify, goal=4)
