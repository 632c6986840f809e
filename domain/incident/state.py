"""Where an incident stands: only what a later decision needs to know."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, assert_never
from uuid import UUID

from domain.categories import GRAVE, Category, Severity, raised_by, raised_by_guess
from domain.facts import Answer, Fact
from domain.incident.events import (
    AccessGranted,
    AccessRevoked,
    AdviceSought,
    Assessed,
    CapacityChanged,
    CaseManagerAppointed,
    Closed,
    ClosureProposed,
    ClosureRefused,
    ConflictDeclared,
    ConflictLifted,
    Countersigned,
    CourseOfActionDecided,
    DecisionRecorded,
    DslAcknowledged,
    DslAlerted,
    DslTold,
    EditionAdoptedForCase,
    EscalatedToLado,
    Event,
    EvidenceKept,
    EvidenceNotKept,
    ExhibitHandedOver,
    FactsChanged,
    FileReceiptConfirmed,
    FileSent,
    HarmThresholdAssessed,
    IncidentReported,
    IntentDetermined,
    InterviewHeld,
    LegalHoldLifted,
    LegalHoldPlaced,
    LetterSent,
    LineCorrected,
    LinkedTo,
    MadeSafe,
    MeetingHeld,
    NamedInError,
    NoteAdded,
    OwnerChanged,
    ParentInformed,
    ParentNotInformed,
    PausedForPolice,
    PersonLinked,
    ProceduresReviewed,
    ReferralAnswered,
    ReferralMade,
    RemovalOutcomeRecorded,
    RemovalRequested,
    Reopened,
    Resumed,
    RoutesOpened,
    SafetyPlanAgreed,
    SanctionOrSupportDecided,
    SanctionWithdrawn,
    StatutoryReportMade,
    StepCompleted,
    StepNotNeeded,
    StepsSetAside,
    StruckOut,
    SupportAssigned,
    TaskAssigned,
    TaskDone,
)
from domain.incident.levels import ConflictKind
from domain.incident.owed import for_each_of
from domain.incident.people_say import BY_NAMING, told_by
from domain.incident.questions import left_as_they_were
from domain.incident.steps import (
    Before,
    Walk,
    Whom,
    about,
    again,
    asked_anew,
    ended,
    looked_back_again,
    moved,
    needed_after_all,
    opened,
    set_aside,
    taken_before,
)
from domain.incident.words import (
    ADULTS_HERE,
    IN_DOUBT,
    WITHOUT_ACCOUNT,
    Agency,
    AllegationOutcome,
    Capacity,
    Consideration,
    Finding,
    ImageLock,
    LinkKind,
    PersonKind,
    Recipient,
    ReferralReply,
    RemovalThrough,
    called,
)
from domain.playbook.walking import of_each_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Somebody in this incident, corrections included."""

    full_name: str | None
    kind: PersonKind
    capacity: Capacity
    year_or_post: str | None = None
    description: str | None = None
    directory_id: UUID | None = None
    account: UUID | None = None
    in_error: bool = False

    @property
    def name(self) -> str:
        return self.full_name or self.description or "somebody whose name is not known"

    @property
    def works_here(self) -> bool:
        """Whatever they are said to be: a colleague may be a parent of this school too."""
        return self.kind in ADULTS_HERE or self.account is not None

    @property
    def may_be_accused(self) -> bool:
        """As far as a name goes that nobody has said to be an error."""
        return self.capacity in (Capacity.INSTIGATOR, Capacity.UNKNOWN) and not self.in_error

    @property
    def accused_here(self) -> bool:
        """An adult who works or helps here, said to have done it."""
        return self.works_here and self.capacity is Capacity.INSTIGATOR and not self.in_error


@dataclass(frozen=True, slots=True)
class Task:
    what: str
    open: bool = True
    assignee: UUID | None = None
    assignee_name: str = ""
    due: date | None = None
    for_a_technician: bool = False
    step: str | None = None
    ended: tuple[str | None, str | None] | None = None  # Its result, or why it was cancelled.


@dataclass(frozen=True, slots=True)
class Referral:
    agency: Agency
    open: bool = True


@dataclass(frozen=True, slots=True)
class Removal:
    what: str
    open: bool = True
    through: RemovalThrough = RemovalThrough.PERSON


@dataclass(frozen=True, slots=True)
class Measure:
    person: UUID
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """How a case was left when it was closed or struck out; what is not in here came since.

    `unheard` is whether the safeguarding lead was told and has not acknowledged it since.
    """

    steps: frozenset[str]
    tasks: frozenset[UUID]
    accused: frozenset[UUID]
    unheard: bool = False


