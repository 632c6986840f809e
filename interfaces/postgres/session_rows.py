"""A session as the database keeps it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from application.sign_in import lasts
from domain.people import Person, Role

PERSON = ("account", "name", "post", "organisation", "role")
SESSION = (
    "s.school, s.number, s.how, s.two_factors, s.own_device, s.user_agent, s.created_at,"
    " s.proved_at, s.last_seen_at, s.ends_at, a.account, a.name, a.post, a.organisation, a.role"
    " FROM daybook.session s JOIN daybook.account a USING (school, account)"
)


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that somebody signed in with."""

    school: UUID
    number: UUID
    person: Person
    how: str
    two_factors: bool
    own_device: bool
    user_agent: str
    created_at: datetime
    proved_at: datetime
    last_seen_at: datetime
    ends_at: datetime


def session_of(row: dict[str, Any]) -> Session:
    told = dict(row)
    person = {name: told.pop(name) for name in PERSON}
    return Session(person=Person(**{**person, "role": Role(person["role"])}), **told)


def holds(session: Session, now: datetime) -> bool:
    role, own_device = session.person.role, session.own_device
    return lasts(role, own_device, session.last_seen_at, session.ends_at, now)
