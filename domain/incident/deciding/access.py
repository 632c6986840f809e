"""Conflicts of interest, access by name, and who takes over when the owner may not go on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from uuid import UUID

from domain.facts import Fact
from domain.incident.commands import (
    Circumstances,
    DeclareConflict,
    GrantAccess,
    LiftConflict,
    RevokeAccess,
)
from domain.incident.deciding.about_the_head import head_is_meant, said_by_naming
from domain.incident.deciding.doubt import TO_CONFIRM, in_doubt
from domain.incident.deciding.grounds import (
    accused,
    marks,
    may_be_given_to,
    never_leads,
    shut_out,
    written,
)
from domain.incident.deciding.namesakes import of_the_same_name
from domain.incident.events import (
    AccessGranted,
    AccessRevoked,
    ConflictDeclared,
    ConflictLifted,
    Event,
    OwnerChanged,
)
from domain.incident.levels import ConflictKind
from domain.incident.refusals import (
    AlreadyOver,
    ChairLifts,
    ConfirmedByAnother,
    FiguresForGovernors,
    LastWhoMayLift,
    NoCasesForAdministrators,
    NoSuchAccount,
    NoSuchConflict,
    NoSuchGrant,
    NotYourOwnConflict,
    OnlyAnAlternate,
    TooLongForAnAuditor,
)
from domain.incident.state import Incident, evolve, is_in_doubt
from domain.people import FIGURES_ONLY, Person, Role

OF_AN_AUDITOR = timedelta(days=14)
MOST_OF_AN_AUDITOR = timedelta(days=92)
# In which words a case is handed on of itself, and nobody has spoken with whoever has it now.
NOT_THE_HEADS = "The head is or may be the subject, so the case is not the head's to lead."
NOT_THE_OWNERS = "The owner may not have to do with this case any longer."
NOBODY_LEADS = "Neither a safeguarding lead nor the head may have to do with this case."
GIVEN_BACK = "The head is not the subject after all."
NEITHER_LEADS = (
    "Neither the head nor whoever acts for the head can lead this case: contact the LADO direct."
)
HANDED_ON = frozenset({NEITHER_LEADS, NOT_THE_HEADS, NOT_THE_OWNERS, NOBODY_LEADS, GIVEN_BACK})
ALTERNATES = frozenset({Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.CHAIR_OF_GOVERNORS})


def declare_conflict(
    incident: Incident, command: DeclareConflict, circumstances: Circumstances
) -> list[Event]:
    before = incident.conflicts.get(command.account)
    by_a_second = before is not None and confirms(before, circumstances.by)
    if before and not (by_a_second or is_in_doubt(before)):
        return []
    somebody_may_lift_it(incident, command, circumstances)
    event = written(
        ConflictDeclared,
        command,
        account_name=name_of(circumstances, before),
        declared_by=circumstances.by.account,
        confirm_by=None if by_a_second else to_be_confirmed(command.account, circumstances),
        out_of_order=marks(incident),
    )
    return [event]


def somebody_may_lift_it(
    incident: Incident, command: DeclareConflict, circumstances: Circumstances
) -> None:
    """Nobody but themselves shuts out the last person who may look at a conflict."""
    left = left_to_lift(incident, circumstances)
    if left == {command.account} and command.account != circumstances.by.account:
        raise LastWhoMayLift


def left_to_lift(incident: Incident, circumstances: Circumstances) -> frozenset[UUID]:
    left = circumstances.may_lift_conflicts - shut_out(incident)
    return left - circumstances.heads if incident.may_be(Fact.SUBJECT_IS_HEAD) else left


def leaves_nobody(before: Incident | None, after: Incident, circumstances: Circumstances) -> bool:
    """That somebody is said to have done it is a fact, and never refused: so it may shut out the
    last who could look at it again.
    """
    if not circumstances.may_lift_conflicts or left_to_lift(after, circumstances):
        return False
    return before is None or bool(left_to_lift(before, circumstances))


def name_of(
    circumstances: Circumstances, before: ConflictDeclared | AccessGranted | None = None
) -> str:
    """As the accounts have it; of somebody who has left since, as it stands here already."""
    if circumstances.meant is not None:
        return circumstances.meant.name
    if before is None:
        raise NoSuchAccount("account")
    return before.account_name


def confirms(before: ConflictDeclared, by: Person) -> bool:
    """A second person says the same, so that it no longer stands on one word alone."""
    return (
        before.confirm_by is not None
        and by.account not in (before.declared_by, before.account)
        and by.role in ALTERNATES
    )


def lift_conflict(
    incident: Incident, command: LiftConflict, circumstances: Circumstances
) -> list[Event]:
    by = circumstances.by
    if command.account == by.account:
        raise NotYourOwnConflict
    if by.role not in ALTERNATES and not manages_a_doubt(incident, command, by):
        raise OnlyAnAlternate
    if incident.confirmed.get(command.account) == by.account:
        raise ConfirmedByAnother
    if command.account in circumstances.heads and not lifts_the_heads(
        incident, command.account, circumstances
    ):
        raise ChairLifts
    if command.account not in shut_out(incident):
        return lifted_already(incident, command, circumstances)
    name = name_of(circumstances, incident.conflicts.get(command.account))
    return [written(ConflictLifted, command, account_name=name)]


def manages_a_doubt(incident: Incident, command: LiftConflict, by: Person) -> bool:
    """That an account is not the person named, whoever manages the case may say as well."""
    doubt = incident.conflicts.get(command.account)
    return by.account == incident.case_manager and doubt is not None and is_in_doubt(doubt)


def lifts_the_heads(incident: Incident, head: UUID, circumstances: Circumstances) -> bool:
    """Whoever stands in; where they named the head themselves, whoever confirmed it."""
    by, stand_in = circumstances.by, circumstances.stands_in_for_head
    if stands_in_for_head(by, circumstances):
        return True
    conflict, namer = incident.conflicts.get(head), incident.confirmed.get(head)
    named_by_them = stand_in is not None and namer == stand_in.account
    return named_by_them and conflict is not None and conflict.declared_by == by.account


def stands_in_for_head(by: Person, circumstances: Circumstances) -> bool:
    stand_in = circumstances.stands_in_for_head
    named = stand_in is not None and stand_in.account == by.account
    return named or by.role is Role.CHAIR_OF_GOVERNORS


def lifted_already(
    incident: Incident, command: LiftConflict, circumstances: Circumstances
) -> list[Event]:
    if command.account in incident.lifted:
        return []
    raise NoSuchConflict if circumstances.meant else NoSuchAccount("account")


def grant_access(
    incident: Incident, command: GrantAccess, circumstances: Circumstances
) -> list[Event]:
    may_be_given_to(incident, command.account)
    may_be_let_in(circumstances.meant)
    if command.until and command.until <= circumstances.now:
        raise AlreadyOver
    if command.until and is_too_long(command.until, circumstances):
        raise TooLongForAnAuditor
    event = written(
        AccessGranted,
        command,
        account_name=name_of(circumstances),
        until=ends(incident, command, circumstances),
    )
    return [] if incident.grants.get(command.account) == event else [event]


def is_too_long(until: datetime, circumstances: Circumstances) -> bool:
    meant = circumstances.meant
    is_auditor = meant is not None and meant.role is Role.AUDITOR
    return is_auditor and until > circumstances.now + MOST_OF_AN_AUDITOR


def ends(
    incident: Incident, command: GrantAccess, circumstances: Circumstances
) -> datetime | None:
    """An auditor's access always ends, said or not. Asked for again, it is not made longer."""
    meant, now = circumstances.meant, circumstances.now
    if command.until or meant is None or meant.role is not Role.AUDITOR:
        return command.until
    before = incident.grants.get(command.account)
    running = before.until if before else None
    return running if running and running > now else now + OF_AN_AUDITOR


