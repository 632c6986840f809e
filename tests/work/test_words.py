"""Words to start from, over HTTP: filled in from the case, and only for those who write."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from httpx2 import Response

from application import permissions
from domain.access import Page
from domain.people import Role
from tests.http.school_api import no, pointers
from tests.http.test_openapi import DOCUMENT
from tests.journeys.fellside import Colleague, Fellside, fact

SAID = ("Bryn Jones", "As Ellie told it")


def words(who: Colleague, incident: str, for_: str, **query: Any) -> dict[str, Any]:
    answer = who.read(f"{incident}/words", for_=for_, **query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def fields(told: dict[str, Any]) -> dict[str, str]:
    return {block["field"]: block["text"] for block in told["blocks"]}


def follow(who: Colleague, incident: str, link: str) -> Response:
    page, _, query = link.partition("?")
    return who.read(f"{incident}/{page}", **dict(parse_qsl(query)))


@pytest.fixture
def allegation(fellside: Fellside) -> str:
    """Somebody who would not be named tells of messages that a teacher sent at night."""
    head, clock = fellside.ainsley, fellside.clock
    clock.at("Mon 7 Sep 08:40")
    incident = fellside.barlow.reports(
        "Alan Pike sent Ellie messages at night.",
        own_words="He asked me not to tell.",
        about_an_adult_here="yes",
        received="told-in-person",
        reporter="confidential",
        reporter_name="Jake Holt",
        platform="A messaging app",
        occurred={"from": "2026-09-04T19:00:00Z", "precision": "approximate"},
    )
    account = str(fellside.pike.person.account)
    head.links(
        incident,
        "Alan Pike",
        "staff",
        "instigator",
        account=account,
        year_or_post="Teacher of music",
    )
    head.links(incident, "Ellie Marsh", "pupil", "victim", year_or_post="Year 8")
    wrongly = head.links(incident, "Colin Frost", "pupil", "witness", year_or_post="Year 9")
    named = {"person": wrongly, "reason": "He was away that week."}
    head.asks(incident, "mark-named-in-error", **named)
    clock.at("Mon 7 Sep 09:10")
    head.asks(
        incident,
        "appoint-case-manager",
        manager=str(head.person.account),
        manager_name="Ruth Ainsley",
        manager_post="Headteacher",
        manager_role="head",
        why="It is about a member of staff.",
    )
    head.asks(
        incident,
        "assess-harm-threshold",
        harmed_a_child="not-known",
        possible_offence="no",
        risk_of_harm="yes",
        not_suitable="yes",
        rationale="Secrecy was asked of a child.",
    )
    head.asks(
        incident,
        "make-safe",
        steps=["other"],
        what="He takes no lesson of hers today.",
        occurred={"from": "2026-09-07T08:00:00Z", "precision": "minute"},
    )
    return incident


def test_the_words_for_the_lado_are_a_form_filled_in(fellside: Fellside, allegation: str) -> None:
    told = words(fellside.ainsley, allegation, "lado")
    assert told["title"] == "Words for the first contact with the LADO"
    assert told["version"] == fellside.ainsley.case(allegation)["version"]
    found = fields(told)
    assert found["case-manager"] == "Ruth Ainsley, Headteacher."
    assert found["adult"] == "Alan Pike (staff, Teacher of music): said to have done it."
    assert found["children"] == "Ellie Marsh (pupil, Year 8): said to have been harmed or at risk."
    assert found["when"] == "On 4 September 2026 at about 20:00."
    assert found["where"] == "A messaging app."
    assert found["first-known"] == "On 7 September 2026 at 08:40."
    assert found["how-known"] == "Told in person: somebody who asked not to be named."
    assert found["account"] == (
        "Somebody who asked not to be named, written down on 7 September 2026 at 08:40: "
        "Alan Pike sent Ellie messages at night."
    )
    assert found["own-words"].endswith("“He asked me not to tell.”")
    assert found["harm-threshold"].splitlines()[-1] == (
        "Secrecy was asked of a child. (Ruth Ainsley)"
    )
    assert found["done"] == (
        "He takes no lesson of hers today. (Ruth Ainsley, on 7 September 2026 at 09:00)"
    )
    for gap in ("adult-details", "adult-other-work", "others", "interviews", "told"):
        assert found[gap] == "Not recorded.", gap
    assert "The adult's date of birth and home address" in told["gaps"]


def test_the_example_in_the_document_is_such_a_form(fellside: Fellside, allegation: str) -> None:
    operation = DOCUMENT["paths"]["/api/incidents/{incident}/words"]["get"]
    shown = operation["responses"]["200"]["content"]["application/json"]["example"]
    told = words(fellside.ainsley, allegation, "lado")
    assert set(shown) == set(told)
    assert all(block in told["blocks"] for block in shown["blocks"])
    assert set(shown["gaps"]) <= set(told["gaps"])


def test_no_name_stands_there_that_must_not(fellside: Fellside, allegation: str) -> None:
    """Neither who asked not to be named, nor who was named in error, nor who reads it."""
    written = str(words(fellside.khan, allegation, "lado"))
    for name in ("Jake Holt", "Colin Frost", "Khan", "Barlow"):
        assert name not in written.replace(
            "Who holds this case in school', 'text': 'Asma Khan", ""
        )


def test_a_correction_reaches_the_words(fellside: Fellside, allegation: str) -> None:
    (made_safe,) = (
        line
        for line in fellside.ainsley.timeline(allegation)
        if line["name"].startswith("made-safe.")
    )
    right = {"field": "what", "new": "He teaches in no room alone.", "reason": "Put better."}
    fellside.ainsley.asks(allegation, "correct-line", line=made_safe["version"], **right)
    done = fields(words(fellside.ainsley, allegation, "lado"))["done"]
    assert done.startswith("He teaches in no room alone.")


def test_the_steps_say_where_words_are(fellside: Fellside, allegation: str) -> None:
    steps = fellside.ainsley.read(f"{allegation}/steps").json()["items"]
    links = {step["id"]: step["wording"] for step in steps}
    assert links["contact-lado"] == "words?for=lado"
    assert links["harm-emergency"] == "words?for=social-care"
    assert links["written-account"] is None
    for link in filter(None, links.values()):
        assert follow(fellside.ainsley, allegation, link).status_code == 200


def test_reading_the_words_is_a_line_like_any_reading(fellside: Fellside, allegation: str) -> None:
    fellside.clock.at("Mon 7 Sep 10:20")
    version = fellside.ainsley.case(allegation)["version"]
    fellside.clock.at("Mon 7 Sep 10:40")
    before = fellside.ainsley.lines
    words(fellside.ainsley, allegation, "social-care")
    assert fellside.ainsley.lines == before + 1
    reads = fellside.ainsley.read(f"{allegation}/reads").json()["items"]
    assert (reads[-1]["page"], reads[-1]["by"]["name"]) == ("words", "Ruth Ainsley")
    assert fellside.ainsley.case(allegation)["version"] == version


def test_only_those_who_write_to_the_outside_open_them(
    fellside: Fellside, allegation: str
) -> None:
    no(fellside.pike.read(f"{allegation}/words", for_="lado"), 404, "not-reported")
    no(fellside.jones.read(f"{allegation}/words", for_="lado"), 404, "not-reported")
    no(fellside.barlow.read(f"{allegation}/words", for_="lado"), 403, "not-your-role")
    writers = {role for role in Role if permissions.may_open(role, Page.WORDS)}
    assert writers == {
        Role.COORDINATOR,
        Role.SENIOR_LEADER,
        Role.DSL,
        Role.DEPUTY_DSL,
        Role.HEAD,
        Role.CHAIR_OF_GOVERNORS,
    }


def test_a_letter_to_a_parent_starts_from_the_playbooks_wording(fellside: Fellside) -> None:
    fellside.clock.at("Mon 7 Sep 09:00")
    head = fellside.ainsley
    incident = fellside.barlow.reports(
        "A page calls Mr Barlow a bully.", platform="the parents' page"
    )
    head.links(incident, "Ian Cook", "parent", "instigator")
    head.links(incident, "Tom Barlow", "staff", "victim")
    answers = {
        "staff-victim-of-parent": "yes",
        "child-at-risk": "no",
        "sexual-image-of-under-18": "no",
    }
    findings = [fact(name, answer, *SAID) for name, answer in answers.items()]
    head.asks(incident, "assess", category="CD-12", rationale="A page.", findings=findings)
    steps = {one["id"]: one for one in head.read(f"{incident}/steps").json()["items"]}
    link = steps["parent-letter"]["wording"]
    assert link == "words?for=parents-letter&step=parent-letter"
    told = follow(head, incident, link).json()
    letter = fields(told)["letter"]
    assert fields(told)["to"] == "Ian Cook"
    assert letter.startswith("Dear Ian Cook,")
    assert "On 7 September 2026 we became aware of" in letter
    assert "at the parents' page." in letter
    assert "Barlow" not in letter
    assert told["gaps"] == ["Letter"]  # The agreement's own sentence is the writer's to add.
    invited = words(head, incident, "parents-letter", step="invite-the-parent")
    assert fields(invited)["letter"].startswith("I have become aware of the discussions")


def test_there_is_no_letter_where_no_step_has_words(fellside: Fellside, allegation: str) -> None:
    refused = fellside.ainsley.read(f"{allegation}/words", for_="parents-letter")
    assert pointers(no(refused, 422)) == ["query:step"]
    assert pointers(no(fellside.ainsley.read(f"{allegation}/words"), 422)) == ["query:for"]
    no(fellside.ainsley.read(f"{allegation}/words", for_="police"), 422)
