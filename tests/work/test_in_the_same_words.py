"""The same words of somebody else, or of another day, are a new line; said again, they are not."""

from typing import Any

import pytest

from tests.journeys.fellside import Colleague, Fellside
from tests.work.test_work import reported

A_DAY_AGO = {"from": "2026-09-06T10:00:00Z", "precision": "minute"}
TWO_DAYS_AGO = {"from": "2026-09-05T11:00:00+01:00", "precision": "minute"}
THE_SAME_AS_A_DAY_AGO = {"from": "2026-09-06T11:00:00+01:00", "precision": "minute"}

# What several people may say of a case in the same words.
SAID: dict[str, dict[str, Any]] = {
    "alert-dsl": {"why": "She did not come to school."},
    "tell-dsl": {"dsl": "Asma Khan", "what": "All of it.", "told_by": "Tom Barlow"},
    "acknowledge": {"next_act": "Somebody sits with her."},
    "make-safe": {"steps": ["monitor-off"], "what": "The screen is off."},
    "keep-no-evidence": {"reason": "It had vanished."},
    "decide-not-to-inform-parent": {"parent": "Karen Holt", "reason": "It is not safe."},
    "make-referral": {"agency": "police", "reason": "There is a threat in it."},
    "seek-advice": {"adviser": "Helen Frost", "question": "What next?", "how": "phone"},
    "hold-meeting": {"with_whom": ["Karen Holt"], "purpose": "The chat.", "points": "As before."},
    "hold-interview": {"with_whom": "Alan Pike", "account_given": "It was about homework."},
    "assess-harm-threshold": {
        "harmed_a_child": "no",
        "possible_offence": "no",
        "risk_of_harm": "yes",
        "not_suitable": "no",
        "rationale": "One message.",
    },
    "assign-support": {"supporter": "dsl", "supporter_name": "Asma Khan", "what": "Daily."},
    "agree-safety-plan": {"plan": "She may leave a lesson.", "agreed_with": ["Ellie Marsh"]},
    "decide-sanction-or-support": {
        "sanction": "A detention",
        "policy": "6",
        "rationale": "He knew the rule.",
    },
    "record-decision": {"question": "Tell the chair?", "yes": False, "rationale": "Not yet."},
    "review-procedures": {"changed": False, "what": "The rota."},
    "pause-for-police": {"force": "Lancashire Police", "terms": "Wait for us."},
    "determine-intent": {"intent": "accidental", "rationale": "Wrong address."},
    "decide-course-of-action": {"course": "A letter of advice.", "rationale": "So agreed."},
}
OF_A_PUPIL = {"decide-not-to-inform-parent": "pupil"} | dict.fromkeys(
    ("assign-support", "agree-safety-plan", "decide-sanction-or-support"), "person"
)


def of_a_pupil(fellside: Fellside) -> tuple[str, str]:
    """A case that the LADO knows of, and a pupil who is part of it."""
    incident = reported(fellside)
    fellside.khan.asks(incident, "escalate-to-lado", lado="Helen Frost", discussed="All of it.")
    return incident, fellside.khan.links(incident, "Ellie Marsh", "pupil", "victim")


def says(who: Colleague, incident: str, pupil: str, command: str, **more: Any) -> int | None:
    """The position of what was written; None when nothing needed writing."""
    whom = {OF_A_PUPIL[command]: pupil} if command in OF_A_PUPIL else {}
    answer = who.ask(f"{incident}/{command}", {**SAID[command], **whom, **more})
    assert answer.status_code == 200, answer.text
    position: int | None = answer.json()["position"]
    return position


@pytest.mark.parametrize("command", SAID)
def test_the_same_words_of_another_person_or_of_another_day_are_a_line_of_their_own(
    fellside: Fellside, command: str
) -> None:
    incident, pupil = of_a_pupil(fellside)
    said_in_turn: list[tuple[Colleague, dict[str, Any]]] = [
        (fellside.khan, {}),
        (fellside.doyle, {}),
        (fellside.doyle, {"occurred": TWO_DAYS_AGO}),
        (fellside.doyle, {"occurred": A_DAY_AGO}),
        (fellside.khan, {"occurred": A_DAY_AGO}),
    ]
    for who, when in said_in_turn:
        assert says(who, incident, pupil, command, **when) is not None, (who.person.name, when)
        assert says(who, incident, pupil, command, **when) is None, "a request sent once more"
    again = {"occurred": THE_SAME_AS_A_DAY_AGO}
    assert says(fellside.khan, incident, pupil, command, **again) is None, "the same moment"
    by = [line["by"]["name"] for line in fellside.khan.timeline(incident)]
    assert by[-1] == "Asma Khan"
    assert by.count("Colm Doyle") >= 3


def test_a_second_detention_in_the_same_words_can_be_withdrawn_by_itself(
    fellside: Fellside,
) -> None:
    incident, pupil = of_a_pupil(fellside)
    for when in (TWO_DAYS_AGO, A_DAY_AGO):
        told = {"person": pupil, "occurred": when, **SAID["decide-sanction-or-support"]}
        fellside.khan.asks(incident, "decide-sanction-or-support", **told)
    lines = fellside.khan.timeline(incident)
    first, second = (line["fields"]["measure"] for line in lines if "measure" in line["fields"])
    assert first != second
    withdrawn = {"person": pupil, "reason": "It was not him."}
    for measure in (second, first):
        fellside.khan.asks(incident, "withdraw-sanction", measure=measure, **withdrawn)


