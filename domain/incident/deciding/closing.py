"""Closing an incident: three texts, two people, and reopening."""

from uuid import UUID

from domain.categories import GRAVE
from domain.facts import Answer, Fact
from domain.incident.commands import (
    Circumstances,
    Close,
    Countersign,
    ProposeClosure,
    RefuseClosure,
    Reopen,
    StrikeOut,
)
from domain.incident.core_questions import image_undecided
from domain.incident.deciding.grounds import (
    first_left,
    not_a_subject,
    same,
    shut_out,
    still_open,
    subjects,
)
from domain.incident.deciding.hindering import (
    TEXTS,
    UNWRITTEN,
    has_a_nude,
    hindered_by,
    said_yes,
    serious,
    unreferred,
    what_stands_in_the_way,
)
from domain.incident.events import (
    Closed,
    ClosureProposed,
    ClosureRefused,
    Countersigned,
    Event,
    Reopened,
    StruckOut,
)
from domain.incident.levels import Care
from domain.incident.refusals import (
    ClosedByTwoPeople,
    CountersignatureNeeded,
    HeadsSignatureNeeded,
    HeldByLaw,
    Hindrance,
    ImageUndecided,
    IncidentIsClosed,
    IncidentIsStruckOut,
    NoSuchDuplicate,
    NotClosed,
    NotProposed,
    NotWhatWasCountersigned,
    PausedForThePolice,
    Refused,
    SecondPersonNeeded,
    StandsInTheWay,
    StruckOutItself,
    WordsNeeded,
)
from domain.incident.state import Incident
from domain.incident.words import ImageLock
from domain.people import Person
from domain.texts import is_said

# What one person neither strikes out nor closes, however mild it was called.
PROTECTIVE = frozenset(
    {
        Fact.IMMEDIATE_DANGER,
        Fact.CHILD_AT_RISK,
        Fact.ILLEGAL,
        Fact.SEXUAL_IMAGE_OF_UNDER_18,
        Fact.COERCION_OR_GROOMING,
        Fact.RADICALISATION,
        Fact.STAFF_INSTIGATOR,
    }
)
CLOSING = frozenset({"closure-proposed", "countersigned", "closed"})


def propose_closure(
    incident: Incident, command: ProposeClosure, circumstances: Circumstances
) -> list[Event]:
    by = circumstances.by
    event = ClosureProposed(
        summary=command.summary,
        how_followed_up=command.how_followed_up,
        outcome=command.outcome,
        proposed_by=by.account,
    )
    if incident.proposed == event and not incident.closed:
        return []
    may_be_closed(incident, by, CLOSING)
    return [event]


def may_be_closed(incident: Incident, by: Person, to_come: frozenset[str]) -> None:
    """`to_come` are the events that closing itself still brings."""
    not_a_subject(incident, by)
    found = what_stands_in_the_way(still_open(incident), to_come)
    refuse_for(incident, found, *paused(incident))


def paused(incident: Incident) -> list[Refused]:
    return [PausedForThePolice()] if incident.paused else []


def refuse_for(incident: Incident, found: tuple[Hindrance, ...], *wrong: Refused) -> None:
    """Everything at once; what is the only thing in the way is refused by its own name."""
    if len(wrong) == 1 and not found:
        raise wrong[0]
    besides = [one for each in wrong for one in as_hindrances(each, incident)]
    if found or besides:
        raise StandsInTheWay((*besides, *found))


def as_hindrances(refused: Refused, incident: Incident) -> list[Hindrance]:
    if isinstance(refused, WordsNeeded):
        return [Hindrance(says=UNWRITTEN[name], pointer=f"/{name}") for name in refused.fields]
    if isinstance(refused, PausedForThePolice):
        return [Hindrance(says=refused.because, pointer="/paused_for_police")]
    for step in incident.walk.open:
        if "countersigned" in step.done_by:
            return [hindered_by(step, says=refused.because)]
    return [Hindrance(says=refused.because, pointer="/countersigned")]


def countersign(
    incident: Incident, command: Countersign, circumstances: Circumstances
) -> list[Event]:
    by = circumstances.by
    not_a_subject(incident, by)
    proposed = still_open(incident).proposed
    if proposed is None:
        raise NotProposed
    if proposed.proposed_by == by.account:
        raise SecondPersonNeeded
    if by.account in incident.countersigned_by:
        return []
    may_be_closed(incident, by, CLOSING)
    return [Countersigned(countersigned_by=by.account, remark=command.remark)]


def refuse_closure(
    incident: Incident, command: RefuseClosure, circumstances: Circumstances
) -> list[Event]:
    not_a_subject(incident, circumstances.by)
    event = ClosureRefused(reason=command.reason)
    if same(incident.last.get((ClosureRefused, None)), event):
        return []
    if still_open(incident).proposed is None:
        raise NotProposed
    return [event]


def close(incident: Incident, command: Close, circumstances: Circumstances) -> list[Event]:
    texts = {name: text_of(incident, command, name) for name in TEXTS}
    if incident.closed and texts == {name: getattr(incident.closed, name) for name in TEXTS}:
        return []
    not_a_subject(incident, circumstances.by)
    unwritten = [name for name, text in texts.items() if not text]
    signature = unsigned(still_open(incident), texts, circumstances)
    to_come = CLOSING if signature else CLOSING - {"countersigned"}
    found = what_stands_in_the_way(incident, to_come)
    words = [WordsNeeded(*unwritten)] if unwritten else []
    refuse_for(incident, found, *words, *paused(incident), *signature)
    return [Closed(**texts)]


