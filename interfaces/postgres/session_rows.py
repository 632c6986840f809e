"""A session as the database keeps it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from application.sign_in import Began, lasts
from domain.people import Person, Role

PERSON = ("account", "name", "post", "organisation", "role")
SESSION = (
    "s.school, s.number, s.how, s.two_factors, s.own_device, s.user_agent, s.created_at,"
    " s.proved_at, s.last_seen_at, s.ends_at, s.issuer, s.subject, s.sid,"
    " a.account, a.name, a.post, a.organisation, a.role"
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
    began: Began | None = None  # at a provider


def session_of(row: dict[str, Any]) -> Session:
    told = dict(row)
    person = {name: told.pop(name) for name in PERSON}
    issuer, subject, sid = told.pop("issuer"), told.pop("subject"), told.pop("sid")
    began = Began(issuer, subject, sid) if issuer else None
    return Session(person=Person(**{**person, "role": Role(person["role"])}), began=began, **told)


def holds(session: Session, now: datetime) -> bool:
    role, own_device = session.person.role, session.own_device
    return lasts(role, own_device, session.last_seen_at, session.ends_at, now)
