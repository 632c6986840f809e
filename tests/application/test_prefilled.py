"""Words to start from say what the case says, whose words they are, and nothing more."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given as any_
from hypothesis import strategies as st

from application.asked_by_forms import (
    CaseWords,
    Done,
    Involved,
    Risk,
    Said,
    Threshold,
    WhoWasTold,
)
from application.prefilled import (
    Block,
    for_a_parent,
    for_social_care,
    for_the_lado,
    gaps,
)
from domain.facts import Answer, Fact
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
MARSH = Involved(full_name="Dawn Marsh", kind="parent", capacity="supporter")
CASE = CaseWords(
    reference="OSI-2026-K7Q4ZM",
    case_manager="Ruth Ainsley, Headteacher",
    owner="Asma Khan",
    in_danger_now=Answer.NO,
    what_happened=(
        Said(text="Alan Pike sent Ellie messages at night", who="Tom Barlow", on=FRIDAY),
    ),
    own_words=(Said(text="He asked me not to tell.", who="Ellie Marsh", on=FRIDAY_NOON),),
    people=(STRANGER, PIKE, ELLIE, JAKE, MARSH),
    occurred=FRIDAY_NOON,
    place="The music room",
    platform="A messaging app",
    first_known=datetime(2026, 9, 7, 7, 40, tzinfo=UTC),
    how_known="Told in person: Tom Barlow",
    threshold=Threshold(
        limbs=(Answer.NOT_KNOWN, Answer.NO, Answer.YES, Answer.YES),
        rationale="Secrecy was asked of a child",
        who="Ruth Ainsley",
    ),
    risks=(
        Risk(
            fact=Fact.CHILD_AT_RISK,
            answer=Answer.NOT_KNOWN,
            who_said_so="Asma Khan",
            why="He still teaches her.",
        ),
    ),
    evidence=("AK/1: the messages, described. Held by Asma Khan.",),
    actions=(Done(what="The telephone was put away", who="Asma Khan", on=FRIDAY),),
    interviews=(Done(what="Jake Holt", who="Asma Khan", written=FRIDAY_NOON.start),),
    parents=(WhoWasTold(whom="Dawn Marsh", who="Asma Khan", on=FRIDAY, answer="Thank you."),),
    consent="given",
    told=(WhoWasTold(whom="Ruth Ainsley", who="Asma Khan", on=FRIDAY),),
)
Words = Callable[[CaseWords], tuple[Block, ...]]
BOTH: tuple[Words, ...] = (for_the_lado, for_social_care)
LETTER = """Dear [name],
On [date] we became aware of [a page] at [place]. We ask you to remove it by [date]."""


def text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(f"{each.heading}: {each.text}" for each in blocks)


def test_the_words_for_the_lado() -> None:
    assert (
        text(for_the_lado(CASE))
        == """\
