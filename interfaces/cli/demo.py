"""A made-up school and its autumn term. Nobody in it is real, and its record says so."""

from dataclasses import dataclass

from domain.people import Person
from interfaces.cli.made_up.filling import Tell, new_school
from interfaces.cli.made_up.people import SCHOOL
from interfaces.cli.made_up.term import LINES, STORIES
from interfaces.wiring import Daybook, School


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


def fill(daybook: Daybook, tell: Tell) -> Filled:
    """The made-up school, filled unless it is already there. Raises NotFilled."""
    schools = daybook.schools()
    if real := [school.name for school in schools if school.name != SCHOOL]:
        raise RealSchoolThere(f"This folder holds the record of {real[0]}.")
    school = schools[0] if schools else new_school(daybook, STORIES, tell)
    lines = lines_of(daybook, school)
    if lines < LINES:
        raise HalfFilled("The made-up school was left half filled by a run that was cut off.")
    people = [
        (person, daybook.directory.new_token(school.id, person.account))
        for person in daybook.directory.people(school.id)
    ]
    return Filled(school, people, daybook.rows(school.id).how_many(), lines)


def lines_of(daybook: Daybook, school: School) -> int:
    return daybook.log(school.id).recorder.max_notification_id() or 0
