"""What is counted of cases. No name, no word and no id of a case goes in or comes out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from domain.categories import Severity

NOT_ASSESSED = "not-assessed"
HEADS = {"CT": "content", "CN": "contact", "CD": "conduct", "CM": "commerce"}

# Each group parts all cases: its counts add up to their number.
GROUPS: dict[str, tuple[str, ...]] = {
    "category": (*HEADS.values(), NOT_ASSESSED),
    "severity": (*(severity.value for severity in Severity), NOT_ASSESSED),
    "status": ("open", "closed", "disposed-of"),
    "overdue": ("overdue", "nothing-overdue"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One case, as far as figures look at it."""

    category: str | None
    severity: str | None
    status: str
    reported_at: datetime
    occurred_from: datetime | None
    closed_at: datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """As they are. They are shown to nobody before small numbers are hidden."""

    total: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    days_to_report: tuple[float, ...] = ()
    days_to_close: tuple[float, ...] = ()


def figures(cases: Iterable[Counted]) -> Figures:
    every = list(cases)
    return Figures(
        total=len(every),
        counts={group: counts_of(group, every) for group in GROUPS},
        days_to_report=tuple(
            days(case.reported_at - case.occurred_from) for case in every if case.occurred_from
        ),
        days_to_close=tuple(
            days(case.closed_at - case.reported_at) for case in every if case.closed_at
        ),
    )


def counts_of(group: str, cases: Iterable[Counted]) -> dict[str, int]:
    found = Counter(value_of(group, case) for case in cases)
    return {value: found[value] for value in GROUPS[group]}


def value_of(group: str, case: Counted) -> str:
    match group:
        case "category":
            return HEADS[case.category[:2]] if case.category else NOT_ASSESSED
        case "severity":
            return case.severity or NOT_ASSESSED
        case "status":
            return case.status.replace(" ", "-")
        case _:
            return "overdue" if case.overdue else "nothing-overdue"


def together(parts: Iterable[Figures]) -> Figures:
    every = list(parts)
    return Figures(
        total=sum(one.total for one in every),
        counts={
            group: {value: sum(one.counts[group][value] for one in every) for value in values}
            for group, values in GROUPS.items()
        },
        days_to_report=tuple(day for one in every for day in one.days_to_report),
        days_to_close=tuple(day for one in every for day in one.days_to_close),
    )


def middle(values: tuple[float, ...], least: int) -> float | None:
    """The median, unless it would speak of only a few cases."""
    return round(median(values), 1) if len(values) >= least else None


def days(time: timedelta) -> float:
    return time.total_seconds() / 86400
