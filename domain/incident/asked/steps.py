"""What may be asked about the steps of a playbook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteStep:
    step: str
    what_was_done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkStepNotNeeded:
    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptEdition:
    """Move this case to the edition that the school follows now."""

    edition: str
    reason: str
