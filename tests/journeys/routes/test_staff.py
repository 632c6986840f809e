"""An adult who works here may have harmed a child: a teacher, and then the head."""

from dataclasses import replace

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import act, did, no
from tests.journeys.routes.walker import (
    Case,
    Someone,
    Story,
    all_but,
    cannot_be_skipped,
    refusal,
    told,
)

PIKE = Story(
    summary="A pupil showed me messages at night from Mr Pike.",
    own_words="He asks me not to tell anyone.",
    about_an_adult="yes",
    category="CN-08",
    rationale="Private messages at night, and a request for silence.",
    people={
        "adult": Someone(
            name="Alan Pike",
            kind="staff",
            capacity="instigator",
            post="Teacher of music",
            account="pike",
        )
    },
    names={"material": "The messages, as they were shown"},
    yes={"staff-instigator": "The number is his.", "deliberate": "He wrote on eleven nights."},
    acts={
        "make-safe": act("reporter", "make-safe", steps=["other"], what="I stayed with her."),
        "tell-the-head": did("I told {head} at ten past nine.", "dsl"),
    },
    closing=(
        "Alan Pike sent a pupil private messages on eleven nights.",
        "The LADO was told within the hour, and HR after her.",
        "Substantiated. He no longer works here.",
    ),
    lead="ainsley",
    second="khan",
)

# It is about the head, so the head sees no trace of it, and the chair leads.
HEAD = Story(
    summary="A pupil says that Mrs Ainsley wrote to him from a private account.",
    about_an_adult="yes",
    category="CN-08",
    rationale="We do not know yet whose account it was.",
    people={
        "adult": Someone(
            name="Ruth Ainsley",
            kind="staff",
            capacity="instigator",
            post="Headteacher",
            account="ainsley",
        )
    },
    names={"material": "The messages, as he read them out"},
    yes={
        "staff-instigator": "He says so.",
        "subject-is-head": "It is her name.",
        "child-at-risk": "He is afraid to come to school.",
    },
    acts={
        "make-safe": PIKE.acts["make-safe"],
        "safety-plan": no("He is at home with his parents until it is settled.", "dsl"),
    },
    closing=(
        "A pupil said that Ruth Ainsley wrote to him from a private account.",
        "The chair led, and the LADO was told the same morning.",
        "The account was somebody else's; the LADO agreed.",
    ),
    lead="obi",
    head="obi",
    second="khan",
)

DUES = {
    "harm-threshold": "Mon 7 Sep 09:05",
    "contact-lado": "Tue 8 Sep 17:00",
    "lado-advice": "Tue 8 Sep 17:00",
    "written-account": "Mon 7 Sep 16:30",
    "staff-case-hr": "Wed 9 Sep 17:00",
    "course-of-action": "",
}
NOT_TOLD = ("pike", "lyle", "vance", "jones", "reed", "obi")


def test_a_teacher_is_accused_and_sees_no_trace_from_the_first_line_to_the_last(
    fellside: Fellside,
) -> None:
    case = told(fellside, PIKE)
    assert case.routes() >= {"staff-instigator", "staff-outcome"}
    assert DUES.items() <= case.dues("staff-instigator", "staff-outcome").items()
    for name in NOT_TOLD:
        case.somebody(name).sees_nothing_of(case.address)
    case.take_all()
    case.closes()
    for name in NOT_TOLD:
        case.somebody(name).sees_nothing_of(case.address)
    assert case.lead.case(case.address)["lado_contacted"] is True
    states = case.states("staff-instigator", "staff-outcome")
    assert states["threshold-not-met"] == "decided-no"
    fellside.holds_together()


def test_nothing_is_found_and_nothing_decided_before_the_lado_has_been_told(
    fellside: Fellside,
) -> None:
    case = told(fellside, PIKE)
    for id in ("review-evidence", "course-of-action"):
        (act_of_it,) = case.act(case.step(id))
        answer = case.does(act_of_it, case.step(id))
        assert answer.json()["type"] == "/problems/lado-first"
        assert case.step(id)["state"] == "open"
    said = {"step": "suspension", "question": "Is he suspended?", "rationale": "At once."}
    early = case.ask("lead", "record-decision", **said, yes=True)
    assert early.json()["type"] == "/problems/lado-first"
    left_out = case.ask(
        "lead", "mark-step-not-needed", step="review-evidence", reason="It is clear."
    )
    assert left_out.json()["type"] == "/problems/lado-first"
    case.take(case.step("contact-lado"))
    case.take(case.step("review-evidence"))
    assert case.step("review-evidence")["state"] == "done"
    assert case.ask("lead", "record-decision", **said, yes=True).status_code == 200


