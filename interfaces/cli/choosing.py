"""Which school is meant, and who acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.people import Person, Role
from interfaces import wiring
from interfaces.cli.leaving import COULD_NOT_RUN, MISUSE, fail
from interfaces.settings import Settings
from interfaces.wiring import Daybook, School


@contextmanager
def opened(data: Path | None) -> Iterator[Daybook]:
    """The Daybook that is there already: a slip of the pen in --data must not begin another."""
    with wiring.opened(there(data)) as daybook:
        yield daybook


def there(data: Path | None) -> Settings:
    """The settings of a Daybook that is there, or the end of the command."""
    settings = Settings.read(data)
    if not wiring.begun(settings) and may_be_a_folder(settings.data):
        fail(
            f"There is no Daybook in {settings.data}, and nothing was made. Is the folder right? "
            "`daybook school add NAME` begins one there.",
            COULD_NOT_RUN,
        )
    return settings


def may_be_a_folder(data: Path) -> bool:
    """Where a file lies in the way, whoever opens the Daybook says so."""
    data = data.expanduser().absolute()
    return next(one for one in (data, *data.parents) if one.exists()).is_dir()


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
