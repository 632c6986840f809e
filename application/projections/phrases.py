"""The small parts that sentences for people are made of."""

import re
from datetime import UTC, date, datetime

from domain.facts import Answer
from domain.incident.events import Turned
from domain.incident.words import Capacity, Finding, How, ImageLock
from domain.playbook.words import ASKED
from domain.school_days import LONDON
from domain.texts import is_said
from domain.times import Occurred, Precision

SCHOOL_TIME = LONDON
BARE_NAME = re.compile(
    r"(?!(?:The|Our|Its|A|An|This|Section)\b)"
    r"[A-Z][a-z]+(?:[ -](?!and\b|of\b)[a-z]+){0,4} (?:policy|procedure|code|agreement)\b"
)
KEPT_TIME = re.compile(r"(\S+ \S+) UTC(?: to (\S+ \S+) UTC)? \(([a-z]+)\)")

# Codes that do not become plain words by taking out the hyphens.
SPOKEN = {
    "camhs": "CAMHS",
    "ceop": "CEOP",
    "childrens-social-care": "children's social care",
    "external-adult": "adult from outside",
    "external-child": "child from outside",
    "health-education-and-wellbeing-adviser": "health, education and wellbeing adviser",
    "hr": "HR",
    "iwf": "the IWF",
    "lado": "LADO",
    "posh": "the Professionals Online Safety Helpline",
    "dsl": "DSL",
    "professionals-helpline": "the Professionals Online Safety Helpline",
    "report-harmful-content": "Report Harmful Content",
    "report-remove": "Report Remove",
    "schools-hr": "schools HR",
    "supply": "supply staff",
}


def when(occurred: Occurred | None) -> str:
    """When something was done, in the middle of a sentence."""
    return f", {claimed(occurred)}," if occurred else ""


def claimed(occurred: Occurred | None) -> str:
    """The time as claimed, in British time."""
    if occurred is None or occurred.start is None:
        return "at a time that is not known"
    return f"on {the_span(occurred)}"


def the_span(occurred: Occurred) -> str:
    """The time of something that took a while, its day named once."""
    if on_one_day(occurred):
        return f"{day_of(occurred)}{hours(occurred)}"
    return the_time(occurred)


def the_time(occurred: Occurred | None) -> str:
    """The same, to be said of a time: from it, or to it."""
    if occurred is None or occurred.start is None:
        return "a time that is not known"
    if on_one_day(occurred):
        return f"{time(occurred.start, occurred.precision)}{till(', until ', occurred)}"
    by_day = occurred.precision is Precision.DAY
    last = Precision.DAY if by_day else Precision.EXACT  # An "about" at the beginning does.
    until = f", until {time(occurred.end, last)}" if occurred.end else ""
    return f"{time(occurred.start, occurred.precision)}{until}"


def between(occurred: Occurred) -> str:
    """The time as claimed, for what may have happened at any moment of it."""
    if occurred.start is None or occurred.end is None:
        return claimed(occurred)
    if on_one_day(occurred):
        return f"{apart(occurred)}on {day_of(occurred)}"
    start, end = (time(one, occurred.precision) for one in (occurred.start, occurred.end))
    return f"between {start} and {end}"


def on_one_day(occurred: Occurred) -> bool:
    """Whether it began and ended on the same day."""
    if occurred.start is None or occurred.end is None:
        return False
    return day_in(occurred.start, occurred) == day_in(occurred.end, occurred)


def day_of(occurred: Occurred) -> str:
    return day_in(occurred.start, occurred) if occurred.start else ""


def day_in(at: datetime, occurred: Occurred) -> str:
    zone = UTC if occurred.precision is Precision.DAY else SCHOOL_TIME
    return day(at.astimezone(zone))


def hours(occurred: Occurred) -> str:
    if occurred.precision is Precision.DAY or not (occurred.start and occurred.end):
        return ""
    return f" from {about(occurred)}{hour(occurred.start)} to {hour(occurred.end)}"


def till(before: str, occurred: Occurred) -> str:
    if occurred.precision is Precision.DAY or occurred.end is None:
        return ""
    return f"{before}{hour(occurred.end)}"


def apart(occurred: Occurred) -> str:
    if occurred.precision is Precision.DAY or not (occurred.start and occurred.end):
        return ""
    roughly = about(occurred)
    return f"between {roughly}{hour(occurred.start)} and {roughly}{hour(occurred.end)} "


def about(occurred: Occurred) -> str:
    return "about " if occurred.precision is Precision.APPROXIMATE else ""


def hour(at: datetime) -> str:
    return f"{at.astimezone(SCHOOL_TIME):%H:%M}"


