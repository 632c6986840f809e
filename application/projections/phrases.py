"""The small parts that sentences about lines are made of."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain.facts import Answer
from domain.incident.words import Finding, ImageLock
from domain.times import Occurred, Precision

SCHOOL_TIME = ZoneInfo("Europe/London")


def when(occurred: Occurred | None) -> str:
    if occurred is None:
        return ""
    if occurred.start is None:
        return ", at a time that is not known,"
    about = "about " if occurred.precision is Precision.APPROXIMATE else ""
    if occurred.precision is Precision.DAY:
        return f", on {about}{day(occurred.start.astimezone(UTC))},"
    start = occurred.start.astimezone(SCHOOL_TIME)
    return f", on {day(start)} at {about}{start:%H:%M},"


def day_and_time(moment: datetime) -> str:
    local = moment.astimezone(SCHOOL_TIME)
    return f"on {day(local)} at {local:%H:%M}"


def day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def stop(text: str) -> str:
    """Ends like a sentence, be the last word quoted or not."""
    return text if text.rstrip("”")[-1:] in (".", "!", "?") else f"{text}."


def words(code: str) -> str:
    return code.replace("-", " ")


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
