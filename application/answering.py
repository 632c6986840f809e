"""Whose a step is, when somebody answers it: whoever has it in their work, and nobody else.

What was done is a fact, and anybody may record it; it is marked where the step was for others.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from application import permissions
from application.access import doors_of
from application.asking import NAME_OF
from application.projections.steps_due import STEPS_DUE, URGENT
from application.projections.whose_steps import KeptBy, Management, management
from application.read_back import History, reporter_of, state_of
from application.urgent import Staff
from domain.incident.commands import (
    Circumstances,
    Command,
    CompleteStep,
    MarkStepNotNeeded,
    RecordDecision,
)
from domain.incident.deciding.grounds import accounts_of, managed_by
from domain.incident.refusals import ForOthersToDecide
from domain.incident.state import Incident
from domain.incident.steps import Given
from domain.incident.words import Capacity
from domain.people import Person
from domain.playbook.walking import StepDue, is_late, of_each_person
from domain.playbook.words import SPOKEN, Kind, Who

Answer = RecordDecision | CompleteStep | MarkStepNotNeeded


def answering(
    known: Circumstances,
    command: Command,
    history: History,
    staff: Callable[[], Staff],
) -> Circumstances:
    """With what an answer to a step needs to know of others. Raises ForOthersToDecide."""
    incident = state_of(history)
    if incident is None or not isinstance(command, Answer):
        return known
    given = incident.walk.steps.get(command.step or "")
    if given is None:
        return known
    asked = Asked(command, given, incident, history, staff)
    their_own = isinstance(command, CompleteStep) and of_each_person(given.due)
    if their_own or asked.is_for(known.by):
        return known
    if not isinstance(command, CompleteStep):
        raise ForOthersToDecide(asked.whom)
    return replace(known, step_is_for=asked.whom)


@dataclass(frozen=True)
class Asked:
    """An answer to a step of a case. Who is at work is only looked up where it is not plain."""

    command: Answer
    given: Given
    incident: Incident
    history: History
    find_staff: Callable[[], Staff]

    @cached_property
    def staff(self) -> Staff:
        return self.find_staff()

    @property
    def due(self) -> StepDue:
        return self.given.due

    @property
    def reporter(self) -> UUID | None:
        return reporter_of(self.history)

    @cached_property
    def instead(self) -> Management:
        appointed_by = self.history.come_to(STEPS_DUE).appointed_by
        managed = management(self.incident, appointed_by)
        return KeptBy(self.incident, self.reporter).whose(self.due, managed)

    @property
    def who(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.due.who, *self.instead.posts)))

    @property
    def whom(self) -> str:
        """ "the DSL or the deputy DSL"."""
        posts = (Who(one) for one in self.who)
        spoken = [SPOKEN[one] if one is Who.REPORTER else f"the {SPOKEN[one]}" for one in posts]
        return " or ".join(spoken)

    def is_for(self, person: Person) -> bool:
        """In their work, or in nobody's who could answer: then whoever handles the case does."""
        if self.given_to(person) or self.stands_in(person) or self.has_climbed_to(person):
            return True
        offered = self.due.kind is Kind.MAY
        return not offered and not any(map(self.could_answer, self.staff.people))

    def given_to(self, person: Person) -> bool:
        posts = permissions.posts_of(person, self.reporter)
        if person.account == managed_by(self.incident):
            posts |= {Who.CASE_MANAGER.value}
        return person.account == self.instead.account or not posts.isdisjoint(self.who)

    def stands_in(self, person: Person) -> bool:
        roles = {role.value for role in self.staff.roles_of(person)}
        return not roles.isdisjoint(self.who)

    def has_climbed_to(self, person: Person) -> bool:
        """Urgent, and left alone by those whose it was."""
        if person.account not in self.staff.ladder or not is_pressing(self.given, self.staff):
            return False
        named = {
            Who.CASE_MANAGER.value: managed_by(self.incident),
            Who.REPORTER.value: self.reporter,
        }
        doors = doors_of(self.incident, self.reporter)
        assert self.due.due is not None
        matter = self.staff.step(self.who, self.due.due, doors, named)
        return self.staff.course(matter).is_with(person.account)

    def could_answer(self, person: Person) -> bool:
        """By post or cover, with leave to say so, and neither shut out nor part of it."""
        step, name = self.due.step, NAME_OF[type(self.command)]
        return (
            (self.given_to(person) or self.stands_in(person))
            and person.account not in self.concerned
            and permissions.may_know_of(person, self.incident, self.reporter, self.staff.now)
            and permissions.may_ask_here(person, name, self.incident, step, self.reporter)
        )

    @cached_property
    def concerned(self) -> frozenset[UUID]:
        return accounts_of(self.incident, Capacity.INSTIGATOR, Capacity.VICTIM)


def is_pressing(given: Given, staff: Staff) -> bool:
    due = given.due
    urgent = due.kind is Kind.MUST and due.within in URGENT and not given.ending
    return urgent and due.due is not None and is_late(due, staff.now)
