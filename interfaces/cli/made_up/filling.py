"""Tells a term to the record of the made-up school, everything in its own time."""

from collections.abc import Callable, Sequence

from application.concern_doors import person_unlisted
from application.school_log import Told
from domain.people import Person
from domain.school import Clock
from interfaces.cli.made_up import preventing, small_concerns
from interfaces.cli.made_up.directory import fill_directory
from interfaces.cli.made_up.people import CALLUM, PEOPLE, SCHOOL
from interfaces.cli.made_up.setting_up import set_up
from interfaces.cli.made_up.telling import Act, Known, Story, clock
from interfaces.wiring import Daybook, School

OPENED = clock("2026-09-02 09:00")

Tell = Callable[[int, int], None]


def new_school(daybook: Daybook, term: Sequence[Story], tell: Tell) -> School:
    school = daybook.add_school(SCHOOL, Clock.DEMO, OPENED)
    people = {
        name: daybook.directory.add(school.id, name, role, post, organisation)
        for name, role, post, organisation in PEOPLE
    }
    fill_directory(daybook.people(school.id))
    set_up(daybook, school, people)
    acts = in_order(term)
    incidents: dict[str, Told] = {}
    concerns = small_concerns.of(person_unlisted(school.id, CALLUM))
    registers = preventing.of(daybook.people(school.id))
    for done, (story, act) in enumerate(acts, start=1):
        concerns = small_concerns.told_until(act.moment, concerns, daybook, school, people)
        registers.told_until(act.moment, daybook, school, people)
        incidents[story.name] = record(daybook, school, act, story.name, people, incidents)
        tell(done, len(acts))
    return school


def in_order(term: Sequence[Story]) -> list[tuple[Story, Act]]:
    """By the time on the clock; at the same time, in the order of the stories."""
    acts = [(story, act) for story in term for act in story.acts]
    return sorted(acts, key=lambda told: told[1].moment)


def record(
    daybook: Daybook,
    school: School,
    act: Act,
    name: str,
    people: dict[str, Person],
    incidents: dict[str, Told],
) -> Told:
    """Raises Refused, which no story needs."""
    log = daybook.log(school.id, at=act.moment)
    incident = incidents[name].id if name in incidents else None
    if callable(act.ask):
        history = log.read(incident) if incident else None
        command = act.ask(Known(people, incidents, history))
    else:
        command = act.ask
    return log.ask(incident, command, by=people[act.by], now=act.moment, occurred=act.occurred)