# The fields of a report that name whoever told it.
WHO_TOLD = ("reporter_name", "on_behalf_of")
ASKED_BY_THE_REPORT = (Fact.IMMEDIATE_DANGER, Fact.STAFF_INSTIGATOR)
UNSIGNED: frozenset[UUID] = frozenset()
# What was said to close a case says nothing once it has been reopened.
OF_CLOSING: tuple[type[Event], ...] = (ProceduresReviewed, ClosureProposed, Countersigned, Closed)
NAMING = (PersonLinked, CapacityChanged, NamedInError)
# The kind of a line and whom it is about.
Telling = tuple[type[Event], UUID | None]


@dataclass(frozen=True, kw_only=True)  # No slots: see `but`.
class Incident:
    reference: str
    restricted: bool
    lines: int = 0
    in_danger_now: Answer = Answer.NOT_KNOWN
    about_an_adult_here: Answer = Answer.NOT_KNOWN
    told_by: dict[str, str | None] = field(default_factory=dict)  # Who reported it, for whom.
    guess: Category | None = None  # With the report; the first assessment takes its place.
    category: Category | None = None
    secondary: tuple[Category, ...] = ()
    severity: Severity | None = None
    gravest: Severity | None = None  # A milder assessment later does not undo it.
    usual: Severity | None = None  # Of the categories, as the assessment found it.
    facts: dict[Fact, Answer] = field(default_factory=dict)
    once_yes: frozenset[Fact] = frozenset()  # Answered so by somebody, whatever is said since.
    answered_on: dict[Fact, int] = field(default_factory=dict)  # The line of each answer.
    # What the people of the case came to say of a fact, or say no longer, and on which line.
    people_said: dict[Fact, tuple[Answer, int]] = field(default_factory=dict)
    only_named: frozenset[Fact] = frozenset()  # Answered by nothing but a naming.
    image_lock: ImageLock = ImageLock.OPEN
    people: dict[UUID, Linked] = field(default_factory=dict)
    exhibits: dict[str, str] = field(default_factory=dict)  # reference -> who holds it
    exhibits_only_handed_over: frozenset[str] = frozenset()  # Not described as kept so far.
    exhibits_gone: frozenset[str] = frozenset()  # Handed over to somebody outside the school.
    evidence_settled: bool = False
    removals: dict[UUID, Removal] = field(default_factory=dict)
    dsl_told: bool = False
    dsl_acknowledged: bool = False
    told: tuple[str, ...] = ()  # Everyone outside this record who has been told, in words.
    parents_settled: frozenset[UUID] = frozenset()
    said_of_an_adult_here: bool = False  # By the report or an answer, whatever is said since.
    adults_accused: frozenset[UUID] = frozenset()  # Ever, but for those named in error.
    adult_once_accused: bool = False  # Those named in error too.
    lado_contacted: bool = False
    lado_told_of: frozenset[UUID] = frozenset()  # Accused by then, as far as one was named.
    no_limb_met: bool | None = None
    no_limb_met_of: frozenset[UUID] = frozenset()
    course_decided: bool = False
    allegation: AllegationOutcome | None = None
    referrals: dict[UUID, Referral] = field(default_factory=dict)
    supported: frozenset[UUID] = frozenset()
    measures: dict[UUID, Measure] = field(default_factory=dict)
    considered: frozenset[Consideration] = frozenset()
    tasks: dict[UUID, Task] = field(default_factory=dict)
    procedures_reviewed: bool = False
    paused: bool = False
    holds: dict[UUID, str] = field(default_factory=dict)
    owner: UUID | None = None
    case_manager: UUID | None = None
    manager_outside: CaseManagerAppointed | None = None  # Who manages it without an account.
    conflicts: dict[UUID, ConflictDeclared] = field(default_factory=dict)
    confirmed: dict[UUID, UUID] = field(default_factory=dict)  # By a second; who named them first.
    lifted: frozenset[UUID] = frozenset()  # Named, and found to be so without cause.
    grants: dict[UUID, AccessGranted] = field(default_factory=dict)
    revoked: frozenset[UUID] = frozenset()
    files_sent: frozenset[tuple[UUID, str]] = frozenset()
    proposed: ClosureProposed | None = None
    countersigned_by: frozenset[UUID] = frozenset()  # Everybody who signed what is proposed.
    closed: Closed | None = None
    struck_out: StruckOut | None = None
    left: Left | None = None  # While it is closed or struck out.
    duplicates: frozenset[str] = frozenset()  # References of those linked as such.
    walk: Walk = field(default_factory=Walk)
    # The last line of each kind about each person, so that asking twice writes nothing.
    last: dict[Telling, Event] = field(default_factory=dict)

    def answer(self, fact: Fact) -> Answer | None:
        return self.facts.get(fact)

    def may_be(self, fact: Fact) -> bool:
        """Yes, or asked and not known: the protective reading. Not yet asked is neither."""
        return self.facts.get(fact) in (Answer.YES, Answer.NOT_KNOWN)

    def told_by_people(self, answer: Answer) -> frozenset[Fact]:
        """The facts of which the people of the case say this. Before there is an assessment, that
        is where it is asked.
        """
        said = self.people_said.items() if self.category else ()
        return frozenset(fact for fact, (told, _) in said if told is answer)

    @property
    def looks_serious(self) -> bool:
        """By how serious it was ever called, or by what such incidents usually are."""
        return self.gravest in GRAVE or self.usual in GRAVE

    @property
    def was_about_an_adult_here(self) -> bool:
        return self.said_of_an_adult_here or bool(self.adults_accused)

    @property
    def adults_to_settle(self) -> frozenset[UUID]:
        """Accused adults here of whom the LADO does not know and no "no" to each limb tells."""
        found = self.no_limb_met_of if self.no_limb_met else frozenset[UUID]()
        return self.adults_accused - self.lado_told_of - found

    @property
    def categories(self) -> tuple[Category, ...]:
        return (self.category, *self.secondary) if self.category else ()

    @property
    def raised(self) -> frozenset[Fact]:
        """The questions that the assessment raises, and before it the guess of the report. While
        the image lock waits for the DSL, it raises its own.
        """
        waits = self.image_lock is ImageLock.UNTIL_THE_DSL_DECIDES
        image = frozenset({Fact.SEXUAL_IMAGE_OF_UNDER_18} if waits else ())
        return image | raised_by(self.categories) | self.guessed

    @property
    def guessed(self) -> frozenset[Fact]:
        return frozenset() if self.category else raised_by_guess(self.guess)

    def those(self, kind: PersonKind, capacity: Capacity) -> dict[UUID, Linked]:
        return {
            key: person
            for key, person in self.people.items()
            if (person.kind, person.capacity) == (kind, capacity) and not person.in_error
        }


