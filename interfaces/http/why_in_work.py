"""Why each step of "my work" is asked, for whoever may read its case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from application import permissions
from application.access import doors_in_row
from application.projections.grounds import Ground
from application.record import recorded_at
from application.school_rules import SchoolRules
from application.why_asked import Days, asked_when, because, here
from domain.people import Person


@dataclass(frozen=True)
class WhyInWork:
    """The cases of one page, as their rows tell what stands behind the answers."""

    rules: SchoolRules
    cases: Mapping[UUID, dict[str, Any]]

    def of(self, row: dict[str, Any]) -> str | None:
        case = self.cases.get(row["incident"])
        if case is None or row["task"] is not None:
            return None
        asked = asked_when(self.rules, case["edition"], row["step"])
        grounds = msgspec.convert(case["grounds"], tuple[Ground, ...])
        return because(asked, grounds, days_in(case)) if asked else None


def days_in(case: Mapping[str, Any]) -> Days:
    leaves: dict[str, str] = case["leaves"] or {}
    return {int(line): here(recorded_at(bytes.fromhex(leaf))) for line, leaf in leaves.items()}


def may_be_told(rows: Sequence[dict[str, Any]], person: Person, now: datetime) -> frozenset[UUID]:
    """Cases that this person may read: answers to questions of fact are not for its reporter."""
    cases = {row["incident"]: row for row in rows}
    return frozenset(
        incident
        for incident, row in cases.items()
        if permissions.may_read(person, doors_in_row(row), now)
    )