Our reference: OSI-2026-K7Q4ZM.
Who manages this case: Ruth Ainsley, Headteacher.
Who holds this case in school: Asma Khan.
The adult this is about: Alan Pike (staff, Teacher of music): said to have done it.
The adult's date of birth and home address: Not recorded.
Other work or volunteering with children, and children at home: Not recorded.
Children concerned: Ellie Marsh (pupil, Year 8): said to have been harmed or at risk.
Jake Holt (pupil, Year 9): said to have seen or heard it.
The children's dates of birth and home addresses: Not recorded.
Others concerned: A man at the gate (kind not recorded): part not recorded.
Dawn Marsh (parent): gives support.
Was anybody in danger when it was reported?: No.
When it is said to have happened: On 4 September 2026 from about 12:00 to 12:30.
Where, or on which platform: The music room.
A messaging app.
When the school first knew: On 7 September 2026 at 08:40.
How it came to be known: Told in person: Tom Barlow.
What is said to have happened: Tom Barlow, on 4 September 2026: Alan Pike sent Ellie messages at \
night.
In their own words: Ellie Marsh, on 4 September 2026 from about 12:00 to 12:30: “He asked me \
not to tell.”
What is known of the risk: A child at risk: not known (Asma Khan: He still teaches her).
The harm threshold, as assessed: Behaved in a way that has harmed a child, or may have: not known.
Possibly committed a criminal offence against or related to a child: no.
Behaved in a way that indicates a risk of harm to children: yes.
Behaved in a way that indicates they may not be suitable to work with children: yes.
Secrecy was asked of a child. (Ruth Ainsley)
Evidence kept, described: AK/1: the messages, described. Held by Asma Khan.
What has been done: The telephone was put away. (Asma Khan, on 4 September 2026)
Who has been interviewed: Jake Holt. (Asma Khan, written down on 4 September 2026 at 12:00)
Whether the adult has been told, and by whom: Not recorded.
Earlier concerns about the adult: Not recorded.
What parents have been told: Dawn Marsh, told by Asma Khan, on 4 September 2026; answer: \
“Thank you.”
Who else has been told: Ruth Ainsley, told by Asma Khan, on 4 September 2026; answer not \
recorded."""
    )


def test_the_words_for_social_care_begin_with_the_child() -> None:
    fields = {each.field: each.text for each in for_social_care(CASE)}
    assert list(fields)[3:7] == ["child", "child-details", "other-children", "parents"]
    assert fields["child"] == "Ellie Marsh (pupil, Year 8): said to have been harmed or at risk."
    assert fields["other-children"] == "Jake Holt (pupil, Year 9): said to have seen or heard it."
    assert fields["parents"] == "Dawn Marsh (parent): gives support."
    assert fields["others"].splitlines() == [
        "A man at the gate (kind not recorded): part not recorded.",
        "Alan Pike (staff, Teacher of music): said to have done it.",
    ]
    assert fields["consent"] == "Given."
    assert "harm-threshold" not in fields


def test_a_letter_is_filled_in_as_far_as_the_case_goes() -> None:
    cook = Involved(full_name="Ian Cook", kind="parent", capacity="instigator")
    to, _, letter = for_a_parent(replace(CASE, people=(ELLIE, MARSH, cook)), LETTER)
    assert to.text == "Ian Cook"
    assert letter.text == (
        "Dear Ian Cook,\nOn 7 September 2026 we became aware of [a page] at A messaging app."
        " We ask you to remove it by [date]."
    )
    assert not letter.recorded


def test_the_gaps_of_a_letter_say_that_nothing_is_recorded() -> None:
    to, _, letter = for_a_parent(CaseWords(), LETTER)
    assert (to.text, to.recorded) == ("Not recorded.", False)
    assert letter.text.startswith(
        "Dear [name: not recorded],\nOn [date: not recorded] we became aware of [a page]"
        " at [place: not recorded]."
    )


def test_a_letter_names_no_child_and_nobody_of_the_staff() -> None:
    written = text(for_a_parent(CASE, LETTER))
    named = [one.full_name for one in CASE.people if one.full_name and one.full_name in written]
    assert named == []


def test_the_gaps_are_listed_by_their_headings() -> None:
    assert gaps(for_the_lado(CASE)) == [
        "The adult's date of birth and home address",
        "Other work or volunteering with children, and children at home",
        "The children's dates of birth and home addresses",
        "Whether the adult has been told, and by whom",
        "Earlier concerns about the adult",
    ]


@pytest.mark.parametrize("words", BOTH, ids=("lado", "social-care"))
def test_a_case_that_says_nothing_is_not_recorded_throughout(words: Words) -> None:
    blocks = words(CaseWords())
    assert {(each.text, each.recorded) for each in blocks} == {("Not recorded.", False)}
    assert gaps(blocks) == [each.heading for each in blocks]


@pytest.mark.parametrize("words", BOTH, ids=("lado", "social-care"))
def test_what_is_not_recorded_of_an_account_is_said(words: Words) -> None:
    case = CaseWords(
        what_happened=(Said(text="Something was sent."),),
        actions=(Done(what="Put away."),),
        told=(WhoWasTold(whom="The head"),),
        people=(Involved(),),
    )
    found = text(words(case))
    unknown = "at a time that is not recorded"
    assert f"Who said it is not recorded, {unknown}: Something was sent." in found
    assert f"Put away. (by whom is not recorded, {unknown})" in found
    told = f"The head, told by whom is not recorded, {unknown}; answer not recorded."
    assert told in found
    assert "Name not recorded (kind not recorded): part not recorded." in found


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


def test_every_part_of_the_case_reaches_a_form() -> None:
    empty = CaseWords()
    for each in fields(CaseWords):
        less = replace(CASE, **{each.name: getattr(empty, each.name)})
        assert [words(less) for words in BOTH] != [words(CASE) for words in BOTH], each.name
