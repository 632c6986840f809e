"""The LADO within one working day: over a bank holiday, in August, and at ten to midnight."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from application.projections.phrases import SCHOOL_TIME
from tests.journeys.fellside import Fellside, fact

TERMS = [
    {"name": "Autumn 1", "first": "2026-09-02", "last": "2026-10-23"},
    {"name": "Autumn 2", "first": "2026-11-02", "last": "2026-12-18"},
    {"name": "Spring", "first": "2027-01-05", "last": "2027-03-24"},
    {"name": "Summer", "first": "2027-04-12", "last": "2027-07-21"},
    {"name": "Next autumn", "first": "2027-09-02", "last": "2027-10-22"},
]

# Reported, and the end of the LADO's working day, by the clock on the office wall.
WORKING_DAYS = {
    "on a Tuesday": ("2026-09-08 09:00", "2026-09-09 17:00"),
    "at ten to midnight": ("2026-09-08 23:50", "2026-09-09 17:00"),
    "at ten past midnight": ("2026-09-09 00:10", "2026-09-10 17:00"),
    "on a Friday": ("2026-09-11 15:00", "2026-09-14 17:00"),
    "on a Saturday": ("2026-09-12 11:00", "2026-09-14 17:00"),
    "as half-term begins and clocks go back": ("2026-10-23 23:50", "2026-10-26 17:00"),
    "on Christmas Eve": ("2026-12-24 10:00", "2026-12-29 17:00"),
    "before Easter, when clocks go forward": ("2027-03-25 23:50", "2027-03-30 17:00"),
    "in August at ten to midnight": ("2027-08-11 23:50", "2027-08-12 17:00"),
    "in August on a Thursday": ("2027-08-26 09:00", "2027-08-27 17:00"),
    "before the August bank holiday": ("2027-08-27 23:50", "2027-08-31 17:00"),
    "on the August bank holiday": ("2027-08-30 12:00", "2027-08-31 17:00"),
}


def here(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=SCHOOL_TIME)


def calendar_is_set(fellside: Fellside, **more: Any) -> None:
    answer = fellside.khan.ask("/api/school/calendar", {"terms": TERMS, **more})
    assert answer.status_code == 200, answer.text


def told_at(fellside: Fellside, when: str, about: str = "yes") -> str:
    fellside.clock.time = here(when)
    return fellside.barlow.reports("Mr Pike wrote to a pupil at night.", about_an_adult_here=about)


def step(fellside: Fellside, incident: str, id: str = "contact-lado") -> dict[str, Any]:
    items = fellside.khan.read(f"{incident}/steps").json()["items"]
    (found,) = [item for item in items if item["id"] == id]
    return dict(found)


def test_the_lado_is_due_by_the_end_of_the_next_working_day(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    calendar_is_set(fellside)
    for when, (reported, due) in WORKING_DAYS.items():
        with subtests.test(when):
            incident = told_at(fellside, reported)
            contact = step(fellside, incident)
            assert datetime.fromisoformat(contact["due"]) == here(due)
            assert contact["due"].endswith("Z")
            assert (contact["calendar"], contact["state"]) == ("working-day", "open")


def test_it_is_overdue_a_minute_after_the_office_has_closed(fellside: Fellside) -> None:
    calendar_is_set(fellside)
    incident = told_at(fellside, "2027-08-27 23:50")
    fellside.clock.time = here("2027-08-31 17:00")
    assert step(fellside, incident)["state"] == "open"
    fellside.clock.time += timedelta(minutes=1)
    assert step(fellside, incident)["state"] == "overdue"


def test_what_is_for_the_same_school_day_does_not_wait_for_september_nor_does_the_lado(
    fellside: Fellside,
) -> None:
    calendar_is_set(fellside)
    incident = told_at(fellside, "2027-08-11 23:50")
    account = step(fellside, incident, "written-account")
    assert datetime.fromisoformat(account["due"]) == here("2027-08-12 17:00")
    assert datetime.fromisoformat(step(fellside, incident)["due"]) == here("2027-08-12 17:00")


def test_a_proclaimed_bank_holiday_shuts_the_lados_office_and_a_closed_school_does_not(
    fellside: Fellside,
) -> None:
    calendar_is_set(
        fellside, extra_bank_holidays=["2026-09-15"], closed_days=["2026-09-17", "2026-09-18"]
    )
    proclaimed = told_at(fellside, "2026-09-14 09:00")
    assert datetime.fromisoformat(step(fellside, proclaimed)["due"]) == here("2026-09-16 17:00")
    snowed_in = told_at(fellside, "2026-09-16 23:50")
    assert datetime.fromisoformat(step(fellside, snowed_in)["due"]) == here("2026-09-17 17:00")


def test_not_knowing_whether_it_is_about_an_adult_starts_the_same_clock(
    fellside: Fellside,
) -> None:
    calendar_is_set(fellside)
    incident = told_at(fellside, "2027-08-27 23:50", about="not-known")
    assert datetime.fromisoformat(step(fellside, incident)["due"]) == here("2027-08-31 17:00")


def test_the_clock_starts_when_the_adult_comes_to_light_and_stops_when_the_lado_is_told(
    fellside: Fellside,
) -> None:
    calendar_is_set(fellside)
    incident = told_at(fellside, "2026-12-16 09:00", about="no")
    assert "contact-lado" not in fellside.khan.read(f"{incident}/steps").text
    fellside.clock.time = here("2026-12-23 23:50")
    his = fact("staff-instigator", "yes", "Asma Khan", "The number is his.")
    fellside.khan.asks(incident, "change-facts", findings=[his])
    assert datetime.fromisoformat(step(fellside, incident)["due"]) == here("2026-12-24 17:00")
    fellside.clock.time = here("2026-12-29 09:00")
    assert step(fellside, incident)["state"] == "overdue"
    late = {"lado": "Helen Frost", "discussed": "The messages.", "advice": "Nobody is asked yet."}
    fellside.khan.asks(incident, "escalate-to-lado", **late)
    assert step(fellside, incident)["state"] == "done"


def test_said_twice_that_it_is_about_an_adult_the_clock_is_not_set_back(
    fellside: Fellside,
) -> None:
    calendar_is_set(fellside)
    incident = told_at(fellside, "2027-08-27 15:00")
    fellside.clock.time = here("2027-08-31 16:00")
    again = fact("staff-instigator", "yes", "Asma Khan", "A second pupil says so.")
    fellside.khan.asks(incident, "change-facts", findings=[again])
    assert datetime.fromisoformat(step(fellside, incident)["due"]) == here("2027-08-31 17:00")


def test_the_lados_working_day_runs_from_when_the_school_was_told(fellside: Fellside) -> None:
    calendar_is_set(fellside)
    fellside.clock.time = here("2026-09-10 09:00")
    incident = fellside.barlow.reports(
        "Mr Pike wrote to a pupil at night.",
        about_an_adult_here="yes",
        told_at=here("2026-09-07 15:00").isoformat(),
    )
    lado = step(fellside, incident)
    assert datetime.fromisoformat(lado["due"]) == here("2026-09-08 17:00")
    assert lado["state"] == "overdue"
    assert datetime.fromisoformat(step(fellside, incident, "assess")["due"]) > fellside.clock.time
