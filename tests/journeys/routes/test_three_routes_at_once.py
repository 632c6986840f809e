"""A pupil is hit, hits back, and the online safety coordinator films it and laughs.

One case on three charts, of which the coordinator, who reads every ordinary case, sees no trace;
or the restricted case, and beside it an ordinary one for the pupil that says nothing of him.
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.http.school_api import INCIDENTS, incident_of, no
from tests.journeys.fellside import Colleague, Fellside
from tests.journeys.routes.acts import act, told_parent
from tests.journeys.routes.test_pupils import ELLIE, NOAH
from tests.journeys.routes.walker import (
    Case,
    Someone,
    Story,
    cannot_be_skipped,
    told,
    walked,
)

BOTH_FAMILIES = (
    *told_parent("instigator", "Karen Holt", "That Jake pushed first."),
    *told_parent("hit-back", "Joanne Marsh", "That Ellie hit back, and why."),
)
FIGHT = Story(
    summary="Ellie Marsh was pushed, hit back, and Mr Jones filmed it and put it up.",
    own_words="He held up his phone and laughed. He did not help.",
    about_an_adult="yes",
    category="CN-08",
    secondary=("CD-06",),
    rationale="A pupil was hurt, and hurt another; an adult who should have helped filmed it.",
    people={
        "victim": Someone(name="Ellie Marsh", kind="pupil", capacity="victim", post="Year 8"),
        "instigator": Someone(
            name="Jake Holt", kind="pupil", capacity="instigator", post="Year 8"
        ),
        "hit-back": Someone(
            name="Ellie Marsh", kind="pupil", capacity="instigator", post="Year 8"
        ),
        "adult": Someone(
            name="Bryn Jones",
            kind="staff",
            capacity="instigator",
            post="Online safety coordinator",
            account="jones",
        ),
    },
    names={
        "parent": "Joanne Marsh",
        "other_parent": "Karen Holt",
        "material": "The film of the fight",
        "platform": "PicRing",
    },
    yes={
        "staff-instigator": "It is on his account.",
        "pupil-victim": "Ellie was pushed first.",
        "pupil-instigator": "Jake pushed, and Ellie hit back.",
        "serious": "Both pupils were hurt.",
        "persistent": "Jake and Ellie fought in June too.",
    },
    acts={
        "make-safe": act("reporter", "make-safe", steps=["other"], what="I stood between them."),
        "tell-the-head": act(
            "dsl", "complete-step", what_was_done="Mrs Ainsley was told at ten past nine."
        ),
        "allegation-pupils": BOTH_FAMILIES,
        "instigator-parents": BOTH_FAMILIES,
        "sanction-or-support": (
            *act(
                "head",
                "decide-sanction-or-support",
                person="instigator",
                sanction="Two days in the inclusion room.",
                policy="Behaviour policy, section 4",
                rationale="He began it.",
            ),
            *act(
                "head",
                "decide-sanction-or-support",
                person="hit-back",
                support="The mentor, on Tuesdays.",
                policy="Behaviour policy, section 4",
                rationale="She hit back once, and stopped.",
            ),
        ),
    },
    closing=(
        "Jake Holt pushed Ellie Marsh, she hit back, and an adult filmed it.",
        "The LADO was told the same morning; both families know.",
        "The film is gone. Both pupils are back in class.",
    ),
    lead="ainsley",
    second="khan",
)
# What runs beside it says nothing of the adult.
SUPPORT = Story(
    summary="Ellie Marsh was pushed at lunch, and needs looking after.",
    category="CD-06",
    rationale="She is afraid of lunch.",
    people={"victim": FIGHT.people["victim"]},
    names={"parent": "Joanne Marsh", "material": "What Ellie said", "platform": "PicRing"},
    yes={"pupil-victim": "She was pushed."},
    closing=(
        "Ellie Marsh was pushed at lunch.",
        "Mr Barlow ate with her for a fortnight.",
        "She eats with her friends again.",
    ),
    reporter="khan",
    lead="khan",
)
THREE = {
    "staff-instigator",
    "staff-outcome",
    "pupil-victim",
    "pupil-instigator",
}
# In a case of pupils alone these are asked the same day. Here they wait for the LADO.
NOT_BEFORE_THE_LADO = {
    "victim-parents",
    "others-involved",
    "pupil-removal",
    "instigator-parents",
}


def sees_no_trace(accused: Colleague, case: Case) -> None:
    """On no page, in no list, by no search and at no earlier time; and nothing can be asked."""
    accused.sees_nothing_of(case.address)
    for page in ("steps", "chart.svg", "timeline", "reads"):
        no(accused.read(f"{case.address}/{page}"), 404, "not-reported")
    no(accused.read(case.address, version=1), 404, "not-reported")
    no(case.ask(case.story.people["adult"].account or "", "close", **case.texts), 404)
    for query in ({}, {"q": "Ellie"}, {"q": "filmed"}, {"category": "CN-08"}):
        found: list[dict[str, Any]] = accused.read(INCIDENTS, **query).json()["items"]
        assert str(incident_of(case.address)) not in [one["id"] for one in found]
    assert str(incident_of(case.address)) not in accused.read("/api/work").text


def test_one_restricted_case_walks_three_charts_and_the_accused_sees_no_trace(
    fellside: Fellside,
) -> None:
    case = told(fellside, FIGHT)
    assert case.routes() >= THREE
    sees_no_trace(fellside.jones, case)

    # When closing is tried too early, each chart has something to say.
    said = " ".join(case.what_stands_in_the_way())
    assert "The LADO has not been contacted." in said
    assert "No support has been offered to Ellie Marsh." in said
    assert case.step("sanction-or-support")["say"] in said
    assert not NOT_BEFORE_THE_LADO & {*case.steps()}

    # Then what is done for one side of it is not done for the other.
    (found_out,) = case.act(case.step("review-evidence"))
    no(case.does(found_out, case.step("review-evidence")), 409, "lado-first")
    for id in ("contact-lado", "lado-advice", "allegation-parents"):
        case.take(case.step(id))
    said = " ".join(case.what_stands_in_the_way())
    assert "A parent of Jake Holt has not been told" in said
    assert case.step("allegation-parents")["state"] == "done"
    assert case.step("allegation-pupils")["state"] == "open"

    # And it closes by two people, with the accused none the wiser.
    case.take_all()
    sees_no_trace(fellside.jones, case)
    case.closes()
    sees_no_trace(fellside.jones, case)
    fellside.holds_together()


def test_the_pupils_support_runs_beside_it_and_says_nothing_of_the_adult(
    fellside: Fellside,
) -> None:
    case = told(fellside, FIGHT)
    support = told(fellside, SUPPORT)
    other = str(incident_of(support.address))
    case.asks("khan", "link", other=other, link="support", why="Ellie's support.")

    # Given the two, the ordinary one opens its own chart and knows of no other case.
    assert "staff-instigator" not in support.routes()
    assert support.lead.case(support.address)["restricted"] is False
    back = str(incident_of(case.address))
    answer = support.ask("lead", "link", other=back, link="support", why="The cause.")
    no(answer, 409, "no-such-incident")

    # When the coordinator, who reads every ordinary case, has no business with it either.
    assert fellside.jones.case(support.address)["reference"]
    jones = fellside.jones.person
    support.asks(
        "khan",
        "declare-conflict",
        account=str(jones.account),
        account_name=jones.name,
        kind="related",
        reason="He is not the one to look after Ellie just now.",
    )
    fellside.jones.sees_nothing_of(support.address)

    # Then those who look after Ellie read not a word of him, and close it on their own.
    support.take_all()
    support.closes()
    told_of = (
        fellside.vance.read(support.address),
        fellside.vance.read(f"{support.address}/steps"),
        fellside.vance.read(INCIDENTS),
    )
    for telling in told_of:
        assert telling.status_code == 200
        assert "filmed" not in telling.text
        assert back not in telling.text
        assert case.lead.reference(case.address) not in telling.text
    assert case.lead.case(case.address)["status"] == "open"
    case.take_all()
    case.closes()
    fellside.holds_together()


def test_found_out_later_an_ordinary_case_is_shut_to_the_adult_from_that_line_on(
    fellside: Fellside,
) -> None:
    """Nobody knew at first who had filmed it."""
    unknown = replace(
        FIGHT,
        about_an_adult="no",
        people={key: one for key, one in FIGHT.people.items() if key != "adult"},
        yes={k: why for k, why in FIGHT.yes.items() if k != "staff-instigator"},
        category="CD-06",
        secondary=(),
        lead="khan",
    )
    case = told(fellside, unknown)
    assert fellside.jones.case(case.address)["restricted"] is False
    assert "staff-instigator" not in case.routes()
    assert "contact-lado" not in case.steps()
    case.story = replace(FIGHT, lead="khan")
    case.link("adult", "khan")
    sees_no_trace(fellside.jones, case)
    his = {"fact": "staff-instigator", "answer": "yes", "who_said_so": "Asma Khan"}
    case.asks("khan", "change-facts", findings=[{**his, "why": "The account is his."}])
    assert case.routes() >= THREE
    assert case.dues("staff-instigator")["contact-lado"] == "Tue 8 Sep 17:00"


def test_a_fight_that_nobody_filmed_is_on_two_charts(fellside: Fellside) -> None:
    between_pupils = replace(
        FIGHT,
        about_an_adult="no",
        people={key: one for key, one in FIGHT.people.items() if key != "adult"},
        yes={k: why for k, why in FIGHT.yes.items() if k != "staff-instigator"},
        category="CD-06",
        secondary=(),
        lead="jones",
    )
    case = walked(fellside, between_pupils)
    assert case.routes() >= {"pupil-victim", "pupil-instigator"}
    assert "staff-instigator" not in case.routes()


def test_no_must_about_the_pupils_of_an_allegation_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    pupils = ("pupil-victim", "pupil-instigator")
    tried = cannot_be_skipped(fellside, subtests, FIGHT, *pupils, besides=(ELLIE, NOAH))
    assert tried == {"allegation-parents", "allegation-pupils"}
