"""A made-up school and its autumn term. Nobody in it is real, and its record says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.facts import Answer
from domain.incident.commands import AddNote, Close, Command, ReportIncident
from domain.people import Person, Role
from domain.school import Clock
from domain.times import Occurred, Precision
from interfaces.wiring import Daybook, School

SCHOOL = "Tor Hill School (made up)"

PEOPLE = (
    ("Amina Khan", Role.DSL, "Designated safeguarding lead"),
    ("Ruth Ellison", Role.HEAD, "Head of school"),
    ("Owen Pryce", Role.COORDINATOR, "Online safety coordinator"),
    ("Beth Jones", Role.CLASS_TEACHER, "Class teacher, Year 8"),
)

FIRST_DAY = datetime(2026, 9, 7, 8, 50, tzinfo=UTC)


class NotFilled(Exception):
    """The demo cannot use this data folder."""


class RealSchoolThere(NotFilled):
    """It holds the record of a real school."""


class HalfFilled(NotFilled):
    """It holds half a made-up one."""


@dataclass(frozen=True, slots=True)
class Filled:
    school: School
    people: list[tuple[Person, str]]
    incidents: int
    lines: int


@dataclass(frozen=True, slots=True)
class Story:
    """An incident as it was reported, what was noted, and how it ended if it has."""

    day: int
    summary: str
    place: str
    notes: tuple[str, ...] = ()
    ending: tuple[str, str, str] | None = None


STORIES = (
    Story(
        0,
        "A Year 8 pupil was logged in with a classmate's username and password.",
        "Computer room 2",
        (
            "The classmate had written the password in her planner. Nobody presumes she knew.",
            "Both passwords reset by the technician before lunch.",
        ),
        (
            "Another pupil's account was used to send a joke message.",
            "Spoke with both pupils; passwords reset; the class reminded of the agreement.",
            "Accepted that it was wrong. A letter of apology. No harm to the account's owner.",
        ),
    ),
    Story(
        2,
        "Games sites open on three laptops during a science lesson.",
        "Science lab 1",
        ("The filter let a new address through. Reported to the technician.",),
        (
            "Three pupils used a games site in a lesson.",
            "The address is now blocked. Class teacher spoke with the three.",
            "A lunchtime detention each; no further action.",
        ),
    ),
    Story(
        4,
        "A pupil filmed part of a maths lesson on a mobile phone.",
        "Room 14",
        ("The phone was put away when asked. The pupil says that nothing was posted.",),
    ),
    Story(
        9,
        "Unkind messages about a Year 7 pupil in a group chat, over several evenings.",
        "Out of school, group chat",
        (
            "She showed the messages to her class teacher herself, and wants them to stop.",
            "Spoke with her mother by telephone at 15:40.",
        ),
    ),
    Story(
        14,
        "Something frightening came up on the board during a search in class.",
        "Year 5 classroom",
        ("The screen was switched off at once. The class talked about it with Miss Jones.",),
        (
            "A violent picture was shown for a second or two.",
            "Screen off at once; class reassured; address reported to the filter provider.",
            "No pupil was upset on the next day. Safe search is now on for the class account.",
        ),
    ),
    Story(21, "A parent wrote hurtful comments about a teacher on a public page.", "Public page"),
)


def fill(daybook: Daybook, tell: Callable[[int, int], None]) -> Filled:
    """The made-up school, filled unless it is already there. Raises NotFilled."""
    schools = daybook.schools()
    if real := [school.name for school in schools if school.name != SCHOOL]:
        raise RealSchoolThere(f"This folder holds the record of {real[0]}.")
    school = schools[0] if schools else new_school(daybook, tell)
    people = [
        (person, daybook.directory.new_token(school.id, person.account))
        for person in daybook.directory.people(school.id)
    ]
    lines = daybook.log(school.id).recorder.max_notification_id() or 0
    if lines <= sum(len(acts_of(story)) for story in STORIES):
        raise HalfFilled("The made-up school was left half filled by a run that was cut off.")
    return Filled(school, people, len(STORIES), lines)


def new_school(daybook: Daybook, tell: Callable[[int, int], None]) -> School:
    school = daybook.add_school(SCHOOL, Clock.DEMO, FIRST_DAY - timedelta(days=5))
    people = {
        role: daybook.directory.add(school.id, name, role, post, SCHOOL)
        for name, role, post in PEOPLE
    }
    acts = sorted(
        (act for story in STORIES for act in acts_of(story)), key=lambda act: (act[0], act[1])
    )
    ids: dict[int, UUID] = {}
    for done, (at, _, story, command) in enumerate(acts, start=1):
        reporting = isinstance(command, ReportIncident)
        by = people[Role.CLASS_TEACHER if reporting else Role.COORDINATOR]
        occurred = Occurred(at - timedelta(minutes=35), precision=Precision.MINUTE)
        told = daybook.log(school.id, at=at).ask(
            None if reporting else ids[story.day],
            command,
            by=by,
            now=at,
            occurred=occurred if reporting else None,
        )
        ids[story.day] = told.id
        tell(done, len(acts))
    return school


def acts_of(story: Story) -> list[tuple[datetime, int, Story, Command]]:
    """What was asked of the record, and when."""
    start = FIRST_DAY + timedelta(days=story.day, minutes=47)
    acts: list[Command] = [
        ReportIncident(
            summary=story.summary,
            place=story.place,
            in_danger_now=Answer.NO,
            about_an_adult_here=Answer.NO,
        ),
        *(AddNote(text=note) for note in story.notes),
    ]
    if story.ending:
        summary, how, outcome = story.ending
        acts.append(Close(summary=summary, how_followed_up=how, outcome=outcome))
    return [
        (start + timedelta(hours=3 * at), story.day, story, act) for at, act in enumerate(acts)
    ]
