"""The small parts that sentences for people are made of."""

from datetime import UTC, date, datetime

from domain.school_days import LONDON
from domain.times import Occurred, Precision


def day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def moment(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{day(local)} at {local:%H:%M}"


def when(occurred: Occurred | None) -> str:
    """The time as claimed, in British time."""
    if occurred is None or occurred.start is None:
        return "at a time that is not known"
    about = "about " if occurred.precision is Precision.APPROXIMATE else ""
    if occurred.precision is Precision.DAY:
        return f"on {day(occurred.start.astimezone(UTC))}"
    start = occurred.start.astimezone(LONDON)
    until = f", until {moment(occurred.end)}" if occurred.end else ""
    return f"on {day(start)} at {about}{start:%H:%M}{until}"


def stop(text: str) -> str:
    """Ends like a sentence, be the last word quoted or not."""
    return text if text.rstrip("”")[-1:] in (".", "!", "?") else f"{text}."


def words(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")


def quoted(text: str) -> str:
    return f"“{text.strip()}”"


def more(before: str, text: str | None) -> str:
    """An extra part of a sentence, when there is one."""
    return f"{before}{text}" if text else ""


def listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"
