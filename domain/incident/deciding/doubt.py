"""Deny wins in doubt: an account that may be the accused one's is shut out until somebody says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from domain.facts import Answer, Fact
from domain.incident.commands import Circumstances
from domain.incident.deciding.grounds import shut_out
from domain.incident.events import ConflictDeclared
from domain.incident.levels import ConflictKind
from domain.incident.state import Incident, Linked
from domain.incident.words import IN_DOUBT, MAY_WORK_HERE, Capacity
from domain.meant import holders, may_be_same, perhaps_meant
from domain.people import Person

TO_CONFIRM = timedelta(days=1)


def in_doubt(
    before: Incident, after: Incident, circumstances: Circumstances
) -> list[ConflictDeclared]:
    """A conflict for each account that a name may mean, if nothing shuts it out already."""
    found: dict[UUID, ConflictDeclared] = {}
    for person in newly_named(before, after):
        for account in candidates(after, person, circumstances.accounts, circumstances.listed):
            event = conflict(person, account, circumstances)
            found.setdefault(account.account, event)
    return list(found.values())


def in_doubt_since_opened(
    incident: Incident, account: Person, circumstances: Circumstances
) -> list[ConflictDeclared]:
    """What an account brings that was opened, or opened again, after somebody was named."""
    listed = circumstances.listed
    for person in incident.people.values():
        meant = candidates(incident, person, [account], listed)
        if may_be_accused(incident, person) and any(meant):
            return [conflict(person, account, circumstances)]
    return []


def conflict(person: Linked, account: Person, circumstances: Circumstances) -> ConflictDeclared:
    """To be confirmed or lifted by somebody; until then there is no trace of the case."""
    return ConflictDeclared(
        account=account.account,
        account_name=account.name,
        kind=ConflictKind.ACCUSED,
        declared_by=circumstances.by.account,
        confirm_by=circumstances.now + TO_CONFIRM,
        reason=f"{IN_DOUBT}{person.name}",
    )


def newly_named(before: Incident, after: Incident) -> Iterator[Linked]:
    """Whoever may be the accused now, and was not before, or not by this name."""
    for key, person in after.people.items():
        was = before.people.get(key)
        same = was is not None and told_of(was) == told_of(person)
        if may_be_accused(after, person) and not (same and may_be_accused(before, person)):
            yield person


def told_of(person: Linked) -> tuple[object, ...]:
    return person.full_name, person.year_or_post, person.capacity, person.account


def may_be_accused(incident: Incident, person: Linked) -> bool:
    """Perhaps an adult here, as having done it, or in a part that nobody knows."""
    if person.in_error or person.kind not in MAY_WORK_HERE:
        return False
    if person.capacity is Capacity.INSTIGATOR:
        return True
    return person.capacity is Capacity.UNKNOWN and about_an_adult_here(incident)


def about_an_adult_here(incident: Incident) -> bool:
    said = incident.facts.get(Fact.STAFF_INSTIGATOR, incident.about_an_adult_here)
    return said is Answer.YES


def candidates(
    incident: Incident,
    person: Linked,
    accounts: Sequence[Person],
    listed: Mapping[UUID, tuple[str, ...]],
) -> Iterator[Person]:
    """Nobody who is a part of the case by an account of their own, as somebody whom it harmed. Of
    an account that is accused by itself there is no doubt.
    """
    out = shut_out(incident)
    others = {one.account for one in incident.people.values() if one is not person}
    if person.capacity is Capacity.INSTIGATOR and person.account:
        others.add(person.account)
    for account in meant_by(person, accounts, names_in(listed, person)):
        if account.account not in out | others:
            yield account


def meant_by(
    person: Linked, accounts: Sequence[Person], also_called: Iterable[str]
) -> Iterable[Person]:
    """Their own account, and whomever their names may mean besides: a name that is exactly that
    of one account may still be meant for another.
    """
    own = [one for one in accounts if one.account == person.account]
    post = person.year_or_post
    if person.account and (not own or holders(post or "", own)):
        post = None
    found = {one.account: one for one in own}
    for name in (person.full_name, *also_called):
        found |= {one.account: one for one in perhaps_meant(name, post, accounts)}
    return found.values()


def names_in(listed: Mapping[UUID, tuple[str, ...]], person: Linked) -> tuple[str, ...]:
    return listed.get(person.directory_id, ()) if person.directory_id else ()


def is_contradicted(person: Linked, circumstances: Circumstances) -> bool:
    """By the account, or by the list of people: the name that was said is neither's."""
    own = next((one for one in circumstances.accounts if one.account == person.account), None)
    known = names_in(circumstances.listed, person)
    if person.full_name is None or (own and holders(person.full_name, [own])):
        return False
    theirs = [own.name] if own and not is_one_of(own.name, known) else []
    together = (*known, own.name) if own and known and not theirs else known
    return any(names and not is_one_of(person.full_name, names) for names in (theirs, together))


def is_one_of(name: str, names: Iterable[str]) -> bool:
    return any(may_be_same(name, one) for one in names)
