"""The one-time links that bring people in first."""

import os
from datetime import UTC, datetime
from uuid import uuid4

from application.sign_in import Happened, What
from domain.people import Person, Role
from interfaces.wiring import Daybook, School

ADMINISTRATOR = "Administrator"


def first_link(daybook: Daybook, school: School) -> str | None:
    """Makes the school's first administrator. None when there is one."""
    accounts = daybook.accounts.all(school.id)
    if any(one.person.role is Role.ADMINISTRATOR for one in accounts):
        return None
    person = Person(uuid4(), ADMINISTRATOR, ADMINISTRATOR, school.name, Role.ADMINISTRATOR)
    daybook.accounts.add(school.id, person, happened(What.ACCOUNT_ADDED, person))
    return new_link(daybook, school, person)


def new_link(daybook: Daybook, school: School, person: Person) -> str:
    return daybook.door.new_link(school.id, person.account, happened(What.LINK_MADE, person))


def happened(what: What, person: Person) -> Happened:
    return Happened(what, datetime.now(UTC), "command line", person.account)


def address(link: str, port: int = 8000) -> str:
    """The link stands after a #, which browsers do not send and servers do not log."""
    at = os.environ.get("DAYBOOK_ADDRESS", f"http://localhost:{port}").rstrip("/")
    return f"{at}/sign-in#{link}"
