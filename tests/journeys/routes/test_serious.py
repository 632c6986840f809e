"""A serious matter is read by a second person, who neither proposed closing nor is part of it."""

from tests.http.school_api import no
from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import did
from tests.journeys.routes.walker import Case, Story, refusal, taken

HATE = Story(
    summary="Words of hatred about a family stand on the year group's board online.",
    category="CT-03",
    rationale="The whole year has read them, and nobody says who wrote them.",
    names={"material": "The words on the board"},
    yes={"serious": "A family is afraid."},
    acts={"link-people": did("Nobody is known.")},
    closing=(
        "Words of hatred about a family stood on the board.",
        "They were taken down, and the family was visited.",
        "The board is read by staff before anything stands on it.",
    ),
)


def ready_to_close(fellside: Fellside) -> Case:
    case = taken(fellside, HATE)
    assert "serious" in case.routes()
    return case


def test_the_second_person_cannot_be_skipped(fellside: Fellside) -> None:
    case = ready_to_close(fellside)
    second = case.step("second-person")
    assert second["state"] == "open"
    said = refusal(case.ask("lead", "close", **case.texts))
    assert any(second["say"] in one or "two people" in one for one in said)
    case.asks("lead", "propose-closure", **case.texts)
    said = refusal(case.ask("lead", "close"))
    assert any(second["say"] in one or "two people" in one for one in said)
    told_aside = {"step": "second-person", "reason": "Everybody is in a hurry."}
    case.asks("dsl", "mark-step-not-needed", **told_aside)
    assert refusal(case.ask("lead", "close")), "A serious case takes two, whatever the chart says."


def test_nobody_signs_what_they_proposed_and_nobody_who_is_part_of_it_signs(
    fellside: Fellside,
) -> None:
    case = ready_to_close(fellside)
    case.asks("ainsley", "propose-closure", **case.texts)
    no(case.ask("ainsley", "countersign"), 409, "second-person-needed")
    witness = {"kind": "staff", "capacity": "witness", "year_or_post": "Head of Year 9"}
    vance = str(fellside.vance.person.account)
    case.asks("lead", "link-person", full_name="Peter Vance", account=vance, **witness)
    no(case.ask("vance", "countersign"), 409, "subject-of-the-case")
    assert case.step("second-person")["state"] == "open"
    case.asks("khan", "countersign", remark="I have read it, and spoken to the family.")
    assert case.step("second-person")["state"] == "done"
    case.asks("ainsley", "close")
    assert "spoken to the family" in case.history()
    fellside.holds_together()


def test_what_is_learnt_after_signing_is_read_by_a_second_person_again(fellside: Fellside) -> None:
    case = ready_to_close(fellside)
    case.asks("lead", "propose-closure", **case.texts)
    case.asks("second", "countersign")
    assert case.step("second-person")["state"] == "done"
    another = {**case.texts, "outcome": "The board is gone."}
    case.asks("lead", "propose-closure", **another)
    assert case.step("second-person")["state"] == "open"
    assert refusal(case.ask("lead", "close"))
    case.asks("second", "countersign")
    case.asks("lead", "close")


def test_a_closed_case_is_opened_again_and_takes_two_people_once_more(fellside: Fellside) -> None:
    case = ready_to_close(fellside)
    case.closes()
    case.asks("lead", "reopen", reason="They are back.", new_information="On another board.")
    assert case.lead.case(case.address)["status"] == "open"
    assert case.step("second-person")["state"] == "open"
    assert case.step("propose-closing")["state"] == "open"
    said = refusal(case.ask("lead", "close", **case.texts))
    for id in ("look-back", "review-the-procedures"):
        assert case.step(id)["state"] == "open"
        assert any(case.step(id)["say"] in one for one in said), id
    case.take_all()
    case.closes()
