"""What a playbook asked of a case, and how each step ended."""

from dataclasses import dataclass

from domain.facts import Answer, Fact
from domain.playbook.walking import StepDue


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOpened:
    route: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutesOpened:
    """The steps stand here whole, so that no later edition can change what was asked."""

    edition: str
    because: str
    routes: tuple[RouteOpened, ...]
    steps: tuple[StepDue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """An answer that a step was not asked for, and the line on which it stands."""

    fact: Fact
    answer: Answer
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    step: str
    because: tuple[Turned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsSetAside:
    """Open steps that the answers of now do not ask for. Asked again, they come with routes."""

    steps: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCompleted:
    step: str
    what_was_done: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepNotNeeded:
    step: str
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionAdoptedForCase:
    """The case follows another edition from here. Steps that have ended keep their ending."""

    edition: str
    was: str | None
    reason: str
    no_longer_asked: tuple[str, ...] = ()
