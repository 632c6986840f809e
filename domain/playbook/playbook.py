"""What a playbook is: routes, steps, and the refusal of a file that is none."""

from dataclasses import dataclass, replace

from domain.playbook.acts import About
from domain.playbook.conditions import Condition
from domain.playbook.words import After, Kind, Who
from domain.school_days import Due


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    expected: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.expected}"


class PlaybookRefused(Exception):
    """The file is no playbook: every problem found in it, with its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    @property
    def because(self) -> str:
        return "The playbook cannot be used. " + " ".join(f"{each}." for each in self.problems)

    def __str__(self) -> str:
        return self.because


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One box of the chart. `wording` are words to start from, for a letter or an invitation."""

    id: str
    say: str
    kind: Kind
    who: tuple[Who, ...]
    when: Condition
    due: Due
    done_by: tuple[str, ...]
    why: str
    source: tuple[str, ...]
    wording: str = ""
    about: About | None = None
    after: After | None = None

    @property
    def technical(self) -> bool:
        """A technician's task says what to do with a machine and names nobody."""
        return Who.TECHNICIAN in self.who


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    id: str
    title: str
    source: tuple[str, ...]
    when: Condition
    steps: tuple[Step, ...]
    about: About | None = None
    could_be: tuple[str, ...] = ()  # Examples of what it is about, printed on the chart.


@dataclass(frozen=True, slots=True)
class Source:
    """A book, chart or rule that steps come from: its key, a short name to print, its title."""

    key: str
    short: str
    full: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """One edition of the school's flowcharts."""

    edition: str
    title: str
    sources: tuple[Source, ...]
    routes: tuple[Route, ...]

    def said(self, source: str) -> str:
        """ "seed-1: keep any evidence" in words for a reader."""
        key, _, place = source.partition(":")
        shorts = {each.key: each.short for each in self.sources}
        return f"{shorts[key]}: {place.strip()}" if key in shorts else source

    def printed(self, route: "Route") -> "Route":
        """A route with its sources in words."""
        steps = tuple(
            replace(step, source=tuple(map(self.said, step.source))) for step in route.steps
        )
        return replace(route, source=tuple(map(self.said, route.source)), steps=steps)

    def route(self, id: str) -> Route:
        return next(route for route in self.routes if route.id == id)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for route in self.routes for step in route.steps)
