"""Which passwords are refused: the short, and those that are guessed first."""

import re
from collections.abc import Collection, Iterable

SHORTEST, LONGEST = 12, 128

# What people's passwords are made of when they are guessed (ASVS 6.2.4, 6.2.11). Compared after
# figures, capitals and swapped letters are undone, so that each stands for many.
COMMON = frozenset(
    """
    password passwort passw0rd passphrase pass pw letmein welcome welcomeback changeme default
    admin administrator root user login guest test testing secret master access qwerty qwertyuiop
    qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm azerty asdfghjkl zxcvbnm abc abcd abcdef
    abcdefgh abcdefghijkl abcdefghijklmnopqrstuvwxyz iloveyou loveyou ilovemum sunshine princess
    football liverpool arsenal chelsea everton manchester manchesterunited manunited tottenham
    rangers celtic england scotland wales london monkey dragon superman batman starwars pokemon
    minecraft fortnite michael jordan charlie summer winter autumn spring christmas january
    february march april june july august september october november december monday tuesday
    wednesday thursday friday hello helloworld whatever trustno computer internet samsung google
    facebook microsoft daybook incident incidents onlinesafety safeguarding safeguard
    childprotection school schools myschool ourschool teacher teachers classroom headteacher head
    governor pupil pupils student students staff office reception technician coordinator dsl
    deputydsl correcthorsebatterystaple
    """.split()  # noqa: SIM905
)
SWAPPED = str.maketrans("@4031!5$7", "aaoeiisst")
RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class PasswordRefused(Exception):
    """A password that would not keep anybody out."""


def check(password: str, about: Iterable[str], leaked: Collection[str] = frozenset()) -> None:
    """Raises PasswordRefused. `about` are words anybody would try: the person, the school.

    `leaked` are passwords that became known elsewhere, in small letters.
    """
    if len(password) < SHORTEST:
        raise PasswordRefused(f"A password needs at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise PasswordRefused(f"A password may have at most {LONGEST} characters.")
    if is_guessed_first(password, about) or is_leaked(password, leaked):
        raise PasswordRefused(
            "That password is among the first that somebody would guess. "
            "Three or four words that do not belong together make a good one."
        )


def is_guessed_first(password: str, about: Iterable[str]) -> bool:
    near = COMMON | {letters(word) for text in about for word in (text, *text.split())}
    return is_a_run(password) or any(
        made_of(core, near) for core in (letters(password), letters(untrimmed(password)))
    )


def is_leaked(password: str, leaked: Collection[str]) -> bool:
    """As it stands, or with no more than figures and signs around it, or twice over."""
    folded = password.casefold()
    cores = {folded, untrimmed(folded), letters(untrimmed(password))}
    halves = {core[: len(core) // 2] for core in cores if core == core[: len(core) // 2] * 2}
    return any(core in leaked for core in cores | halves if core)


def letters(text: str) -> str:
    """Only its letters, as if nobody had swapped any for figures."""
    return "".join(filter(str.isalpha, text.casefold().translate(SWAPPED)))


def untrimmed(password: str) -> str:
    """Without the figures and signs that people put around a word."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)


def made_of(core: str, words: Iterable[str]) -> bool:
    """Whether nothing else is in it: one word again and again, or two of them."""
    known = {word for word in words if len(word) > 2}
    if len(core) < 4:
        return True
    starts = [core[len(word) :] for word in known if core.startswith(word)]
    return any(not rest or rest in known or rest == core[: len(rest)] for rest in starts)


def is_a_run(password: str) -> bool:
    """One character over and over, a short piece repeated, or keys in a row."""
    folded = password.casefold()
    repeated = any((folded[:size] * len(folded))[: len(folded)] == folded for size in range(1, 5))
    rows = (run * 2 for run in (*RUNS, *(run[::-1] for run in RUNS)))
    return repeated or any(folded in row for row in rows)
