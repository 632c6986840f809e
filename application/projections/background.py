"""What the lines before have told, as far as the sentence of a line needs it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import get_args
from uuid import UUID

from application.record import AnyLine, Line
from domain.incident.events import (
    Closed,
    ClosureProposed,
    CourseOfActionDecided,
    EditionAdoptedForCase,
    Event,
    IncidentReported,
    LineCorrected,
    RoutesOpened,
    StepsSetAside,
)
from domain.incident.state import Incident, evolve
from domain.incident.words import AllegationOutcome, ReporterKind
from domain.people import Role

# Either may hold the name of somebody who asked not to be named.
WHO_TOLD = ("reporter_name", "on_behalf_of")
LONGEST = 120  # letters of a step's own words
DSLS = (Role.DSL, Role.DEPUTY_DSL)

# Steps say nothing of who may see a case or what somebody is called.
OF_THE_CHART = (RoutesOpened, StepsSetAside, EditionAdoptedForCase)
OF_AN_INCIDENT = frozenset(get_args(Event)) - {*OF_THE_CHART}
NAMES = frozenset(
    {
        "adviser",
        "agency_name",
        "asked_of",
        "dsl",
        "full_name",
        "lado",
        "parent",
        "recipient",
        "reported_to",
        "school_name",
        "sent_to",
    }
)

Texts = tuple[str, str, str]
Renamed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Background:
    """`by` is who writes the line; the rest was told by the lines before it."""

    by: str = ""
    by_a_dsl: bool = False
    by_the_dsl: bool = False
    by_itself: bool = False  # Daybook wrote it with what somebody did, in the same command.
    command: UUID | None = None
    incident: Incident | None = None
    renamed: tuple[Renamed, ...] = ()
    steps: Mapping[str, str] = field(default_factory=dict)
    asked_instead: frozenset[str] = frozenset()  # steps that come with the line after this one
    unnamed_reporter: bool = False
    keeping_a_name: frozenset[int] = frozenset()  # corrections that are not to be told
    of_another_case: frozenset[int] = frozenset()  # corrections that may tell of another incident
    substantiated: bool = False
    proposed: Texts | None = None

    def of(self, line: Line) -> "Background":
        return replace(
            self,
            by=line.by.name,
            by_a_dsl=line.role in DSLS,
            by_the_dsl=line.role is Role.DSL,
            by_itself=self.command is not None and line.command == self.command,
        )


def learnt(known: Background, line: AnyLine) -> Background:
    """What is known once this line has been read as well."""
    if not isinstance(line, Line):
        return known
    since = replace(known, command=line.command, incident=after(known.incident, line.event))
    return told_by(since, line)


def after(incident: Incident | None, event: object) -> Incident | None:
    """Where the case stands then, as the domain has it. It begins with its report."""
    if type(event) not in OF_AN_INCIDENT:
        return incident
    begun = incident is not None or isinstance(event, IncidentReported)
    return evolve(incident, event) if begun else None  # type: ignore[arg-type]


def told_by(known: Background, line: Line) -> Background:
    match line:
        case Line(event=IncidentReported(reporter=reporter)):
            return replace(known, unnamed_reporter=reporter is not ReporterKind.NAMED)
        case Line(event=RoutesOpened(steps=steps)):
            return replace(
                known, steps={**known.steps, **{step.step: short(step.say) for step in steps}}
            )
        case Line(event=LineCorrected() as event) if keeps_a_name(known, event):
            return replace(known, keeping_a_name=known.keeping_a_name | {line.version})
        case Line(event=LineCorrected() as event) if tells_of_another_case(known, event):
            return replace(known, of_another_case=known.of_another_case | {line.version})
        case Line(event=CourseOfActionDecided(outcome=AllegationOutcome.SUBSTANTIATED)):
            return replace(known, substantiated=True)
        case Line(event=ClosureProposed() as event):
            return replace(known, proposed=three_texts(event))
        case Line(event=LineCorrected(field=name, old=str(old), new=str(new))) if name in NAMES:
            return replace(known, renamed=(*known.renamed, (old, new)))
        case _:
            return known


def three_texts(event: ClosureProposed | Closed) -> Texts:
    return (event.summary, event.how_followed_up, event.outcome)


def tells_of_another_case(known: Background, event: LineCorrected) -> bool:
    """Whether this sets right a link or what an incident duplicates, or a line that did."""
    itself = event.line_name.startswith("linked-to.") or event.field == "duplicate_of"
    return itself or event.line in known.of_another_case


def keeps_a_name(known: Background, event: LineCorrected) -> bool:
    """Whether this sets right the name of somebody who is not to be named, or a line that did:
    its old text, its new one or its reason may repeat the name.
    """
    of_the_report = event.line_name.startswith("incident-reported.") and event.field in WHO_TOLD
    return event.line in known.keeping_a_name or (known.unnamed_reporter and of_the_report)


def as_called_now(known: Background, text: str) -> str:
    """A text that names people, with the names as they have been corrected."""
    for old, new in known.renamed:
        text = new.join(re.split(rf"(?<!\w){re.escape(old)}(?!\w)", text))
    return text


def short(say: str) -> str:
    """A step's own words, as a title: the first sentence, and of a long one its beginning."""
    title = first_words(say).rstrip(".")
    if len(title) <= LONGEST:
        return title
    end = title.rfind(" ", 0, LONGEST + 1)
    if title[:end].endswith(":"):  # What comes before it says nothing, or the opposite.
        end = title.find(" ", end + 1)
    return f"{title[:end].rstrip(',; ')} …"


def first_words(say: str) -> str:
    """One word is no title: “Stop” needs to say what is to stop."""
    first, _, then = say.partition(". ")
    return first if " " in first else ". ".join(filter(None, (first, then.partition(". ")[0])))
