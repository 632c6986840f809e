"""What is decided of an adult here waits for the LADO and the police; what was done is marked."""

import re

from domain.incident.commands import Circumstances, RecordDecision, SendLetter
from domain.incident.deciding.evidence import while_paused
from domain.incident.deciding.grounds import (
    NO_NAMES,
    accused_adults,
    after_the_lado,
    before_the_lado,
    concerns_an_adult_here,
)
from domain.incident.state import Incident
from domain.incident.words import Consideration
from domain.playbook.words import After

# Where the decision names no step, this says what it is about.
OF_THE_ACCUSED = frozenset({Consideration.BARRING_REFERRAL, Consideration.EMPLOYMENT})


def not_before_the_lado(
    incident: Incident, step: str | None, circumstances: Circumstances
) -> None:
    """Raises LadoFirst or PausedForThePolice for a step that comes after both."""
    if comes_after(incident, step, circumstances):
        after_the_lado(incident)


def may_say_yes(incident: Incident, command: RecordDecision, circumstances: Circumstances) -> None:
    """A yes goes against the adult. A no takes nothing from anybody."""
    if not command.yes:
        return
    not_before_the_lado(incident, command.step, circumstances)
    if command.consideration in OF_THE_ACCUSED and is_about_one(incident):
        after_the_lado(incident)


def is_about_one(incident: Incident) -> bool:
    return concerns_an_adult_here(incident) or incident.was_about_an_adult_here


def comes_after(incident: Incident, step: str | None, circumstances: Circumstances) -> bool:
    """By the edition that gave the step; by any that has it, where the case was not given it."""
    given = incident.walk.steps.get(step or "")
    editions = (circumstances.playbook, *circumstances.earlier_playbooks)
    return any(
        one.id == step and one.after is After.LADO
        for edition in editions
        if edition and (given is None or given.due.edition == edition.edition)
        for one in edition.steps
    )


def done_early(incident: Incident, step: str, circumstances: Circumstances) -> list[str]:
    if not comes_after(incident, step, circumstances):
        return []
    early = ["done before the LADO was told"] if before_the_lado(incident) else []
    return [*early, *while_paused(incident)]


def sent_early(incident: Incident, letter: SendLetter) -> list[str]:
    if not tells_of_an_accused(incident, letter):
        return []
    early = ["sent before the LADO was told"] if before_the_lado(incident) else []
    return [*early, *while_paused(incident)]


def tells_of_an_accused(incident: Incident, letter: SendLetter) -> bool:
    """Sent to an adult here who is or was accused, however written, or with the name in it."""
    accused = incident.adults_accused | accused_adults(incident).keys()
    names = {part for one in accused for part in parts(incident.people[one].full_name or "")}
    to = {part.casefold() for part in parts(letter.sent_to)}
    told = names & (parts(letter.subject) | parts(letter.text))
    return bool(told) or not to.isdisjoint(name.casefold() for name in names)


def parts(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text)) - NO_NAMES