if TYPE_CHECKING:
    from dataclasses import replace as but
else:

    def but(incident, **changes):
        """As dataclasses.replace, which costs a tenfold here: every line of a long case is folded
        each time somebody asks, and each line changes one or two fields of forty.
        """
        changed = object.__new__(Incident)
        vars(changed).update(vars(incident), **changes)
        return changed


def evolve(incident: Incident | None, event: Event) -> Incident:
    """Apply one fact. It has happened, so nothing here may refuse it."""
    before = incident or Incident(reference="", restricted=True)
    incident = applied(before, event)
    if isinstance(event, Assessed | FactsChanged):
        incident = undecided(without(incident, Countersigned))
        if risk(incident) > risk(before):
            incident = but(without(incident, DslAcknowledged), dsl_acknowledged=False)
    if incident.walk.steps or isinstance(event, RoutesOpened | EditionAdoptedForCase):
        walk = walked(incident, event)
        if walk is not incident.walk or isinstance(event, NAMING):
            walk = for_each_of(incident.people, incident.walk, walk)
        incident = but(incident, walk=walk)
    last = {**incident.last, (type(event), about(event)): event}
    left = left_since(incident, event)
    return but(incident, last=last, left=left, lines=incident.lines + 1)


def left_since(incident: Incident, event: Event) -> Left | None:
    """What is asked anew after a case was closed was not left at closing."""
    left = incident.left
    match event:
        case Closed():
            return replace(as_left(incident), unheard=is_unheard(incident))
        case StruckOut():
            return as_left(incident)
        case Reopened():
            return None
        case RoutesOpened(steps=steps) if left:
            return replace(left, steps=left.steps - {step.step for step in steps})
        case DslAlerted() | DslTold() if left:
            return replace(left, unheard=True)
        case DslAcknowledged() if left:
            return replace(left, unheard=False)
        case _:
            return left


def as_left(incident: Incident) -> Left:
    """With what each person answers for themself: it may be open for others always."""
    return Left(
        steps=frozenset(
            id
            for id, given in incident.walk.steps.items()
            if not given.ending or of_each_person(given.due)
        ),
        tasks=frozenset(key for key, task in incident.tasks.items() if task.open),
        accused=incident.adults_accused,
    )


def is_unheard(incident: Incident) -> bool:
    return incident.dsl_told and (DslAcknowledged, None) not in incident.last