def may_be_let_in(person: Person | None) -> None:
    if person and person.role in FIGURES_ONLY:
        raise FiguresForGovernors("account")
    if person and person.role is Role.ADMINISTRATOR:
        raise NoCasesForAdministrators("account")


def revoke_access(
    incident: Incident, command: RevokeAccess, circumstances: Circumstances
) -> list[Event]:
    if granted := incident.grants.get(command.account):
        return [written(AccessRevoked, command, account_name=name_of(circumstances, granted))]
    if command.account in incident.revoked:
        return []
    raise NoSuchGrant if circumstances.meant else NoSuchAccount("account")


# What follows from other commands


def consequences(
    before: Incident, events: Sequence[Event], circumstances: Circumstances
) -> list[Event]:
    """In the same command: a naming to be confirmed, and an owner who may go on."""
    if not events:
        return []
    after = reduce(evolve, events, before)
    doubts = in_doubt(before, after, circumstances)
    doubts += of_the_same_name(before, reduce(evolve, doubts, after), circumstances)
    after = reduce(evolve, doubts, after)
    of_the_head = said_by_naming([*events, *doubts], after, circumstances)
    after = reduce(evolve, of_the_head, after)
    return [
        *doubts,
        *of_the_head,
        *to_confirm(before, after, events, circumstances),
        *handed_over(before, after, circumstances),
    ]


