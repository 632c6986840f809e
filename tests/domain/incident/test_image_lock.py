"""What must not exist cannot be kept: the image lock in all its parts."""

import pytest

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.refusals import ImageLocked
from domain.incident.words import OPEN_UNDER_THE_IMAGE_LOCK, EvidenceKind, Finding, ImageLock
from domain.people import Person
from tests.examples import (
    CHAIR,
    COORDINATOR,
    DEPUTY,
    HEAD,
    LEAD,
    ORDINARY,
    OUTSIDER,
    REPORTED,
    TEACHER,
)
from tests.scenario import given

SCREENSHOT = ask.KeepEvidence(kind=EvidenceKind.SCREENSHOT, description="The group chat.")


def image(answer: Answer) -> tuple[Finding, ...]:
    return (
        Finding(
            fact=Fact.SEXUAL_IMAGE_OF_UNDER_18,
            answer=answer,
            who_said_so="Ellie Marsh",
            why="As she told it; nobody has looked.",
        ),
    )


def locked(lock: ImageLock) -> told.FactsChanged:
    return told.FactsChanged(findings=image(Answer.YES), restricted=False, image_lock=lock)


def lock_after(lock: ImageLock, answer: Answer, by: Person) -> ImageLock:
    change = ask.ChangeFacts(findings=image(answer))
    event = given(*ORDINARY, locked(lock)).when(change, by=by).event
    assert isinstance(event, told.FactsChanged)
    return event.image_lock


@pytest.mark.parametrize("by", [LEAD, DEPUTY, HEAD, CHAIR, COORDINATOR, TEACHER, OUTSIDER])
@pytest.mark.parametrize("lock", [ImageLock.FOR_EVER, ImageLock.UNTIL_THE_DSL_DECIDES])
def test_while_locked_no_picture_is_kept_whoever_asks(lock: ImageLock, by: Person) -> None:
    for kind in set(EvidenceKind) - OPEN_UNDER_THE_IMAGE_LOCK:
        keep = ask.KeepEvidence(kind=kind, description="It.")
        given(*ORDINARY, locked(lock)).when(keep, by=by).then_refused(ImageLocked)


@pytest.mark.parametrize("kind", sorted(OPEN_UNDER_THE_IMAGE_LOCK))
def test_while_locked_words_letters_addresses_and_the_device_stay_open(kind: EvidenceKind) -> None:
    keep = ask.KeepEvidence(kind=kind, description="Ellie's phone, switched off, in bag 14.")
    assert given(*ORDINARY, locked(ImageLock.FOR_EVER)).when(keep).event


def test_without_a_lock_a_screenshot_may_be_kept() -> None:
    assert given(*ORDINARY).when(SCREENSHOT).event


@pytest.mark.parametrize("by", [LEAD, HEAD, TEACHER])
def test_yes_locks_for_ever_and_no_answer_of_anyone_opens_it(by: Person) -> None:
    assert lock_after(ImageLock.OPEN, Answer.YES, by) is ImageLock.FOR_EVER
    assert lock_after(ImageLock.FOR_EVER, Answer.NO, by) is ImageLock.FOR_EVER
    assert lock_after(ImageLock.FOR_EVER, Answer.NOT_KNOWN, by) is ImageLock.FOR_EVER


def test_not_known_locks_until_the_dsl_decides_on_the_account_given() -> None:
    waiting = ImageLock.UNTIL_THE_DSL_DECIDES
    assert lock_after(ImageLock.OPEN, Answer.NOT_KNOWN, TEACHER) is waiting
    for somebody in (HEAD, TEACHER, COORDINATOR, CHAIR):
        assert lock_after(waiting, Answer.NO, somebody) is waiting
    assert lock_after(waiting, Answer.NO, LEAD) is ImageLock.OPEN
    assert lock_after(waiting, Answer.NO, DEPUTY) is ImageLock.OPEN


@pytest.mark.parametrize(
    "category", [Category.CT_01, Category.CN_03, Category.CD_01, Category.CD_02, Category.CD_03]
)
def test_a_category_that_suggests_such_an_image_locks_before_anybody_answers(
    category: Category,
) -> None:
    assess = ask.Assess(category=category, rationale="As she told it.")
    assessed = given(REPORTED).when(assess, by=TEACHER).decided[0]
    assert isinstance(assessed, told.Assessed)
    assert assessed.image_lock is ImageLock.UNTIL_THE_DSL_DECIDES
    guess = ask.ReportIncident(summary="A picture.", category_guess=category)
    reported = given().when(guess, by=TEACHER).decided[0]
    assert isinstance(reported, told.IncidentReported)
    assert reported.image_lock is ImageLock.UNTIL_THE_DSL_DECIDES


def test_a_second_category_locks_as_well_as_the_first() -> None:
    assess = ask.Assess(
        category=Category.CD_06, secondary=(Category.CD_01,), rationale="As she told it."
    )
    assessed = given(REPORTED).when(assess, by=LEAD).event
    assert isinstance(assessed, told.Assessed)
    assert assessed.image_lock is ImageLock.UNTIL_THE_DSL_DECIDES


def test_the_lock_holds_when_the_incident_is_reopened() -> None:
    history = (
        *ORDINARY,
        locked(ImageLock.FOR_EVER),
        told.Closed(summary="a", how_followed_up="b", outcome="c"),
        told.Reopened(reason="It began again."),
    )
    given(*history).when(SCREENSHOT).then_refused(ImageLocked)


def test_asking_for_removal_does_not_wait_while_locked_and_the_reason_is_recorded() -> None:
    request = ask.RequestRemoval(what="An image, reported by its address", asked_of="IWF")
    event = given(REPORTED, locked(ImageLock.UNTIL_THE_DSL_DECIDES)).when(request).event
    assert isinstance(event, told.RemovalRequested)
    assert event.not_waiting_because == "The image lock holds, so nothing may be copied first."
