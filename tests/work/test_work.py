"""My work over HTTP: whose it is, in what order, and urgent steps that nobody takes."""

from typing import Any

import pytest

from interfaces.wiring import Daybook
from tests.http.school_api import no, pointers
from tests.journeys.fellside import Colleague, Fellside

WORK = "/api/work"
SAID = {"who_said_so": "A. Khan", "why": "As Ellie told it."}
NOT_SERIOUS = {
    "category": "CD-06",
    "rationale": "Repeated, no threats.",
    "findings": [
        {"fact": fact, "answer": answer, **SAID}
        for fact, answer in (
            ("child-at-risk", "no"),
            ("pupil-victim", "yes"),
            ("sexual-image-of-under-18", "no"),
            ("unsafe-to-tell-parents", "no"),
        )
    ],
}


def reported(fellside: Fellside, when: str = "Mon 7 Sep 09:05", **more: Any) -> str:
    fellside.clock.at(when)
    return fellside.barlow.reports("A pupil was called names in a chat.", **more)


def work(who: Colleague, **query: Any) -> list[dict[str, Any]]:
    answer = who.read(WORK, limit=200, **query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def step(who: Colleague, id: str) -> dict[str, Any]:
    (found,) = (item for item in work(who) if item["step"] == id)
    return found


def covers(fellside: Fellside, who: Colleague, away: Colleague, day: str) -> None:
    people = {
        key: {"name": one.person.name, "post": one.person.post}
        for key, one in (("away", away), ("stands_in", who))
    }
    told = {"stand_ins": [{**people, "first": day, "last": day}]}
    answer = fellside.khan.ask("/api/school/cover", told)
    assert answer.status_code == 200, answer.text


def test_an_urgent_step_that_nobody_takes_climbs_to_the_deputy(fellside: Fellside) -> None:
    reported(fellside)
    fellside.clock.at("Mon 7 Sep 09:34")
    assert "keep-no-image" not in {item["step"] for item in work(fellside.doyle)}
    fellside.clock.at("Mon 7 Sep 09:36")
    climbed = step(fellside.doyle, "keep-no-image")
    assert (climbed["whose"], climbed["yours_as"]) == ("climbed", ["deputy"])
    assert climbed["climbing"] == (
        "Due at 09:05 from whoever saw or heard it or the online safety coordinator or the head; "
        "it had not been done by 09:35, so it is now also yours as deputy."
    )
    assert [one["name"] for one in climbed["with_now"]] == [
        "Tom Barlow",
        "Bryn Jones",
        "Ruth Ainsley",
        "Colm Doyle",
    ]
    own = step(fellside.jones, "keep-no-image")
    assert own["whose"] == "post"
    assert own["climbing"].endswith("so it went to Colm Doyle as deputy.")


def test_a_step_that_can_wait_does_not_climb(fellside: Fellside) -> None:
    reported(fellside)
    fellside.clock.at("Wed 9 Sep 12:00")
    assess = step(fellside.jones, "assess")
    assert (assess["state"], assess["climbing"], assess["with_now"]) == ("overdue", None, [])


def test_what_is_only_offered_is_never_overdue(fellside: Fellside) -> None:
    reported(fellside)
    fellside.clock.at("Mon 30 Nov 12:00")
    offered = {item["step"]: item["state"] for item in work(fellside.barlow)}
    assert offered["outside-route"] == "open"
    assert offered["make-safe"] == "overdue"


def test_overdue_comes_first_and_then_what_names_me(fellside: Fellside) -> None:
    incident = reported(fellside)
    fellside.khan.asks(incident, "assess", **NOT_SERIOUS)
    task = {
        "what": "Ring her form tutor.",
        "assignee": str(fellside.khan.person.account),
        "assignee_name": "Asma Khan",
        "due": "2026-12-01",
    }
    fellside.khan.asks(incident, "assign-task", **task)
    fellside.clock.at("Wed 9 Sep 12:00")
    items = work(fellside.khan)
    order = [(item["state"] != "overdue", item["whose"]) for item in items]
    assert order == sorted(order)
    assert {"overdue", "open"} == {item["state"] for item in items}
    rest = [item for item in items if item["state"] == "open"]
    assert rest[0]["say"] == task["what"]
    for state in ("overdue", "open"):
        dues = [
            item["due"]
            for item in items
            if (item["state"], item["whose"]) == (state, "post") and item["due"]
        ]
        assert dues == sorted(dues)


def test_mine_only(fellside: Fellside) -> None:
    incident = reported(fellside)
    task = {
        "what": "Ring her form tutor.",
        "assignee": str(fellside.khan.person.account),
        "assignee_name": "Asma Khan",
    }
    fellside.khan.asks(incident, "assign-task", **task)
    assert [item["say"] for item in work(fellside.khan, whose="mine")] == [task["what"]]
    everything = work(fellside.khan)
    by_post = work(fellside.khan, whose="post")
    assert [item for item in everything if item["whose"] == "post"] == by_post
    fellside.clock.at("Mon 7 Sep 10:00")
    climbed = work(fellside.doyle, whose="climbed")
    assert "keep-no-image" in {item["step"] for item in climbed}
    assert {item["whose"] for item in climbed} == {"climbed"}
    no(fellside.khan.read(WORK, whose="yours"), 422)


def test_somebody_with_two_posts_has_the_work_of_both(fellside: Fellside) -> None:
    """Peter Vance stands in for the coordinator on Tuesday."""
    covers(fellside, fellside.vance, fellside.jones, "2026-09-08")
    reported(fellside)
    assert "assess" not in {item["step"] for item in work(fellside.vance)}
    fellside.clock.at("Tue 8 Sep 10:00")
    assert step(fellside.vance, "assess")["yours_as"] == ["online-safety-coordinator"]
    fellside.clock.at("Wed 9 Sep 10:00")
    assert "assess" not in {item["step"] for item in work(fellside.vance)}


def test_standing_in_for_somebody_opens_no_case(fellside: Fellside) -> None:
    covers(fellside, fellside.lyle, fellside.jones, "2026-09-07")
    reported(fellside)
    fellside.clock.at("Mon 7 Sep 12:00")
    assert work(fellside.lyle) == []


def test_a_closed_account_is_told_of_nothing(fellside: Fellside) -> None:
    school = fellside.made_up
    incident = reported(fellside, in_danger_now="yes")
    close_account(school.daybook, fellside)
    fellside.clock.at("Mon 7 Sep 10:00")
    (telling,) = (item for item in work(fellside.khan) if item["kind"] == "telling")
    assert incident.endswith(telling["incident"])
    assert "Colm Doyle" not in str(telling)


def close_account(daybook: Daybook, fellside: Fellside) -> None:
    with daybook.directory.of(fellside.made_up.id) as connection:
        connection.execute(
            "UPDATE daybook.account SET closed_at = now() WHERE school = %s AND account = %s",
            (fellside.made_up.id, fellside.doyle.person.account),
        )


def test_every_item_comes_once_page_by_page_even_while_time_goes_on(fellside: Fellside) -> None:
    for when in ("Mon 7 Sep 09:05", "Mon 7 Sep 09:10", "Mon 7 Sep 15:00"):
        reported(fellside, when, in_danger_now="yes")
    fellside.clock.at("Mon 7 Sep 16:29")
    everything, paged = work(fellside.doyle), []
    query: dict[str, str] = {}
    while True:
        page = fellside.doyle.read(WORK, limit=4, **query).json()
        paged += page["items"]
        if page["next"] is None:
            break
        query = {"cursor": page["next"]}
        fellside.clock.at("Mon 7 Sep 16:31")  # More falls due between two pages.
    assert {item["whose"] for item in everything} == {"post", "climbed"}
    assert [key(item) for item in paged] == [key(item) for item in everything]
    assert everything[0]["state"] == "unacknowledged"


def key(item: dict[str, Any]) -> tuple[str, str | None]:
    return item["incident"], item["step"]


@pytest.mark.parametrize("cursor", ["x", "W10=", "bnVsbA==", "an-id-of-nothing"])
def test_a_made_up_cursor_is_refused(fellside: Fellside, cursor: str) -> None:
    assert pointers(no(fellside.khan.read(WORK, cursor=cursor), 422)) == ["query:cursor"]


def test_what_is_to_be_done_at_once_is_overdue_a_quarter_of_an_hour_later(
    fellside: Fellside,
) -> None:
    incident = reported(fellside)
    asked_at = step(fellside.jones, "keep-no-image")["due"]
    assert step(fellside.jones, "keep-no-image")["state"] == "open"
    fellside.clock.at("Mon 7 Sep 09:20")
    assert asked_at == "2026-09-07T08:05:00Z"
    assert step(fellside.jones, "keep-no-image")["state"] == "open"
    assert of_the_case(fellside, incident) == "open"
    fellside.clock.at("Mon 7 Sep 09:21")
    assert step(fellside.jones, "keep-no-image")["state"] == "overdue"
    assert of_the_case(fellside, incident) == "overdue"


def of_the_case(fellside: Fellside, incident: str) -> str:
    items = fellside.khan.read(f"{incident}/steps").json()["items"]
    return str(next(one["state"] for one in items if one["id"] == "keep-no-image"))


def test_a_case_managers_steps_are_the_dsls_and_the_heads_until_one_is_appointed(
    fellside: Fellside,
) -> None:
    incident = fellside.barlow.reports("Mr Pike wrote to a pupil.", about_an_adult_here="yes")

    def has(who: Colleague) -> bool:
        return "contact-lado" in {item["step"] for item in work(who)}

    assert (has(fellside.khan), has(fellside.ainsley), has(fellside.jones)) == (True, True, False)
    manager = str(fellside.ainsley.person.account)
    fellside.ainsley.asks(incident, "appoint-case-manager", manager=manager, why="I lead it.")
    assert (has(fellside.khan), has(fellside.ainsley)) == (False, True)


def in_work(who: Colleague, step: str, incident: str) -> bool:
    return any((item["step"], item["incident"]) == (step, incident[-36:]) for item in work(who))


def test_each_person_answers_for_themself_what_the_law_asks_of_them(fellside: Fellside) -> None:
    incident = reported(fellside)
    fellside.khan.asks(
        incident,
        "change-facts",
        findings=[{"fact": fact, "answer": "yes", **SAID} for fact in ("illegal", "pupil-victim")],
    )
    both = (fellside.khan, fellside.barlow)
    assert [in_work(who, "own-duty", incident) for who in both] == [True, True]
    answer = {"question": "A duty of mine?", "yes": False, "rationale": "I was told nothing."}
    fellside.khan.asks(incident, "record-decision", step="own-duty", **answer)
    assert [in_work(who, "own-duty", incident) for who in both] == [False, True]
    fellside.barlow.asks(incident, "record-decision", step="own-duty", **answer)
    assert [in_work(who, "own-duty", incident) for who in both] == [False, False]
    (asked,) = (
        one
        for one in fellside.khan.read(f"{incident}/steps").json()["items"]
        if one["id"] == "own-duty"
    )
    assert asked["state"] == "decided-no"
    assert asked["answered_by"] == ["Asma Khan", "Tom Barlow"]


def test_a_report_of_ones_own_answers_it_and_nobody_elses_stop_is_read_for_one(
    fellside: Fellside,
) -> None:
    incident = reported(fellside)
    fellside.khan.asks(
        incident,
        "change-facts",
        findings=[{"fact": fact, "answer": "yes", **SAID} for fact in ("illegal", "pupil-victim")],
    )
    fellside.barlow.asks(incident, "make-statutory-report", duty="child-sexual-abuse")
    assert not in_work(fellside.barlow, "own-duty", incident)
    assert in_work(fellside.khan, "own-duty", incident)
    fellside.jones.asks(incident, "complete-step", step="stop", what_was_done="Read.")
    assert not in_work(fellside.jones, "stop", incident)
    assert in_work(fellside.barlow, "stop", incident)
    assert {one["state"] for one in work(fellside.barlow) if one["step"] == "stop"} == {"open"}


def test_an_item_says_why_and_whence(fellside: Fellside) -> None:
    reported(fellside)
    assess = step(fellside.jones, "assess")
    assert assess["why"].startswith("The answers decide the route.")
    assert "Incident flowchart: member of staff?" in assess["source"]
    assert assess["note"] is None


def test_the_steps_of_a_manager_without_an_account_fall_to_those_who_can_see_them(
    fellside: Fellside,
) -> None:
    incident = fellside.barlow.reports("Mr Pike wrote to a pupil.", about_an_adult_here="yes")
    outside = {
        "manager_name": "Ivy Rowe",
        "manager_post": "Vice-chair of governors",
        "manager_role": "chair-of-governors",
    }
    fellside.doyle.asks(incident, "appoint-case-manager", why="The head is away.", **outside)
    whose = {}
    for who in (fellside.doyle, fellside.khan, fellside.ainsley, fellside.jones):
        found = [item for item in work(who) if item["step"] == "contact-lado"]
        whose[who.person.name] = [(item["whose"], item["note"]) for item in found]
    note = "Ivy Rowe (Vice-chair of governors) manages this case and has no account here."
    assert whose == {
        "Colm Doyle": [("mine", note)],
        "Asma Khan": [("post", note)],
        "Ruth Ainsley": [("post", note)],
        "Bryn Jones": [],
    }


def test_the_chair_has_it_in_their_work_from_the_start_where_it_may_be_about_the_head(
    fellside: Fellside,
) -> None:
    reported(fellside, about_an_adult_here="yes", about_the_head="not-known")
    assert step(fellside.obi, "chair-leads")["kind"] == "must"
    assert not work(fellside.ainsley)


def test_where_the_report_says_no_of_the_head_the_head_leads_and_no_chair_is_asked(
    fellside: Fellside,
) -> None:
    reported(fellside, about_an_adult_here="yes", about_the_head="no")
    assert step(fellside.ainsley, "head-leads")["kind"] == "must"
    everybody = (fellside.ainsley, fellside.khan, fellside.doyle, fellside.barlow, fellside.obi)
    assert not [item for one in everybody for item in work(one) if item["step"] == "chair-leads"]


def test_an_adult_here_who_is_named_after_a_no_brings_the_lados_call_into_the_work(
    fellside: Fellside,
) -> None:
    incident = reported(fellside, about_an_adult_here="no", about_the_head="no")
    fellside.khan.asks(incident, "assess", **NOT_SERIOUS)
    fellside.khan.links(
        incident, "Tom Barlow", "parent", "instigator", account=str(fellside.barlow.person.account)
    )
    assert step(fellside.ainsley, "contact-lado")["kind"] == "must"


def is_accused(case: str, of: Colleague, by: Colleague) -> None:
    account = str(of.person.account)
    by.links(case, of.person.name, "staff", "instigator", account=account)


def who_has(fellside: Fellside, step: str, incident: str) -> list[str]:
    everybody = (fellside.khan, fellside.doyle, fellside.ainsley, fellside.obi, fellside.vance)
    return [who.person.name for who in everybody if in_work(who, step, incident)]


def appoints(who: Colleague, incident: str, manager: Colleague) -> None:
    account = str(manager.person.account)
    who.asks(incident, "appoint-case-manager", manager=account, why="Leads it.")


def test_a_manager_who_is_accused_leaves_their_steps_to_whoever_leads(fellside: Fellside) -> None:
    incident = reported(fellside, about_an_adult_here="yes")
    appoints(fellside.ainsley, incident, fellside.vance)
    assert who_has(fellside, "contact-lado", incident) == ["Peter Vance"]
    is_accused(incident, fellside.vance, fellside.khan)
    assert who_has(fellside, "contact-lado", incident) == [
        "Asma Khan",
        "Colm Doyle",
        "Ruth Ainsley",
    ]
    assert "appoint somebody else" in step(fellside.khan, "contact-lado")["note"]
    assert fellside.khan.case(incident)["case_manager"] is None
    appoints(fellside.ainsley, incident, fellside.ainsley)
    assert who_has(fellside, "contact-lado", incident) == ["Ruth Ainsley"]


def test_the_heads_steps_as_manager_are_the_dsls_and_the_chairs_once_the_head_is_accused(
    fellside: Fellside,
) -> None:
    incident = reported(fellside, about_an_adult_here="yes")
    appoints(fellside.ainsley, incident, fellside.ainsley)
    is_accused(incident, fellside.ainsley, fellside.khan)
    assert who_has(fellside, "contact-lado", incident) == ["Asma Khan", "Colm Doyle", "Grace Obi"]
    assert who_has(fellside, "harm-threshold", incident) == [
        "Asma Khan",
        "Colm Doyle",
        "Grace Obi",
    ]


def test_the_dsls_steps_as_manager_are_the_deputys_once_the_dsl_is_accused(
    fellside: Fellside,
) -> None:
    incident = reported(fellside, about_an_adult_here="yes")
    appoints(fellside.ainsley, incident, fellside.khan)
    is_accused(incident, fellside.khan, fellside.ainsley)
    assert who_has(fellside, "contact-lado", incident) == ["Colm Doyle", "Ruth Ainsley"]


def test_a_manager_named_in_error_manages_again(fellside: Fellside) -> None:
    incident = reported(fellside, about_an_adult_here="yes")
    appoints(fellside.ainsley, incident, fellside.vance)
    is_accused(incident, fellside.vance, fellside.khan)
    person = fellside.khan.case(incident)["people"][-1]["id"]
    fellside.khan.asks(incident, "mark-named-in-error", person=person, reason="Another name.")
    assert who_has(fellside, "contact-lado", incident) == ["Peter Vance"]


def told_of(who: Colleague, incident: str) -> list[str]:
    items = who.read("/api/notices").json()["items"]
    mine = [one for one in items if one["incident"] == incident[-36:]]
    return [one["sentence"] for one in mine if one["what"] == "case-handed-over"]


def test_whoever_is_given_a_case_by_daybook_is_told_until_they_write_in_it(
    fellside: Fellside,
) -> None:
    incident = reported(fellside)
    fellside.khan.links(incident, "R Ainsley", "staff", "instigator")
    (sentence,) = told_of(fellside.obi, incident)
    assert "This case is now yours: The head is or may be the subject" in sentence
    assert "Ainsley" not in sentence
    (item,) = (one for one in work(fellside.obi) if one["kind"] == "handed-over")
    assert (item["whose"], item["how_to_record"][:13]) == ("mine", "Whatever you ")
    assert told_of(fellside.khan, incident) == []
    assert not [one for one in work(fellside.khan) if one["kind"] == "handed-over"]
    fellside.obi.asks(incident, "add-note", text="I have it.")
    assert told_of(fellside.obi, incident) == []
    assert not [one for one in work(fellside.obi) if one["kind"] == "handed-over"]


def test_the_deputy_is_told_that_the_case_of_an_accused_lead_is_theirs(fellside: Fellside) -> None:
    incident = reported(fellside, about_an_adult_here="yes")
    is_accused(incident, fellside.khan, fellside.ainsley)
    (sentence,) = told_of(fellside.doyle, incident)
    assert "The owner may not have to do with this case any longer." in sentence
    assert told_of(fellside.khan, incident) == []


LADO = {"kind": "lado", "name": "Lin Hale", "phone": "01632 960 100"}


def test_where_neither_the_head_nor_the_chair_can_lead_whoever_has_it_is_told_to_ring_the_lado(
    fellside: Fellside,
) -> None:
    set_to = fellside.khan.ask("/api/school/contacts", {"contacts": [LADO]})
    assert set_to.status_code == 200, set_to.text
    incident = reported(fellside, about_an_adult_here="yes")
    is_accused(incident, fellside.ainsley, fellside.khan)
    chair = {"full_name": "Grace Obi", "kind": "staff", "capacity": "instigator"}
    told = fellside.khan.ask(f"{incident}/link-person", chair).json()
    assert told["remarks"][-1] == (
        "Neither the head nor whoever acts for the head can lead this case: contact the LADO "
        "direct. Lin Hale, 01632 960 100."
    )
    assert fellside.khan.case(incident)["owner"]["name"] == "Colm Doyle"
    (sentence,) = told_of(fellside.doyle, incident)
    assert "contact the LADO direct" in sentence
    assert "Lin Hale, 01632 960 100." in sentence
    assert told_of(fellside.obi, incident) == []


def test_the_same_is_said_where_the_chair_was_accused_before_the_head(fellside: Fellside) -> None:
    incident = reported(fellside, about_an_adult_here="yes")
    is_accused(incident, fellside.obi, fellside.khan)
    head = {"full_name": "Ruth Ainsley", "kind": "staff", "capacity": "instigator"}
    told = fellside.khan.ask(f"{incident}/link-person", head).json()
    assert told["remarks"][-1].endswith("contact the LADO direct.")
    assert fellside.khan.case(incident)["owner"]["name"] == "Asma Khan"
