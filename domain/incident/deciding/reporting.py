"""The report, the people in it, and its assessment."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.categories import (
    KINDS,
    SECONDARY_AT_MOST,
    Severity,
    default_severity,
    needs_dsl_now,
    raised_by,
    raised_by_guess,
    suggests_images,
    unanswered,
)
from domain.facts import Answer, Fact
from domain.incident.commands import (
    Assess,
    ChangeCapacity,
    ChangeFacts,
    Circumstances,
    LinkPerson,
    MakeStatutoryReport,
    MarkNamedInError,
    ReportIncident,
)
from domain.incident.deciding.grounds import (
    DSLS,
    accused_adults,
    before_the_lado,
    concerns_an_adult_here,
    leads_on_safeguarding,
    marks,
    new_id,
    once,
    person_of,
    same,
    written,
)
from domain.incident.deciding.naming import told_by_naming
from domain.incident.events import (
    Assessed,
    CapacityChanged,
    DslAlerted,
    Event,
    FactsChanged,
    IncidentReported,
    NamedInError,
    PersonLinked,
    StatutoryReportMade,
)
from domain.incident.refusals import (
    AlreadyReported,
    AnsweredTwice,
    NoInitials,
    NoSuchAccount,
    ReasonNeeded,
    SeverityLoweredNeedsReason,
    TooManyCategories,
)
from domain.incident.state import Incident, evolve, risk
from domain.incident.words import (
    ADULTS_HERE,
    MAY_WORK_HERE,
    Capacity,
    Finding,
    ImageLock,
)
from domain.people import Person, Role
from domain.texts import are_initials, is_said, same_name, says_nothing

LATE_AFTER = timedelta(days=4)  # The next school day, even over a bank holiday weekend.
MAY_LIFT_RESTRICTION = DSLS | {Role.HEAD, Role.CHAIR_OF_GOVERNORS}


def report(command: ReportIncident, circumstances: Circumstances) -> list[Event]:
    opening = as_reported(command, circumstances)
    return [opening, *head_meant(opening, command, circumstances), *told_at_once(command)]


def report_again(
    incident: Incident, command: ReportIncident, circumstances: Circumstances
) -> list[Event]:
    event = replace(as_reported(command, circumstances), reference=incident.reference)
    if same(incident.last.get((IncidentReported, None)), event):
        return []
    raise AlreadyReported


def as_reported(command: ReportIncident, circumstances: Circumstances) -> IncidentReported:
    guess = command.category_guess
    owner = first_owner(command, circumstances)
    return written(
        IncidentReported,
        command,
        reference=circumstances.reference,
        restricted=not (command.about_an_adult_here is command.about_the_head is Answer.NO),
        image_lock=(
            ImageLock.UNTIL_THE_DSL_DECIDES if guess and suggests_images(guess) else ImageLock.OPEN
        ),
        owner=owner.account if owner else None,
        owner_name=owner.name if owner else None,
        out_of_order=late(command, circumstances),
    )


def report_with(command: MakeStatutoryReport, circumstances: Circumstances) -> list[Event]:
    """A person's own duty, into an incident of its own: it needs no case that they may know of."""
    report = ReportIncident(summary=OWN_DUTY, about_the_head=command.about_the_head)
    opening = as_reported(report, replace(circumstances, occurred=None))
    head = head_meant(opening, report, circumstances)
    return [opening, *head, written(StatutoryReportMade, command)]


def first_owner(command: ReportIncident, circumstances: Circumstances) -> Person | None:
    """Never the head, where the head may be meant."""
    usual = circumstances.first_owner
    if command.about_the_head is Answer.NO:
        return usual
    to_the_head = usual is not None and usual.account in circumstances.heads
    return circumstances.stands_in_for_head or (None if to_the_head else usual)


def head_meant(
    opening: IncidentReported, command: ReportIncident, circumstances: Circumstances
) -> list[Event]:
    """In the same append, so that the head never had any such case to see."""
    if command.about_the_head is Answer.NO:
        return []
    finding = Finding(
        fact=Fact.SUBJECT_IS_HEAD,
        answer=command.about_the_head,
        who_said_so=circumstances.by.name,
        why="Said with the report.",
    )
    facts = ChangeFacts(findings=(finding,))
    return change_facts(evolve(None, opening), facts, circumstances)


OWN_DUTY = (
    "Somebody here made a report that the law asks of them in person. If this school has a case "
    "about the same, link the two."
)


GUESSED = {
    Fact.SEXUAL_IMAGE_OF_UNDER_18: "There may be a sexual image of somebody under 18",
    Fact.CHILD_AT_RISK: "A child may be at risk",
    Fact.COERCION_OR_GROOMING: "A child may be coerced or groomed",
    Fact.RADICALISATION: "Somebody may be drawn into extremism",
}