def test_that_nothing_could_be_kept_is_said_anew_once_something_was_kept(
    fellside: Fellside,
) -> None:
    incident, pupil = of_a_pupil(fellside)
    assert says(fellside.khan, incident, pupil, "keep-no-evidence")
    fellside.khan.asks(incident, "keep-evidence", kind="words", description="What she was sent.")
    assert says(fellside.khan, incident, pupil, "keep-no-evidence")
    assert says(fellside.khan, incident, pupil, "keep-no-evidence") is None


def test_words_that_were_corrected_since_are_said_anew(fellside: Fellside) -> None:
    incident, pupil = of_a_pupil(fellside)
    assert says(fellside.khan, incident, pupil, "make-safe")
    line = fellside.khan.timeline(incident)[-1]["version"]
    told = {"line": line, "field": "what", "new": "The sound is off.", "reason": "A slip."}
    fellside.khan.asks(incident, "correct-line", **told)
    assert says(fellside.khan, incident, pupil, "make-safe")


def test_what_was_found_of_one_adult_is_said_in_the_same_words_of_the_next(
    fellside: Fellside,
) -> None:
    incident, pupil = of_a_pupil(fellside)
    contacted = {"lado": "Helen Frost", "discussed": "What he wrote.", "how": "phone"}
    for name in ("Alan Pike", "Carol Lyle"):
        fellside.khan.links(incident, name, "staff", "instigator")
        fellside.khan.asks(incident, "escalate-to-lado", **contacted)
        answer = fellside.khan.ask(f"{incident}/escalate-to-lado", contacted)
        assert answer.json()["position"] is None
        assert says(fellside.khan, incident, pupil, "assess-harm-threshold")
        assert says(fellside.khan, incident, pupil, "assess-harm-threshold") is None
    assert fellside.khan.case(incident)["lado_contacted"] is True


def test_what_was_kept_by_another_in_the_same_words_has_a_reference_of_its_own(
    fellside: Fellside,
) -> None:
    incident, _ = of_a_pupil(fellside)
    kept = {
        "kind": "words",
        "description": "What she was sent.",
        "captured_by": "Tom Barlow",
        "held_by": "Tom Barlow",
    }
    for who in (fellside.khan, fellside.doyle):
        who.asks(incident, "keep-evidence", **kept)
        answer = who.ask(f"{incident}/keep-evidence", kept)
        assert answer.json()["position"] is None
    lines = fellside.khan.timeline(incident)
    exhibits = [one["fields"]["exhibit"] for one in lines if "exhibit" in one["fields"]]
    assert exhibits == ["AK/1", "CD/1"]


@pytest.mark.parametrize(
    ("command", "step"), [("hold-meeting", "initial-review"), ("seek-advice", "support-contacts")]
)
def test_what_is_recorded_for_a_step_ends_it_once_though_it_has_a_time_of_its_own(
    fellside: Fellside, command: str, step: str
) -> None:
    incident, pupil = of_a_pupil(fellside)
    told = {"step": step, "occurred": A_DAY_AGO}
    assert says(fellside.khan, incident, pupil, command, **told)
    lines = len(fellside.khan.timeline(incident))
    for _ in range(2):
        assert says(fellside.khan, incident, pupil, command, **told) is None
    assert len(fellside.khan.timeline(incident)) == lines


def test_the_same_answer_to_a_step_on_another_day_is_a_line_of_its_own(
    fellside: Fellside,
) -> None:
    incident, pupil = of_a_pupil(fellside)
    asked = {"step": "ask-again-if-illegal"}
    for when in (TWO_DAYS_AGO, A_DAY_AGO):
        told = {**asked, "occurred": when}
        assert says(fellside.khan, incident, pupil, "record-decision", **told)
        assert says(fellside.khan, incident, pupil, "record-decision", **told) is None


def test_a_handover_on_another_day_in_the_same_words_is_recorded_and_shows_the_gap(
    fellside: Fellside,
) -> None:
    incident, _ = of_a_pupil(fellside)
    fellside.khan.asks(
        incident, "keep-evidence", kind="words", description="A letter.", exhibit="AK/1"
    )
    handed = {
        "exhibit": "AK/1",
        "handed_by": "Asma Khan",
        "received_by": "PC Lee Watts",
        "reason": "The police asked.",
    }
    fellside.khan.asks(incident, "hand-over-exhibit", **handed, occurred=TWO_DAYS_AGO)
    for who, when in ((fellside.khan, {"occurred": TWO_DAYS_AGO}), (fellside.doyle, {})):
        answer = who.ask(f"{incident}/hand-over-exhibit", {**handed, **when})
        assert answer.json()["position"] is None, "it is with PC Watts already"
    fellside.khan.asks(incident, "hand-over-exhibit", **handed, occurred=A_DAY_AGO)
    (mark,) = fellside.khan.timeline(incident)[-1]["fields"]["out_of_order"]
    assert mark.startswith("last recorded with PC Lee Watts")


def test_who_owns_and_who_manages_a_case_is_so_whoever_says_it_again(fellside: Fellside) -> None:
    incident, _ = of_a_pupil(fellside)
    head = fellside.ainsley.person
    owner = {"owner": str(head.account), "owner_name": head.name, "handover": "I am away."}
    manager = {
        "manager": str(head.account),
        "manager_name": head.name,
        "manager_post": head.post,
        "manager_role": "head",
        "why": "It is about a member of staff.",
    }
    for command, told in (("change-owner", owner), ("appoint-case-manager", manager)):
        fellside.khan.asks(incident, command, **told)
        answer = fellside.doyle.ask(f"{incident}/{command}", told)
        assert (answer.status_code, answer.json()["position"]) == (200, None)
