"""Who is linked as what opens the charts, in whatever order it is told."""

from collections.abc import Callable, Iterable
from itertools import permutations

import pytest
from hypothesis import given as any_
from hypothesis import settings
from hypothesis import strategies as st

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.core_questions import unanswered
from domain.incident.words import Capacity, Finding, PersonKind
from tests.domain.incident.walked import NO, NOT_KNOWN, YES, Walked

VICTIM, INSTIGATOR, WITNESS = Capacity.VICTIM, Capacity.INSTIGATOR, Capacity.WITNESS
PUPIL, STAFF, PARENT = PersonKind.PUPIL, PersonKind.STAFF, PersonKind.PARENT
GOVERNOR, VISITOR = PersonKind.GOVERNOR, PersonKind.EXTERNAL_ADULT
Part = tuple[PersonKind, Capacity]
Telling = Callable[[Walked], None]
NAMES = ("Ellie Marsh", "Jake Holt", "Carol Lowe", "Dan Frost")


def linking(number: int, part: Part) -> Telling:
    return lambda case: case.link(NAMES[number], *part)


def assessing(category: Category = Category.CN_05, **answers: Answer) -> Telling:
    """Only these questions are answered."""
    return lambda case: assess(case, category, answers)


def assess(case: Walked, category: Category, answers: dict[str, Answer]) -> None:
    findings = tuple(
        Finding(fact=Fact[name.upper()], answer=answer, who_said_so="Asma Khan", why="As told.")
        for name, answer in answers.items()
    )
    case.ask(
        ask.Assess(category=category, findings=findings, rationale="As it was told at the gate.")
    )


def told(tellings: Iterable[Telling]) -> Walked:
    case = Walked()
    case.report()
    for telling in tellings:
        telling(case)
    return case


WHO_OPENS_WHAT = [
    ([(PUPIL, VICTIM)], "pupil-victim"),
    ([(PUPIL, INSTIGATOR)], "pupil-instigator"),
    ([(STAFF, VICTIM), (PUPIL, INSTIGATOR)], "staff-victim-of-pupil"),
    ([(STAFF, VICTIM), (PARENT, INSTIGATOR)], "staff-victim-of-parent"),
    ([(STAFF, VICTIM), (STAFF, INSTIGATOR)], "staff-victim-of-staff"),
    ([(STAFF, VICTIM), (PARENT, INSTIGATOR)], "staff-support"),
    ([(GOVERNOR, VICTIM)], "others"),
    ([(VISITOR, INSTIGATOR)], "others"),
]


@pytest.mark.parametrize(("parts", "route"), WHO_OPENS_WHAT)
@pytest.mark.parametrize("asked", [(), tuple(Fact)], ids=["nobody asked", "answered no"])
def test_whoever_is_linked_opens_their_chart_before_and_after_the_assessment(
    parts: list[Part], route: str, asked: tuple[Fact, ...]
) -> None:
    answers = {fact.name.lower(): NO for fact in asked}
    linked = [linking(number, part) for number, part in enumerate(parts)]
    for order in permutations([assessing(Category.CN_05, **answers), *linked]):
        assert route in told(order).routes


@pytest.mark.parametrize("part", [(PUPIL, WITNESS), (STAFF, VICTIM), (PARENT, INSTIGATOR)])
def test_whoever_only_saw_it_or_whose_other_side_nobody_knows_opens_no_chart_of_theirs(
    part: Part,
) -> None:
    charts = {"pupil-victim", "pupil-instigator", "staff-support", "others"}
    assert not told([linking(0, part), assessing()]).routes & charts


KINDS = st.sampled_from([PUPIL, STAFF, PARENT, GOVERNOR, VISITOR, PersonKind.UNKNOWN])
PARTS = st.lists(
    st.tuples(KINDS, st.sampled_from([VICTIM, INSTIGATOR, WITNESS])), min_size=1, max_size=4
)
OF_PEOPLE = ("pupil_victim", "pupil_instigator", "staff_victim_of_parent", "other_instigator")
ANSWERS = st.dictionaries(st.sampled_from(OF_PEOPLE), st.sampled_from(Answer))
CATEGORIES = st.sampled_from([Category.CN_05, Category.CD_06, Category.CD_07])


@settings(max_examples=60, deadline=None)
@any_(PARTS, ANSWERS, CATEGORIES, st.data())
def test_any_order_of_linking_and_assessing_opens_the_same_charts(
    parts: list[Part], answers: dict[str, Answer], category: Category, data: st.DataObject
) -> None:
    linked = [linking(number, part) for number, part in enumerate(parts)]
    tellings = [assessing(category, **answers), *linked]
    in_another = data.draw(st.permutations(tellings))
    assert told(in_another).routes == told(tellings).routes


def test_who_was_named_in_error_leaves_no_chart_behind_in_either_order() -> None:
    for order in permutations([assessing(), linking(0, (PUPIL, INSTIGATOR))]):
        case = told(order)
        assert case.state_of("sanction-or-support") == "open"
        (jake,) = case.incident.people
        case.ask(ask.MarkNamedInError(person=jake, reason="The account had been taken over."))
        assert case.state_of("sanction-or-support") == "not-needed"
        (gone,) = case.incident.walk.steps["sanction-or-support"].because
        assert (gone.fact, gone.answer) == (Fact.PUPIL_INSTIGATOR, NO)
        assert gone.line == len(case.history) - 1
        assert case.incident.answer(Fact.PUPIL_INSTIGATOR) is None


def test_while_another_is_still_linked_nothing_is_taken_back() -> None:
    case = told([assessing(), *(linking(n, (PUPIL, INSTIGATOR)) for n in (0, 1))])
    first = next(iter(case.incident.people))
    case.ask(ask.ChangeCapacity(person=first, capacity=WITNESS, why="She stood by."))
    assert case.state_of("sanction-or-support") == "open"


def test_what_somebody_expressly_answered_stays_when_nobody_is_linked_any_more() -> None:
    case = told([linking(0, (PUPIL, VICTIM)), assessing(pupil_victim=YES)])
    (ellie,) = case.incident.people
    case.ask(ask.ChangeCapacity(person=ellie, capacity=WITNESS, why="She only saw it."))
    assert case.state_of("support-the-pupil") == "open"


def test_a_chart_comes_back_with_whoever_is_named_next() -> None:
    case = told([assessing(), linking(0, (PUPIL, INSTIGATOR))])
    (jake,) = case.incident.people
    case.ask(ask.MarkNamedInError(person=jake, reason="The account had been taken over."))
    case.link("Noah Pell", PUPIL, INSTIGATOR)
    assert case.state_of("sanction-or-support") == "open"


def test_not_known_stays_as_somebody_said_it() -> None:
    case = told([linking(0, (PUPIL, VICTIM)), assessing(pupil_victim=NOT_KNOWN)])
    assert case.incident.answer(Fact.PUPIL_VICTIM) is NOT_KNOWN
    assert "pupil-victim" in case.routes


def test_it_is_asked_whether_it_goes_on_where_staff_were_harmed_by_somebody_linked() -> None:
    parts = [(STAFF, VICTIM), (PARENT, INSTIGATOR)]
    case = told([*(linking(n, part) for n, part in enumerate(parts)), assessing()])
    assert Fact.PERSISTENT in {one.fact for one in unanswered(case.incident)}
