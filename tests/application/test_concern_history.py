"""The history of a register tells one true sentence for every line."""

from dataclasses import dataclass, replace

import pytest

from application.projections.concern_history import sentence
from domain.concerns.events import Event, Sharing
from domain.facts import Answer
from domain.people import Person
from domain.times import UNKNOWN_TIME, Occurred
from tests.domain.concerns.examples import (
    AGENCY_TOLD,
    CLOSED,
    CORRECTED,
    ESCALATED,
    EVENTS,
    FRIDAY_NOON,
    HEAD,
    OPENED,
    RECORDED,
    RETIMED,
    REVIEWED,
    SELF_REPORTED,
    WITHDRAWN,
)

WHO = "Ruth Ainsley (Headteacher)"


@dataclass(frozen=True)
class Line:
    event: Event
    by: Person = HEAD
    occurred: Occurred | None = None


def told(event: Event) -> str:
    return sentence(Line(event))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_has_one_sentence_that_says_who_did_it(event: Event) -> None:
    story = told(event)
    assert story.startswith(f"{WHO} ")
    assert story.rstrip("”")[-1] in ".!?"
    for slip in ("None", "  ", "..", ".:", " ;"):
        assert slip not in story


@pytest.mark.parametrize(
    ("event", "deed"),
    [
        (
            OPENED,
            "opened the restricted register of low-level concerns about Alan Pike "
            "(Teacher of music; working as: supply staff, sent by Northlight Supply).",
        ),
        (
            RECORDED,
            "recorded a low-level concern on the word of Dawn Price: "
            "“He gave a Year 9 pupil his own telephone number.” "
            "Post at the time: Teacher of music. "
            "Context: After choir, so that she could say whether she would sing. "
            "Action taken: Asked her to use the school's address instead. "
            "Code of conduct: 7.2 Contact outside school.",
        ),
        (
            SELF_REPORTED,
            "recorded a self-report: “I drove a pupil home without telling anybody.” "
            "Post at the time: Teacher of music. Context: The last bus had gone. "
            "Action taken: Rang her mother from the car. Code of conduct: 9.1 Lifts.",
        ),
        (
            AGENCY_TOLD,
            "recorded that Petra Lund at Northlight Supply was told: “That a concern below the "
            "harm threshold was recorded.” The answer: She will add it to their own file.",
        ),
        (
            REVIEWED,
            "reviewed 2 concerns and could not tell whether there is a pattern: Two lapses of "
            "different kinds within a week. Looked at: Both concerns, the code of conduct and "
            "the choir rota. Next look on 5 October 2026.",
        ),
        (
            ESCALATED,
            "escalated 2 concerns as incident OSI-2026-K7Q4ZM, because the harm threshold may be "
            "met: Taken together they may show a risk of harm. The report says: “Contact with "
            "one pupil outside school, twice.” Anybody in danger now: no.",
        ),
        (
            WITHDRAWN,
            "withdrew a concern as recorded in error, “He gave a Year 9 pupil his own telephone "
            "number.”: It was another teacher. To be corrected: Petra Lund at Northlight Supply.",
        ),
        (
            CORRECTED,
            "corrected line 2 (what) from “He gave a Year 9 pupil his own telephone number.” to "
            "“He gave a Year 10 pupil his own telephone number.”: She is in Year 10.",
        ),
        (
            RETIMED,
            "corrected line 2 (when it happened) from a time that is not known to 4 September "
            "2026 at about 12:00: It was at the end of choir.",
        ),
        (
            CLOSED,
            "closed the register, as the adult left on 4 September 2026: The school's schedule: "
            "six years after leaving. It is kept until 4 September 2032. Nothing in it is used "
            "in a reference.",
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_the_sentences_are_those_a_school_would_write(event: Event, deed: str) -> None:
    assert told(event) == f"{WHO} {deed}"


def test_whoever_asked_to_stay_unnamed_is_not_named() -> None:
    kept = replace(RECORDED, shared=Sharing.ASKED_TO_STAY_UNNAMED)
    assert "Dawn" not in told(kept)
    assert "asked to stay unnamed" in told(kept)


def test_what_nobody_knows_is_said_to_be_not_known() -> None:
    thin = replace(
        RECORDED, context=None, action_taken=None, shared=Sharing.NOT_KNOWN, code_clause=None
    )
    assert told(thin) == (
        f"{WHO} recorded a low-level concern; who shared it is not known: “He gave a Year 9 pupil "
        "his own telephone number.” Post at the time: Teacher of music. Context: not known. "
        "Action taken: not known. Code of conduct: clause not known."
    )


def test_a_review_says_what_was_found_and_of_how_many() -> None:
    none = replace(REVIEWED, concerns=(), pattern=Answer.NO)
    assert "reviewed no concerns and found no pattern" in told(none)
    one = replace(REVIEWED, concerns=REVIEWED.concerns[:1], pattern=Answer.YES)
    assert "reviewed one concern and found a pattern" in told(one)


def test_a_concern_that_nobody_else_was_told_of_leaves_nobody_to_correct() -> None:
    assert told(replace(WITHDRAWN, to_be_corrected=())).endswith("To be corrected: nobody else.")


def test_what_was_out_of_order_says_so() -> None:
    late = replace(RECORDED, out_of_order=("recorded after the register was closed",))
    assert told(late).endswith("Out of order: recorded after the register was closed.")


def test_the_time_is_told_as_claimed_and_in_british_time() -> None:
    claimed = sentence(Line(CORRECTED, occurred=FRIDAY_NOON))
    assert claimed.startswith(f"{WHO}, on 4 September 2026 at about 12:00, corrected")
    unknown = sentence(Line(CORRECTED, occurred=UNKNOWN_TIME))
    assert unknown.startswith(f"{WHO}, at a time that is not known, corrected")
