"""What one cell of a list says, put into the words of the directory."""

import re
import unicodedata
from datetime import date, datetime

from application.people.headings import letters
from domain.names import plain

# Joiners are part of a name in several scripts; every other invisible character hides something.
JOINERS = "\u200c\u200d"
YEAR = re.compile(r"(?:year group|year|yr|y|nc)?\s*0*(\d{1,2})(?:\.0)?", re.IGNORECASE)
YEAR_WORDS = {
    "r": "Reception",
    "yr": "Reception",
    "yearr": "Reception",
    "reception": "Reception",
    "n": "Nursery",
    "nursery": "Nursery",
}
# As the school census codes them, and as schools call what has no number.
AS_WRITTEN = (
    "n1 n2 e1 e2 f1 f2 fs1 fs2 x kg pk tk preschool prenursery kindergarten earlyyears foundation"
    " sixthform lowersixth uppersixth l6 u6 postsixteen post16 ungraded"
    " p1 p2 p3 p4 p5 p6 p7 s1 s2 s3 s4 s5 s6"
)
LAST_YEAR = 14
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d/%m/%y")
YES = frozenset({"yes", "y", "true", "t", "leaver", "left"})
GONE = frozenset({"tobedeleted", "inactive", "left", "leaver", "former", "offroll"})
EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")


class Unclear(Exception):
    """What is wrong with a row, as a sentence."""


def clean(text: str) -> str:
    """One line, its accents put together with their letters. Raises Unclear."""
    one_line = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co") for each in bare(one_line)):
        raise Unclear("A cell holds a character that cannot be seen. Type it again.")
    return one_line


def bare(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, JOINERS)))


def within(text: str, most: int, what: str) -> str:
    if len(text) > most:
        raise Unclear(f"The {what} is longer than {most} characters.")
    return text


def turned_round(name: str) -> str:
    """`O'Brien, Niamh` is how registers write Niamh O'Brien."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else name


def year_of(text: str) -> str:
    """`7`, `07`, `Y7` and `Yr 7` are Year 7. A year that has no number stays as it is."""
    bare = plain(text).replace(" ", "")
    if word := YEAR_WORDS.get(bare):
        return word
    if not text or bare in AS_WRITTEN.split():
        return text
    if not (match := YEAR.fullmatch(text) or YEAR.fullmatch(plain(text))):
        raise Unclear(f"“{text[:40]}” is no year of a school. Is every cell in its column?")
    number = int(match[1])
    if number > LAST_YEAR:
        raise Unclear(f"There is no Year {number}.")
    return f"Year {number}" if number else "Reception"


def number_of(year: str) -> int | None:
    """Where a year stands among the others, when it is one of the usual ones."""
    if year.startswith("Year ") and year[5:].isdigit():
        return int(year[5:])
    return {"Nursery": -1, "Reception": 0}.get(year)


def has_gone(left_on: str, leaver: str, status: str, today: date) -> bool:
    if leaver.casefold() in YES or leaver == "1" or letters(status) in GONE:
        return True
    return bool(left_on) and date_of(left_on) <= today


def date_of(text: str) -> date:
    first = text.split("T")[0] if text[:4].isdigit() else text
    for shape in DATES:
        for written in (first, first.removesuffix(" 00:00:00"), first.removesuffix(" 00:00")):
            try:
                return datetime.strptime(written, shape).date()  # noqa: DTZ007 (a day, no time)
            except ValueError:
                continue
    raise Unclear("The leaving date is not a date such as 31/08/2026.")


def email_of(text: str) -> str:
    if text and not EMAIL.fullmatch(text):
        raise Unclear("The e-mail address does not look like one.")
    return within(text, 254, "e-mail address")