def test_what_was_done_before_the_lado_was_told_is_recorded_and_marked(
    fellside: Fellside,
) -> None:
    case = told(fellside, PIKE)
    meeting = {"with_whom": ["Alan Pike"], "purpose": "To tell him.", "points": "All of it."}
    case.asks("lead", "hold-meeting", **meeting, step="tell-the-person")
    assert case.step("tell-the-person")["state"] == "done"
    assert "done before the LADO was told" in str(case.lead.timeline(case.address)[-1])


def test_it_is_about_the_head_and_the_chair_leads(fellside: Fellside) -> None:
    case = Case(fellside, HEAD)
    fellside.clock.at(HEAD.reported_at)
    case.is_reported()
    case.is_assessed()
    steps = case.steps()
    assert {"chair-leads", "tell-the-chair"} <= {*steps}
    assert steps["chair-leads"]["who"] == ["chair-of-governors"]
    fellside.ainsley.sees_nothing_of(case.address)
    fellside.jones.sees_nothing_of(case.address)
    case.take_all()
    case.closes()
    fellside.ainsley.sees_nothing_of(case.address)
    assert case.lead.case(case.address)["owner"]["name"] == "Grace Obi"


def test_the_head_cannot_be_made_to_lead_a_case_about_the_head(fellside: Fellside) -> None:
    case = told(fellside, HEAD)
    head = fellside.ainsley.person
    manager = {
        "manager": str(head.account),
        "manager_name": head.name,
        "manager_post": head.post,
        "manager_role": head.role.value,
    }
    answer = case.ask("lead", "appoint-case-manager", **manager, why="She is the head.")
    assert answer.status_code == 409
    assert case.step("chair-leads")["state"] == "open"


def test_no_must_about_a_teacher_can_be_skipped_before_the_lado_has_advised(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, PIKE, "staff-instigator")
    assert tried >= {"head-leads", "written-account", "harm-threshold", "contact-lado"}


def test_no_must_about_a_teacher_can_be_skipped_afterwards(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, PIKE, "staff-outcome")
    assert tried >= {"staff-case-hr", "review-evidence", "disciplinary", "lessons"}


def test_no_must_about_the_head_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    assert cannot_be_skipped(fellside, subtests, HEAD, "reporting") >= {"tell-the-chair"}
    all_but(fellside, HEAD, "chair-leads")


def test_every_limb_answered_no_and_the_lado_still_has_to_be_found_not_needed(
    fellside: Fellside,
) -> None:
    """The chart: not needed only if all four answers are no. Then somebody says so."""
    none_met = act(
        "lead",
        "assess-harm-threshold",
        harmed_a_child="no",
        possible_offence="no",
        risk_of_harm="no",
        not_suitable="no",
        rationale="He wrote to the whole choir, and the parents were in it.",
    )
    case = told(fellside, replace(PIKE, acts={**PIKE.acts, "harm-threshold": none_met}))
    case.take(case.step("harm-threshold"))
    case.take(case.step("review-evidence"))
    case.take_all_but("contact-lado", "lado-advice")
    left = case.steps()
    said = " ".join(refusal(case.ask("lead", "close", **case.texts)))
    for id in ("contact-lado", "lado-advice"):
        assert left[id]["say"] in said or left[id]["state"] == "done"
        reason = "All four answers are no, and the choir's parents have read it all."
        case.asks("lead", "mark-step-not-needed", step=id, reason=reason)
    case.closes()


def test_what_was_found_is_a_word_on_every_page_and_no_reference_may_mention_it(
    fellside: Fellside,
) -> None:
    case = told(fellside, PIKE)
    for id in ("head-leads", "contact-lado"):
        case.take(case.step(id))
    found = {"course": "No further action.", "rationale": "She had borrowed his phone."}
    refused = case.ask("khan", "decide-course-of-action", outcome="malicious", **found)
    assert refused.json()["type"] == "/problems/only-its-manager"
    case.asks("lead", "decide-course-of-action", outcome="malicious", **found)
    assert case.lead.case(case.address)["allegation"] == {
        "outcome": "malicious",
        "rationale": "She had borrowed his phone.",
        "found_by": "Ruth Ainsley",
        "for_references": False,
    }
    assert (
        case.step("allegation-outcome")["state"],
        case.step("allegation-outcome")["outcome"],
    ) == (
        "done",
        "malicious",
    )
    assert "the allegation was found malicious" in case.history()
    assert "No reference may mention it." in case.history()
    chart = case.lead.read(f"{case.address}/chart.svg").text
    assert "(malicious)" in chart