HOW_SURE = {None: 0, Answer.NO: 0, Answer.NOT_KNOWN: 1, Answer.YES: 2}


def risk(incident: Incident, findings: tuple[Finding, ...] = ()) -> int:
    """How sure it is that a child is at risk or in danger. Whoever acknowledged a smaller risk
    has not acknowledged this one.
    """
    facts = {**incident.facts, **{one.fact: one.answer for one in findings}}
    said = (facts.get(Fact.CHILD_AT_RISK), facts.get(Fact.IMMEDIATE_DANGER))
    return max(HOW_SURE[one] for one in (incident.in_danger_now, *said))


def applied(incident: Incident, event: Event) -> Incident:
    match event:
        case IncidentReported():
            return but(
                incident,
                reference=event.reference,
                restricted=event.restricted,
                in_danger_now=event.in_danger_now,
                about_an_adult_here=event.about_an_adult_here,
                guess=event.category_guess,
                image_lock=event.image_lock,
                said_of_an_adult_here=event.about_an_adult_here is Answer.YES,
                told_by={name: getattr(event, name) for name in WHO_TOLD},
                owner=event.owner,
                answered_on=dict.fromkeys(ASKED_BY_THE_REPORT, 1),
            )
        case PersonLinked():
            there = heard(remembered(linked(incident, event), event.person))
            return but(renamed(there, event.person), restricted=event.restricted)
        case CapacityChanged(person=person, capacity=capacity, restricted=restricted):
            changed = heard(remembered(with_person(incident, person, capacity=capacity), person))
            return but(renamed(changed, person), restricted=restricted)
        case NamedInError(person=person):
            cleared = forgotten(with_person(incident, person, in_error=True), person)
            return renamed(heard(cleared), person)
        case Assessed(category=category, secondary=secondary, severity=severity):
            assessed = with_findings(without(incident, FactsChanged), event.findings)
            return but(
                assessed,
                category=category,
                secondary=secondary,
                severity=severity,
                usual=event.default_severity,
                gravest=graver(incident.gravest, severity),
                restricted=event.restricted,
                image_lock=event.image_lock,
                countersigned_by=UNSIGNED,  # What was countersigned is not what is closed now.
            )
        case FactsChanged(findings=findings, restricted=restricted, image_lock=image_lock):
            return but(
                with_findings(without(incident, Assessed), findings),
                restricted=restricted,
                image_lock=image_lock,
                countersigned_by=UNSIGNED,
            )
        case EvidenceKept(exhibit=exhibit, held_by=held_by):
            return with_exhibit(without(incident, EvidenceNotKept), exhibit, held_by)
        case EvidenceNotKept():
            return but(incident, evidence_settled=True)
        case ExhibitHandedOver():
            return handed_over(incident, event)
        case RemovalRequested(removal=removal, what=what, asked_of=asked_of, through=through):
            removals = {**incident.removals, removal: Removal(what, through=through)}
            return told(but(incident, removals=removals), asked_of)
        case RemovalOutcomeRecorded(removal=removal, what=what):
            return but(incident, removals=with_outcome(incident.removals, removal, what))
        case DslAlerted():
            awaited = without(incident, DslAcknowledged)
            return told(but(awaited, dsl_told=True), "the designated safeguarding lead")
        case DslTold(dsl=dsl):
            return told(but(without(incident, DslAcknowledged), dsl_told=True), dsl)
        case DslAcknowledged():
            return but(incident, dsl_acknowledged=True)
        case ParentInformed(pupil=pupil, pupil_name=pupil_name, parent=parent):
            settled = parent_settled(without(incident, ParentNotInformed, pupil), pupil)
            return told(settled, f"{parent}, parent of {pupil_name}")
        case ParentNotInformed(pupil=pupil):
            return parent_settled(without(incident, ParentInformed, pupil), pupil)
        case EscalatedToLado(lado=lado):
            known = incident.lado_told_of | incident.adults_accused
            contacted = but(incident, lado_contacted=True, lado_told_of=known)
            return told(contacted, f"{lado}, the LADO")
        case AdviceSought(adviser=adviser):
            return told(incident, adviser)
        case ReferralMade(referral=referral, agency=agency, agency_name=agency_name):
            referrals = {**incident.referrals, referral: Referral(agency)}
            return told(but(incident, referrals=referrals), called(agency, agency_name))
        case ReferralAnswered(referral=referral, agency=agency, reply=reply):
            waiting = Referral(agency, open=reply is ReferralReply.MORE_INFORMATION)
            answered = {referral: waiting} if referral else {}
            return but(incident, referrals={**incident.referrals, **answered})
        case StatutoryReportMade(reported_to=reported_to):
            return told(incident, reported_to) if reported_to else incident
        case CaseManagerAppointed(manager=manager):
            outside = event if WITHOUT_ACCOUNT in event.out_of_order else None
            return but(incident, case_manager=manager, manager_outside=outside)
        case HarmThresholdAssessed():
            met_none = all(limb is Answer.NO for limb in event.limbs)
            about_them = incident.adults_accused
            return but(incident, no_limb_met=met_none, no_limb_met_of=about_them)
        case CourseOfActionDecided(outcome=outcome):
            found = outcome or incident.allegation
            return but(incident, course_decided=True, allegation=found)
        case PausedForPolice():
            return but(without(incident, Resumed), paused=True)
        case Resumed():
            return but(without(incident, PausedForPolice), paused=False)
        case MeetingHeld(with_whom=with_whom):
            return told(incident, *with_whom)
        case LetterSent(sent_to=sent_to):
            return told(incident, sent_to)
        case SupportAssigned(person=person):
            return but(incident, supported=incident.supported | {person})
        case SanctionOrSupportDecided(measure=measure, person=person):
            measures = {**incident.measures, measure: Measure(person)}
            return but(without(incident, SanctionWithdrawn, person), measures=measures)
        case SanctionWithdrawn(measure=measure, person=person):
            withdrawn = {measure: Measure(person, stands=False)} if measure else {}
            measures = {**incident.measures, **withdrawn}
            return but(without(incident, SanctionOrSupportDecided, person), measures=measures)
        case DecisionRecorded(consideration=consideration):
            return but(incident, considered=incident.considered | {consideration})
        case TaskAssigned(task=task):
            return but(incident, tasks={**incident.tasks, task: as_assigned(event)})
        case TaskDone(task=task):
            return but(incident, tasks={**incident.tasks, task: as_ended(incident, event)})
        case ProceduresReviewed():
            return but(incident, procedures_reviewed=True)
        case LineCorrected():
            return corrected(incident, event)
        case OwnerChanged(owner=owner):
            return but(incident, owner=owner)
        case ConflictDeclared(account=account):
            lifted = incident.lifted - {account}
            conflicts = {**incident.conflicts, account: event}
            sure = incident.confirmed | by_a_second(incident.conflicts.get(account), event)
            return but(incident, conflicts=conflicts, lifted=lifted, confirmed=sure)
        case ConflictLifted(account=account):
            kept = {key: one for key, one in incident.conflicts.items() if key != account}
            sure = {key: one for key, one in incident.confirmed.items() if key != account}
            lifted = incident.lifted | {account}
            return but(incident, conflicts=kept, lifted=lifted, confirmed=sure)
        case AccessGranted(account=account):
            grants = {**incident.grants, account: event}
            return but(incident, grants=grants, revoked=incident.revoked - {account})
        case AccessRevoked(account=account):
            still = {key: one for key, one in incident.grants.items() if key != account}
            return but(incident, grants=still, revoked=incident.revoked | {account})
        case LegalHoldPlaced(hold=hold, authority=authority):
            return but(incident, holds={**incident.holds, hold: authority})
        case LegalHoldLifted(hold=hold):
            holds = {key: value for key, value in incident.holds.items() if key != hold}
            return but(without(incident, LegalHoldPlaced), holds=holds)
        case StruckOut():
            return but(without(incident, Reopened), struck_out=event)
        case FileSent(pupil=pupil, school_name=school_name, recipient=recipient):
            sent = but(incident, files_sent=incident.files_sent | {(pupil, school_name)})
            return told(sent, f"{recipient} at {school_name}")
        case ClosureProposed():
            fresh = without(incident, ClosureRefused)
            return but(fresh, proposed=event, countersigned_by=UNSIGNED)
        case Countersigned(countersigned_by=signer):
            return but(incident, countersigned_by=incident.countersigned_by | {signer})
        case ClosureRefused():
            return but(incident, proposed=None, countersigned_by=UNSIGNED)
        case Closed():
            return but(without(incident, Reopened), closed=event)
        case LinkedTo(link=LinkKind.DUPLICATE, other_reference=reference):
            return but(incident, duplicates=incident.duplicates | {reference})
        case LinkedTo():
            return incident
        case Reopened():
            fresh = reduce(without, OF_CLOSING, but(incident, closed=None, struck_out=None))
            unsigned = but(fresh, proposed=None, countersigned_by=UNSIGNED)
            return but(unsigned, procedures_reviewed=False)
        case (
            MadeSafe()
            | InterviewHeld()
            | IntentDetermined()
            | SafetyPlanAgreed()
            | NoteAdded()
            | FileReceiptConfirmed()
            | RoutesOpened()
            | StepsSetAside()
            | StepCompleted()
            | StepNotNeeded()
            | EditionAdoptedForCase()
        ):
            return incident
        case _:
            assert_never(event)


