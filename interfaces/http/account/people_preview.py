"""What a list of people would change, and who each row in doubt is: as a page shows it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from application.people.applying import Unsure
from interfaces.http.account.layout import facts, select
from interfaces.http.account.markup import Child, Html, element
from interfaces.http.people import ImportPreview

MOST_DECIDED = 40  # one by one; the fields of a form are counted
MOST_SHOWN = 100
Said = Callable[[Mapping[str, Any]], str]

COUNTED = {
    "new": "new",
    "changed": "changed",
    "unchanged": "as before",
    "leavers": "left",
    "back": "back again",
    "perhaps": "in doubt",
    "passed_over": "had left before and are not known here",
    "problems": "not taken in",
    "doubts": "to look at again",
}


def in_short(counts: Mapping[str, int]) -> str:
    said = [f"{counts[name]} {words}" for name, words in COUNTED.items() if counts.get(name)]
    return ", ".join(said) or "nothing"


def what_would_change(found: ImportPreview) -> list[Child]:
    counts = ((words.capitalize(), count(found, name)) for name, words in COUNTED.items())
    return [
        facts(*counts),
        *map(warning, found.warnings),
        not_read(found.headings_not_read),
        *by_row("Rows that cannot be taken in", found.problems),
        *by_row("Rows to look at again", found.doubts),
        *listed("New", found.new, who_is),
        *listed("Changed", found.changed, lambda one: f"{who_is(one)}: {one['sentence']}"),
        *listed("Left", found.leavers, who_is),
    ]


def count(found: ImportPreview, name: str) -> str | None:
    return str(found.counts[name]) if found.counts[name] else None


def warning(said: str) -> Html:
    return element("div", element("p", said), class_="warning")


def not_read(headings: Sequence[str]) -> Html | None:
    if not headings:
        return None
    return element("p", f"Columns that are not kept: {', '.join(headings)}.", class_="hint")


def by_row(heading: str, found: Sequence[Mapping[str, Any]]) -> list[Child]:
    """Every one of them: somebody has to mend each."""
    rows = [element("li", f"Row {one['row']}: {one['sentence']}") for one in found]
    return [element("h2", heading), element("ul", *rows)] if rows else []


def who_is(one: Mapping[str, Any]) -> str:
    year = f"Year {one['year']}" if str(one["year"]).isdigit() else one["year"]
    more = ", ".join(filter(None, (year, one["form"], one["post"])))
    return f"{one['name']} ({more})" if more else str(one["name"])


def listed(heading: str, items: Sequence[Mapping[str, Any]], said: Said) -> list[Child]:
    if not items:
        return []
    rows = [element("li", said(one)) for one in items[:MOST_SHOWN]]
    rest = len(items) - MOST_SHOWN
    more = element("p", f"… and {rest} more.") if rest > 0 else None
    whole = element("summary", f"{heading}: {len(items)}")
    return [element("details", whole, element("ul", *rows), more)]


def who_they_are(found: ImportPreview) -> list[Child]:
    """One by one, unless there are too many: then the same for them all."""
    if not found.perhaps:
        return []
    head = element("h2", "Perhaps the same person")
    if len(found.perhaps) <= MOST_DECIDED:
        return [head, *map(one_in_doubt, found.perhaps)]
    rows = [element("li", f"Row {one['row']}: {who_is(one)}") for one in found.perhaps]
    label = f"What to do with these {len(rows)} rows"
    return [head, element("ul", *rows), select("unsure", label, UNSURE)]


UNSURE = (
    (Unsure.LEAVE.value, "Leave them alone"),
    (Unsure.SAME.value, "The same person, where only one is possible"),
    (Unsure.NEW.value, "Somebody new, each of them"),
)
LEAVE, NEW = "leave", "new"


def one_in_doubt(one: Mapping[str, Any]) -> Html:
    ways = [
        (LEAVE, "Leave it alone for now"),
        *((each["id"], f"The same as {who_is(each)}") for each in one["candidates"]),
        (NEW, "Somebody new"),
    ]
    label = f"Row {one['row']}: {who_is(one)}"
    return select(f"row-{one['row']}", label, ways, hint=one["sentence"])
