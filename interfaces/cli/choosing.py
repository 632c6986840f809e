"""Which school is meant, and who acts."""

from domain.people import Person, Role
from interfaces import wiring
from interfaces.cli.leaving import MISUSE, fail
from interfaces.wiring import Daybook, School


def chosen_school(daybook: Daybook, wanted: str | None) -> School:
    schools = daybook.schools()
    if wanted is not None:
        schools = [school for school in schools if wanted in (school.name, str(school.id))]
    match schools:
        case [school]:
            return school
        case [] if wanted is None:
            fail("There is no school yet. Run `daybook school add NAME` first.", MISUSE)
        case []:
            fail(f"There is no school called {wanted}. `daybook school list` shows them.", MISUSE)
        case _:
            fail("There are several schools. Say which: --school NAME.", MISUSE)


def whoever(daybook: Daybook, school: School, name: str | None) -> Person:
    if name is None:
        return Person(
            wiring.SOFTWARE, "Daybook", "at its command line", school.name, Role.ADMINISTRATOR
        )
    for person in daybook.directory.people(school.id):
        if person.name == name:
            return person
    fail(f"{school.name} has no account called {name}.", MISUSE)
