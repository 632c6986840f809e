"""What the lines before have told, as far as the sentence of a line needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from application.record import AnyLine, Line
from domain.incident.events import (
    Closed,
    ClosureProposed,
    CourseOfActionDecided,
    IncidentReported,
    LineCorrected,
    RoutesOpened,
)
from domain.incident.words import AllegationOutcome, ReporterKind
from domain.people import Role

# Either may hold the name of somebody who asked not to be named.
WHO_TOLD = ("reporter_name", "on_behalf_of")
LONGEST = 90  # letters of a step's own words
DSLS = (Role.DSL, Role.DEPUTY_DSL)

Texts = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Background:
    """`by` is who writes the line; the rest was told by the lines before it."""

    by: str = ""
    by_a_dsl: bool = False
    steps: Mapping[str, str] = field(default_factory=dict)
    unnamed_reporter: bool = False
    keeping_a_name: frozenset[int] = frozenset()  # corrections that are not to be told
    substantiated: bool = False
    proposed: Texts | None = None

    def of(self, line: Line) -> "Background":
        return replace(self, by=line.by.name, by_a_dsl=line.role in DSLS)


def learnt(known: Background, line: AnyLine) -> Background:
    """What is known once this line has been read as well."""
    match line:
        case Line(event=IncidentReported(reporter=reporter)):
            return replace(known, unnamed_reporter=reporter is not ReporterKind.NAMED)
        case Line(event=RoutesOpened(steps=steps)):
            return replace(
                known, steps={**known.steps, **{step.step: short(step.say) for step in steps}}
            )
        case Line(event=LineCorrected() as event) if keeps_a_name(known, event):
            return replace(known, keeping_a_name=known.keeping_a_name | {line.version})
        case Line(event=CourseOfActionDecided(outcome=AllegationOutcome.SUBSTANTIATED)):
            return replace(known, substantiated=True)
        case Line(event=ClosureProposed() as event):
            return replace(known, proposed=three_texts(event))
        case _:
            return known


def three_texts(event: ClosureProposed | Closed) -> Texts:
    return (event.summary, event.how_followed_up, event.outcome)


def keeps_a_name(known: Background, event: LineCorrected) -> bool:
    """Whether this sets right the name of somebody who is not to be named, or a line that did:
    its old text, its new one or its reason may repeat the name.
    """
    of_the_report = event.line_name.startswith("incident-reported.") and event.field in WHO_TOLD
    return event.line in known.keeping_a_name or (known.unnamed_reporter and of_the_report)


def short(say: str) -> str:
    """A step's own words, as a title: the first sentence, and of a long one its beginning."""
    first = say.partition(". ")[0].rstrip(".")
    if len(first) <= LONGEST:
        return first
    beginning = first[: LONGEST + 1]
    breaks = max(beginning.rfind(mark) for mark in (", ", ": ", "; ", "? "))
    end = breaks if breaks > LONGEST // 2 else beginning.rfind(" ")
    return f"{beginning[:end].rstrip(',:; ')} …"
