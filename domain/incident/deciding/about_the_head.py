"""Whether the head is or may be meant, and the answer that it is once somebody is linked so."""

from uuid import UUID

from domain.facts import Answer, Fact
from domain.incident.commands import ChangeFacts, Circumstances
from domain.incident.deciding.grounds import accused
from domain.incident.deciding.reporting import change_facts
from domain.incident.events import (
    Assessed,
    CapacityChanged,
    ConflictDeclared,
    ConflictLifted,
    Event,
    FactsChanged,
    LineCorrected,
    NamedInError,
    PersonLinked,
)
from domain.incident.levels import ConflictKind
from domain.incident.people_say import BY_NAMING
from domain.incident.state import Incident
from domain.incident.words import Finding

HEAD = Fact.SUBJECT_IS_HEAD
NOT_THE_HEAD = "Nobody who is linked as having done it is the head."
# What says of an account that it is, or is not, that of somebody accused; or answers for it.
SAYING = frozenset[type[Event]](
    {PersonLinked, CapacityChanged, NamedInError, LineCorrected}
    | {ConflictDeclared, ConflictLifted, FactsChanged, Assessed}
)


def head_is_meant(incident: Incident | None, circumstances: Circumstances) -> bool:
    if incident is None:
        return False
    named = by_account(incident) | declared_accused(incident)
    return incident.may_be(HEAD) or bool(named & circumstances.heads)


def by_account(incident: Incident) -> frozenset[UUID]:
    return accused(incident) - incident.lifted


def declared_accused(incident: Incident) -> set[UUID]:
    """Whom a conflict calls the accused, in doubt or confirmed since."""
    return {key for key, one in incident.conflicts.items() if one.kind is ConflictKind.ACCUSED}


def said_by_naming(
    events: list[Event], after: Incident, circumstances: Circumstances
) -> list[Event]:
    """A yes where the head's own account is linked as having done it, not known while a name
    leaves it in doubt; it stands against a no. A no again once what was said by naming is over.
    """
    if SAYING.isdisjoint(map(type, events)):
        return []
    told, answer = who_is_linked(after, circumstances), after.facts.get(HEAD)
    if told is not Answer.NO and not after.may_be(HEAD):
        return answering(after, told, BY_NAMING[HEAD], circumstances)
    if HEAD in after.only_named and told is not answer:
        why = NOT_THE_HEAD if told is Answer.NO else BY_NAMING[HEAD]
        return answering(after, told, why, circumstances)
    return []


def who_is_linked(incident: Incident, circumstances: Circumstances) -> Answer:
    if by_account(incident) & circumstances.heads:
        return Answer.YES
    if declared_accused(incident) & circumstances.heads:
        return Answer.NOT_KNOWN
    return Answer.NO


def answering(
    incident: Incident, answer: Answer, why: str, circumstances: Circumstances
) -> list[Event]:
    finding = Finding(fact=HEAD, answer=answer, who_said_so=circumstances.by.name, why=why)
    return change_facts(incident, ChangeFacts(findings=(finding,)), circumstances)
