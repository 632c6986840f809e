"""An alert that nobody acknowledges: to whom it goes, when, and how that is said."""

from typing import Any

import pytest

from domain.people import Role
from tests.http.school_api import no
from tests.http.test_openapi import DOCUMENT
from tests.journeys.fellside import Colleague, Fellside

WORK = "/api/work"
ON_CALL = {"name": "Trust on-call", "post": "Duty officer", "phone": "01632 960 099"}


def named(one: Colleague, phone: str = "") -> dict[str, Any]:
    person = one.person
    told = {"name": person.name, "post": person.post, "account": str(person.account)}
    return {**told, "phone": phone}


@pytest.fixture
def school(fellside: Fellside) -> Fellside:
    """Deputies after half an hour of the school's day, alternates after an hour; at night the
    number for out of hours after half an hour.
    """
    managers = {
        "about_the_head": named(fellside.obi),
        "manages_head_as": "chair-of-governors",
        "deputies": [named(fellside.doyle, "01632 960 002")],
        "alternates": [named(fellside.ainsley, "01632 960 003")],
    }
    sets(fellside, "case-managers", managers)
    sets(fellside, "cover", {"out_of_hours": [ON_CALL]})
    return fellside


def sets(fellside: Fellside, page: str, told: dict[str, Any]) -> None:
    answer = fellside.khan.ask(f"/api/school/{page}", told)
    assert answer.status_code == 200, answer.text


def away(fellside: Fellside, who: Colleague, cover: Colleague, first: str, last: str) -> None:
    rota = {"away": named(who), "stands_in": named(cover), "first": first, "last": last}
    sets(fellside, "cover", {"out_of_hours": [ON_CALL], "stand_ins": [rota]})


def tells_the_dsl(fellside: Fellside, when: str, dsl: str = "Asma Khan") -> str:
    """Tom Barlow reports a frightened pupil, and tells somebody."""
    fellside.clock.at(when)
    incident = fellside.barlow.reports("A pupil is afraid to go home with her phone.")
    fellside.barlow.asks(incident, "tell-dsl", dsl=dsl, how="in-person", what="She is afraid.")
    return incident