def text_of(incident: Incident, command: Close, name: str) -> str:
    """The text given, or that of the proposal, or that with which it was already closed."""
    agreed = incident.closed or incident.proposed
    text = getattr(command, name) or (getattr(agreed, name) if agreed else None)
    return text if isinstance(text, str) and is_said(text) else ""


def two_people_needed(incident: Incident) -> bool:
    """An allegation needs two also once it is answered away."""
    grave = serious(incident) or has_a_nude(incident)
    said = any(said_yes(incident, fact) for fact in PROTECTIVE)
    return always_by_two(incident) or incident.restricted or grave or said


def always_by_two(incident: Incident) -> bool:
    """Whatever is answered since, and also where whoever was named had been named in error."""
    was_one = incident.was_about_an_adult_here or incident.adult_once_accused
    return was_one or incident.gravest in GRAVE


def care(incident: Incident) -> Care:
    """How carefully a case is kept from being struck out by one person."""
    if always_by_two(incident):
        return Care.BY_TWO
    if was_grave(incident):
        return Care.GRAVE
    waits = two_people_needed(incident) or image_undecided(incident) or in_hand(incident)
    return Care.OPEN if waits else Care.ORDINARY


def was_grave(incident: Incident) -> bool:
    """Said to be so once by somebody. No one person answers that away."""
    locked = incident.image_lock is ImageLock.FOR_EVER
    in_danger = incident.in_danger_now is Answer.YES
    return locked or in_danger or not incident.once_yes.isdisjoint(PROTECTIVE)


def in_hand(incident: Incident) -> bool:
    """A child who may be in danger, an agency that has not answered, or something still held."""
    answered = incident.answer(Fact.IMMEDIATE_DANGER) is Answer.NO
    unsure = incident.in_danger_now is Answer.NOT_KNOWN and not answered
    waiting = any(referral.open for referral in incident.referrals.values())
    return unsure or waiting or bool(incident.exhibits.keys() - incident.exhibits_gone)


def unsigned(
    incident: Incident, texts: dict[str, str], circumstances: Circumstances
) -> list[Refused]:
    """Why the second signature is missing, where one is needed."""
    agreed = incident.proposed
    if not two_people_needed(incident):
        return []
    if agreed is None or agreed.proposed_by in subjects(incident):
        return [CountersignatureNeeded()]
    if not incident.countersigned_by - subjects(incident):
        return [CountersignatureNeeded()]  # Linked since: their signature no longer counts.
    if texts != {name: getattr(agreed, name) for name in TEXTS}:
        return [NotWhatWasCountersigned()]
    if unreferred(incident) and not signed_by_the_head(incident, agreed, circumstances):
        return [HeadsSignatureNeeded()]
    return []


def signed_by_the_head(
    incident: Incident, agreed: ClosureProposed, circumstances: Circumstances
) -> bool:
    """Or by whoever stands in, where the head is part of it; anybody, where there is neither."""
    gone, stand_in = shut_out(incident) | subjects(incident), circumstances.stands_in_for_head
    if incident.may_be(Fact.SUBJECT_IS_HEAD):
        gone |= circumstances.heads
    last = frozenset({stand_in.account}) if stand_in else frozenset[UUID]()
    whose = first_left(gone, circumstances.heads, last)
    return not whose or bool(whose & {agreed.proposed_by, *incident.countersigned_by})


def reopen(incident: Incident, command: Reopen, circumstances: Circumstances) -> list[Event]:
    event = Reopened(reason=command.reason, new_information=command.new_information)
    if incident.closed or incident.struck_out:
        return [event]
    if same(incident.last.get((Reopened, None)), event):
        return []
    raise NotClosed


def strike_out(
    incident: Incident, command: StrikeOut, circumstances: Circumstances
) -> list[Event]:
    other = duplicate_named(incident, command, circumstances)
    event = StruckOut(reason=command.reason, duplicate_of=other)
    if incident.struck_out == event:
        return []
    not_a_subject(incident, circumstances.by)
    if incident.struck_out:
        raise IncidentIsStruckOut
    if incident.closed:
        raise IncidentIsClosed
    may_be_struck_out(incident, other, circumstances)
    return [event]


def may_be_struck_out(
    incident: Incident, duplicate_of: str | None, circumstances: Circumstances
) -> None:
    """What is or was grave, or the police or a court may ask for, one person does not take out.

    As a duplicate it may go where the other case, kept as carefully for good, tells of it all.
    Under a hold nothing may.
    """
    if incident.holds:
        raise HeldByLaw
    if duplicate_of in incident.duplicates and as_carefully_kept(incident, circumstances):
        return
    by_two = incident.paused or two_people_needed(incident)
    if image_undecided(incident) and not by_two:
        raise ImageUndecided
    if by_two or care(incident) is not Care.ORDINARY:
        raise ClosedByTwoPeople


def as_carefully_kept(incident: Incident, other: Circumstances) -> bool:
    if incident.restricted and not other.other_restricted:
        return False
    return other.other_care >= care(incident)


def duplicate_named(
    incident: Incident, command: StrikeOut, circumstances: Circumstances
) -> str | None:
    """The other incident's reference, be it named by that or by its id."""
    if not (command.duplicate_of or "").strip():
        return None
    if circumstances.other_reference is None:
        raise NoSuchDuplicate("duplicate_of")
    if circumstances.other_restricted and not incident.restricted:
        raise NoSuchDuplicate("duplicate_of")  # In the same words as one that does not exist.
    if circumstances.other_struck_out and not incident.struck_out:
        raise StruckOutItself("duplicate_of")
    return circumstances.other_reference


def is_id(text: str | None) -> bool:
    try:
        return bool(UUID(text or ""))
    except ValueError:
        return False