def walked(incident: Incident, event: Event) -> Walk:
    """Where this line leaves the case on its chart."""
    walk = incident.walk
    match event:
        case RoutesOpened():
            return opened(walk, event, before(incident))
        case StepsSetAside():
            return set_aside(walk, event)
        case EditionAdoptedForCase():
            return moved(walk, event)
        case CapacityChanged(person=person):
            walk = named_anew(incident, event)
            anything = frozenset(walk.steps) - walk.anew
            again_told = taken_before(walk, before(incident, person), anything, anything)
            return ended(again_told, event, whom_of(incident, event))
        case PersonLinked():
            return ended(named_anew(incident, event), event, whom_of(incident, event))
        case DecisionRecorded(yes=True, step=step) if left_as_they_were(
            walk, step, incident.facts
        ):
            return walk
        case Assessed() | FactsChanged() | ClosureProposed():
            anew = () if incident.dsl_acknowledged else ("dsl-acknowledged",)
            return ended(again(walk, "countersigned", *anew), event, None)
        case HarmThresholdAssessed() if not incident.no_limb_met:
            return ended(needed_after_all(walk, *OF_THE_LADO), event, None)
        case IntentDetermined():
            return ended(again(walk, "intent-determined"), event, None)
        case CourseOfActionDecided(outcome=AllegationOutcome()):
            return ended(again(walk, "course-of-action-decided"), event, None)
        case LineCorrected(line_name="closure-proposed.1"):
            return again(walk, "countersigned")
        case ClosureRefused():
            return again(walk, "closure-proposed", "countersigned")
        case Reopened():
            return looked_back_again(walk)
        case _:
            return ended(walk, event, whom_of(incident, event))


