"""Closing with three texts and two people, reopening, striking out."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.categories import Severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import Command
from domain.incident.events import Event
from domain.incident.levels import Care
from domain.incident.refusals import (
    ClosedByTwoPeople,
    CountersignatureNeeded,
    HeldByLaw,
    IncidentIsClosed,
    IncidentIsStruckOut,
    NoSuchDuplicate,
    NotClosed,
    NotProposed,
    NotWhatWasCountersigned,
    PausedForThePolice,
    StandsInTheWay,
    StruckOutItself,
    SubjectOfTheCase,
    WordsNeeded,
)
from domain.incident.words import (
    Agency,
    Capacity,
    Finding,
    ImageLock,
    LinkKind,
    ReferralReply,
)
from tests.examples import (
    ASSESSED,
    ELLIE_LINKED,
    EVENTS,
    HEAD,
    LEAD,
    OTHER_INCIDENT,
    OUTSIDER,
    PIKE_LINKED,
    REFERRAL,
    REPORTED,
    SETTLED,
    TASK,
    THREE_TEXTS,
)
from tests.scenario import Asked, given

CLOSE = ask.Close(**THREE_TEXTS)
PROPOSE = ask.ProposeClosure(**THREE_TEXTS)
PROPOSED = told.ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account)
CLOSED = told.Closed(**THREE_TEXTS)
SIGNED = told.Countersigned(countersigned_by=HEAD.account)
REVIEWED = next(each for each in EVENTS if isinstance(each, told.ProceduresReviewed))
SERIOUS = replace(ASSESSED, severity=Severity.SERIOUS)
GRAVE = (*SETTLED, SERIOUS)
STRUCK_OUT = told.StruckOut(reason="Reported twice.")


def staff(answer: Answer) -> told.FactsChanged:
    found = Finding(
        fact=Fact.STAFF_INSTIGATOR, answer=answer, who_said_so="Ellie Marsh", why="She saw it."
    )
    return told.FactsChanged(findings=(found,), restricted=True, image_lock=ImageLock.OPEN)


def test_an_ordinary_incident_is_closed_by_one_person_with_the_three_texts() -> None:
    given(*SETTLED).when(CLOSE).then(CLOSED)


def test_the_texts_left_out_are_those_of_the_proposal() -> None:
    given(*SETTLED, PROPOSED).when(ask.Close()).then(CLOSED)


@pytest.mark.parametrize("missing", ["summary", "how_followed_up", "outcome"])
def test_none_of_the_three_texts_can_be_left_blank(missing: str) -> None:
    close = ask.Close(**{**THREE_TEXTS, missing: " "})
    given(*SETTLED).when(close).then_refused(WordsNeeded)


def test_a_restricted_incident_is_closed_by_two_people() -> None:
    history = tuple(
        replace(event, restricted=True)
        if isinstance(event, told.IncidentReported | told.PersonLinked | told.Assessed)
        else event
        for event in SETTLED
    )
    given(*history).when(CLOSE).then_refused(CountersignatureNeeded)
    given(*history, PROPOSED, SIGNED).when(CLOSE).then(CLOSED)


def test_what_is_closed_is_what_was_countersigned() -> None:
    other = replace(CLOSE, outcome="Nothing happened at all.")
    given(*GRAVE, PROPOSED, SIGNED).when(other).then_refused(NotWhatWasCountersigned)


def test_a_new_proposal_or_assessment_needs_a_new_countersignature() -> None:
    other = replace(PROPOSED, outcome="Ellie has moved to another form.")
    given(*GRAVE, PROPOSED, SIGNED, other).when(ask.Close()).then_refused(CountersignatureNeeded)
    given(*GRAVE, PROPOSED, SIGNED, SERIOUS).when(CLOSE).then_refused(CountersignatureNeeded)


def test_a_corrected_proposal_needs_a_new_countersignature() -> None:
    corrected = told.LineCorrected(
        line=30,
        line_name="closure-proposed.1",
        field="outcome",
        old=PROPOSED.outcome,
        new="Ellie has moved to another form.",
        reason="A slip.",
    )
    history = (*GRAVE, PROPOSED, SIGNED, corrected)
    given(*history).when(ask.Close()).then_refused(CountersignatureNeeded)
    closing = given(*history, SIGNED).when(ask.Close()).event
    assert isinstance(closing, told.Closed)
    assert closing.outcome == "Ellie has moved to another form."


def test_an_outside_countersigner_may_sign_having_seen_no_narrative() -> None:
    given(*GRAVE, PROPOSED).when(ask.Countersign(), by=OUTSIDER).then(
        told.Countersigned(countersigned_by=OUTSIDER.account)
    )


@pytest.mark.parametrize("capacity", [Capacity.VICTIM, Capacity.WITNESS, Capacity.UNKNOWN])
@pytest.mark.parametrize("command", [CLOSE, PROPOSE, ask.Countersign(), ask.StrikeOut(reason="x")])
def test_nobody_whom_the_incident_is_about_closes_countersigns_or_strikes_it_out(
    command: Command, capacity: Capacity
) -> None:
    head_is_in_it = replace(PIKE_LINKED, account=HEAD.account, capacity=capacity)
    given(*GRAVE, PROPOSED, head_is_in_it).when(command, by=HEAD).then_refused(SubjectOfTheCase)


def test_whoever_reported_it_may_close_it() -> None:
    reporter = replace(
        PIKE_LINKED, account=HEAD.account, capacity=Capacity.REPORTER, restricted=False
    )
    given(*SETTLED, reporter).when(CLOSE, by=HEAD).then(CLOSED)


def test_a_signature_of_somebody_linked_since_no_longer_counts() -> None:
    head_is_in_it = replace(
        PIKE_LINKED, account=HEAD.account, capacity=Capacity.WITNESS, restricted=False
    )
    given(*GRAVE, PROPOSED, SIGNED, head_is_in_it).when(CLOSE, by=OUTSIDER).then_refused(
        CountersignatureNeeded
    )


def test_nothing_is_countersigned_or_refused_that_nobody_proposed() -> None:
    given(*GRAVE).when(ask.Countersign(), by=HEAD).then_refused(NotProposed)
    given(*GRAVE).when(ask.RefuseClosure(reason="Too soon."), by=HEAD).then_refused(NotProposed)


def test_a_refused_closure_can_be_proposed_again_in_the_same_words() -> None:
    refused = told.ClosureRefused(reason="Jake's father has not been heard.")
    given(*GRAVE, PROPOSED, refused).when(ask.Countersign(), by=HEAD).then_refused(NotProposed)
    given(*GRAVE, PROPOSED, refused).when(PROPOSE).then(PROPOSED)


def test_the_police_pause_and_every_loose_end_stop_the_closing() -> None:
    paused = told.PausedForPolice(force="Lancashire Police", terms="Wait.")
    given(*SETTLED, paused).when(CLOSE).then_refused(PausedForThePolice)
    more = told.ReferralAnswered(
        referral=REFERRAL,
        agency=Agency.SOCIAL_CARE,
        reply=ReferralReply.MORE_INFORMATION,
        said="Send us the dates.",
    )
    task = told.TaskAssigned(task=UUID(int=1), what="Ring home", assignee_name="Tom Barlow")
    for loose in (more, task):
        given(*SETTLED, loose).when(CLOSE).then_refused(StandsInTheWay)
    done = told.TaskDone(task=TASK, what="x", cancelled_because="No longer needed.")
    given(*SETTLED, done).when(CLOSE).then(CLOSED)


def test_a_case_about_an_adult_is_not_closed_before_threshold_lado_and_course_of_action() -> None:
    refused = given(*SETTLED, staff(Answer.YES)).when(PROPOSE).then_refused(StandsInTheWay)
    assert isinstance(refused, StandsInTheWay)
    assert refused.what == (
        "The harm threshold has not been assessed.",
        "The LADO has not been contacted.",
        "No course of action has been decided about the adult.",
    )
    assert str(refused).startswith("The incident cannot be closed yet. The harm threshold")


def test_whether_an_adult_here_did_it_is_settled_before_closing() -> None:
    unsure = replace(REPORTED, about_an_adult_here=Answer.NOT_KNOWN, restricted=True)
    history = (unsure, *SETTLED[1:])
    refused = given(*history).when(PROPOSE).then_refused(StandsInTheWay)
    assert isinstance(refused, StandsInTheWay)
    assert refused.what == (
        "Nobody has settled whether this is about an adult who works or helps here.",
    )
    assert given(*history, staff(Answer.NO)).when(PROPOSE).event


def test_an_owner_who_is_now_accused_gives_it_up_before_closing() -> None:
    owner = told.OwnerChanged(owner=HEAD.account, owner_name="Ruth Ainsley", handover="Mine.")
    accused = replace(PIKE_LINKED, account=HEAD.account)
    refused = given(*SETTLED, owner, accused).when(PROPOSE).then_refused(StandsInTheWay)
    assert isinstance(refused, StandsInTheWay)
    assert "Its owner or case manager is said to have done it. Choose somebody else." in (
        refused.what
    )


@pytest.mark.parametrize("command", [PROPOSE, ask.Countersign(), replace(CLOSE, outcome="x")])
def test_what_is_closed_or_struck_out_is_reopened_before_it_is_closed_again(
    command: Command,
) -> None:
    given(*GRAVE, PROPOSED, CLOSED).when(command, by=OUTSIDER).then_refused(IncidentIsClosed)
    given(*GRAVE, PROPOSED, STRUCK_OUT).when(command, by=OUTSIDER).then_refused(
        IncidentIsStruckOut
    )


def test_reopening_asks_for_everything_once_more() -> None:
    again = ask.Reopen(reason="It began again.")
    given(*GRAVE).when(again).then_refused(NotClosed)
    reopened = given(*GRAVE, PROPOSED, SIGNED, CLOSED).when(again).event
    closed_once = (*GRAVE, PROPOSED, SIGNED, CLOSED, reopened)
    refused = given(*closed_once).when(CLOSE).then_refused(StandsInTheWay)
    assert "The school's procedures have not been reviewed." in str(refused)
    assert str(CountersignatureNeeded()) in str(refused)
    given(*closed_once, REVIEWED).when(CLOSE).then_refused(CountersignatureNeeded)
    given(*GRAVE, STRUCK_OUT).when(again).then(told.Reopened(reason="It began again."))


def test_an_incident_is_struck_out_once_and_only_while_it_is_open() -> None:
    given(*SETTLED, CLOSED).when(ask.StrikeOut(reason="x")).then_refused(IncidentIsClosed)
    given(*SETTLED, STRUCK_OUT).when(ask.StrikeOut(reason="x")).then_refused(IncidentIsStruckOut)


def test_a_harmed_pupil_whom_nobody_has_linked_stands_in_the_way() -> None:
    found = Finding(
        fact=Fact.PUPIL_VICTIM, answer=Answer.YES, who_said_so="Tom Barlow", why="He saw it."
    )
    harmed = told.FactsChanged(findings=(found,), restricted=False, image_lock=ImageLock.OPEN)
    nobody = [event for event in SETTLED if event != ELLIE_LINKED]
    refused = given(*nobody, harmed).when(PROPOSE).then_refused(StandsInTheWay)
    assert "A pupil was harmed, but nobody is linked as the victim." in str(refused)


LINKED_AS_DUPLICATE = told.LinkedTo(
    other=OTHER_INCIDENT,
    other_reference="OSI-2026-P3R8TC",
    link=LinkKind.DUPLICATE,
    why="Reported twice.",
)
POLICE = told.PausedForPolice(force="Lancashire Police", terms="Wait.")
HELD = next(each for each in EVENTS if isinstance(each, told.LegalHoldPlaced))
NOT_KNOWN_WHO = replace(REPORTED, restricted=True, about_an_adult_here=Answer.NOT_KNOWN)


@pytest.mark.parametrize(
    "history",
    [
        (REPORTED, SERIOUS),
        (REPORTED, replace(ASSESSED, severity=Severity.CRITICAL), ASSESSED),
        (NOT_KNOWN_WHO,),
        (REPORTED, POLICE),
    ],
    ids=["serious", "critical once", "restricted", "paused for the police"],
)
def test_what_two_people_close_is_not_struck_out_by_one_but_as_a_duplicate_it_is_linked_with(
    history: tuple[Event, ...],
) -> None:
    alone = ask.StrikeOut(reason="A mistake.")
    duplicate = replace(alone, duplicate_of="OSI-2026-P3R8TC")
    related = replace(LINKED_AS_DUPLICATE, link=LinkKind.RELATED)
    given(*history).when(alone).then_refused(ClosedByTwoPeople)
    as_kept(given(*history).when(duplicate)).then_refused(ClosedByTwoPeople)
    as_kept(given(*history, related).when(duplicate)).then_refused(ClosedByTwoPeople)
    given(*history, LINKED_AS_DUPLICATE).when(alone).then_refused(ClosedByTwoPeople)
    kept = as_kept(given(*history, LINKED_AS_DUPLICATE).when(duplicate))
    assert kept.event


def as_kept(asked: Asked, *, restricted: bool | None = None, other: Care = Care.BY_TWO) -> Asked:
    """The other case: as restricted as this one, and closed by two people."""
    assert asked.incident is not None
    around = replace(
        asked.circumstances,
        other_reference="OSI-2026-P3R8TC",
        other_restricted=asked.incident.restricted if restricted is None else restricted,
        other_care=other,
    )
    return replace(asked, circumstances=around)


def test_a_grave_case_is_no_duplicate_of_one_that_is_kept_less_carefully() -> None:
    duplicate = ask.StrikeOut(reason="Twice.", duplicate_of="OSI-2026-P3R8TC")
    of_an_adult = given(NOT_KNOWN_WHO, LINKED_AS_DUPLICATE).when(duplicate)
    as_kept(of_an_adult, restricted=False).then_refused(ClosedByTwoPeople)
    grave = given(REPORTED, SERIOUS, LINKED_AS_DUPLICATE).when(duplicate)
    as_kept(grave, other=Care.ORDINARY).then_refused(ClosedByTwoPeople)
    slight = given(REPORTED, LINKED_AS_DUPLICATE).when(duplicate)
    assert as_kept(slight, other=Care.ORDINARY).event


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_what_is_or_may_be_serious_is_closed_by_two_people_however_mild_it_is_called(
    answer: Answer,
) -> None:
    found = (Finding(fact=Fact.SERIOUS, answer=answer, who_said_so="E. Marsh", why="Threats."),)
    serious = replace(ASSESSED, severity=Severity.MODERATE, findings=found)
    given(*SETTLED, serious).when(ask.Close(**THREE_TEXTS)).then_refused(CountersignatureNeeded)
    given(REPORTED, serious).when(ask.StrikeOut(reason="No.")).then_refused(ClosedByTwoPeople)


def test_nothing_under_a_legal_hold_is_struck_out_not_even_a_duplicate() -> None:
    duplicate = ask.StrikeOut(reason="Reported twice.", duplicate_of="OSI-2026-P3R8TC")
    as_kept(given(REPORTED, HELD).when(duplicate)).then_refused(HeldByLaw)
    linked = given(REPORTED, LINKED_AS_DUPLICATE, HELD)
    as_kept(linked.when(duplicate)).then_refused(HeldByLaw)


def test_a_duplicate_named_by_its_id_is_kept_by_its_reference() -> None:
    strike = ask.StrikeOut(reason="Reported twice.", duplicate_of=str(OTHER_INCIDENT))
    found = given(REPORTED).when(strike, other_reference="OSI-2026-P3R8TC")
    found.then(told.StruckOut(reason="Reported twice.", duplicate_of="OSI-2026-P3R8TC"))
    found.again().then_nothing()


BY_ID_OR_REFERENCE = pytest.mark.parametrize("named", [str(OTHER_INCIDENT), "OSI-2026-P3R8TC"])


@BY_ID_OR_REFERENCE
def test_a_duplicate_of_what_is_not_there_or_hidden_is_refused_in_the_same_words(
    named: str,
) -> None:
    strike = ask.StrikeOut(reason="Reported twice.", duplicate_of=named)
    given(REPORTED).when(strike).then_refused(NoSuchDuplicate)
    hidden = given(REPORTED).when(strike, other_reference="OSI-2026-P3R8TC", other_restricted=True)
    hidden.then_refused(NoSuchDuplicate)


@BY_ID_OR_REFERENCE
def test_of_two_duplicates_one_has_to_stay(named: str) -> None:
    strike = ask.StrikeOut(reason="Reported twice.", duplicate_of=named)
    asked = given(REPORTED).when(strike, other_reference="OSI-2026-P3R8TC")
    gone = replace(asked.circumstances, other_struck_out=True)
    replace(asked, circumstances=gone).then_refused(StruckOutItself)