def told_at_once(command: ReportIncident) -> list[Event]:
    """What the DSL hears with the report; of two reasons the danger is enough."""
    guessed = raised_by_guess(command.category_guess)
    whys = [why for fact, why in GUESSED.items() if fact in guessed]
    by_guess: list[Event] = [
        DslAlerted(why=f"{why}, by the category that the report guesses.") for why in whys[:1]
    ]
    return in_danger(command) or by_guess


def in_danger(command: ReportIncident) -> list[Event]:
    """Protective: not known whether is told as well as yes."""
    match command.in_danger_now:
        case Answer.YES:
            return [DslAlerted(why="Somebody is said to be in danger now.")]
        case Answer.NOT_KNOWN:
            return [DslAlerted(why="Whether somebody is in danger now is not known.")]
        case Answer.NO:
            return []


def late(command: ReportIncident, circumstances: Circumstances) -> tuple[str, ...]:
    known_since = command.told_at or began(circumstances)
    if known_since is None or command.late_because:
        return ()
    days = (circumstances.now - known_since).days
    if circumstances.now - known_since <= LATE_AFTER:
        return ()
    return (f"reported {days} days afterwards, and no reason was given",)


def began(circumstances: Circumstances) -> datetime | None:
    occurred = circumstances.occurred
    return (occurred.end or occurred.start) if occurred else None


def link_person(
    incident: Incident, command: LinkPerson, circumstances: Circumstances
) -> list[Event]:
    if command.full_name and are_initials(command.full_name):
        raise NoInitials
    who = colleague(command, circumstances)
    works_here = command.kind in ADULTS_HERE or who is not None
    accuses_an_adult = works_here and command.capacity is Capacity.INSTIGATOR
    event = written(
        PersonLinked,
        command,
        person=new_id(circumstances),
        full_name=command.full_name or (who.name if who else None),
        account=who.account if who else None,
        restricted=incident.restricted or accuses_an_adult,
        out_of_order=marks(incident),
    )
    if already_linked(incident, event):
        return []
    return naming(event, evolve(incident, event), circumstances)


def colleague(command: LinkPerson, circumstances: Circumstances) -> Person | None:
    """Whose account it is, given or known by the name: only an account can be shut out."""
    if command.account:
        if circumstances.meant is None:
            raise NoSuchAccount("account")
        return circumstances.meant
    if command.kind not in MAY_WORK_HERE or not command.full_name:
        return None
    called = [one for one in circumstances.accounts if same_name(one.name, command.full_name)]
    return called[0] if len(called) == 1 else None


def already_linked(incident: Incident, event: PersonLinked) -> bool:
    who = (event.full_name, event.kind, event.capacity, event.year_or_post)
    more = (event.description, event.directory_id, event.account)
    return any(
        (one.full_name, one.kind, one.capacity, one.year_or_post) == who
        and (one.description, one.directory_id, one.account) == more
        for one in incident.people.values()
        if not one.in_error
    )


def change_capacity(
    incident: Incident, command: ChangeCapacity, circumstances: Circumstances
) -> list[Event]:
    person = person_of(incident, command.person)
    if person.capacity is command.capacity:
        return []
    accuses_an_adult = person.works_here and command.capacity is Capacity.INSTIGATOR
    event = written(
        CapacityChanged,
        command,
        person_name=person.name,
        was=person.capacity,
        restricted=incident.restricted or accuses_an_adult,
        out_of_order=marks(incident),
    )
    return naming(event, evolve(incident, event), circumstances)


def naming(
    event: PersonLinked | CapacityChanged, after: Incident, circumstances: Circumstances
) -> list[Event]:
    """With what it tells of the case, in the same append, so that the routes open."""
    findings = told_by_naming(after, event.person, circumstances.by.name)
    if not findings:
        return [event]
    return [event, *change_facts(after, ChangeFacts(findings=findings), circumstances)]


def mark_named_in_error(
    incident: Incident, command: MarkNamedInError, circumstances: Circumstances
) -> list[Event]:
    person = person_of(incident, command.person)
    if person.in_error:
        return []
    event = written(
        NamedInError,
        command,
        person_name=person.name,
        to_be_corrected=tuple(who for who in incident.told if who != person.name),
        out_of_order=marks(incident),
    )
    return [event]


