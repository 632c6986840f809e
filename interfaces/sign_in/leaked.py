"""Passwords that became known when other people's accounts were broken into.

The 30,000 commonest of ten million, as the package `zxcvbn` brings them (MIT licence): nobody's
password is sent anywhere to be compared.
"""

from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped]

SHORTEST_WORD = 4

LEAKED: frozenset[str] = frozenset(
    word for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST_WORD
)
