"""Two pupils who did it and two who were harmed: each has steps of their own, told by name."""

from typing import Any

from tests.journeys.fellside import Colleague, Fellside, fact
from tests.work.test_work import reported, work

AS_TOLD = "As Ellie told it."
# Nobody answers whether a pupil was harmed or did it: those who are linked say so.
ASSESSED = {
    "category": "CD-08",
    "rationale": "A second account was made to mock two pupils.",
    "findings": [
        fact(name, answer, "Asma Khan", AS_TOLD)
        for name, answer in (
            ("illegal", "no"),
            ("child-at-risk", "no"),
            ("sexual-image-of-under-18", "no"),
            ("unsafe-to-tell-parents", "no"),
            ("persistent", "yes"),
        )
    ],
}
NAMED = (
    ("Ellie Marsh", "victim"),
    ("Amir Shah", "victim"),
    ("Jake Holt", "instigator"),
    ("Noah Pell", "instigator"),
)


def mocked(fellside: Fellside) -> tuple[str, list[str]]:
    """Linked first and assessed afterwards."""
    incident = reported(fellside)
    people = [
        fellside.khan.links(incident, name, "pupil", capacity, year_or_post="Year 8")
        for name, capacity in NAMED
    ]
    fellside.khan.asks(incident, "assess", **ASSESSED)
    return incident, people


def for_whom(items: list[dict[str, Any]], key: str, step: str) -> dict[str | None, str]:
    (found,) = (item for item in items if item[key] == step)
    return {one["name"]: one["state"] for one in found["for_people"]}


def steps(who: Colleague, incident: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = who.read(f"{incident}/steps").json()["items"]
    return items


def test_the_charts_of_those_who_were_linked_before_the_assessment_open_with_it(
    fellside: Fellside,
) -> None:
    incident, _ = mocked(fellside)
    routes = {route["id"] for route in fellside.khan.case(incident)["routes"]}
    assert routes >= {"pupil-victim", "pupil-instigator"}


def test_steps_work_and_closing_say_for_whom_it_is_still_open(fellside: Fellside) -> None:
    incident, (ellie, amir, jake, _) = mocked(fellside)
    fellside.khan.tells_parent(incident, ellie, "Joanne Marsh", AS_TOLD)
    sanction = {"sanction": "A week.", "policy": "6", "rationale": "He knew the rule."}
    fellside.ainsley.asks(incident, "decide-sanction-or-support", person=jake, **sanction)
    told = {"Ellie Marsh": "done", "Amir Shah": "open"}
    assert for_whom(steps(fellside.khan, incident), "id", "victim-parents") == told
    assert for_whom(work(fellside.khan), "step", "victim-parents") == told
    in_the_way = fellside.khan.stands_in_the_way(
        incident, "close", summary="Two mocked.", how_followed_up="Spoken to.", outcome="Over."
    )
    assert any("A parent of Amir Shah has not been told" in one for one in in_the_way)
    assert any("sanctions" in one and one.endswith("For Noah Pell.") for one in in_the_way)
    fellside.khan.tells_parent(incident, amir, "Sana Shah", AS_TOLD)
    assert "victim-parents" not in {item["step"] for item in work(fellside.khan)}


def test_whoever_reported_it_is_told_that_it_is_open_but_not_for_whom(
    fellside: Fellside,
) -> None:
    incident, (ellie, *_) = mocked(fellside)
    fellside.khan.tells_parent(incident, ellie, "Joanne Marsh", AS_TOLD)
    (waiting,) = (item for item in work(fellside.barlow) if item["step"] == "victim-parents")
    assert [(one["name"], one["state"]) for one in waiting["for_people"]] == [
        (None, "done"),
        (None, "open"),
    ]
