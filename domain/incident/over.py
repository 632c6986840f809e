"""What came to a case after it was closed or struck out. Nothing reopens by itself: it is said."""

from uuid import UUID

from domain.incident.state import Incident
from domain.incident.steps import CLOSING, Given
from domain.playbook.acts import names_of
from domain.playbook.words import Kind

UNHEARD = "the safeguarding lead was told and has not acknowledged it"
ACCUSED = "an adult who works or helps here has been accused since"
OPENED = "steps that must be taken have opened since"
DECIDE = "Reopen it, giving the reason (reopen), or see to this and leave it closed."


def is_over(incident: Incident) -> bool:
    return bool(incident.closed or incident.struck_out)


def over_in_words(incident: Incident) -> str:
    return "closed" if incident.closed else "struck out"


def is_left(incident: Incident, given: Given) -> bool:
    """Whether the step was open when the case was closed, or is one of closing itself."""
    if incident.left is None:
        return is_over(incident)
    return given.due.step in incident.left.steps or names_of(given.due.done_by) <= {*CLOSING}


def opened_since(incident: Incident) -> tuple[Given, ...]:
    return tuple(
        given
        for given in incident.walk.steps.values()
        if not given.ending and not is_left(incident, given)
    )


def accused_since(incident: Incident) -> frozenset[UUID]:
    """Of whom the LADO does not know, and no limb of the harm threshold has been answered no."""
    left = incident.left
    return incident.adults_to_settle - left.accused if left else frozenset()


def to_see_to(incident: Incident) -> tuple[str, ...]:
    """What has come since and is asked of somebody, but for what the DSL was told."""
    if not is_over(incident):
        return ()
    opened = any(given.due.kind is Kind.MUST for given in opened_since(incident))
    return (*([ACCUSED] if accused_since(incident) else []), *([OPENED] if opened else []))


def needs_reopening(incident: Incident) -> str | None:
    """Why somebody has to decide whether to reopen it; None while nobody has to."""
    unheard = is_over(incident) and incident.left is not None and incident.left.unheard
    because = (*([UNHEARD] if unheard else []), *to_see_to(incident))
    return asked_to_reopen(incident, *because) if because else None


def asked_to_reopen(incident: Incident, *because: str) -> str:
    why = f", and this waits: {'; '.join(because)}" if because else ""
    return f"This case is {over_in_words(incident)}{why}. {DECIDE}"