def time(at: datetime, precision: Precision) -> str:
    if precision is Precision.DAY:
        return day(at.astimezone(UTC))
    about = "about " if precision is Precision.APPROXIMATE else ""
    here = at.astimezone(SCHOOL_TIME)
    return f"{day(here)} at {about}{here:%H:%M}"


def moment(at: datetime) -> str:
    return time(at, Precision.EXACT)


def day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def as_told(text: str | None) -> str:
    """A time as a correction keeps it (`domain.times.in_words`), in British time."""
    kept = KEPT_TIME.fullmatch(text or "")
    if kept is None:
        return "a time that is not known"
    start, end, precision = kept.groups()
    moments = [datetime.fromisoformat(f"{one}Z") for one in (start, end) if one]
    occurred = Occurred(moments[0], moments[-1] if end else None, Precision(precision))
    if on_one_day(occurred):
        return f"{time(moments[0], occurred.precision)}{till(' until ', occurred)}"
    return " until ".join(time(one, occurred.precision) for one in moments)


def by_daybook(deed: str, why: str) -> str:
    """What Daybook does by itself, and why: it is no deed of whoever wrote the line before."""
    return f"Daybook {deed}, because {why[:1].lower()}{why[1:]}"


def stop(text: str) -> str:
    """Ends like a sentence, be the last word quoted or not."""
    text = text.rstrip()
    return text if text.rstrip("”")[-1:] in (".", "!", "?") else f"{text}."


def words(code: str) -> str:
    return SPOKEN.get(code) or code.replace("-", " ").replace("_", " ")


def part(capacity: Capacity, found: bool = False) -> str:
    """What somebody was in it. Until it has been found, to have done it is an allegation."""
    alleged = capacity is Capacity.INSTIGATOR and not found
    return f"alleged {capacity}" if alleged else capacity.value


def by_way(how: How) -> str:
    """How somebody was reached, in brackets; nothing where nobody said."""
    return "" if how is How.NOT_SAID else f" ({words(how)})"


def quoted(text: str) -> str:
    """In quotation marks, once: marks of its own become those of a quotation within one."""
    own = text.strip()
    if own.startswith("“") and own.endswith("”") and own.count("“") == 1:
        return own
    return f"“{own.replace('“', '‘').replace('”', '’')}”"


# What the record says where nobody has said it.
NOBODYS_WORDS = ("a task that nobody had recorded", "material of this incident")


def by_its_words(before: str, text: str) -> str:
    """ "the task “Ring home”"; without quotation marks where nobody gave it words."""
    return text if text in NOBODYS_WORDS else f"{before}{quoted(text)}"


def under(rules: str) -> str:
    """The rules that were followed: a bare name, such as "Behaviour policy", with its article."""
    name = rules.strip()
    bare = BARE_NAME.match(name)
    return f"the {name[:1].lower()}{name[1:]}" if bare else name


def more(before: str, text: str | None) -> str:
    """An extra part of a sentence, when there is one."""
    return f"{before}{text}" if text else ""


def sentence(before: str, text: str | None) -> str:
    """An extra sentence, when there is one."""
    return f"{before}{stop(text)}" if text and is_said(text) else ""


def said(before: str, text: str | None) -> str:
    return f"{before}{quoted(text)}" if text else ""


def text(as_it_was: str | None) -> str:
    """What a field held, in a sentence about its correction."""
    return quoted(as_it_was) if as_it_was and is_said(as_it_was) else "no entry"


def out_of_order(marks: tuple[str, ...]) -> str:
    return stop(f"Out of order: {'; '.join(mark.rstrip('.') for mark in marks)}")


def listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"


def yes_or_no(answer: Answer) -> str:
    return words(answer.value)


def findings(found: tuple[Finding, ...], by: str = "") -> str:
    """Each fact as answered. Whoever writes it down answers for it, unless it says who does."""
    return "; ".join(
        f"{ASKED[one.fact]}? {yes_or_no(one.answer)} ({reason(one, by)})" for one in found
    )


def no_longer_asked(because: tuple[Turned, ...]) -> str:
    """Why an open step is asked no more."""
    if not because:
        return "no longer asked: the assessment took the place of what the report had guessed"
    answers = tuple(
        f"the answer to “{ASKED[one.fact]}?” is now {yes_or_no(one.answer)} (line {one.line})"
        for one in because
    )
    return f"no longer asked: {listed(answers)}"


def reason(one: Finding, by: str) -> str:
    why = one.why.rstrip(".")
    return why if one.who_said_so == by else f"{one.who_said_so}: {why}"


def lock(held: ImageLock) -> str:
    match held:
        case ImageLock.OPEN:
            return ""
        case ImageLock.UNTIL_THE_DSL_DECIDES:
            return " No pictures may be kept until the DSL decides."
        case ImageLock.FOR_EVER:
            return " No pictures may ever be kept here."
