"""The rules that schools are held to, one test each; the name is the rule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.categories import Category, Severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import Command
from domain.incident.events import Event
from domain.incident.refusals import (
    CountersignatureNeeded,
    HeadCannotManage,
    KeepEvidenceFirst,
    LadoFirst,
    NoInitials,
    NotForASubject,
    NotReported,
    NotYetHappened,
    NotYoursToCorrect,
    PausedForThePolice,
    ReasonNeeded,
    SecondPersonNeeded,
    StandsInTheWay,
)
from domain.incident.state import Incident
from domain.incident.words import (
    Capacity,
    Consideration,
    Duty,
    Finding,
    How,
    ImageLock,
    Intent,
    PersonKind,
    Supporter,
)
from domain.people import Person, Role
from domain.times import Occurred
from tests.examples import (
    ASSESSED,
    CHAIR,
    COORDINATOR,
    DEPUTY,
    ELLIE,
    ELLIE_LINKED,
    HEAD,
    JAKE,
    JAKE_LINKED,
    LEAD,
    MONDAY_NINE,
    MR_PIKES_ACCOUNT,
    ORDINARY,
    OUTSIDER,
    PIKE_LINKED,
    REPORTED,
    SETTLED,
    TEACHER,
    THREE_TEXTS,
)
from tests.scenario import Asked, given

PROPOSE = ask.ProposeClosure(**THREE_TEXTS)
PROPOSED = told.ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account)
CLOSE = ask.Close(**THREE_TEXTS)
STAFF_CASE = (REPORTED, ELLIE_LINKED, PIKE_LINKED)
LADO = told.EscalatedToLado(lado="Helen Frost", how=How.PHONE, discussed="The messages.")
NO_LIMB = told.HarmThresholdAssessed(
    harmed_a_child=Answer.NO,
    possible_offence=Answer.NO,
    risk_of_harm=Answer.NO,
    not_suitable=Answer.NO,
    rationale="One message about homework.",
)
INTERVIEW = ask.HoldInterview(with_whom="Alan Pike", account_given="It was about homework.")
INTENT = ask.DetermineIntent(intent=Intent.DELIBERATE, rationale="He wrote on six nights.")
COURSE = ask.DecideCourseOfAction(course="A letter of advice.", rationale="Agreed with HR.")


def finding(fact: Fact, answer: Answer) -> Finding:
    return Finding(fact=fact, answer=answer, who_said_so="Asma Khan", why="As Ellie told it.")


def facts(fact: Fact, answer: Answer) -> told.FactsChanged:
    return told.FactsChanged(
        findings=(finding(fact, answer),), restricted=False, image_lock=ImageLock.OPEN
    )


def without(*kinds: type[Event]) -> tuple[Event, ...]:
    return tuple(event for event in SETTLED if not isinstance(event, kinds))


def in_the_way(*history: Event) -> tuple[str, ...]:
    refused = given(*history).when(PROPOSE).then_refused(StandsInTheWay)
    assert isinstance(refused, StandsInTheWay)
    return refused.what


def test_inv_01_a_correction_keeps_the_old_text_and_the_new_and_the_reason() -> None:
    correct = ask.CorrectLine(line=2, field="full_name", new="Eleanor Marsh", reason="In full.")
    given(*ORDINARY).when(correct, corrected=ELLIE_LINKED, author=LEAD.account).then(
        told.LineCorrected(
            line=2,
            line_name="person-linked.1",
            field="full_name",
            old="Ellie Marsh",
            new="Eleanor Marsh",
            reason="In full.",
            about=str(ELLIE),
        )
    )


def test_inv_02_nothing_is_recorded_as_having_happened_in_the_future() -> None:
    tomorrow = Occurred(start=MONDAY_NINE + timedelta(days=1))
    given(*ORDINARY).when(ask.AddNote(text="She rang."), occurred=tomorrow).then_refused(
        NotYetHappened
    )


def test_inv_02_a_late_report_without_a_reason_is_recorded_and_says_so() -> None:
    last_month = Occurred(start=MONDAY_NINE - timedelta(days=30))
    no = Answer.NO
    report = ask.ReportIncident(
        summary="Unkind messages.", in_danger_now=no, about_an_adult_here=no
    )
    given().when(report, occurred=last_month).then_out_of_order(
        "reported 30 days afterwards, and no reason was given"
    )
    late = replace(report, late_because="Ellie was away until today.")
    given().when(late, occurred=last_month).then_out_of_order()


def test_inv_03_a_line_is_corrected_by_its_author_the_dsl_the_head_or_the_case_manager() -> None:
    correct = ask.CorrectLine(line=2, field="full_name", new="Eleanor Marsh", reason="In full.")

    def asked(by: Person, *history: Event) -> Asked:
        start = given(*ORDINARY, *history)
        return start.when(correct, by=by, corrected=ELLIE_LINKED, author=TEACHER.account)

    for allowed in (TEACHER, LEAD, DEPUTY, HEAD):
        assert asked(allowed).event
    asked(COORDINATOR).then_refused(NotYoursToCorrect)
    manager = told.CaseManagerAppointed(
        manager=COORDINATOR.account,
        manager_name="Bryn Jones",
        manager_post="Coordinator",
        manager_role=Role.COORDINATOR,
        why="The head is away.",
    )
    assert asked(COORDINATOR, manager).event


def test_inv_04_the_accused_cannot_write_but_a_victim_may_follow_her_case() -> None:
    pike = Person(MR_PIKES_ACCOUNT, "Alan Pike", "Deputy head", "Fellside School", Role.HEAD)
    note = ask.AddNote(text="There is nothing in this.")
    given(*STAFF_CASE).when(note, by=pike).then_refused(NotReported)
    victim = replace(PIKE_LINKED, capacity=Capacity.VICTIM, restricted=False)
    assert given(REPORTED, victim).when(note, by=pike).event
    in_error = told.NamedInError(
        person=PIKE_LINKED.person, person_name="Alan Pike", reason="Not him.", to_be_corrected=()
    )
    assert given(*STAFF_CASE, in_error).when(note, by=pike).event


def test_inv_04_nobody_accused_is_given_a_task_or_the_incident() -> None:
    give = ask.ChangeOwner(owner=MR_PIKES_ACCOUNT, owner_name="Alan Pike", handover="Leave.")
    given(*STAFF_CASE).when(give).then_refused(NotForASubject)
    task = ask.AssignTask(what="Ring home", assignee_name="Alan Pike", assignee=MR_PIKES_ACCOUNT)
    given(*STAFF_CASE).when(task).then_refused(NotForASubject)


def appoint(person: Person) -> ask.AppointCaseManager:
    return ask.AppointCaseManager(
        manager=person.account,
        manager_name=person.name,
        manager_post=person.post,
        manager_role=person.role,
        why="An allegation about a member of staff.",
    )


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_inv_05_when_the_head_is_or_may_be_the_subject_the_head_is_not_case_manager(
    answer: Answer,
) -> None:
    history = (*STAFF_CASE, facts(Fact.SUBJECT_IS_HEAD, answer))
    given(*history).when(appoint(HEAD)).then_refused(HeadCannotManage)
    assert given(*history).when(appoint(CHAIR)).event


def test_inv_05_the_case_manager_is_never_part_of_the_case() -> None:
    linked = replace(PIKE_LINKED, account=HEAD.account, capacity=Capacity.WITNESS)
    given(REPORTED, linked).when(appoint(HEAD)).then_refused(NotForASubject)


@pytest.mark.parametrize("decision", [INTENT, COURSE])
def test_inv_06_nothing_is_decided_about_an_adult_before_the_lado_is_contacted(
    decision: Command,
) -> None:
    given(*STAFF_CASE).when(decision).then_refused(LadoFirst)
    given(*STAFF_CASE, replace(NO_LIMB, risk_of_harm=Answer.NOT_KNOWN)).when(
        decision
    ).then_refused(LadoFirst)
    assert given(*STAFF_CASE, NO_LIMB).when(decision).event
    assert given(*STAFF_CASE, LADO).when(decision).event


def test_inv_06_that_an_interview_was_held_too_early_is_recorded_and_marked() -> None:
    given(*STAFF_CASE).when(INTERVIEW).then_out_of_order("held before the LADO was contacted")
    given(*STAFF_CASE, LADO).when(INTERVIEW).then_out_of_order()


def test_inv_06_the_police_pause_stops_findings_but_not_support() -> None:
    paused = told.PausedForPolice(force="Lancashire Police", terms="Wait for us.")
    given(*STAFF_CASE, LADO, paused).when(INTENT).then_refused(PausedForThePolice)
    given(*STAFF_CASE, LADO, paused).when(INTERVIEW).then_out_of_order(
        "done while the school was paused for the police"
    )
    support = ask.AssignSupport(
        person=ELLIE, supporter=Supporter.DSL, supporter_name="Asma Khan", what="Daily."
    )
    given(*STAFF_CASE, paused).when(support).then_out_of_order()
    resumed = given(*STAFF_CASE, LADO, paused).when(ask.Resume(terms="Go on.")).event
    assert given(*STAFF_CASE, LADO, paused, resumed).when(INTENT).event


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (ask.DecideNotToInformParent(pupil=JAKE, parent="Karen Holt", reason=" "), "reason"),
        (ask.RecordDecision(question="Tell the chair?", yes=False, rationale=""), "rationale"),
        (replace(INTENT, rationale=""), "rationale"),
        (replace(COURSE, rationale="\n"), "rationale"),
        (ask.Assess(category=Category.CD_06, rationale=" "), "rationale"),
        (ask.KeepNoEvidence(reason=""), "reason"),
        (ask.Reopen(reason=""), "reason"),
        (ask.StrikeOut(reason=""), "reason"),
        (ask.RefuseClosure(reason=""), "reason"),
        (
            ask.DecideSanctionOrSupport(person=JAKE, sanction="x", policy="6", rationale=""),
            "rationale",
        ),
    ],
)
def test_inv_08_no_decision_without_a_reason(command: Command, reason: str) -> None:
    refused = given(*ORDINARY).when(command).then_refused(ReasonNeeded)
    assert isinstance(refused, ReasonNeeded)
    assert refused.fields == (reason,)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_inv_09_a_child_who_may_be_at_risk_reaches_the_dsl_in_the_same_command(
    answer: Answer,
) -> None:
    assess = ask.Assess(
        category=Category.CD_06,
        findings=(finding(Fact.CHILD_AT_RISK, answer),),
        rationale="She will not say.",
    )
    first, second = given(REPORTED, ELLIE_LINKED).when(assess).decided
    assert isinstance(first, told.Assessed)
    assert second == told.DslAlerted(why="A child is or may be at risk.")


def test_inv_09_closing_waits_for_the_dsl_to_acknowledge_not_only_to_be_told() -> None:
    at_risk = facts(Fact.CHILD_AT_RISK, Answer.NOT_KNOWN)
    assert in_the_way(*without(told.DslAcknowledged), at_risk) == (
        "A child is or may be at risk, and no safeguarding lead has acknowledged it.",
    )
    acknowledged = told.DslAcknowledged(next_act="Somebody sits with her.")
    assert given(*SETTLED, at_risk, acknowledged).when(PROPOSE).event


SERIOUS = replace(ASSESSED, severity=Severity.SERIOUS)


def test_inv_10_serious_and_a_pupil_did_it_so_involving_the_dsl_is_considered() -> None:
    untold = without(told.DslTold, told.DslAcknowledged)
    considered = told.DecisionRecorded(
        consideration=Consideration.DSL_INVOLVEMENT,
        question="Should the DSL be involved?",
        yes=False,
        rationale="He is safe and looked after.",
    )
    assert in_the_way(*untold, SERIOUS) == (
        "It is serious, and nobody has decided whether to involve the DSL.",
    )
    assert given(*untold, SERIOUS, considered).when(PROPOSE).event


@pytest.mark.parametrize("grave", [SERIOUS, facts(Fact.PERSISTENT, Answer.YES)])
def test_inv_11_serious_or_persistent_so_the_instigators_parents_are_told_or_a_reason_is_given(
    grave: Event,
) -> None:
    assert in_the_way(*without(told.ParentNotInformed), grave) == (
        "A parent of Jake Holt has not been told, and nobody has decided not to.",
    )
    assert given(*SETTLED, grave).when(PROPOSE).event
    assert given(*without(told.ParentNotInformed)).when(PROPOSE).event


def test_inv_12_a_pupil_who_was_harmed_is_offered_support() -> None:
    assert in_the_way(*without(told.SupportAssigned)) == (
        "No support has been offered to Ellie Marsh.",
    )


def test_inv_13_procedures_are_reviewed_when_a_pupil_did_it() -> None:
    assert in_the_way(*without(told.ProceduresReviewed)) == (
        "The school's procedures have not been reviewed.",
    )
    without_jake = [event for event in without(told.ProceduresReviewed) if event != JAKE_LINKED]
    assert given(*without_jake).when(PROPOSE).event


def test_inv_16_a_handover_between_two_of_one_name_is_recorded_and_shown() -> None:
    same = ask.HandOverExhibit(
        exhibit="BJ/1", handed_by="Bryn Jones", received_by="Bryn Jones", reason="To keep it."
    )
    recorded = given(*ORDINARY).when(same)
    mark = "whoever handed it over and whoever received it bear the same name"
    assert mark in getattr(recorded.event, "out_of_order")  # noqa: B009
    recorded.again().then_nothing()


def test_inv_16_a_gap_in_custody_is_recorded_and_shown() -> None:
    hand_over = ask.HandOverExhibit(
        exhibit="BJ/1", handed_by="Ruth Ainsley", received_by="PC Lee Watts", reason="The police."
    )
    given(*ORDINARY).when(hand_over).then_out_of_order(
        "last recorded with Bryn Jones, and how it came to Ruth Ainsley is not accounted for"
    )


def test_inv_17_asking_for_removal_waits_until_evidence_is_kept_or_declined() -> None:
    request = ask.RequestRemoval(what="The page", asked_of="Karen Holt")
    given(REPORTED).when(request).then_refused(KeepEvidenceFirst)
    declined = told.EvidenceNotKept(reason="It had vanished.")
    assert given(REPORTED, declined).when(request).event
    hurry = replace(request, not_waiting_because="It is being shared every minute.")
    event = given(REPORTED).when(hurry).event
    assert isinstance(event, told.RemovalRequested)
    assert event.not_waiting_because == "It is being shared every minute."


def test_inv_18_nobody_can_delay_or_reject_a_persons_own_statutory_report() -> None:
    report = ask.MakeStatutoryReport(duty=Duty.CHILD_SEXUAL_ABUSE)
    paused = told.PausedForPolice(force="Lancashire Police", terms="Wait for us.")
    pike = Person(MR_PIKES_ACCOUNT, "Alan Pike", "Teacher", "Fellside School", Role.CLASS_TEACHER)
    for by in (TEACHER, LEAD, OUTSIDER, pike):
        event = given(*STAFF_CASE, paused, told.Closed(**THREE_TEXTS)).when(report, by=by).event
        assert isinstance(event, told.StatutoryReportMade)


def test_inv_19_closing_says_every_single_thing_that_is_missing() -> None:
    assert in_the_way(*ORDINARY) == (
        "It has not been assessed.",
        "No support has been offered to Ellie Marsh.",
        "A parent of Ellie Marsh has not been told, and nobody has decided not to.",
        "The school's procedures have not been reviewed.",
        "A task is still open: Block the site on the pupils' network",
        "A referral has no answer yet: children's social care.",
        "It is not known whether this was removed: The messages about Ellie in the group chat",
    )


def test_inv_20_serious_cases_are_closed_by_two_people() -> None:
    serious = (*SETTLED, SERIOUS)
    given(*serious).when(CLOSE).then_refused(CountersignatureNeeded)
    given(*serious, PROPOSED).when(CLOSE).then_refused(CountersignatureNeeded)
    given(*serious, PROPOSED).when(ask.Countersign(), by=LEAD).then_refused(SecondPersonNeeded)
    signed = given(*serious, PROPOSED).when(ask.Countersign(), by=OUTSIDER).event
    given(*serious, PROPOSED, signed).when(ask.Close()).then(told.Closed(**THREE_TEXTS))


def test_inv_21_every_command_is_asked_by_a_named_person() -> None:
    # There is no account called "system": a decision cannot be asked for without a person.
    assert "by" in ask.Circumstances.__dataclass_fields__
    with pytest.raises(TypeError):
        ask.Circumstances(now=MONDAY_NINE)  # type: ignore[call-arg]


def test_inv_26_each_person_has_a_capacity_of_their_own() -> None:
    incident = given(*ORDINARY).when(CLOSE).incident
    assert isinstance(incident, Incident)
    change = ask.ChangeCapacity(person=JAKE, capacity=Capacity.WITNESS, why="He only watched.")
    changed = given(*ORDINARY).when(change).again().incident
    assert isinstance(changed, Incident)
    assert changed.people[ELLIE] == incident.people[ELLIE]
    assert changed.people[JAKE].capacity is Capacity.WITNESS


@pytest.mark.parametrize("initials", ["BJ", "E.M.", "E. M.", "E M"])
def test_inv_27_names_are_written_in_full_never_as_initials(initials: str) -> None:
    link = ask.LinkPerson(full_name=initials, kind=PersonKind.PUPIL)
    given(*ORDINARY).when(link).then_refused(NoInitials)


def test_inv_27_somebody_whose_name_is_not_known_can_be_described() -> None:
    link = ask.LinkPerson(description="A boy in a green coat", capacity=Capacity.WITNESS)
    assert given(*ORDINARY).when(link).event