def work(who: Colleague, **query: Any) -> list[dict[str, Any]]:
    answer = who.read(WORK, **query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def told(who: Colleague) -> list[tuple[str, str]]:
    """Whose it is, and how it came to them."""
    return [(item["whose"], item["climbing"]) for item in work(who) if item["kind"] == "telling"]


def has_it(who: Colleague) -> list[str]:
    (item,) = (item for item in work(who) if item["kind"] == "telling")
    return [f"{one['name']} ({one['rung']})" for one in item["with_now"]]


def test_by_day_it_climbs_to_the_deputy_and_then_to_the_alternate(school: Fellside) -> None:
    tells_the_dsl(school, "Mon 7 Sep 09:05")
    waits = "Told Asma Khan at 09:05; nobody has acknowledged it yet."
    assert told(school.khan) == [("mine", waits)]
    school.clock.at("Mon 7 Sep 09:34")
    assert told(school.doyle) == []
    school.clock.at("Mon 7 Sep 09:35")
    beginning = "Told Asma Khan at 09:05; nobody had acknowledged it by 09:35, so it "
    assert told(school.doyle) == [("climbed", f"{beginning}is now also yours as deputy.")]
    assert told(school.khan) == [("mine", f"{beginning}went to Colm Doyle as deputy.")]
    assert told(school.ainsley) == []
    school.clock.at("Mon 7 Sep 10:05")
    climbs = f"{beginning}went to Colm Doyle as deputy. Nor by 10:05, so it is now also yours"
    assert told(school.ainsley) == [("climbed", f"{climbs} as alternate.")]
    assert has_it(school.ainsley) == [
        "Asma Khan (first-told)",
        "Colm Doyle (deputy)",
        "Ruth Ainsley (alternate)",
    ]


def test_the_example_in_the_document_is_such_an_answer(school: Fellside) -> None:
    tells_the_dsl(school, "Mon 7 Sep 09:05")
    school.clock.at("Mon 7 Sep 09:35")
    answer = DOCUMENT["paths"][WORK]["get"]["responses"]["200"]["content"]["application/json"]
    (shown,), (item,) = answer["example"]["items"], work(school.doyle)
    ours = {"incident": item["incident"], "reference": item["reference"]}
    assert {**shown, **ours} == without_nulls(item)


def without_nulls(told: Any) -> Any:
    """The document leaves them out of its examples."""
    if isinstance(told, list):
        return [without_nulls(one) for one in told]
    if isinstance(told, dict):
        return {name: without_nulls(one) for name, one in told.items() if one is not None}
    return told


def test_whoever_told_the_dsl_is_not_asked_to_acknowledge(school: Fellside) -> None:
    tells_the_dsl(school, "Mon 7 Sep 09:05")
    school.clock.at("Mon 7 Sep 12:00")
    assert told(school.barlow) == []


def test_once_it_is_acknowledged_it_is_nobodys_work(school: Fellside) -> None:
    incident = tells_the_dsl(school, "Mon 7 Sep 09:05")
    school.clock.at("Mon 7 Sep 11:00")
    (item,) = (item for item in work(school.doyle) if item["kind"] == "telling")
    assert item["say"].startswith("Acknowledge")
    assert (item["state"], item["yours_as"]) == ("unacknowledged", ["deputy-dsl", "dsl", "deputy"])
    school.doyle.asks(incident, "acknowledge", next_act="I ring her mother.")
    assert [told(one) for one in (school.khan, school.doyle, school.ainsley)] == [[], [], []]


def test_what_is_told_again_is_acknowledged_again(school: Fellside) -> None:
    incident = tells_the_dsl(school, "Mon 7 Sep 09:05")
    school.khan.asks(incident, "acknowledge")
    school.clock.at("Tue 8 Sep 10:00")
    school.barlow.asks(incident, "tell-dsl", dsl="Asma Khan", how="phone", what="Again.")
    waits = "Told Asma Khan at 10:00; nobody has acknowledged it yet."
    assert told(school.khan) == [("mine", waits)]
    school.khan.asks(incident, "acknowledge")
    assert told(school.khan) == []


def test_a_telling_written_down_late_needs_no_second_acknowledgement(school: Fellside) -> None:
    school.clock.at("Mon 7 Sep 09:30")
    incident = school.barlow.reports("A pupil is afraid to go home with her phone.")
    school.khan.asks(incident, "acknowledge")
    school.clock.at("Mon 7 Sep 15:00")
    earlier = {"from": "2026-09-07T08:20:00Z", "precision": "minute"}
    said = {"dsl": "Asma Khan", "how": "in-person", "what": "She is afraid."}
    school.barlow.asks(incident, "tell-dsl", **said, occurred=earlier)
    assert told(school.khan) == []


def test_the_time_that_was_told_counts_and_not_the_time_of_writing(school: Fellside) -> None:
    school.clock.at("Mon 7 Sep 11:00")
    incident = school.barlow.reports("A pupil is afraid to go home with her phone.")
    earlier = {"from": "2026-09-07T08:05:00Z", "precision": "minute"}
    said = {"dsl": "Asma Khan", "how": "in-person", "what": "She is afraid."}
    school.barlow.asks(incident, "tell-dsl", **said, occurred=earlier)
    ((_, climbing),) = told(school.doyle)
    assert climbing.startswith("Told Asma Khan at 09:05; nobody had acknowledged it by 09:35")


def test_the_lead_is_away_and_whoever_stands_in_has_it_at_once(school: Fellside) -> None:
    away(school, school.khan, school.doyle, "2026-09-14", "2026-09-18")
    tells_the_dsl(school, "Wed 16 Sep 09:05")
    covered = "Told Colm Doyle in place of Asma Khan at 09:05; nobody has acknowledged it yet."
    assert told(school.doyle) == [("mine", covered)]
    assert has_it(school.doyle) == ["Colm Doyle (first-told)"]


def test_whoever_stands_in_today_has_what_was_told_before(school: Fellside) -> None:
    kim = school.somebody_who_is(Role.DEPUTY_DSL)
    away(school, school.doyle, kim, "2026-09-15", "2026-09-18")
    tells_the_dsl(school, "Mon 14 Sep 09:05")
    school.clock.at("Tue 15 Sep 09:00")
    assert has_it(kim) == [
        "Asma Khan (first-told)",
        "Colm Doyle (deputy)",
        "Kim deputy-dsl (deputy)",
        "Ruth Ainsley (alternate)",
        "Trust on-call (out-of-hours)",
    ]


def test_standing_in_opens_no_case_that_is_shut(school: Fellside) -> None:
    """The adult is a friend of Kim's: it goes to the next."""
    kim = school.somebody_who_is(Role.DEPUTY_DSL)
    away(school, school.khan, kim, "2026-09-14", "2026-09-18")
    school.clock.at("Wed 16 Sep 09:05")
    incident = school.barlow.reports("He writes to pupils at night.", about_an_adult_here="yes")
    school.barlow.asks(incident, "tell-dsl", dsl="Asma Khan", how="phone", what="Of the texts.")
    friend = {"account": str(kim.person.account), "kind": "related"}
    school.ainsley.asks(incident, "declare-conflict", reason="They are friends.", **friend)
    assert work(kim) == []
    ((whose, climbing),) = told(school.doyle)
    assert whose == "climbed"
    assert climbing.endswith("but nobody there may see this case: it is now also yours as deputy.")


def test_nobody_at_ten_to_midnight(school: Fellside) -> None:
    tells_the_dsl(school, "Thu 10 Sep 23:50")
    school.clock.at("Fri 11 Sep 00:20")
    rings = (
        "Told Asma Khan at 23:50 on Thursday 10 September 2026; nobody had acknowledged it by "
        "00:20 on Friday 11 September 2026, so ring Trust on-call on 01632 960 099."
    )
    assert told(school.barlow) == [("climbed", rings)]
    assert told(school.khan) == [("mine", rings)]
    assert told(school.doyle) == [("climbed", rings)]
    assert has_it(school.barlow) == ["Asma Khan (first-told)", "Trust on-call (out-of-hours)"]
    # Others of the staff know of no such case, and so not of its number.
    assert work(school.lyle) == []


def test_over_a_bank_holiday_weekend(school: Fellside) -> None:
    """Told ten minutes before the school shuts for Christmas; Monday is a holiday too."""
    tells_the_dsl(school, "Thu 24 Dec 16:20")
    school.clock.at("Mon 28 Dec 12:00")
    ((_, climbing),) = told(school.khan)
    assert climbing == (
        "Told Asma Khan at 16:20 on Thursday 24 December 2026; nobody had acknowledged it by "
        "17:00, so ring Trust on-call on 01632 960 099."
    )
    school.clock.at("Tue 29 Dec 08:50")
    ((_, climbing),) = told(school.doyle)
    climbs = " Nor by 08:50 on Tuesday 29 December 2026, so it is now also yours as deputy."
    assert climbing.endswith(climbs)


def test_an_accused_deputy_is_passed_over_and_sees_nothing(school: Fellside) -> None:
    incident = tells_the_dsl(school, "Mon 7 Sep 09:05")
    account = str(school.doyle.person.account)
    school.khan.links(incident, "Colm Doyle", "staff", "instigator", account=account)
    school.clock.at("Mon 7 Sep 09:35")
    assert work(school.doyle) == []
    no(school.doyle.read(incident), 404, "not-reported")
    ((_, climbing),) = told(school.ainsley)
    assert climbing == (
        "Told Asma Khan at 09:05; nobody had acknowledged it by 09:35, so it is now also yours "
        "as alternate."
    )
    assert "Doyle" not in str([told(one) for one in (school.khan, school.ainsley, school.barlow)])


def test_somebody_on_call_who_is_in_conflict_is_not_rung(school: Fellside) -> None:
    on_call = [{**named(school.doyle, "01632 960 002"), "account": None}, ON_CALL]
    sets(school, "cover", {"out_of_hours": on_call})
    incident = tells_the_dsl(school, "Thu 10 Sep 23:50")
    said = {"account": str(school.doyle.person.account), "account_name": "Colm Doyle"}
    school.khan.asks(incident, "declare-conflict", **said, kind="related", reason="Her uncle.")
    school.clock.at("Fri 11 Sep 00:30")
    ((_, climbing),) = told(school.barlow)
    assert climbing.endswith("so ring Trust on-call on 01632 960 099.")


def test_whoever_is_on_call_is_not_told_to_ring_themselves(school: Fellside) -> None:
    sets(school, "cover", {"out_of_hours": [named(school.doyle, "01632 960 002"), ON_CALL]})
    tells_the_dsl(school, "Thu 10 Sep 23:50")
    school.clock.at("Fri 11 Sep 00:30")
    ((_, climbing),) = told(school.doyle)
    assert climbing.endswith(
        "so it is now also yours out of hours or ring Trust on-call on 01632 960 099."
    )


def test_a_school_that_has_set_nothing_has_its_deputies_by_their_role(fellside: Fellside) -> None:
    tells_the_dsl(fellside, "Mon 7 Sep 09:05")
    fellside.clock.at("Mon 7 Sep 10:05")
    assert has_it(fellside.khan) == [
        "Asma Khan (first-told)",
        "Colm Doyle (deputy)",
        "Ruth Ainsley (alternate)",
    ]


def test_an_alert_goes_to_whoever_is_the_lead(school: Fellside) -> None:
    school.clock.at("Mon 7 Sep 09:05")
    incident = school.barlow.reports("He is on the roof.", in_danger_now="yes")
    alerted = "Alerted Asma Khan at 09:05; nobody has acknowledged it yet."
    assert told(school.khan) == [("post", alerted)]
    school.barlow.asks(incident, "tell-dsl", dsl="Mrs Khan", how="phone", what="On the roof.")
    both = "Alerted Asma Khan at 09:05 and told Mrs Khan at 09:05; nobody has acknowledged it yet."
    assert told(school.khan) == [("mine", both)]


def test_a_correction_sets_right_who_was_told(school: Fellside) -> None:
    incident = tells_the_dsl(school, "Mon 7 Sep 09:05", dsl="Colm Doile")
    line = school.khan.timeline(incident)[-1]["version"]
    right = {"line": line, "field": "dsl", "new": "Colm Doyle", "reason": "Misspelt."}
    school.barlow.asks(incident, "correct-line", **right)
    waits = "Told Colm Doyle at 09:05; nobody has acknowledged it yet."
    assert told(school.doyle) == [("mine", waits)]


def test_a_struck_out_case_is_no_work_and_the_rows_rebuild(school: Fellside) -> None:
    incident = tells_the_dsl(school, "Mon 7 Sep 09:05")
    school.clock.at("Mon 7 Sep 10:05")
    school.holds_together()
    assert told(school.ainsley)
    school.khan.asks(incident, "strike-out", reason="Reported twice.")
    assert [work(one) for one in (school.khan, school.doyle, school.ainsley)] == [[], [], []]
