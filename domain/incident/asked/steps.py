"""What may be asked about the steps of a playbook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteStep:
    """A step of the playbook has been taken: say what was done.

    The ids are those of the case's steps. Any other step that a playbook of the school has is
    recorded as well, marked out of order; an id that none of them has is not.
    """

    step: str
    what_was_done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkStepNotNeeded:
    """A step of the playbook is not needed in this case: say why."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptEdition:
    """Move this case to the edition that the school follows now."""

    edition: str
    reason: str