OF_THE_LADO = ("escalated-to-lado", "advice-sought:lado:with-advice")


def named_anew(incident: Incident, event: PersonLinked | CapacityChanged) -> Walk:
    """What is done for each, asked once more for somebody of whom it was not asked before."""
    whom = incident.people.get(event.person)
    if whom is None:
        return incident.walk
    if event.person in incident.adults_to_settle:
        return asked_anew(incident.walk, "harm-threshold-assessed", "escalated-to-lado")
    harmed = (whom.kind, whom.capacity) == (PersonKind.PUPIL, Capacity.VICTIM)
    if harmed and event.person not in incident.supported:
        return asked_anew(incident.walk, "support-assigned", about="pupil-victim")
    return incident.walk


def before(incident: Incident, person: UUID | None = None) -> Before:
    """What has happened so far, the last of each kind, of this person or of everybody."""
    return [
        (event, whom_of(incident, event))
        for (_, whom), event in incident.last.items()
        if person in (None, whom)
    ]


def whom_of(incident: Incident, event: Event) -> Whom | None:
    person = incident.people.get(whom) if (whom := about(event)) else None
    return Whom(person.capacity, person.kind) if person else None


def with_outcome(
    removals: dict[UUID, Removal], removal: UUID | None, what: str
) -> dict[UUID, Removal]:
    if removal is None:
        return removals
    known = removals.get(removal, Removal(what))
    return {**removals, removal: replace(known, what=what, open=False)}


def as_assigned(event: TaskAssigned) -> Task:
    return Task(
        event.what,
        assignee=event.assignee,
        assignee_name=event.assignee_name,
        due=event.due,
        for_a_technician=event.for_a_technician,
        step=event.step,
    )


def as_ended(incident: Incident, event: TaskDone) -> Task:
    known = incident.tasks.get(event.task, Task(event.what))
    ended = (event.result, event.cancelled_because)
    return replace(known, what=event.what, open=False, ended=ended)


def with_exhibit(incident: Incident, exhibit: str, held_by: str) -> Incident:
    """Described after it was handed on, it is still with whoever received it last."""
    late = incident.exhibits_only_handed_over
    holder = incident.exhibits[exhibit] if exhibit in late else held_by
    return but(
        incident,
        exhibits={**incident.exhibits, exhibit: holder},
        exhibits_only_handed_over=late - {exhibit},
        exhibits_gone=incident.exhibits_gone - ({exhibit} - late),
        evidence_settled=True,
    )