def assess(incident: Incident, command: Assess, circumstances: Circumstances) -> list[Event]:
    categories = (command.category, *command.secondary)
    if len(command.secondary) > SECONDARY_AT_MOST or len(set(categories)) < len(categories):
        raise TooManyCategories
    answered(command.findings)
    usual = default_severity(*categories)
    event = Assessed(
        category=command.category,
        category_title=KINDS[command.category].title,
        secondary=command.secondary,
        severity=severity_of(command, usual),
        default_severity=usual,
        lowered_because=command.lowered_because,
        findings=command.findings,
        rationale=command.rationale,
        restricted=restricted_after(incident, command.findings, circumstances.by),
        image_lock=lock_after(
            incident, command.findings, circumstances, suggested=suggests_images(*categories)
        ),
        out_of_order=marks(incident),
    )
    answers = {**incident.facts, **{one.fact: one.answer for one in command.findings}}
    raised = unanswered(raised_by(categories), answers)
    alerting = needs_dsl_now(*categories) or Fact.CHILD_AT_RISK in raised
    return [*once(incident, event, circumstances), *alert(incident, command.findings, alerting)]


def severity_of(command: Assess, usual: Severity) -> Severity:
    severity = command.severity or usual
    if severity.rank < usual.rank and not is_said(command.lowered_because):
        raise SeverityLoweredNeedsReason
    return severity


def change_facts(
    incident: Incident, command: ChangeFacts, circumstances: Circumstances
) -> list[Event]:
    answered(command.findings)
    event = written(
        FactsChanged,
        command,
        restricted=restricted_after(incident, command.findings, circumstances.by),
        image_lock=lock_after(incident, command.findings, circumstances),
        out_of_order=marks(incident),
    )
    return [*once(incident, event, circumstances), *alert(incident, command.findings)]


def answered(findings: tuple[Finding, ...]) -> None:
    """Each fact once, with who said so and why."""
    if len({finding.fact for finding in findings}) < len(findings):
        raise AnsweredTwice
    if any(says_nothing(finding.why) or says_nothing(finding.who_said_so) for finding in findings):
        raise ReasonNeeded("findings")


def alert(
    incident: Incident, findings: tuple[Finding, ...], needed_anyway: bool = False
) -> list[Event]:
    """A child who is or may be at risk reaches the DSL in the same command."""
    at_risk = answer_in(findings, Fact.CHILD_AT_RISK) in (Answer.YES, Answer.NOT_KNOWN)
    in_danger = answer_in(findings, Fact.IMMEDIATE_DANGER) in (Answer.YES, Answer.NOT_KNOWN)
    if not (at_risk or in_danger or needed_anyway):
        return []
    if incident.dsl_told and not outgrown(incident, findings):
        return []
    return [DslAlerted(why="A child is or may be at risk.", out_of_order=marks(incident))]


def outgrown(incident: Incident, findings: tuple[Finding, ...]) -> bool:
    """What was acknowledged was a smaller risk. An alert that still waits is enough."""
    return incident.dsl_acknowledged and risk(incident, findings) > risk(incident)


def answer_in(findings: tuple[Finding, ...], fact: Fact) -> Answer | None:
    return next((finding.answer for finding in findings if finding.fact is fact), None)


def lock_after(
    incident: Incident,
    findings: tuple[Finding, ...],
    circumstances: Circumstances,
    *,
    suggested: bool = False,
) -> ImageLock:
    """Yes locks for ever; not known locks until the DSL decides no, on the account given."""
    answer = answer_in(findings, Fact.SEXUAL_IMAGE_OF_UNDER_18)
    if answer is Answer.YES or incident.image_lock is ImageLock.FOR_EVER:
        return ImageLock.FOR_EVER
    if answer is Answer.NO and leads_on_safeguarding(incident, circumstances):
        return ImageLock.OPEN
    if answer is Answer.NOT_KNOWN or suggested:
        return ImageLock.UNTIL_THE_DSL_DECIDES
    return incident.image_lock


def restricted_after(incident: Incident, findings: tuple[Finding, ...], by: Person) -> bool:
    """Protective: opened to others only by a no of somebody who may say so, and not while what
    was said of an adult here waits for the LADO.
    """
    staff = answer_in(findings, Fact.STAFF_INSTIGATOR)
    head = answer_in(findings, Fact.SUBJECT_IS_HEAD)
    may_be_head = (head or incident.answer(Fact.SUBJECT_IS_HEAD)) in (Answer.YES, Answer.NOT_KNOWN)
    if staff in (Answer.YES, Answer.NOT_KNOWN) or may_be_head:
        return True
    if staff is Answer.NO and may_lift(incident, by):
        answered_no = replace(incident, facts={**incident.facts, Fact.STAFF_INSTIGATOR: staff})
        return bool(accused_adults(incident)) or before_the_lado(answered_no)
    if head is Answer.NO and may_lift(incident, by):
        about_one = concerns_an_adult_here(incident) or incident.was_about_an_adult_here
        return incident.restricted and about_one
    return incident.restricted


def may_lift(incident: Incident, by: Person) -> bool:
    if by.role is Role.HEAD and incident.may_be(Fact.SUBJECT_IS_HEAD):
        return False
    return by.role in MAY_LIFT_RESTRICTION or by.account == incident.case_manager
