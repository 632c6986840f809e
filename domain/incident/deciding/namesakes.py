"""Said to be a pupil or a parent, by the very name of somebody who has an account here."""

from collections.abc import Iterator
from uuid import UUID

from domain.incident.commands import Circumstances
from domain.incident.deciding.doubt import conflict
from domain.incident.deciding.grounds import shut_out
from domain.incident.events import ConflictDeclared
from domain.incident.state import Incident, Linked
from domain.incident.words import MAY_WORK_HERE, Capacity
from domain.people import Person
from domain.texts import same_name


def of_the_same_name(
    before: Incident, after: Incident, circumstances: Circumstances
) -> list[ConflictDeclared]:
    """A slip, or a colleague who is a parent too: deny wins until somebody says who is meant."""
    found: dict[UUID, ConflictDeclared] = {}
    for person, name in newly_accused(before, after):
        for account in circumstances.accounts:
            if same_name(account.name, name) and may_be(after, person, account):
                found.setdefault(account.account, conflict(person, account, circumstances))
    return list(found.values())


def newly_accused(before: Incident, after: Incident) -> Iterator[tuple[Linked, str]]:
    for key, person in after.people.items():
        name = called_otherwise(person)
        was = before.people.get(key)
        if name and not (was and called_otherwise(was) == name):
            yield person, name


def called_otherwise(person: Linked) -> str | None:
    """The name of somebody who is said to have done it, and to be no adult here."""
    elsewhere = person.kind not in MAY_WORK_HERE and person.account is None
    accused = person.capacity is Capacity.INSTIGATOR and not person.in_error
    return person.full_name if elsewhere and accused else None


def may_be(incident: Incident, person: Linked, account: Person) -> bool:
    """Not who is shut out already, nor who is a part of the case by their own account."""
    others = {one.account for one in incident.people.values() if one is not person}
    return account.account not in shut_out(incident) | others
