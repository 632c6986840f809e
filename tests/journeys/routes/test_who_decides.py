"""Who decides about a picture, and how long an allegation stays closed to others."""

from typing import Any

from tests.http.school_api import no
from tests.journeys.fellside import Colleague, Fellside, fact

IMAGE = "sexual-image-of-under-18"
TEXTS = {"summary": "a", "how_followed_up": "b", "outcome": "c"}


def asked_of(who: Colleague, incident: str) -> list[dict[str, Any]]:
    """The questions of this case that stand in somebody's work."""
    items = who.read("/api/work", limit=200).json()["items"]
    ours = [one for one in items if one["incident"] == incident.rpartition("/")[2]]
    return [one for one in ours if one["kind"] == "questions"]


def step(who: Colleague, incident: str, id: str) -> dict[str, Any]:
    steps: list[dict[str, Any]] = who.case(incident)["steps"]
    (found,) = [one for one in steps if one["id"] == id]
    return found


def test_only_the_dsls_no_says_that_there_is_no_such_picture(fellside: Fellside) -> None:
    khan, jones, doyle, barlow = fellside.khan, fellside.jones, fellside.doyle, fellside.barlow

    # Given a case that may be about a nude, by its category.
    fellside.clock.at("Tue 13 Oct 09:10")
    incident = barlow.reports("A picture of Mina Rowe goes round in Year 9.")
    why = "As Mina told Mr Barlow."
    jones.asks(incident, "assess", category="CD-01", rationale=why)

    # When the coordinator answers no, that is on the record and settles nothing.
    joke = fact(IMAGE, "no", "Owen Tate", "He says it was a joke picture.")
    jones.asks(incident, "change-facts", findings=[joke])
    assert "No pictures may be kept until the DSL decides." in jones.history(incident)[-1]
    case = jones.case(incident)
    assert (case["image_lock"], case["facts"][IMAGE]) == ("until-the-dsl-decides", "not-known")
    (waiting,) = [one for one in case["unanswered"] if one["fact"] == IMAGE]
    assert "The safeguarding lead or a deputy decides this" in waiting["question"]
    for id in ("never-view", "keep-no-image"):
        assert step(jones, incident, id)["state"] == "open"

    # Then it stands in the work of the DSL and the deputy, and of nobody else.
    for who, theirs in ((khan, True), (doyle, True), (jones, False), (fellside.ainsley, False)):
        says = [one["say"] for one in asked_of(who, incident)]
        assert (waiting["question"] in says) is theirs, who.person
    said = jones.stands_in_the_way(incident, "propose-closure", **TEXTS)
    assert f"Still to be decided: {waiting['question']}" in said
    told = {"kind": "screenshot", "description": "The chat."}
    refused = no(jones.ask(f"{incident}/keep-evidence", told), 409, "image-locked")
    assert "The designated safeguarding lead or a deputy can open this" in refused["title"]

    # And the deputy's no, on the account given, opens it.
    mina = fact(IMAGE, "no", "Mina Rowe", "She says that it is her in a coat.")
    doyle.asks(incident, "change-facts", findings=[mina])
    case = jones.case(incident)
    assert (case["image_lock"], case["facts"][IMAGE]) == ("open", "no")
    assert step(jones, incident, "never-view")["state"] == "not-needed"
    assert not any("sexual image" in one["say"] for one in asked_of(khan, incident))

    # What is kept now ends its own step, and not the one that nobody asks for any more.
    words = "What Mina said, in her own words."
    jones.asks(incident, "keep-evidence", kind="words", description=words)
    assert step(jones, incident, "keep-evidence")["state"] == "done"
    assert step(jones, incident, "keep-no-image")["state"] == "not-needed"
    fellside.holds_together()


def test_a_no_does_not_open_an_allegation_to_others_before_the_lado_knows(
    fellside: Fellside,
) -> None:
    jones, ainsley = fellside.jones, fellside.ainsley
    fellside.clock.at("Tue 13 Oct 09:10")
    incident = fellside.barlow.reports(
        "A pupil says that a teacher writes to her at night.", about_an_adult_here="yes"
    )
    jones.sees_nothing_of(incident)
    nothing_in_it = fact("staff-instigator", "no", "Ruth Ainsley", "He denies it.")
    ainsley.asks(incident, "change-facts", findings=[nothing_in_it])
    assert ainsley.case(incident)["restricted"]
    assert ainsley.history(incident)[-1].endswith("It stays restricted.")
    jones.sees_nothing_of(incident)

    ainsley.asks(incident, "escalate-to-lado", lado="Helen Frost", discussed="All of it.")
    jones.sees_nothing_of(incident)
    agreed = fact("staff-instigator", "no", "Helen Frost", "The account is not his.")
    ainsley.asks(incident, "change-facts", findings=[agreed])
    assert not jones.case(incident)["restricted"]
    fellside.holds_together()
