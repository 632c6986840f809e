"""The incident that an escalation reports: who is accused in it, and whose case it is."""

from functools import reduce
from uuid import uuid4

from application.access import Offices
from application.school_rules import SchoolRules
from domain.concerns.commands import Circumstances as OfRegister
from domain.concerns.decisions import IncidentToReport, incident_to_report
from domain.concerns.events import Adult, ConcernEscalated, WorkingAs
from domain.concerns.state import Register
from domain.facts import Answer, Fact
from domain.incident.commands import (
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

KINDS = {
    WorkingAs.STAFF: PersonKind.STAFF,
    WorkingAs.SUPPLY: PersonKind.SUPPLY,
    WorkingAs.CONTRACTOR: PersonKind.STAFF,
    WorkingAs.VOLUNTEER: PersonKind.VOLUNTEER,
    WorkingAs.GOVERNOR: PersonKind.GOVERNOR,
    WorkingAs.NOT_KNOWN: PersonKind.STAFF,  # Works or helps here, so an adult here in any case.
}


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
        fresh = circumstances(event, known, offices, rules)
        decided += decide(incident, command, fresh)
    return decided


def circumstances(
    event: ConcernEscalated, known: OfRegister, offices: Offices, rules: SchoolRules
) -> Circumstances:
    return Circumstances(
        by=known.by,
        now=known.now,
        reference=event.incident_reference,
        new_ids=(uuid4(),),
        playbook=rules.playbook,
        calendar=rules.calendar,
        earlier_playbooks=rules.earlier,
        **offices.circumstances(),
    )


def commands(report: IncidentToReport, known: OfRegister) -> list[Command]:
    return [
        ReportIncident(
            summary=report.summary,
            in_danger_now=report.in_danger_now,
            about_an_adult_here=report.about_an_adult_here,
        ),
        *([of_the_head(known)] if known.adult_is_head else []),
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


def of_the_head(known: OfRegister) -> ChangeFacts:
    """Before anybody is linked: so the case is the chair's from the moment that it is one."""
    finding = Finding(
        fact=Fact.SUBJECT_IS_HEAD,
        answer=Answer.YES,
        who_said_so=known.by.name,
        why="The register of low-level concerns is about the head.",
    )
    return ChangeFacts(findings=(finding,))
