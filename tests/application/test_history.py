"""The history tells one true sentence for every line."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec import structs

from application.projections.background import short
from application.projections.history import sentence, story
from application.projections.phrases import quoted, under
from application.record import STORED_NAMES, ErasedLine, UnknownLine
from application.shown import fields_for
from domain.incident.events import (
    CaseManagerAppointed,
    Closed,
    ClosureProposed,
    CourseOfActionDecided,
    DslAlerted,
    Event,
    EvidenceKept,
    ExhibitHandedOver,
    InterviewHeld,
    LineCorrected,
    NamedInError,
    NoteAdded,
    OwnerChanged,
    RemovalOutcomeRecorded,
    RemovalRequested,
    RoutesOpened,
    StepCompleted,
    StepNotNeeded,
    StepsSetAside,
    SupportAssigned,
    TaskAssigned,
    TaskDone,
)
from domain.incident.words import (
    AllegationOutcome,
    EvidenceKind,
    How,
    ImageLock,
    PersonKind,
    Received,
    Recipient,
    RemovalResult,
    RemovalThrough,
    ReporterKind,
    Supporter,
)
from domain.people import Person, Role
from domain.times import UNKNOWN_TIME, Occurred, Precision
from tests.application.golden import CANONICAL
from tests.application.lines import STREAM, line
from tests.examples import (
    ASSESSED,
    DEPUTY,
    EVENTS,
    HEAD,
    JAKE_LINKED,
    LEAD,
    MONDAY_NINE,
    REMOVAL,
    REPORTED,
    ROUTES_OPENED,
    SUNDAY_EVENING,
    TASK,
    TEACHER,
    THREE_TEXTS,
)


def told(kind: str) -> str:
    return next(sentence(line(event)) for event in EVENTS if type(event).__name__ == kind)


@pytest.mark.parametrize("name", STORED_NAMES)
def test_every_stored_name_has_one_sentence_that_says_who_did_it(name: str) -> None:
    examples = [one for one in EVENTS if type(one) is STORED_NAMES[name]]
    for event in (CANONICAL[name], *examples):
        told = sentence(line(event))
        if not isinstance(event, RoutesOpened | StepsSetAside):  # Which is nobody's deed.
            assert told.startswith("Asma Khan (Designated safeguarding lead) ")
        assert told.rstrip("”")[-1] in ".!?"
        assert "None" not in told
        assert "  " not in told
        assert ".." not in told


def test_what_happens_to_the_log_as_a_whole_is_told_too() -> None:
    who = "Asma Khan (Designated safeguarding lead)"
    opened, disposed = CANONICAL["school-opened.1"], CANONICAL["case-disposed.1"]
    assert sentence(line(opened)) == f"{who} opened the record of Tor Hill School."
    assert sentence(line(disposed)) == (
        f"{who} disposed of a case of 3 lines under Retention schedule 2026, section 4."
    )


def test_lines_that_cannot_be_read_have_a_sentence_too() -> None:
    place: dict[str, Any] = {
        "stream": STREAM,
        "version": 1,
        "position": 1,
        "recorded_at": MONDAY_NINE,
    }
    erased = ErasedLine(name="note-added.1", **place)
    unknown = UnknownLine(name="note-added.2", **place)
    assert sentence(erased) == "This line was disposed of: what it said can no longer be read."
    assert "newer Daybook" in sentence(unknown)


def test_the_sentences_are_those_a_school_would_write() -> None:
    assert told("ParentInformed") == (
        "Asma Khan (Designated safeguarding lead) told Joanne Marsh, parent of Ellie Marsh "
        "(phone): “What happened and what we are doing.” (safe to tell: yes). "
        "The answer: “Thankful, and will keep the phone downstairs at night.”"
    )
    assert told("PersonLinked") == (
        "Asma Khan (Designated safeguarding lead) named Ellie Marsh (pupil, Year 8) as victim."
    )


def test_what_was_out_of_order_says_so() -> None:
    early = InterviewHeld(
        with_whom="Alan Pike",
        account_given="It was about homework.",
        out_of_order=("held before the LADO was contacted",),
    )
    assert sentence(line(early)).endswith("Out of order: held before the LADO was contacted.")


def test_the_time_is_told_as_claimed_and_in_british_time() -> None:
    note = next(event for event in EVENTS if type(event).__name__ == "NoteAdded")
    who, noted = "Asma Khan (Designated safeguarding lead) noted, as observed", "Rang home, no"
    assert sentence(line(note, occurred=SUNDAY_EVENING)) == (
        f"{who}, of 6 September 2026 at about 20:00: {noted} answer."
    )
    a_day = Occurred(start=datetime(2026, 9, 4, tzinfo=UTC), precision=Precision.DAY)
    assert sentence(line(note, occurred=a_day)) == f"{who}, of 4 September 2026: {noted} answer."
    unknown = sentence(line(note, occurred=UNKNOWN_TIME))
    assert unknown == f"{who}, of a time that is not known: {noted} answer."


def test_a_span_within_one_day_names_the_day_once() -> None:
    morning = Occurred(
        start=datetime(2026, 11, 20, 9, tzinfo=UTC),
        end=datetime(2026, 11, 20, 9, 40, tzinfo=UTC),
        precision=Precision.MINUTE,
    )
    noted = sentence(line(NoteAdded(text="He waited at the office."), occurred=morning))
    assert noted.endswith(
        " noted, of 20 November 2026 from 09:00 to 09:40: He waited at the office."
    )
    reported = sentence(line(REPORTED, occurred=morning))
    assert reported.endswith("have happened between 09:00 and 09:40 on 20 November 2026.")
    overnight = replace(morning, end=datetime(2026, 11, 21, 8, tzinfo=UTC))
    assert sentence(line(REPORTED, occurred=overnight)).endswith(
        "between 20 November 2026 at 09:00 and 21 November 2026 at 08:00."
    )
    moved = LineCorrected(
        line=1,
        line_name="note-added.1",
        field="occurred",
        old="2026-11-20 09:00 UTC to 2026-11-20 09:40 UTC (minute)",
        new="2026-11-20 10:00 UTC (minute)",
        new_occurred=replace(morning, end=None),
        reason="The clock was slow.",
    )
    assert "from 20 November 2026 at 09:00 until 09:40 to 20 November" in sentence(line(moved))


ALERT = DslAlerted(why="A child is or may be at risk.")
CONFIDENTIAL = replace(
    REPORTED,
    reporter=ReporterKind.CONFIDENTIAL,
    reporter_name="Ravi Patle",
    on_behalf_of="Ravi Patle's sister",
)
RESPELT = LineCorrected(
    line=1,
    line_name="incident-reported.1",
    field="reporter_name",
    old="Ravi Patle",
    new="Ravi Patel",
    reason="Ravi spells it so.",
)


def history(*events: Event, by: Person = LEAD) -> list[str]:
    return [*story(line(event, number, by) for number, event in enumerate(events, start=1))]


def test_a_confidential_reporter_is_not_named_not_even_by_a_correction() -> None:
    on_behalf = replace(RESPELT, field="on_behalf_of", old="Ravi's sister", new="Ravi's brother")
    told = " ".join(history(CONFIDENTIAL, RESPELT, on_behalf))
    assert "Ravi" not in told
    assert "corrected line 1: the name of somebody who asked not to be named" in told


def the_reason_of(line: int, old: str, new: str) -> LineCorrected:
    return LineCorrected(
        line=line,
        line_name="line-corrected.1",
        field="reason",
        old=old,
        new=new,
        reason="Ravi Patle asked us to say so.",
    )


IN_A_CHAIN = (
    CONFIDENTIAL,
    RESPELT,
    the_reason_of(2, RESPELT.reason, "Ravi's mother spells it so."),
    the_reason_of(3, "Ravi Patle asked us to say so.", "Ravi asked."),
)


def test_nor_by_a_correction_of_a_correction_however_many_there_are() -> None:
    told = history(*IN_A_CHAIN)
    assert "Ravi" not in " ".join(told)
    kept = "the name of somebody who asked not to be named"
    assert f"corrected line 2: {kept}" in told[2]
    assert f"corrected line 3: {kept}" in told[3]


def test_a_correction_of_another_correction_is_told() -> None:
    place = replace(RESPELT, field="place", old="The bus", new="The coach", reason="Misheard.")
    told = history(*IN_A_CHAIN, place, the_reason_of(5, "Misheard.", "The driver said so."))
    assert "“The coach”" in told[4]
    assert "“The driver said so.”" in told[5]


def test_a_reporter_who_gave_the_name_is_corrected_by_name() -> None:
    _, told = history(replace(REPORTED, reporter_name="Ravi Patle"), RESPELT)
    assert told.endswith(
        "corrected line 1 (name of whoever told it) from “Ravi Patle” to “Ravi Patel”: "
        "Ravi spells it so."
    )


def test_fields_with_that_name_are_shown_to_safeguarding_leads_and_to_who_wrote_it_down() -> None:
    first, *others = IN_A_CHAIN
    corrections = [line(one, number, LEAD) for number, one in enumerate(others, start=2)]
    lines = [line(first, 1, TEACHER), *corrections]
    for person in (LEAD, DEPUTY, TEACHER):
        report, respelt, of_its_reason, _ = fields_for(person, lines)
        assert (report["reporter_name"], respelt["new"]) == ("Ravi Patle", "Ravi Patel")
        assert of_its_reason["new"] == "Ravi's mother spells it so."
    for role in (Role.HEAD, Role.COORDINATOR, Role.AUDITOR, Role.CHAIR_OF_GOVERNORS):
        told = str([*fields_for(replace(HEAD, role=role), lines)])
        assert "Ravi" not in told
        assert "not shown" in told


def test_a_step_is_called_by_its_own_words_and_never_by_its_id() -> None:
    done = StepCompleted(step="tell-the-head", what_was_done="Told her at break.")
    spared = StepNotNeeded(step="outside-route", reason="Nobody felt unable to.")
    _, first, second = history(ROUTES_OPENED, done, spared)
    assert first.endswith(
        "completed the step “Report it to the head of school or executive principal”: "
        "Told her at break."
    )
    assert second.endswith(
        "found the step “If you feel unable to report to the head, talk to your authority's "
        "team” not needed: Nobody felt unable to."
    )
    (unasked,) = history(done)
    assert "completed a step that this case had not been given: Told her at break." in unasked


def test_long_words_of_a_step_are_cut_where_they_pause_and_others_are_left() -> None:
    assert short("Ring the family. Then write it down.") == "Ring the family"
    assert short("Stop. Do not investigate, view or copy anything. Ask for help.") == (
        "Stop. Do not investigate, view or copy anything"
    )
    say = (
        "It may not be safe to tell the parents: you, the DSL, decide whether and how they are "
        "told, before anybody rings them."
    )
    assert short(say) == say.rstrip(".")
    assert short(f"{say[:-1]} or writes to them at home.") == (
        "It may not be safe to tell the parents: you, the DSL, decide whether and how they are "
        "told, before anybody rings them or …"
    )
    assert len(short("word " * 50)) <= 122
    begins = f"{'very ' * 22}unsafe:"
    assert short(f"{begins} ask the lead before anything else is done.") == f"{begins} ask …"


def test_to_have_done_it_is_an_allegation_until_it_has_been_found() -> None:
    found = CourseOfActionDecided(
        course="a written warning",
        outcome=AllegationOutcome.SUBSTANTIATED,
        rationale="He said so himself.",
    )
    before, _, after = history(JAKE_LINKED, found, JAKE_LINKED)
    assert before.endswith("named Jake Holt (pupil, Year 9) as alleged instigator.")
    assert after.endswith("named Jake Holt (pupil, Year 9) as instigator.")


def test_whoever_does_it_and_writes_it_down_is_named_once() -> None:
    for event in (
        CaseManagerAppointed(
            manager=LEAD.account,
            manager_name=LEAD.name,
            manager_post=LEAD.post,
            manager_role=LEAD.role,
            why="The head is away.",
        ),
        EvidenceKept(
            exhibit="AK/1",
            kind=EvidenceKind.WORDS,
            description="What she said.",
            captured_by=LEAD.name,
            held_by=LEAD.name,
        ),
        OwnerChanged(owner=LEAD.account, owner_name=LEAD.name, handover="I know the family."),
        TaskAssigned(task=TASK, what="Ring home", assignee_name=LEAD.name),
    ):
        assert sentence(line(event)).count(LEAD.name) == 1


def test_only_what_others_tell_is_said_to_have_happened() -> None:
    seen = replace(REPORTED, received=Received.SEEN_OR_HEARD, reporter_name=None)
    assert sentence(line(seen, occurred=SUNDAY_EVENING)).endswith(
        "It happened on 6 September 2026 at about 20:00."
    )
    assert sentence(line(REPORTED, occurred=SUNDAY_EVENING)).endswith(
        "It is said to have happened on 6 September 2026 at about 20:00."
    )
    interview = InterviewHeld(with_whom="Alan Pike", account_given="It was about homework.")
    assert sentence(line(interview, occurred=SUNDAY_EVENING)) == (
        "Asma Khan (Designated safeguarding lead), on 6 September 2026 at about 20:00, held an "
        "interview with Alan Pike; the account given: “It was about homework.”"
    )


def test_a_closing_that_says_what_was_proposed_does_not_say_it_twice() -> None:
    proposed = ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account)
    assert history(proposed, Closed(**THREE_TEXTS))[1].endswith(
        "closed the incident with the account that was proposed."
    )
    (alone,) = history(Closed(**THREE_TEXTS))
    assert THREE_TEXTS["summary"].rstrip(".") in alone


def test_the_image_lock_is_told_where_it_begins() -> None:
    waiting = replace(REPORTED, image_lock=ImageLock.UNTIL_THE_DSL_DECIDES)
    assert sentence(line(waiting)).endswith("No pictures may be kept until the DSL decides.")
    for_ever = replace(ASSESSED, image_lock=ImageLock.FOR_EVER)
    assert sentence(line(for_ever)).endswith("No pictures may ever be kept here.")


def test_a_cancelled_task_and_a_platform_are_told_as_such() -> None:
    cancelled = TaskDone(task=TASK, what="Block the site", cancelled_because="It is gone.")
    assert sentence(line(cancelled)).endswith("cancelled the task “Block the site”: It is gone.")
    removal = RemovalRequested(
        removal=REMOVAL, what="The page", asked_of="The site", through=RemovalThrough.PLATFORM
    )
    assert "asked The site (platform) to remove “The page”." in sentence(line(removal))


def test_a_case_that_becomes_restricted_or_open_again_says_so() -> None:
    pike = replace(JAKE_LINKED, full_name="Alan Pike", kind=PersonKind.STAFF, restricted=True)
    open_again = replace(ASSESSED, restricted=False)
    _, first, same, last = history(replace(REPORTED, restricted=False), pike, pike, open_again)
    assert first.endswith("as alleged instigator. It is restricted from now on.")
    assert "from now on" not in same
    assert last.endswith(" It is open again to those who see other incidents.")


def test_a_step_ended_by_what_was_recorded_for_it_says_how() -> None:
    done = StepCompleted(
        step="tell-the-head", what_was_done="Recorded for this step: procedures reviewed."
    )
    _, told = history(ROUTES_OPENED, done)
    assert told.endswith("executive principal” by reviewing the procedures.")


def test_whoever_is_to_be_put_right_is_named_once_and_as_called_now() -> None:
    respelt = LineCorrected(
        line=1,
        line_name="parent-informed.1",
        field="parent",
        old="Dawn Sayer",
        new="Dawn Sayers",
        reason="She spells it so.",
    )
    error = NamedInError(
        person=JAKE_LINKED.person,
        person_name="Kit Sayer",
        reason="It was not Kit",
        to_be_corrected=(
            "the designated safeguarding lead",
            "Asma Khan",
            "Dawn Sayers",
            "Dawn Sayer, parent of Kit Sayer",
            "Lee Watts",
        ),
    )
    told = history(REPORTED, respelt, error)[-1]
    assert told.endswith("To be corrected: Dawn Sayers, parent of Kit Sayer; Lee Watts.")


def by_itself(event: Event) -> str:
    """Told as what Daybook wrote with the report, in the same command."""
    return history(REPORTED, event)[-1]


def test_what_daybook_does_by_itself_is_nobodys_deed() -> None:
    assert by_itself(DslAlerted(why="Somebody is said to be in danger now.")) == (
        "Daybook alerted the designated safeguarding lead, because somebody is said to be in "
        "danger now."
    )
    owner = OwnerChanged(owner=HEAD.account, owner_name=HEAD.name, handover="The lead is away.")
    assert by_itself(owner) == (
        f"Daybook handed the incident to {HEAD.name}, because the lead is away."
    )
    opened = by_itself(ROUTES_OPENED)
    assert opened.startswith("With the report, one chart was opened, “Telling the head")
    assert "with 2 steps, the first due on 7 September 2026" in opened
    more = by_itself(replace(ROUTES_OPENED, routes=(), steps=ROUTES_OPENED.steps[:1]))
    assert more.startswith(
        "With the report, one step was added: “Report it to the head of school or executive "
        "principal” (playbook 2026-09)"
    )


def test_what_somebody_asks_in_a_command_of_its_own_is_their_deed() -> None:
    lines = [line(REPORTED), structs.replace(line(ALERT, 2), command=HEAD.account)]
    assert [*story(lines)][1].startswith("Asma Khan (Designated safeguarding lead) took this up")


def test_what_nobody_said_stands_in_no_quotation_marks() -> None:
    unknown = TaskDone(task=TASK, what="a task that nobody had recorded", result="It is done.")
    assert "recorded that a task that nobody had recorded was done" in sentence(line(unknown))
    removed = RemovalOutcomeRecorded(
        removal=None, what="material of this incident", result=RemovalResult.REMOVED
    )
    assert sentence(line(removed)).endswith("removal of material of this incident: removed.")


def test_quotation_marks_are_not_doubled() -> None:
    assert quoted("“Stop it”") == "“Stop it”"
    assert quoted("She wrote “Stop it” twice") == "“She wrote ‘Stop it’ twice”"
    assert quoted("“Stop it” and “Go”") == "“‘Stop it’ and ‘Go’”"


def test_rules_have_an_article_where_they_are_a_bare_name() -> None:
    assert under("Behaviour policy, section 6") == "the behaviour policy, section 6"
    assert under("Acceptable use agreement 2026") == "the acceptable use agreement 2026"
    for name in ("The behaviour policy", "Our code", "Tor Hill's policy", "JCQ rules, part 4"):
        assert under(name) == name


def test_a_lowered_severity_and_a_declined_offer_read_as_sentences() -> None:
    lowered = replace(ASSESSED, lowered_because="one post only.")
    assert f"It was lowered from {ASSESSED.default_severity}, for this reason: one post only." in (
        sentence(line(lowered))
    )
    declined = SupportAssigned(
        person=JAKE_LINKED.person,
        person_name="Jake Holt",
        supporter=Supporter.CLASS_TEACHER,
        supporter_name="Tom Barlow",
        what="A talk each morning",
        wishes="To be left alone",
        declined=True,
    )
    assert sentence(line(declined)).endswith(
        "offered Jake Holt support from Tom Barlow (class teacher), which was declined: A talk "
        "each morning. Wishes: To be left alone."
    )


def test_nothing_that_was_entered_is_left_out() -> None:
    kept = EvidenceKept(
        exhibit="AK/1",
        kind=EvidenceKind.SCREENSHOT,
        description="Three messages",
        source="clips.example/3",
        captured_by=LEAD.name,
        captured_at=MONDAY_NINE,
        method="A photograph of the screen",
        held_by=LEAD.name,
    )
    assert sentence(line(kept)).endswith(
        "Three messages. Captured on 7 September 2026 at 10:00. Method: A photograph of the "
        "screen. Source: clips.example/3."
    )
    handed = ExhibitHandedOver(
        exhibit="AK/1",
        handed_by=LEAD.name,
        received_by="Lee Watts",
        recipient=Recipient.POLICE,
        reason="The police ask for it",
        place="The front office",
        condition="Sealed",
        receipt="R-114",
    )
    assert sentence(line(handed)).endswith(
        "The police ask for it. Where: The front office. Condition: Sealed. Receipt: R-114."
    )
    course = CourseOfActionDecided(
        course="a warning", procedure="Disciplinary procedure, stage 1", rationale="He said so."
    )
    assert "“a warning”, under the disciplinary procedure, stage 1: He" in sentence(line(course))
    placed = replace(REPORTED, place="The library", platform="A group chat.")
    assert " Where: The library; A group chat. " in sentence(line(placed, occurred=UNKNOWN_TIME))


@pytest.mark.parametrize(
    "event", [each for each in EVENTS if hasattr(each, "how")], ids=lambda event: type(event)
)
def test_how_somebody_was_reached_is_left_out_where_nobody_said(event: Any) -> None:
    told = sentence(line(replace(event, how=How.NOT_SAID)))
    assert "not said" not in told
    assert "()" not in told
    assert "  " not in told


def test_how_a_report_was_received_is_left_out_where_nobody_said() -> None:
    told = sentence(line(replace(REPORTED, received=Received.NOT_SAID)))
    assert told.startswith("Asma Khan (Designated safeguarding lead) reported on the word of ")
