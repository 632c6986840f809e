"""Words to start from say what the case says, whose words they are, and nothing more."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given as any_
from hypothesis import strategies as st

from application.prefilled import (
    CaseWords,
    Done,
    Involved,
    Paragraph,
    Said,
    WhoWasTold,
    for_social_care,
    for_the_lado,
)
from domain.facts import Answer
from domain.times import Occurred, Precision

FRIDAY = Occurred(start=datetime(2026, 9, 4, tzinfo=UTC), precision=Precision.DAY)
FRIDAY_NOON = Occurred(
    start=datetime(2026, 9, 4, 11, 0, tzinfo=UTC),
    end=datetime(2026, 9, 4, 11, 30, tzinfo=UTC),
    precision=Precision.APPROXIMATE,
)
ELLIE = Involved(full_name="Ellie Marsh", kind="pupil", capacity="victim", year_or_post="Year 8")
JAKE = Involved(full_name="Jake Holt", kind="pupil", capacity="witness", year_or_post="Year 9")
PIKE = Involved(
    full_name="Alan Pike", kind="staff", capacity="instigator", year_or_post="Teacher of music"
)
STRANGER = Involved(description="A man at the gate")
CASE = CaseWords(
    reference="OSI-2026-K7Q4ZM",
    in_danger_now=Answer.NO,
    what_happened=(
        Said(text="Alan Pike sent Ellie messages at night", who="Tom Barlow", on=FRIDAY),
    ),
    own_words=(Said(text="He asked me not to tell.", who="Ellie Marsh", on=FRIDAY_NOON),),
    people=(STRANGER, PIKE, ELLIE, JAKE),
    occurred=FRIDAY_NOON,
    first_known=datetime(2026, 9, 7, 7, 40, tzinfo=UTC),
    actions=(Done(what="The telephone was put away", who="Asma Khan", on=FRIDAY),),
    told=(WhoWasTold(whom="Ruth Ainsley", who="Asma Khan", on=FRIDAY, answer="Thank you."),),
)
Words = Callable[[CaseWords], tuple[Paragraph, ...]]
BOTH: tuple[Words, ...] = (for_the_lado, for_social_care)


def text(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n".join(f"{each.heading}\n{each.text}" for each in paragraphs)


def test_the_words_for_the_lado() -> None:
    assert for_the_lado(CASE) == (
        Paragraph("Our reference", "OSI-2026-K7Q4ZM."),
        Paragraph(
            "The adult this is about",
            "Alan Pike (staff, Teacher of music): said to have done it.",
        ),
        Paragraph(
            "Children concerned",
            "Ellie Marsh (pupil, Year 8): said to have been harmed or at risk.\n"
            "Jake Holt (pupil, Year 9): said to have seen or heard it.",
        ),
        Paragraph("Others concerned", "A man at the gate (kind not known): part not known."),
        Paragraph("Is anybody in danger now?", "No."),
        Paragraph(
            "When it is said to have happened",
            "On 4 September 2026 at about 12:00, until 4 September 2026 at 12:30.",
        ),
        Paragraph("When the school first knew", "On 7 September 2026 at 08:40."),
        Paragraph(
            "What is said to have happened",
            "Tom Barlow, on 4 September 2026: Alan Pike sent Ellie messages at night.",
        ),
        Paragraph(
            "In their own words",
            "Ellie Marsh, on 4 September 2026 at about 12:00, until 4 September 2026 at 12:30: "
            "“He asked me not to tell.”",
        ),
        Paragraph(
            "What has been done", "The telephone was put away. (Asma Khan, on 4 September 2026)"
        ),
        Paragraph(
            "Who has been told",
            "Ruth Ainsley, told by Asma Khan, on 4 September 2026; answer: “Thank you.”",
        ),
    )


def test_the_words_for_social_care_begin_with_the_child() -> None:
    _, harmed, other_children, others, *rest = for_social_care(CASE)
    assert harmed.text == "Ellie Marsh (pupil, Year 8): said to have been harmed or at risk."
    assert other_children.text == "Jake Holt (pupil, Year 9): said to have seen or heard it."
    assert others.text.splitlines() == [
        "A man at the gate (kind not known): part not known.",
        "Alan Pike (staff, Teacher of music): said to have done it.",
    ]
    assert tuple(rest) == for_the_lado(CASE)[4:]


@pytest.mark.parametrize("words", BOTH, ids=("lado", "social-care"))
def test_a_case_that_says_nothing_is_not_known_throughout(
    words: Words,
) -> None:
    assert {each.text for each in words(CaseWords())} == {"Not known."}


@pytest.mark.parametrize("words", BOTH, ids=("lado", "social-care"))
def test_what_is_not_known_of_an_account_is_said(words: Words) -> None:
    case = CaseWords(
        what_happened=(Said(text="Something was sent."),),
        actions=(Done(what="Put away."),),
        told=(WhoWasTold(whom="The head"),),
        people=(Involved(),),
    )
    found = text(words(case)).splitlines()
    assert "Who said it is not known, at a time that is not known: Something was sent." in found
    assert "Put away. (by whom is not known, at a time that is not known)" in found
    assert (
        "The head, told by whom is not known, at a time that is not known; answer not known."
        in found
    )
    assert "Name not known (kind not known): part not known." in found


PEOPLE = st.lists(
    st.builds(
        Involved,
        full_name=st.sampled_from(("Ellie Marsh", "Jake Holt", "Alan Pike", "Dawn Price")),
        kind=st.sampled_from(("pupil", "staff", "parent", "external-child", "unknown", "later")),
        capacity=st.sampled_from(("victim", "instigator", "witness", "unknown", "later")),
    ),
    unique_by=lambda one: one.full_name,
    max_size=4,
)


@any_(PEOPLE)
def test_everybody_stands_in_one_paragraph_and_only_once(some: list[Involved]) -> None:
    for words in BOTH:
        written = text(words(replace(CaseWords(), people=tuple(some))))
        assert [written.count(str(one.full_name)) for one in some] == [1] * len(some)


def test_every_part_of_the_case_reaches_the_page() -> None:
    empty = CaseWords()
    for words in BOTH:
        whole = words(CASE)
        for each in fields(CaseWords):
            assert words(replace(CASE, **{each.name: getattr(empty, each.name)})) != whole
