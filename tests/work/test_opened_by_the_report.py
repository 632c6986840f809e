"""What a report opens without an assessment, and whose it becomes once the head is named."""

from typing import Any

from tests.journeys.fellside import Colleague, Fellside
from tests.work.test_work import work


def steps(who: Colleague) -> set[str]:
    return {item["step"] for item in work(who) if item["step"]}


def test_a_nude_that_a_teacher_guesses_is_with_the_dsl_at_once_and_climbs(
    fellside: Fellside,
) -> None:
    fellside.clock.at("Mon 7 Sep 09:05")
    guess: dict[str, Any] = {"category_guess": "CD-02", "in_danger_now": "no"}
    fellside.barlow.reports("A nude of a Year 9 girl is passed round.", **guess)
    assert {"never-view", "nudes-dsl", "stop"} <= steps(fellside.barlow)
    (told,) = (item for item in work(fellside.khan) if item["kind"] == "telling")
    assert told["climbing"].startswith("Alerted Asma Khan at 09:05")
    fellside.clock.at("Mon 7 Sep 09:40")
    assert any(item["kind"] == "telling" for item in work(fellside.doyle))


def test_the_head_linked_as_having_done_it_leaves_the_case_to_the_chair(
    fellside: Fellside,
) -> None:
    fellside.clock.at("Mon 7 Sep 09:05")
    case = fellside.barlow.reports("The head wrote to her at night.", about_an_adult_here="yes")
    assert "head-leads" in steps(fellside.ainsley)
    told = {
        "kind": "staff",
        "capacity": "instigator",
        "account": str(fellside.ainsley.person.account),
    }
    fellside.khan.asks(case, "link-person", **told)
    assert {"chair-leads"} <= steps(fellside.obi)
    assert steps(fellside.ainsley) == set()
    assert "tell-the-chair" in steps(fellside.khan)
    assert "tell-the-head" not in steps(fellside.khan)
