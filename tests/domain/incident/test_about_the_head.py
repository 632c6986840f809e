"""Whoever links the head as having done it takes the case from the head to the chair."""

from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.levels import ConflictKind
from domain.incident.words import Capacity, PersonKind
from tests.domain.incident.walked import Walked
from tests.examples import CHAIR, HEAD, LEAD

NO, NOT_KNOWN, YES = Answer.NO, Answer.NOT_KNOWN, Answer.YES
THE_HEADS = ("tell-the-head", "head-leads")
THE_CHAIRS = ("tell-the-chair", "chair-leads")


def reported(danger: Answer = NO, adult: Answer = YES) -> Walked:
    posts = {
        "heads": frozenset({HEAD.account}),
        "dsls": frozenset({LEAD.account}),
        "accounts": (HEAD, LEAD, CHAIR),
        "stands_in_for_head": CHAIR,
        "may_lift_conflicts": frozenset({LEAD.account, CHAIR.account}),
    }
    case = Walked(posts=posts)
    case.report(danger, adult)
    return case


def link_head(case: Walked, name: str = HEAD.name, post: str | None = None) -> told.PersonLinked:
    command = ask.LinkPerson(
        full_name=name,
        kind=PersonKind.STAFF,
        capacity=Capacity.INSTIGATOR,
        year_or_post=post,
    )
    event = case.ask(command)[0]
    assert isinstance(event, told.PersonLinked)
    return event


def with_the_chair(case: Walked) -> bool:
    heads = {case.state_of(step) for step in THE_HEADS}
    chairs = {case.state_of(step) for step in THE_CHAIRS}
    return heads <= {"not-needed", None} and chairs == {"open"}


def test_the_head_linked_by_account_leads_no_longer_and_the_chair_does() -> None:
    case = reported()
    assert case.state_of("head-leads") == "open"
    link_head(case)
    assert case.incident.facts[Fact.SUBJECT_IS_HEAD] is YES
    assert with_the_chair(case)


def test_the_same_where_no_adult_had_been_thought_of() -> None:
    case = reported(adult=NO)
    case.assess()
    assert case.state_of("tell-the-head") == "open"
    link_head(case)
    assert with_the_chair(case)


def test_a_name_that_may_be_the_heads_is_enough() -> None:
    case = reported()
    link_head(case, name="Somebody whom she did not see", post="Headteacher")
    assert case.incident.facts[Fact.SUBJECT_IS_HEAD] is NOT_KNOWN
    assert with_the_chair(case)


def test_a_doubt_that_is_lifted_gives_the_case_back_to_the_head() -> None:
    case = reported()
    link_head(case, name="Somebody whom she did not see", post="Headteacher")
    case.ask(ask.LiftConflict(account=HEAD.account, reason="It was another."), by=CHAIR)
    assert case.incident.facts[Fact.SUBJECT_IS_HEAD] is NO
    assert case.state_of("head-leads") == "open"
    assert case.state_of("chair-leads") == "not-needed"


def test_a_doubt_that_is_confirmed_stays_with_the_chair() -> None:
    case = reported()
    link_head(case, name="Somebody whom she did not see", post="Headteacher")
    confirmed = ask.DeclareConflict(
        account=HEAD.account, kind=ConflictKind.ACCUSED, reason="It is she."
    )
    case.ask(confirmed, by=CHAIR)
    assert with_the_chair(case)


def test_the_head_named_in_error_has_the_case_back() -> None:
    case = reported()
    person = link_head(case).person
    case.ask(ask.MarkNamedInError(person=person, reason="The wrong name."))
    assert case.incident.facts[Fact.SUBJECT_IS_HEAD] is NO
    assert case.state_of("head-leads") == "open"


def test_a_no_does_not_stand_while_the_head_is_linked() -> None:
    case = reported()
    link_head(case)
    case.answer(subject_is_head=NO)
    assert case.incident.facts[Fact.SUBJECT_IS_HEAD] is YES
    assert with_the_chair(case)


def test_what_somebody_answered_themselves_outlives_the_name() -> None:
    case = reported()
    case.answer(subject_is_head=NOT_KNOWN)
    person = link_head(case).person
    case.ask(ask.MarkNamedInError(person=person, reason="The wrong name."))
    assert case.incident.facts[Fact.SUBJECT_IS_HEAD] is NOT_KNOWN
    assert with_the_chair(case)


def test_another_colleague_is_still_the_heads_to_lead() -> None:
    case = reported()
    link_head(case, name="Alan Pike", post="Teacher")
    assert case.state_of("head-leads") == "open"
    assert Fact.SUBJECT_IS_HEAD not in case.incident.facts


def test_nothing_is_written_for_other_lines_and_nothing_twice() -> None:
    case = reported()
    link_head(case)
    decided = case.ask(ask.AddNote(text="I rang the LADO."))
    assert [type(one) for one in decided] == [told.NoteAdded]
