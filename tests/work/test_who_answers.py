"""Whoever has a step in their work answers it, and nobody else; what was done anybody records."""

from typing import Any

from application.answering import Asked
from application.read_back import state_of
from domain.incident.commands import MarkStepNotNeeded
from domain.people import Role
from domain.playbook.words import Kind
from tests.http.school_api import incident_of
from tests.journeys.fellside import Colleague, Fellside, fact
from tests.work.test_work import covers, reported, work

NO = {"question": "Is it so?", "yes": False, "rationale": "What the school does is enough."}
SERIOUS = {
    "category": "CD-06",
    "severity": "serious",
    "rationale": "Every day for a week.",
    "findings": [
        fact(name, answer, "Asma Khan", "As Ellie told it.")
        for name, answer in (
            ("illegal", "no"),
            ("child-at-risk", "yes"),
            ("pupil-victim", "yes"),
            ("pupil-instigator", "yes"),
            ("sexual-image-of-under-18", "no"),
            ("device-held", "yes"),
            ("staff-victim-of-parent", "yes"),
            ("persistent", "yes"),
        )
    ],
}


def serious(fellside: Fellside) -> str:
    incident = reported(fellside)
    fellside.khan.asks(incident, "assess", **SERIOUS)
    return incident


def step(fellside: Fellside, incident: str, id: str) -> dict[str, Any]:
    items = fellside.khan.read(f"{incident}/steps").json()["items"]
    found: dict[str, Any] = next(one for one in items if one["id"] == id)
    return found


def is_told(who: Colleague, incident: str, command: str, **told: Any) -> str:
    """The words of the refusal."""
    problem = who.is_refused(403, "for-others-to-decide", incident, command, **told)
    return str(problem["title"])


def test_a_coordinators_no_does_not_answer_what_the_dsl_has_to_decide(
    fellside: Fellside,
) -> None:
    incident = serious(fellside)
    words = is_told(fellside.jones, incident, "record-decision", step="victim-refer", **NO)
    assert words.startswith("This is for the DSL or the deputy DSL to decide")
    assert step(fellside, incident, "victim-refer")["state"] == "open"
    fellside.doyle.asks(incident, "record-decision", step="victim-refer", **NO)
    assert step(fellside, incident, "victim-refer")["state"] == "decided-no"


def test_nobody_finds_not_needed_what_is_for_others(fellside: Fellside) -> None:
    incident = serious(fellside)
    told = {"step": "confirm-the-referral", "reason": "Nothing was referred."}
    assert "the DSL" in is_told(fellside.jones, incident, "mark-step-not-needed", **told)
    assert "the DSL" in is_told(fellside.ainsley, incident, "mark-step-not-needed", **told)
    fellside.khan.asks(incident, "mark-step-not-needed", **told)
    for the_heads in ("device-search", "consider-the-chair"):
        is_told(fellside.jones, incident, "record-decision", step=the_heads, **NO)


def test_what_was_done_anybody_records_and_it_says_whose_the_step_was(
    fellside: Fellside,
) -> None:
    incident = serious(fellside)
    done = {"step": "confirm-the-referral", "what_was_done": "The letter went off at four."}
    fellside.jones.asks(incident, "complete-step", **done)
    assert step(fellside, incident, "confirm-the-referral")["state"] == "done"
    marks = fellside.khan.timeline(incident)[-1]["fields"]["out_of_order"]
    assert "recorded by somebody else: the step is for the DSL or the deputy DSL" in marks


def test_the_same_answer_of_another_who_may_give_it_is_written_as_theirs(
    fellside: Fellside,
) -> None:
    incident = serious(fellside)
    for who in (fellside.jones, fellside.khan):
        who.asks(incident, "record-decision", step="ask-again-if-illegal", **NO)
    again = fellside.khan.ask(
        f"{incident}/record-decision", {"step": "ask-again-if-illegal", **NO}
    )
    assert again.json()["position"] is None
    by = [line["by"]["name"] for line in fellside.khan.timeline(incident)][-2:]
    assert by == ["Bryn Jones", "Asma Khan"]


def test_whoever_stands_in_today_answers_what_is_asked_of_whoever_is_away(
    fellside: Fellside,
) -> None:
    covers(fellside, fellside.vance, fellside.jones, "2026-09-08")
    incident = serious(fellside)
    told = {"step": "ask-again-if-illegal", **NO}
    is_told(fellside.vance, incident, "record-decision", **told)
    fellside.clock.at("Tue 8 Sep 10:00")
    fellside.vance.asks(incident, "record-decision", **told)


def test_what_climbed_to_the_deputy_is_the_deputys_to_find_not_needed(
    fellside: Fellside,
) -> None:
    incident = reported(fellside)
    told = {"step": "keep-no-image", "reason": "It is about words alone."}
    is_told(fellside.doyle, incident, "mark-step-not-needed", **told)
    fellside.clock.at("Mon 7 Sep 09:36")
    fellside.doyle.asks(incident, "mark-step-not-needed", **told)


def test_where_nobody_whom_the_chart_names_may_answer_whoever_handles_the_case_does(
    fellside: Fellside,
) -> None:
    incident = serious(fellside)
    told = {"step": "parent-chair", **NO}
    is_told(fellside.khan, incident, "record-decision", **told)
    head = {"account": str(fellside.ainsley.person.account), "kind": "related"}
    fellside.khan.asks(incident, "declare-conflict", reason="Her nephew.", **head)
    fellside.khan.asks(incident, "record-decision", **told)


def test_what_is_in_somebodys_work_is_theirs_to_answer_and_nothing_else_is(
    fellside: Fellside,
) -> None:
    incident = serious(fellside)
    fellside.clock.at("Mon 7 Sep 09:20")
    school = fellside.made_up
    history = school.read(incident_of(incident))
    state = state_of(history)
    assert state is not None
    staff = school.daybook.staff(school.id, fellside.clock())
    tried = 0
    for who in (fellside.jones, fellside.khan, fellside.doyle, fellside.ainsley, fellside.vance):
        seen = {item["step"] for item in work(who)}
        for given in state.walk.steps.values():
            if given.ending or given.due.kind is Kind.MAY:
                continue
            named = given.due.step
            asked = Asked(
                MarkStepNotNeeded(step=named, reason="-"), given, state, history, lambda: staff
            )
            if any(map(asked.could_answer, staff.people)):
                assert asked.is_for(who.person) == (named in seen), (named, who.person.name)
                tried += 1
    assert tried > 50
    assert Role.DSL in staff.roles_of(fellside.khan.person)
