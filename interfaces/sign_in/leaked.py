"""Passwords that became known when other people's accounts were broken into, and long words.

The 30,000 commonest of ten million, as the package `zxcvbn` brings them (MIT licence): nobody's
password is sent anywhere to be compared. Few of them are as long as ours must be, so its other
lists help out: a password of one long word is tried from a dictionary.
"""

from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped]

from application.passwords import SHORTEST

SHORTEST_WORD = 4

LONG_WORDS = frozenset(
    word for words in FREQUENCY_LISTS.values() for word in words if len(word) >= SHORTEST
)
LEAKED: frozenset[str] = LONG_WORDS | frozenset(
    word for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST_WORD
)
