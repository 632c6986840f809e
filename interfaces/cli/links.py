"""Accounts from the command line, and the one-time links that bring people in first.

Who is at it holds the machine and its keys, so nobody else is asked: but the record tells of it,
and whoever answers for the cases is told.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from shlex import quote
from uuid import UUID, uuid4

from application.account_acts import MAY_BE_NAMED, Act, Wish, tell_the_school, whose
from application.projections.phrases import day
from application.sign_in import COMMAND_LINE, TOKEN_DAYS, Happened, Scope, What
from domain.accounts import TokenGiven, Whose
from domain.people import Person, Role
from interfaces import wiring
from interfaces.cli.choosing import whoever
from interfaces.settings import Settings
from interfaces.sign_in.account_acts import Acts
from interfaces.wiring import Daybook, School

HERE = "http://localhost:8000"
ADMINISTRATOR = "Administrator"
LABEL = "From the command line"


def first_link(daybook: Daybook, school: School) -> str | None:
    """Makes the school's first administrator. None when there is one."""
    accounts = daybook.accounts.all(school.id)
    if any(one.person.role is Role.ADMINISTRATOR for one in accounts):
        return None
    person = Person(uuid4(), ADMINISTRATOR, ADMINISTRATOR, school.name, Role.ADMINISTRATOR)
    daybook.accounts.add(school.id, person, happened(What.ACCOUNT_ADDED, person))
    return new_link(daybook, school, person)


def who_comes_in_first(daybook: Daybook, school: School) -> str | None:
    """The administrator's name, while nobody could come in again without a link: a link opens
    once, and whoever reloads the page half-way has used it up.
    """
    accounts = [one for one in daybook.accounts.all(school.id) if one.closed_at is None]
    firsts = [one for one in accounts if one.person.role is Role.ADMINISTRATOR]
    settled = any(one.second_factor for one in accounts)
    if settled or any(one.last_signed_in_at for one in accounts if one not in firsts):
        return None
    return firsts[0].person.name if firsts else None


def new_link(daybook: Daybook, school: School, person: Person) -> str:
    return daybook.door.new_link(school.id, person.account, happened(What.LINK_MADE, person))


def usual_post(role: Role) -> str:
    """In words, as a page or a poster may show them: "Deputy designated safeguarding lead"."""
    words = role.value.replace("-", " ").replace("hr ", "HR ")
    words = words.replace("dsl", "designated safeguarding lead")
    return words[0].upper() + words[1:]


def add(daybook: Daybook, school: School, name: str, role: Role, post: str) -> None:
    """Raises NameTaken."""
    daybook.accounts.check_name(school.id, name)
    told = Whose(account=uuid4(), name=name, post=post, role=role)
    opening = Wish(act=Act.OPEN, whose=told)
    with acts_on(daybook, school).together() as acts:
        acts.add(opening, {})
        acts.record(opening, None)


def give(daybook: Daybook, school: School, wish: Wish) -> str:
    link = acts_on(daybook, school).do(wish, None).link
    assert link is not None
    return link


@dataclass(frozen=True, slots=True)
class NewToken:
    token: str
    scope: Scope
    until: datetime

    @property
    def sentence(self) -> str:
        return (
            f"This token is good for {GOOD_FOR[self.scope]} until {day(self.until.date())}. "
            "--scope and --days choose otherwise."
        )


GOOD_FOR = {
    Scope.EVERYTHING: "everything that the account may do",
    Scope.READ: "reading",
    Scope.REPORT: "reporting",
}


def new_token(
    daybook: Daybook,
    school: School,
    person: Person,
    scope: Scope = Scope.EVERYTHING,
    days: int = TOKEN_DAYS,
) -> NewToken:
    """The token and the line that tells of it, or neither."""
    by = whoever(daybook, school, None)
    made = happening(What.TOKEN_MADE, person.account, scope=scope.value)
    until = made.at + timedelta(days=days)
    with daybook.at_once(school.id) as together:
        token = together.accounts.new_token(school.id, person.account, LABEL, scope, until, made)
        if person.role in MAY_BE_NAMED:
            tell_the_school(together.log(school.id), TokenGiven(whose=whose(person)), by)
    return NewToken(token, scope, until)


def acts_on(daybook: Daybook, school: School) -> Acts:
    return Acts(daybook, school.id, whoever(daybook, school, None), happening)


def happening(what: What, account: UUID | None = None, **detail: object) -> Happened:
    return Happened(what, datetime.now(UTC), COMMAND_LINE, account, None, detail)


def happened(what: What, person: Person) -> Happened:
    return Happened(what, datetime.now(UTC), COMMAND_LINE, person.account)


def next_hint(daybook: Daybook, school: School, name: str) -> str:
    """For people a link; programs have `daybook user token` instead."""
    several = len(daybook.schools()) > 1
    return f"daybook user link {quote(name)}" + (
        f" --school {quote(school.name)}" if several else ""
    )


def address(link: str, at: str = HERE) -> str:
    """The link stands after a #, which browsers do not send and servers do not log."""
    return f"{at.rstrip('/')}/sign-in#{link}"


def beside(settings: Settings, at: str | None = None) -> str:
    """What was asked for, what the people's browsers call it, or where it is served just now."""
    return at or known_as(wiring.served_at(settings) or HERE)


def known_as(served: str) -> str:
    return os.environ.get("DAYBOOK_ADDRESS") or served
