"""What forms ask of a case, as plain values: whose words they are and when they were said."""

from dataclasses import dataclass
from datetime import datetime

from domain.facts import Answer, Fact
from domain.times import Occurred


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """Codes of kind and capacity are those of the case."""

    full_name: str | None = None
    kind: str = "unknown"
    capacity: str = "unknown"
    year_or_post: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`who` says "somebody who asked not to be named" for such a person."""

    text: str
    who: str | None = None
    on: Occurred | None = None
    written: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """`written` is when it was written down, said where nobody noted when it was done."""

    what: str
    who: str | None = None
    on: Occurred | None = None
    written: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoWasTold:
    whom: str
    who: str | None = None
    on: Occurred | None = None
    written: datetime | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The four limbs as answered, in their order, and why."""

    limbs: tuple[Answer, ...]
    rationale: str
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    fact: Fact
    answer: Answer
    who_said_so: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    reference: str | None = None
    case_manager: str | None = None
    owner: str | None = None
    in_danger_now: Answer | None = None
    what_happened: tuple[Said, ...] = ()
    own_words: tuple[Said, ...] = ()
    people: tuple[Involved, ...] = ()
    occurred: Occurred | None = None
    place: str | None = None
    platform: str | None = None
    first_known: datetime | None = None
    how_known: str | None = None
    threshold: Threshold | None = None
    risks: tuple[Risk, ...] = ()
    evidence: tuple[str, ...] = ()
    actions: tuple[Done, ...] = ()
    interviews: tuple[Done, ...] = ()
    parents: tuple[WhoWasTold | Done, ...] = ()
    consent: str | None = None
    told: tuple[WhoWasTold, ...] = ()
