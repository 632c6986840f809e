"""The incident that an escalation reports: who is accused in it, and whose case it is."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from uuid import uuid4

from application import permissions
from application.access import Offices
from application.read_back import History, is_incident, state_of
from application.school_log import SchoolLog
from application.school_rules import SchoolRules
from domain.concerns.commands import Circumstances as OfRegister
from domain.concerns.commands import Command as OfRegisters
from domain.concerns.commands import Escalate
from domain.concerns.decisions import IncidentToReport, incident_to_report
from domain.concerns.events import Adult, ConcernEscalated, WorkingAs
from domain.concerns.state import Register
from domain.facts import Answer, Fact
from domain.incident.commands import (
    AddNote,
    AlertDsl,
    ChangeFacts,
    Circumstances,
    Command,
    LinkPerson,
    ReportIncident,
)
from domain.incident.decisions import decide
from domain.incident.events import Event
from domain.incident.state import Incident, evolve
from domain.incident.words import Capacity, Finding, PersonKind
from domain.people import Person

KINDS = {
    WorkingAs.STAFF: PersonKind.STAFF,
    WorkingAs.SUPPLY: PersonKind.SUPPLY,
    WorkingAs.CONTRACTOR: PersonKind.STAFF,
    WorkingAs.VOLUNTEER: PersonKind.VOLUNTEER,
    WorkingAs.GOVERNOR: PersonKind.GOVERNOR,
    WorkingAs.NOT_KNOWN: PersonKind.STAFF,  # Works or helps here, so an adult here in any case.
}


@dataclass(frozen=True, slots=True)
class CaseThere:
    """A restricted incident that an escalation goes into."""

    history: History
    incident: Incident

    @property
    def reference(self) -> str:
        return self.incident.reference


def case_there(
    log: SchoolLog, command: OfRegisters, by: Person, now: datetime
) -> CaseThere | None:
    """None unless it is there, restricted, and whole before this person's eyes."""
    if not isinstance(command, Escalate) or command.into is None:
        return None
    history = log.read(command.into)
    if not history.lines or not is_incident(history.lines[0]):
        return None
    incident = state_of(history)
    if incident is None or not incident.restricted:
        return None
    return CaseThere(history, incident) if permissions.may_read(by, incident, now) else None


def noted(
    there: CaseThere, event: ConcernEscalated, known: OfRegister, offices: Offices
) -> list[Event]:
    note = AddNote(text=event.summary)
    fresh = circumstances(event, known, offices, SchoolRules(), note)
    decided = decide(there.incident, note, fresh)
    if event.in_danger_now is Answer.YES:
        alert = AlertDsl(why="Somebody is said to be in danger now.")
        decided += decide(reduce(evolve, decided, there.incident), alert, fresh)
    return decided


def escalated(
    register: Register,
    event: ConcernEscalated,
    known: OfRegister,
    offices: Offices,
    rules: SchoolRules,
) -> list[Event]:
    """The lines of the new incident, each decided as if it had been asked in its turn."""
    report = incident_to_report(register, event)
    decided: list[Event] = []
    for command in commands(report, known):
        incident: Incident | None = reduce(evolve, decided, None)
        fresh = circumstances(event, known, offices, rules, command)
        decided += decide(incident, command, fresh)
    return decided


def circumstances(
    event: ConcernEscalated,
    known: OfRegister,
    offices: Offices,
    rules: SchoolRules,
    command: Command,
) -> Circumstances:
    return Circumstances(
        by=known.by,
        now=known.now,
        reference=event.incident_reference,
        new_ids=(uuid4(),),
        playbook=rules.playbook,
        calendar=rules.calendar,
        earlier_playbooks=rules.earlier,
        **offices.circumstances(command),
    )


def commands(report: IncidentToReport, known: OfRegister) -> list[Command]:
    return [
        ReportIncident(
            summary=report.summary,
            in_danger_now=report.in_danger_now,
            about_an_adult_here=report.about_an_adult_here,
        ),
        *([of_the_head(report.accused, known)] if known.adult_is_head else []),
        link(report.accused, known),
    ]


def link(adult: Adult, known: OfRegister) -> LinkPerson:
    return LinkPerson(
        full_name=adult.full_name,
        kind=KINDS[adult.working_as],
        capacity=Capacity.INSTIGATOR,
        year_or_post=adult.post,
        directory_id=adult.person,
        account=adult.account or known.adult_account,
    )


def of_the_head(adult: Adult, known: OfRegister) -> ChangeFacts:
    """Before anybody is linked: so the case is the chair's from the moment that it is one."""
    certain = adult.account or known.adult_account
    finding = Finding(
        fact=Fact.SUBJECT_IS_HEAD,
        answer=Answer.YES if certain else Answer.NOT_KNOWN,
        who_said_so=known.by.name,
        why=f"The register of low-level concerns {'is' if certain else 'may be'} about the head.",
    )
    return ChangeFacts(findings=(finding,))