def handed_over(incident: Incident, event: ExhibitHandedOver) -> Incident:
    exhibit = frozenset({event.exhibit})
    new = exhibit - incident.exhibits.keys()
    here = event.recipient in (None, Recipient.COLLEAGUE)
    gone = incident.exhibits_gone
    return but(
        incident,
        exhibits={**incident.exhibits, event.exhibit: event.received_by},
        exhibits_only_handed_over=incident.exhibits_only_handed_over | new,
        exhibits_gone=gone - exhibit if here else gone | exhibit,
    )


def remembered(incident: Incident, person: UUID) -> Incident:
    """An adult here who is said to have done it, also when that is said differently later."""
    known = incident.people.get(person)
    if known is None or not known.accused_here or person in incident.adults_accused:
        return incident
    told_of = incident.lado_told_of
    if incident.lado_contacted and not told_of:
        told_of = frozenset({person})  # The adult of whom the LADO was told without a name.
    everybody = incident.adults_accused | {person}
    accused = but(
        incident, adults_accused=everybody, adult_once_accused=True, lado_told_of=told_of
    )
    if person not in accused.adults_to_settle:
        return accused
    return without(without(accused, EscalatedToLado), HarmThresholdAssessed)


def forgotten(incident: Incident, person: UUID) -> Incident:
    """Named in error, with the reason: only what their name had brought goes with it."""
    return but(incident, adults_accused=incident.adults_accused - {person})


def graver(one: Severity | None, other: Severity) -> Severity:
    order = list(Severity)
    return max(one or other, other, key=order.index)


def linked(incident: Incident, event: PersonLinked) -> Incident:
    person = Linked(
        full_name=event.full_name,
        kind=event.kind,
        capacity=event.capacity,
        year_or_post=event.year_or_post,
        description=event.description,
        directory_id=event.directory_id,
        account=event.account,
    )
    return but(incident, people={**incident.people, event.person: person})


def with_person(incident: Incident, person: UUID, **changes: Any) -> Incident:
    known = incident.people.get(person)
    if known is None:
        return incident
    return but(incident, people={**incident.people, person: replace(known, **changes)})


def heard(incident: Incident) -> Incident:
    """With what those who are linked say now, or no longer. What only a naming had answered goes
    with the last of those whom it named.
    """
    says = told_by(incident.people.values())
    said = {fact for fact, (told, _) in incident.people_said.items() if told is Answer.YES}
    if says == said:
        return incident
    gone = said - says
    void = gone & incident.only_named
    kept = {fact: told for fact, told in incident.facts.items() if fact not in void}
    line = incident.lines + 1
    news = dict.fromkeys(says - said, (Answer.YES, line)) | dict.fromkeys(gone, (Answer.NO, line))
    return but(
        incident,
        facts=kept,
        people_said={**incident.people_said, **news},
        only_named=incident.only_named - gone,
    )


def renamed(incident: Incident, person: UUID) -> Incident:
    """Named anew, what was lifted before no longer helps; named no more, nothing is held against
    them for it.
    """
    known = incident.people.get(person)
    if known is None:
        return incident
    if known.capacity is Capacity.INSTIGATOR and not known.in_error:
        return but(incident, lifted=incident.lifted - {known.account})
    return without_doubts(without_accusation(incident, known.account))


def by_a_second(before: ConflictDeclared | None, event: ConflictDeclared) -> dict[UUID, UUID]:
    """Whoever named them first, where this says the same for a second person."""
    waited = before is not None and before.confirm_by is not None
    if before is None or not waited or before.declared_by == event.declared_by:
        return {}
    return {event.account: before.declared_by}


def without_accusation(incident: Incident, account: UUID | None) -> Incident:
    """What a name of somebody else left in doubt stays so, and what a second person confirmed."""
    kept = {
        key: one
        for key, one in incident.conflicts.items()
        if key != account
        or key in incident.confirmed
        or one.kind is not ConflictKind.ACCUSED
        or is_in_doubt(one)
    }
    return but(incident, conflicts=kept)


def without_doubts(incident: Incident) -> Incident:
    """Of whoever is accused by this name no more, nobody is in doubt any more."""
    accused = {f"{IN_DOUBT}{one.name}" for one in incident.people.values() if one.may_be_accused}
    kept = {
        key: one
        for key, one in incident.conflicts.items()
        if not is_in_doubt(one) or one.reason in accused
    }
    return but(incident, conflicts=kept)


def is_in_doubt(conflict: ConflictDeclared) -> bool:
    """Whether it was declared of itself, because a name may mean this account."""
    return conflict.reason.startswith(IN_DOUBT)


