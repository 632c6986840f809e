"""The small parts that sentences about lines are made of."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.facts import Answer
from domain.incident.words import Finding, ImageLock
from domain.times import Occurred, Precision

SCHOOL_TIME = ZoneInfo("Europe/London")
KEPT_TIME = re.compile(r"(\S+ \S+) UTC(?: to (\S+ \S+) UTC)? \(([a-z]+)\)")
IN_CAPITALS = {"dsl": "DSL", "hr": "HR", "iwf": "the IWF"}


def when(occurred: Occurred | None) -> str:
    """When something was done, in the middle of a sentence."""
    if occurred is None:
        return ""
    if occurred.start is None:
        return ", at a time that is not known,"
    return f", on {time(occurred.start, occurred.precision)},"


def happened(occurred: Occurred | None) -> str:
    """When what is reported is said to have happened, as a sentence of its own."""
    if occurred is None:
        return ""
    if occurred.start is None:
        return " When it happened is not known."
    start = time(occurred.start, occurred.precision)
    if occurred.end is None:
        return f" It is said to have happened on {start}."
    end = time(occurred.end, occurred.precision)
    return f" It is said to have happened between {start} and {end}."


def time(moment: datetime, precision: Precision) -> str:
    if precision is Precision.DAY:
        return day(moment.astimezone(UTC))
    about = "about " if precision is Precision.APPROXIMATE else ""
    here = moment.astimezone(SCHOOL_TIME)
    return f"{day(here)} at {about}{here:%H:%M}"


def day_and_time(moment: datetime) -> str:
    local = moment.astimezone(SCHOOL_TIME)
    return f"on {day(local)} at {local:%H:%M}"


def day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def stop(text: str) -> str:
    """Ends like a sentence, be the last word quoted or not."""
    return text if text.rstrip("”")[-1:] in (".", "!", "?") else f"{text}."


def as_told(text: str | None) -> str:
    """A time as a correction keeps it (`domain.times.in_words`), in British time."""
    kept = KEPT_TIME.fullmatch(text or "")
    if kept is None:
        return "a time that is not known"
    start, end, precision = kept.groups()
    moments = [
        time(datetime.fromisoformat(f"{one}Z"), Precision(precision))
        for one in (start, end)
        if one
    ]
    return " until ".join(moments)


def words(code: str) -> str:
    return IN_CAPITALS.get(code) or code.replace("-", " ")


def quoted(text: str) -> str:
    return f"“{text.strip()}”"


def more(before: str, text: str | None) -> str:
    """An extra part of a sentence, when there is one."""
    return f"{before}{text}" if text else ""


def said(before: str, text: str | None) -> str:
    return f"{before}{quoted(text)}" if text else ""


def listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"


def yes_or_no(answer: Answer) -> str:
    return words(answer.value)


def findings(found: tuple[Finding, ...]) -> str:
    return "; ".join(
        f"{words(one.fact)}: {yes_or_no(one.answer)} ({one.who_said_so}: {one.why.rstrip('.')})"
        for one in found
    )


def lock(held: ImageLock) -> str:
    match held:
        case ImageLock.OPEN:
            return ""
        case ImageLock.UNTIL_THE_DSL_DECIDES:
            return " No pictures may be kept until the DSL decides."
        case ImageLock.FOR_EVER:
            return " No pictures may ever be kept here."
