"""The edition that Daybook brings with it, and a school that is open in term time."""

from datetime import date
from pathlib import Path

from domain.playbook.grammar import parse
from domain.school_days import SchoolCalendar, Term

FILE = Path(__file__).parents[3] / "domain/playbook/editions/2026-09.toml"
TEXT = FILE.read_text(encoding="utf-8")
PLAYBOOK = parse(TEXT)
CALENDAR = SchoolCalendar(
    terms=(
        Term(date(2026, 9, 3), date(2026, 10, 23)),
        Term(date(2026, 11, 2), date(2026, 12, 18)),
        Term(date(2027, 1, 5), date(2027, 2, 12)),
        Term(date(2027, 2, 22), date(2027, 3, 25)),
        Term(date(2027, 4, 12), date(2027, 5, 28)),
        Term(date(2027, 6, 7), date(2027, 7, 21)),
        Term(date(2027, 9, 2), date(2027, 10, 22)),
    ),
    inset_days=frozenset({date(2026, 9, 3), date(2027, 1, 5)}),
)