def with_findings(incident: Incident, findings: tuple[Finding, ...]) -> Incident:
    answers = {finding.fact: finding.answer for finding in findings}
    said = incident.said_of_an_adult_here or answers.get(Fact.STAFF_INSTIGATOR) is Answer.YES
    answered_on = {**incident.answered_on, **dict.fromkeys(answers, incident.lines + 1)}
    named = {finding.fact for finding in findings if BY_NAMING.get(finding.fact) == finding.why}
    return but(
        incident,
        facts={**incident.facts, **answers},
        once_yes=incident.once_yes | {fact for fact in answers if answers[fact] is Answer.YES},
        answered_on=answered_on,
        only_named=(incident.only_named - answers.keys()) | named,
        said_of_an_adult_here=said,
    )


def undecided(incident: Incident) -> Incident:
    """While the image lock waits for the DSL, a no is no more than not known: whoever else said
    it, or whenever the DSL did before it was suspected anew.
    """
    image = Fact.SEXUAL_IMAGE_OF_UNDER_18
    waits = incident.image_lock is ImageLock.UNTIL_THE_DSL_DECIDES
    if not waits or incident.facts.get(image) is not Answer.NO:
        return incident
    return but(
        incident,
        facts={**incident.facts, image: Answer.NOT_KNOWN},
        answered_on={**incident.answered_on, image: incident.lines + 1},
    )


def told(incident: Incident, *whom: str) -> Incident:
    """Everyone once, in the order in which they were told."""
    return but(incident, told=tuple(dict.fromkeys((*incident.told, *whom))))


def parent_settled(incident: Incident, pupil: UUID) -> Incident:
    return but(incident, parents_settled=incident.parents_settled | {pupil})


def without(incident: Incident, kind: type[Event], person: UUID | None = None) -> Incident:
    """Undone since, of this person or of everybody, so that saying it again is a new fact."""
    last = {
        key: event
        for key, event in incident.last.items()
        if key[0] is not kind or person not in (None, key[1])
    }
    return but(incident, last=last)


def corrected(incident: Incident, event: LineCorrected) -> Incident:
    """The text as corrected, wherever a later decision or sentence is made of it."""
    about, old, new = event.about, event.old, event.new
    if new is None:
        return incident
    match event.line_name, event.field:
        case "incident-reported.1", text if text in WHO_TOLD:
            return but(incident, told_by={**incident.told_by, text: new})
        case "person-linked.1", ("full_name" | "year_or_post" | "description") as text if about:
            return without_doubts(with_person(incident, UUID(about), **{text: new}))
        case "evidence-kept.1", "exhibit":
            gone = frozenset(new if one == old else one for one in incident.exhibits_gone)
            exhibits = rekeyed(incident.exhibits, old, new)
            return but(incident, exhibits=exhibits, exhibits_gone=gone)
        case ("evidence-kept.1", "held_by") | (
            "exhibit-handed-over.1" | "exhibit-handed-over.2",
            "received_by",
        ) if about:
            holder = incident.exhibits.get(about)
            held = {about: new} if holder == old else {}
            return but(incident, exhibits={**incident.exhibits, **held})
        case "task-assigned.1", "what" if about and UUID(about) in incident.tasks:
            task = replace(incident.tasks[UUID(about)], what=new)
            return but(incident, tasks={**incident.tasks, UUID(about): task})
        case "removal-requested.1", "what" if about and UUID(about) in incident.removals:
            removal = replace(incident.removals[UUID(about)], what=new)
            return but(incident, removals={**incident.removals, UUID(about): removal})
        case "file-sent.1", "school_name" if about and old:
            sent = incident.files_sent - {(UUID(about), old)} | {(UUID(about), new)}
            return but(incident, files_sent=sent)
        case "closure-proposed.1", ("summary" | "how_followed_up" | "outcome") as text:
            return reproposed(incident, text, new)
        case _:
            return incident


def rekeyed(exhibits: dict[str, str], old: str | None, new: str) -> dict[str, str]:
    return {new if key == old else key: holder for key, holder in exhibits.items()}


def reproposed(incident: Incident, text: str, new: str) -> Incident:
    """Other words than those that were countersigned need a signature of their own."""
    if incident.proposed is None:
        return incident
    changed: dict[str, Any] = {text: new}
    proposed = replace(incident.proposed, **changed)
    return but(incident, proposed=proposed, countersigned_by=UNSIGNED)


def as_corrected(event: Event, correction: LineCorrected) -> Event:
    """An earlier line as it reads now. The times of a line are not part of its event."""
    if correction.new_occurred is not None:
        return event
    changed: dict[str, Any] = {correction.field: correction.new}
    return replace(event, **changed)
