"""Making safe, keeping evidence under the image lock, custody, and asking for removal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import reduce
from uuid import UUID

from domain.facts import Answer, Fact
from domain.incident.commands import (
    ChangeFacts,
    Circumstances,
    Command,
    HandOverExhibit,
    KeepEvidence,
    KeepNoEvidence,
    MakeSafe,
    RecordRemovalOutcome,
    RequestRemoval,
)
from domain.incident.deciding.grounds import (
    is_repeated,
    marks,
    new_id,
    newest,
    of_another,
    once,
    written,
)
from domain.incident.deciding.reporting import change_facts
from domain.incident.events import (
    Event,
    EvidenceKept,
    EvidenceNotKept,
    ExhibitHandedOver,
    MadeSafe,
    RemovalOutcomeRecorded,
    RemovalRequested,
)
from domain.incident.refusals import (
    ExhibitReferenceTaken,
    ImageLocked,
    KeepEvidenceFirst,
    NotAnExhibitReference,
    PausedForThePolice,
)
from domain.incident.state import Incident, Removal, evolve
from domain.incident.words import (
    OPEN_UNDER_THE_IMAGE_LOCK,
    Finding,
    ImageLock,
    Recipient,
    RemovalResult,
    RemovalThrough,
)
from domain.people import Person
from domain.texts import holds_a_file, same_name

# Ours are initials and a number; the police have references of their own, like ABC123/01.
EXHIBIT = re.compile(r"(?=.*[0-9])(?=.{2,20}$)[A-Za-z0-9]+(?:[/-][A-Za-z0-9]+)*")
POLICE = re.compile(r"\b(police|constabulary)\b", re.IGNORECASE)
THE_LOCK_HOLDS = "The image lock holds, so nothing may be copied first."


def no_file_in_words(
    incident: Incident | None, command: Command, decided: Sequence[Event]
) -> None:
    """A picture written as letters is a picture, also in the words that bring the lock."""
    locks = [incident.image_lock] if incident else []
    locks += [getattr(event, "image_lock", ImageLock.OPEN) for event in decided]
    locked = any(lock is not ImageLock.OPEN for lock in locks)
    if locked and any(map(holds_a_file, texts_in(command))):
        raise ImageLocked(waits=ImageLock.FOR_EVER not in locks)


def texts_in(said: object) -> Iterator[str]:
    match said:
        case str():
            yield said
        case tuple():
            for one in said:
                yield from texts_in(one)
        case _ if is_dataclass(said):
            for each in fields(said):
                yield from texts_in(getattr(said, each.name))


def make_safe(incident: Incident, command: MakeSafe, circumstances: Circumstances) -> list[Event]:
    event = written(MadeSafe, command, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def keep_evidence(
    incident: Incident, command: KeepEvidence, circumstances: Circumstances
) -> list[Event]:
    locked = incident.image_lock is not ImageLock.OPEN
    if locked and command.kind not in OPEN_UNDER_THE_IMAGE_LOCK:
        raise ImageLocked(waits=incident.image_lock is not ImageLock.FOR_EVER)
    recorder = circumstances.by.name
    event = written(
        EvidenceKept,
        command,
        exhibit=command.exhibit or next_exhibit(incident, circumstances.by),
        captured_by=command.captured_by or recorder,
        held_by=command.held_by or command.captured_by or recorder,
        out_of_order=marks(
            incident, *while_paused(incident), *after_its_handover(incident, command)
        ),
    )
    if repeated(incident, command, event) and (
        command.exhibit or is_repeated(event, circumstances)
    ):
        return []
    return [valid_exhibit(incident, event)]


def while_paused(incident: Incident) -> tuple[str, ...]:
    return ("done while the school was paused for the police",) if incident.paused else ()


def after_its_handover(incident: Incident, command: KeepEvidence) -> tuple[str, ...]:
    late = command.exhibit in incident.exhibits_only_handed_over
    return ("described only after it had been handed over",) if late else ()


def repeated(incident: Incident, command: KeepEvidence, event: EvidenceKept) -> bool:
    """The same once more; with no reference of its own, whatever number it was given."""
    last = incident.last.get((EvidenceKept, None))
    if not isinstance(last, EvidenceKept):
        return False
    reference = command.exhibit or last.exhibit
    return reference == last.exhibit and words_of(last) == words_of(event)


def words_of(event: EvidenceKept) -> tuple[object, ...]:
    return (
        event.kind,
        event.description,
        event.source,
        event.captured_by,
        event.captured_at,
        event.method,
        event.held_by,
    )


def valid_exhibit(incident: Incident, event: EvidenceKept) -> EvidenceKept:
    if not EXHIBIT.fullmatch(event.exhibit):
        raise NotAnExhibitReference
    if event.exhibit in incident.exhibits.keys() - incident.exhibits_only_handed_over:
        raise ExhibitReferenceTaken
    return event


def next_exhibit(incident: Incident, by: Person) -> str:
    """Initials and a number, quoted at every handover."""
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", by.name)).upper()[:4] or "X"
    number = 1
    while f"{letters}/{number}" in incident.exhibits:
        number += 1
    return f"{letters}/{number}"


def keep_no_evidence(
    incident: Incident, command: KeepNoEvidence, circumstances: Circumstances
) -> list[Event]:
    event = written(EvidenceNotKept, command, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def hand_over_exhibit(
    incident: Incident, command: HandOverExhibit, circumstances: Circumstances
) -> list[Event]:
    found = [*gap(incident.exhibits.get(command.exhibit), command), *of_one_name(command)]
    event = written(
        ExhibitHandedOver,
        command,
        recipient=recipient(command),
        out_of_order=marks(incident, *found),
    )
    nothing_new = circumstances.occurred is None or is_repeated(event, circumstances)
    return [] if nothing_new and handed_over_already(incident, command) else [event]


def handed_over_already(incident: Incident, command: HandOverExhibit) -> bool:
    last = incident.last.get((ExhibitHandedOver, None))
    return isinstance(last, ExhibitHandedOver) and last == written(
        ExhibitHandedOver,
        command,
        recipient=recipient(command),
        out_of_order=last.out_of_order,
    )


def recipient(command: HandOverExhibit) -> Recipient:
    """As said, or else as the organisation is called on whose behalf it was received."""
    if command.recipient:
        return command.recipient
    for_the_police = POLICE.search(command.received_for or "")
    return Recipient.POLICE if for_the_police else Recipient.OTHER


def of_one_name(command: HandOverExhibit) -> list[str]:
    """Two people may bear one name, or one of them was written down twice: it is looked at."""
    if same_name(command.handed_by, command.received_by):
        return ["whoever handed it over and whoever received it bear the same name"]
    return []


def gap(holder: str | None, command: HandOverExhibit) -> tuple[str, ...]:
    """A gap in custody cannot be undone, but it can be seen."""
    by = command.handed_by
    if holder is None:
        return (f"no such exhibit was on the record, nor how it came to {by}",)
    if holder == by:
        return ()
    return (f"last recorded with {holder}, and how it came to {by} is not accounted for",)


def request_removal(
    incident: Incident, command: RequestRemoval, circumstances: Circumstances
) -> list[Event]:
    reason = command.not_waiting_because
    locked = incident.image_lock is not ImageLock.OPEN
    if locked and not reason:
        reason = THE_LOCK_HOLDS
    early = asked_too_early(incident) if not reason else ()
    if early and circumstances.occurred is None:  # Asked already, it is a fact.
        raise PausedForThePolice if incident.paused else KeepEvidenceFirst
    event = written(
        RemovalRequested,
        command,
        removal=new_id(circumstances),
        not_waiting_because=reason,
        out_of_order=marks(incident, *early),
    )
    return once(incident, event, circumstances)


def asked_too_early(incident: Incident) -> tuple[str, ...]:
    unsettled = "asked before evidence was kept, and no reason was given"
    return (*while_paused(incident), *(() if incident.evidence_settled else (unsettled,)))


def record_removal_outcome(
    incident: Incident, command: RecordRemovalOutcome, circumstances: Circumstances
) -> list[Event]:
    removal = command.removal or latest_removal(incident)
    known = incident.removals.get(removal) if removal else None
    unasked = () if known else ("recorded although no request for removal is on the record",)
    event = written(
        RemovalOutcomeRecorded,
        command,
        removal=removal if known else None,
        what=known.what if known else "material of this incident",
        out_of_order=marks(incident, *unasked),
    )
    another = command.removal and of_another(incident, event, "removal")
    recorded = [event] if another else once(incident, event, circumstances)
    after = reduce(evolve, recorded, incident)
    return [*recorded, *refusal_raised(after, event, known, circumstances)] if recorded else []


# What an outcome says of "removal refused": it is up still, or may be.
RAISES_REFUSAL = {
    RemovalResult.REFUSED: (Answer.YES, "Asked to take it down, and refused."),
    RemovalResult.NO_ANSWER: (Answer.NOT_KNOWN, "Asked to take it down, and did not answer."),
    RemovalResult.PARTLY_REMOVED: (Answer.NOT_KNOWN, "Only part of it was taken down."),
}
# A platform that refuses is no reason to turn to the platform.
WHO_PUT_IT_UP = frozenset({RemovalThrough.PERSON, RemovalThrough.OTHER})


def refusal_raised(
    incident: Incident,
    event: RemovalOutcomeRecorded,
    known: Removal | None,
    circumstances: Circumstances,
) -> list[Event]:
    """In the same append, so that what the charts ask after a refusal is asked at once."""
    if event.result not in RAISES_REFUSAL or (known and known.through not in WHO_PUT_IT_UP):
        return []
    answer, why = RAISES_REFUSAL[event.result]
    if incident.answer(Fact.REMOVAL_REFUSED) in (Answer.YES, answer):
        return []
    finding = Finding(
        fact=Fact.REMOVAL_REFUSED, answer=answer, who_said_so=circumstances.by.name, why=why
    )
    return change_facts(incident, ChangeFacts(findings=(finding,)), circumstances)


def latest_removal(incident: Incident) -> UUID | None:
    """The latest request still open; when none is, the latest, whose outcome has changed."""
    still = [key for key, removal in incident.removals.items() if removal.open]
    return newest(still or [*incident.removals])
