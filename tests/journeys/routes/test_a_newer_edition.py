"""In mid-year the school asks for one step more. Older cases go on as they began, until moved."""

from tests.http.school_api import no
from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import did
from tests.journeys.routes.test_intake import PAGE
from tests.journeys.routes.walker import Case, refusal, taken, told

EDITION = "/api/school/edition"
OURS = "2026-09-fellside"
ONE_MORE = """
[[route.step]]
id = "tell-the-form"
say = "Tell the pupil's form teacher before the end of the day."
kind = "must"
who = ["online-safety-coordinator"]
due = "same school day"
done_by = ["step-completed"]
why = "Whoever sees the pupil every morning has to know."
source = ["playbook: our own form teachers"]


[[route]]
id = "reporting"
"""


def with_one_step_more(fellside: Fellside) -> None:
    """The edition that Daybook brings, under a name of the school's own."""
    shipped = str(fellside.khan.read(EDITION).json()["text"])
    named = shipped.replace('edition = "2026-09"', f'edition = "{OURS}"', 1)
    text = named.replace('\n[[route]]\nid = "reporting"\n', ONE_MORE, 1)
    assert text != named != shipped
    answer = fellside.ainsley.ask(
        EDITION, {"text": text, "reason": "Form teachers were not told."}
    )
    assert answer.status_code == 200, answer.text


def moved(case: Case) -> None:
    case.asks("khan", "adopt-edition", edition=OURS, reason="The form teacher has to know.")


def test_a_case_goes_on_as_it_began_and_a_new_one_is_asked_for_more(fellside: Fellside) -> None:
    older = told(fellside, PAGE)
    with_one_step_more(fellside)
    newer = told(fellside, PAGE)
    assert "tell-the-form" not in older.steps()
    assert newer.step("tell-the-form")["kind"] == "must"
    older.take_all()
    older.closes()
    newer.take_all_but("tell-the-form")
    form = newer.step("tell-the-form")
    assert refusal(newer.ask("lead", "close", **newer.texts)) == [
        one for one in newer.what_stands_in_the_way() if form["say"] in one
    ]


def test_a_case_that_is_moved_keeps_what_is_done_and_is_asked_for_the_rest(
    fellside: Fellside,
) -> None:
    case = told(fellside, PAGE)
    case.take(case.step("make-safe"))
    case.take(case.step("ask-again-if-illegal"))
    due = case.dues("intake", "reporting")
    with_one_step_more(fellside)
    fellside.clock.at("Thu 10 Sep 11:00")
    moved(case)

    # Then what has ended has ended, what was late is still late, and one step has come.
    states = case.states("intake", "reporting")
    assert (states["make-safe"], states["ask-again-if-illegal"]) == ("done", "decided-no")
    assert states["tell-the-head"] == "overdue"
    assert case.dues("reporting")["tell-the-head"] == due["tell-the-head"]
    assert case.dues("intake")["tell-the-form"] == "Thu 10 Sep 16:30"
    assert "The form teacher has to know." in case.history()

    # And it closes only once that step is taken too.
    case.take_all_but("tell-the-form")
    form = case.step("tell-the-form")
    assert form["say"] in " ".join(case.what_stands_in_the_way())
    for ask in did("I told Mr Barlow at three."):
        assert case.does(ask, form).status_code == 200
    case.closes()
    fellside.holds_together()


def test_a_case_is_moved_by_those_who_lead_and_to_the_present_edition_alone(
    fellside: Fellside,
) -> None:
    case = told(fellside, PAGE)
    before = case.steps()
    with_one_step_more(fellside)
    no(case.ask("jones", "adopt-edition", edition=OURS, reason="I should like to."), 403)
    wrong = case.ask("khan", "adopt-edition", edition="2027-09", reason="Next year's.")
    no(wrong, 409, "no-such-edition")
    blank = case.ask("khan", "adopt-edition", edition=OURS, reason=" ")
    no(blank, 422)
    assert case.steps() == before
    moved(case)
    assert {*case.steps()} - {*before} == {"tell-the-form"}
    assert {*before} - {*case.steps()} == set()
    assert case.states("intake")["keep-no-image"] == "not-needed"


def test_the_history_names_each_step_that_is_dropped_and_each_that_is_added(
    fellside: Fellside,
) -> None:
    case = told(fellside, PAGE)
    shipped = str(fellside.khan.read(EDITION).json()["text"])
    begins = shipped.index('[[route.step]]\nid = "make-safe"')
    ends = shipped.index("[[route.step]]", begins + 1)
    fewer = shipped[:begins] + shipped[ends:].replace('edition = "2026-09"', "")
    named = fewer.replace('edition = "2026-09"', f'edition = "{OURS}"', 1)
    text = named.replace('\n[[route]]\nid = "reporting"\n', ONE_MORE, 1)
    body = {"text": text, "reason": "Nothing was on a screen."}
    assert fellside.ainsley.ask(EDITION, body).status_code == 200
    moved(case)
    history = " ".join(case.history().split())
    said = history[history.index("moved the case") :]
    assert "No longer asked: “Switch off the monitor or close the laptop" in said
    assert "Asked in its words instead: " in said
    assert "Not asked before: “Tell the pupil's form teacher" in said


def test_a_closed_case_is_not_moved(fellside: Fellside) -> None:
    case = taken(fellside, PAGE)
    case.closes()
    with_one_step_more(fellside)
    no(case.ask("khan", "adopt-edition", edition=OURS, reason="Late."), 409, "incident-is-closed")
    assert "tell-the-form" not in case.steps()


def test_two_playbooks_never_share_a_name(fellside: Fellside) -> None:
    """Or nobody could tell by which of them a case was asked."""
    shipped = str(fellside.khan.read(EDITION).json()["text"])
    altered = shipped.replace("Switch off the monitor", "Leave the monitor", 1)
    answer = fellside.ainsley.ask(EDITION, {"text": altered, "reason": "Ours is better."})
    no(answer, 422)
    assert fellside.khan.read(EDITION).json()["text"] == shipped