def to_confirm(
    before: Incident | None,
    after: Incident,
    events: Sequence[Event],
    circumstances: Circumstances,
) -> list[Event]:
    """Whoever leads on safeguarding is not locked out by one person alone."""
    newly = accused(after) - (shut_out(before) if before else frozenset()) - after.lifted
    named = {one.account: one.name for one in after.people.values() if one.account}
    return [
        ConflictDeclared(
            account=account,
            account_name=named[account],
            kind=ConflictKind.ACCUSED,
            declared_by=circumstances.by.account,
            confirm_by=to_be_confirmed(account, circumstances),
            reason="Named as said to have done it.",
        )
        for account in sorted(newly & circumstances.dsls)
    ]


def to_be_confirmed(account: UUID, circumstances: Circumstances) -> datetime | None:
    by_others = account in circumstances.dsls and account != circumstances.by.account
    return circumstances.now + TO_CONFIRM if by_others else None


def handed_over(
    before: Incident | None, after: Incident, circumstances: Circumstances
) -> list[Event]:
    neither = neither_leads(after, circumstances)
    newly_meant = head_is_meant(after, circumstances) and not head_is_meant(before, circumstances)
    if newly_meant and not neither:
        return to([circumstances.stands_in_for_head], after, NOT_THE_HEADS)
    if head_is_meant(before, circumstances) and not head_is_meant(after, circumstances):
        return given_back(after, circumstances)
    if after.owner in shut_out(after) and not (before and before.owner in shut_out(before)):
        in_turn = [circumstances.stands_in_for_dsl, circumstances.stands_in_for_head]
        return to(in_turn, after, NEITHER_LEADS if neither else NOT_THE_OWNERS)
    if nobody_leads(after, circumstances) and not nobody_leads(before, circumstances):
        return to([circumstances.stands_in_for_head], after, NOBODY_LEADS)
    return []


def neither_leads(incident: Incident | None, circumstances: Circumstances) -> bool:
    """Where the head is meant, and whoever would lead instead is accused or shut out as well."""
    stand_in = circumstances.stands_in_for_head
    if incident is None or stand_in is None:
        return False
    return head_is_meant(incident, circumstances) and stand_in.account in never_leads(incident)


def nobody_leads(incident: Incident | None, circumstances: Circumstances) -> bool:
    """Whoever stands in for the head acts as the DSL then, and has to see the case."""
    leads = circumstances.dsls | circumstances.heads
    return not leads - (shut_out(incident) if incident else frozenset())


def given_back(incident: Incident, circumstances: Circumstances) -> list[Event]:
    """The chair owned it only because the head might have been meant."""
    stand_in = circumstances.stands_in_for_head
    if stand_in is None or stand_in.account != incident.owner:
        return []
    return to([circumstances.first_owner], incident, GIVEN_BACK)


def to(in_turn: Sequence[Person | None], incident: Incident, why: str) -> list[Event]:
    """The first who may lead it: never the accused, even after they were let in again."""
    may = [one for one in in_turn if one and one.account not in never_leads(incident)]
    if not may or may[0].account == incident.owner:
        return []
    return [OwnerChanged(owner=may[0].account, owner_name=may[0].name, handover=why)]
