"""A case that walks its charts: every step is taken by the event that it names."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain.categories import Category, Severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.commands import Circumstances, Command
from domain.incident.decisions import decide
from domain.incident.events import Event, RoutesOpened
from domain.incident.refusals import StandsInTheWay
from domain.incident.state import Incident
from domain.incident.words import (
    Adviser,
    Agency,
    AllegationOutcome,
    Capacity,
    EvidenceKind,
    Finding,
    How,
    Intent,
    PersonKind,
    Recipient,
    ReferralReply,
    RemovalResult,
    RemovalThrough,
    SafetyStep,
    Supporter,
)
from domain.people import Person
from domain.playbook.acts import for_this_step, kind_in, name_in, names_of
from domain.playbook.playbook import Playbook
from domain.playbook.walking import StepDue
from domain.playbook.words import Kind
from tests.domain.playbook.edition import CALENDAR, PLAYBOOK
from tests.examples import CHAIR, HEAD, LEAD, MONDAY_NINE, THREE_TEXTS
from tests.scenario import holder_of, read_back

NO, NOT_KNOWN, YES = Answer.NO, Answer.NOT_KNOWN, Answer.YES
PUPIL = PersonKind.PUPIL


@dataclass
class Walked:
    """A story with a playbook; every command has words and ids of its own."""

    playbook: Playbook = PLAYBOOK
    earlier: tuple[Playbook, ...] = ()
    now: datetime = MONDAY_NINE
    history: list[Event] = field(default_factory=list)
    asked: int = 0
    named: str | None = None  # The step that the next command is recorded for.
    posts: dict[str, Any] = field(default_factory=dict)  # Who holds which, as circumstances say.

    @property
    def incident(self) -> Incident:
        incident = read_back(*self.history)
        assert incident is not None
        return incident

    def ask(self, command: Command, by: Person = LEAD) -> list[Event]:
        self.asked += 1
        if self.named and "step" in {each.name for each in fields(command)}:
            command = replace(command, step=self.named)  # type: ignore[arg-type]
        self.now += timedelta(minutes=1)
        around = Circumstances(
            by=by,
            now=self.now,
            reference="OSI-2026-K7Q4ZM",
            new_ids=(UUID(int=0xE000 + self.asked),),
            other_reference="OSI-2026-P3R8TC",
            meant=holder_of(command),
            playbook=self.playbook,
            calendar=CALENDAR,
            earlier_playbooks=self.earlier,
            **self.posts,
        )
        decided = decide(read_back(*self.history), command, around)
        self.history.extend(decided)
        return decided

    def report(self, danger: Answer = NO, adult: Answer = NO) -> None:
        report = ask.ReportIncident(
            summary="A film of Ellie is passed round.",
            in_danger_now=danger,
            about_an_adult_here=adult,
        )
        self.ask(report)

    def answer(self, by: Person = LEAD, /, **answers: Answer) -> None:
        findings = tuple(
            Finding(
                fact=Fact[name.upper()], answer=answer, who_said_so="Asma Khan", why="As told."
            )
            for name, answer in answers.items()
        )
        self.ask(ask.ChangeFacts(findings=findings), by=by)

    def assess(self, **answers: Answer) -> None:
        """Everything that is not named is answered no."""
        all_of_them = {fact.name: answers.get(fact.name.lower(), NO) for fact in Fact}
        findings = tuple(
            Finding(
                fact=Fact[name], answer=answer, who_said_so="Asma Khan", why="As Ellie told it."
            )
            for name, answer in all_of_them.items()
        )
        self.ask(
            ask.Assess(
                category=Category.CD_06,
                severity=Severity.MODERATE,
                findings=findings,
                rationale="As Ellie told it.",
                lowered_because="It was one message.",
            )
        )

    def link(self, name: str, kind: PersonKind, capacity: Capacity) -> None:
        self.ask(ask.LinkPerson(full_name=name, kind=kind, capacity=capacity))

    def person(self, capacity: Capacity, kind: PersonKind = PersonKind.PUPIL) -> UUID:
        """Somebody of that part in the case, linked now if nobody is."""
        if not self.incident.those(kind, capacity):
            name = "Ellie Marsh" if capacity is Capacity.VICTIM else "Jake Holt"
            self.link(name, kind, capacity)
        return next(iter(self.incident.those(kind, capacity)))

    def state_of(self, step: str) -> str | None:
        given = self.incident.walk.steps.get(step)
        if given is None:
            return None
        return given.ending.value if given.ending else "open"

    @property
    def routes(self) -> set[str]:
        return set(self.incident.walk.routes)

    def opened(self) -> RoutesOpened:
        last = self.history[-1]
        assert isinstance(last, RoutesOpened)
        return last

    def to_close(self) -> tuple[str, ...]:
        """What a proposal to close is refused for; nothing when it is written."""
        try:
            self.ask(ask.ProposeClosure(**THREE_TEXTS))
        except StandsInTheWay as refused:
            return refused.what
        return ()

    def waiting(self) -> list[StepDue]:
        """What has to end before the case can close, but for the closing itself."""
        closing = {"closure-proposed", "countersigned", "closed"}
        return [
            step
            for step in self.incident.walk.open
            if step.kind is not Kind.MAY and not closing & names_of(step.done_by)
        ]

    def take(self, step: StepDue) -> None:
        """By the first event that the step names; Ellie and Jake stand for everybody."""
        act = step.done_by[0]
        if for_this_step(act):
            self.named = step.step
        TAKE[name_in(act)](self, step)
        self.named = None

    def mend_loose_ends(self) -> None:
        """Answers to what was asked of others on the way."""
        incident = self.incident
        if incident.paused:
            self.ask(ask.Resume(terms="The school may go on."))
        for task in [key for key, each in incident.tasks.items() if each.open]:
            self.ask(ask.CompleteTask(task=task, result=f"Done and tried, {self.asked}."))
        for referral in [key for key, each in incident.referrals.items() if each.open]:
            agency = incident.referrals[referral].agency
            self.ask(answered(self, agency, referral))
        for removal in [key for key, each in incident.removals.items() if each.open]:
            self.ask(
                ask.RecordRemovalOutcome(
                    removal=removal, result=RemovalResult.REMOVED, said=f"Gone, {self.asked}."
                )
            )
        if incident.those(PersonKind.PUPIL, Capacity.INSTIGATOR):
            self.ask(ask.ReviewProcedures(changed=False, what=words(self)))
            self.ask(ask.TellDsl(dsl="Asma Khan", what=words(self)))
        if not incident.dsl_acknowledged:
            self.ask(ask.Acknowledge(next_act=words(self)))
        for capacity in (Capacity.VICTIM, Capacity.INSTIGATOR):
            for pupil in self.incident.those(PersonKind.PUPIL, capacity):
                if pupil not in self.incident.parents_settled:
                    self.ask(parent(self, pupil))
                if capacity is Capacity.VICTIM and pupil not in self.incident.supported:
                    self.ask(support(self, pupil))

    def close(self) -> None:
        self.ask(ask.ProposeClosure(**THREE_TEXTS))
        self.ask(ask.Countersign(), by=HEAD)
        self.ask(ask.Close())


def words(case: Walked) -> str:
    return f"As the chart says, {case.asked}."


def kind_of(step: StepDue, otherwise: str) -> str:
    """The kind that the step waits for."""
    return kind_in(step.done_by[0]) or otherwise


def side_of(case: Walked, step: StepDue) -> UUID:
    kind, _, capacity = (step.about or "pupil-victim").rpartition("-")
    adult = kind == "adult"
    return case.person(Capacity(capacity), PersonKind.STAFF if adult else PersonKind.PUPIL)


def parent(case: Walked, pupil: UUID) -> Command:
    return ask.InformParent(pupil=pupil, parent="A parent", safe_to_tell=YES, said=words(case))


def support(case: Walked, person: UUID, supporter: str = "dsl") -> Command:
    return ask.AssignSupport(
        person=person,
        supporter=Supporter(supporter),
        supporter_name="Asma Khan",
        what=words(case),
    )


def answered(case: Walked, agency: Agency, referral: UUID | None = None) -> Command:
    return ask.RecordReferralAnswer(
        referral=referral, agency=agency, reply=ReferralReply.ACCEPTED, said=words(case)
    )


def says_no(step: StepDue) -> bool:
    asks_again = step.done_by[-1].startswith("facts-changed")
    return asks_again or kind_of(step, "yes") == "no"


def decision(step: StepDue, yes: bool = True) -> Command:
    return ask.RecordDecision(question=step.say, yes=yes, rationale="So agreed.", step=step.step)


def evidence(case: Walked, kind: str = "words") -> Command:
    return ask.KeepEvidence(kind=EvidenceKind(kind), description=words(case))


def hand_over(case: Walked, step: StepDue) -> None:
    if not case.incident.exhibits:
        case.ask(evidence(case))
    exhibit, holder = next(iter(case.incident.exhibits.items()))
    receiver = f"PC Watts, {case.asked}"
    case.ask(
        ask.HandOverExhibit(
            exhibit=exhibit,
            handed_by=holder,
            received_by=receiver,
            recipient=Recipient(kind_of(step, "other")),
            reason=words(case),
        )
    )


def course_of_action(case: Walked, step: StepDue) -> None:
    """What was found is written by the case manager, and what follows by whoever leads."""
    concluded = kind_of(step, "") == "with-outcome"
    if concluded and case.incident.case_manager is None:
        TAKE["case-manager-appointed"](case, step)
    decided = ask.DecideCourseOfAction(
        course="Advice.",
        outcome=AllegationOutcome.UNFOUNDED if concluded else None,
        rationale=words(case),
    )
    case.ask(decided, by=CHAIR if concluded else LEAD)


def technicians_task(case: Walked, step: StepDue) -> None:
    case.ask(
        ask.AssignTask(
            what=step.say, assignee_name="Sam Reed", for_a_technician=True, step=step.step
        )
    )
    task = next(key for key, one in case.incident.tasks.items() if one.step == step.step)
    case.ask(ask.CompleteTask(task=task, result="Done and tried."))


def removal(case: Walked, through: str) -> Command:
    return ask.RequestRemoval(
        what=words(case),
        asked_of="Jake Holt",
        through=RemovalThrough(through),
        not_waiting_because="It is spreading.",
    )


def send_file(case: Walked) -> Command:
    return ask.SendFile(
        pupil=case.person(Capacity.VICTIM),
        school_name="Beckside High School",
        recipient="Mary Lund, DSL",
        how=How.IN_PERSON,
    )


Simple = Callable[[Walked, StepDue], Command]


def by_lead(make: Simple) -> Callable[[Walked, StepDue], None]:
    def taken(case: Walked, step: StepDue) -> None:
        case.ask(make(case, step))

    return taken


TAKE: dict[str, Callable[[Walked, StepDue], None]] = {
    "made-safe": by_lead(
        lambda case, step: ask.MakeSafe(
            steps=(SafetyStep(kind_of(step, "monitor-off")),), what=words(case)
        )
    ),
    "evidence-kept": by_lead(lambda case, step: evidence(case, kind_of(step, "words"))),
    "person-linked": by_lead(
        lambda case, step: ask.LinkPerson(
            description=words(case),
            kind=PersonKind(kind) if (kind := kind_of(step, "")) in set(PersonKind) else PUPIL,
            capacity=Capacity.INSTIGATOR if step.about else Capacity.VICTIM,
        )
    ),
    "step-completed": by_lead(
        lambda case, step: ask.CompleteStep(step=step.step, what_was_done=words(case))
    ),
    "decision-recorded": by_lead(lambda case, step: decision(step, not says_no(step))),
    "dsl-told": by_lead(lambda case, step: ask.TellDsl(dsl="Asma Khan", what=words(case))),
    "dsl-acknowledged": by_lead(lambda case, step: ask.Acknowledge(next_act=words(case))),
    "referral-made": by_lead(
        lambda case, step: ask.MakeReferral(
            agency=Agency(kind_of(step, "childrens-social-care")), reason=words(case)
        )
    ),
    "referral-answered": by_lead(
        lambda case, step: answered(case, Agency(kind_of(step, "childrens-social-care")))
    ),
    "escalated-to-lado": by_lead(
        lambda case, step: ask.EscalateToLado(lado="Helen Frost", discussed=words(case))
    ),
    "legal-hold-placed": by_lead(
        lambda case, step: ask.PlaceHold(authority="Lancashire Police", reason=words(case))
    ),
    "removal-requested": by_lead(lambda case, step: removal(case, kind_of(step, "person"))),
    "removal-outcome-recorded": by_lead(
        lambda case, step: ask.RecordRemovalOutcome(result=RemovalResult.REMOVED, said=words(case))
    ),
    "resumed": by_lead(lambda case, step: ask.Resume(terms=words(case))),
    "meeting-held": by_lead(
        lambda case, step: ask.HoldMeeting(
            with_whom=("Karen Holt",), purpose="The film.", points=words(case)
        )
    ),
    "parent-informed": by_lead(lambda case, step: parent(case, side_of(case, step))),
    "exhibit-handed-over": hand_over,
    "case-manager-appointed": by_lead(
        lambda case, step: ask.AppointCaseManager(
            manager=CHAIR.account,
            manager_name=CHAIR.name,
            manager_post=CHAIR.post,
            manager_role=CHAIR.role,
            why=words(case),
        )
    ),
    "harm-threshold-assessed": by_lead(
        lambda case, step: ask.AssessHarmThreshold(
            harmed_a_child=NO,
            possible_offence=NO,
            risk_of_harm=NO,
            not_suitable=NO,
            rationale=words(case),
        )
    ),
    "note-added": by_lead(lambda case, step: ask.AddNote(text=words(case))),
    "advice-sought": by_lead(
        lambda case, step: ask.SeekAdvice(
            adviser="Helen Frost",
            adviser_kind=Adviser(kind_of(step, "other")),
            question=words(case),
            advice=words(case),
        )
    ),
    "support-assigned": by_lead(
        lambda case, step: support(case, side_of(case, step), kind_of(step, "dsl"))
    ),
    "intent-determined": by_lead(
        lambda case, step: ask.DetermineIntent(intent=Intent.ACCIDENTAL, rationale=words(case))
    ),
    "course-of-action-decided": course_of_action,
    "procedures-reviewed": by_lead(
        lambda case, step: ask.ReviewProcedures(changed=False, what=words(case))
    ),
    "sanction-or-support-decided": by_lead(
        lambda case, step: ask.DecideSanctionOrSupport(
            person=side_of(case, step), sanction="A week.", policy="6", rationale=words(case)
        )
    ),
    "owner-changed": by_lead(
        lambda case, step: ask.ChangeOwner(
            owner=HEAD.account, owner_name=HEAD.name, handover=words(case)
        )
    ),
    "task-assigned": by_lead(
        lambda case, step: ask.AssignTask(
            what=step.say,
            assignee_name="Sam Reed",
            for_a_technician=kind_of(step, "") == "technician",
        )
    ),
    "task-done": technicians_task,
    "file-sent": by_lead(lambda case, step: send_file(case)),
    "file-receipt-confirmed": by_lead(
        lambda case, step: ask.ConfirmFileReceipt(
            pupil=case.person(Capacity.VICTIM),
            school_name="Beckside High School",
            confirmed_by="Mary Lund, DSL",
            how=How.IN_PERSON,
        )
    ),
}
