"""An administrator alone lets nobody into an account that reads cases, themselves least of all."""

from typing import Any
from uuid import UUID

import pytest

from application.account_acts import MAY_BE_NAMED, READ_BY_POST, SAFEGUARDING_POSTS
from application.permissions import MAY_OPEN
from application.record import Line
from domain.access import Page
from domain.people import Person, Role
from interfaces.cli import links
from interfaces.wiring import School
from tests.people.files import csv_file
from tests.sign_in.people import Browser, SchoolDoor, problem
from tests.sign_in.test_at_once import all_at_once

LANE = {"name": "P. Lane", "role": "deputy-dsl", "post": "Deputy head"}


@pytest.fixture
def admin(door: SchoolDoor) -> Browser:
    return door.settle(door.add("E. Moss", Role.ADMINISTRATOR, "Office"))


@pytest.fixture
def head(door: SchoolDoor) -> Browser:
    return door.settle(door.add("R. Ellison", Role.HEAD, "Head"))


def names(admin: Browser) -> list[str]:
    return [one["name"] for one in admin.get("/api/accounts").json()["items"]]


def history(door: SchoolDoor) -> list[Line]:
    lines = door.daybook.log(door.school).read(door.school).lines
    return [line for line in lines[1:] if isinstance(line, Line)]


def told(browser: Browser) -> list[str]:
    items = browser.get("/api/notices").json()["items"]
    return [item["sentence"] for item in items if item["sentence"]]


def test_every_role_that_reads_cases_by_its_post_needs_somebody_to_agree() -> None:
    by_themselves = {Page.BREAK_GLASS, Page.REVIEW_OF_BREAK_GLASS, Page.LOG, Page.READS}
    reading = {role for role, pages in MAY_OPEN.items() if pages & by_themselves}
    assert reading <= READ_BY_POST
    assert SAFEGUARDING_POSTS <= READ_BY_POST <= MAY_BE_NAMED
    assert set(Role) - MAY_BE_NAMED == {Role.ADMINISTRATOR}


def test_the_first_of_those_posts_is_filled_by_the_administrator_and_the_record_says_so(
    door: SchoolDoor, admin: Browser
) -> None:
    asked = {"name": "R. Ellison", "role": "head", "post": "Head"}
    answer = admin.post("/api/accounts", asked)
    assert answer.status_code == 201
    (line,) = history(door)
    assert line.by.name == "E. Moss"
    head = door.browser()
    head.post(f"/api/sign-in/link/{answer.json()['link']}")
    # The next one waits, although the head has not been in with a second factor yet.
    assert admin.post("/api/accounts", LANE).status_code == 202


def test_a_second_account_that_reads_cases_waits_until_the_head_agrees(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    asked = admin.post("/api/accounts", LANE)
    assert (asked.status_code, asked.json()["link"]) == (202, None)
    assert names(admin) == ["E. Moss", "R. Ellison"]
    assert told(head) == [
        "E. Moss (Office) asks you to agree. The record will then say that you opened an "
        "account for P. Lane (Deputy head) as deputy DSL."
    ]
    agreed = door.agreed(asked, by=head)
    lane = door.browser()
    assert lane.post(f"/api/sign-in/link/{agreed['link']}").json()["next"] == "in"
    (line,) = history(door)
    assert (line.by.name, line.role) == ("R. Ellison", Role.HEAD)
    assert told(head) == [
        "R. Ellison (Head) opened an account for P. Lane (Deputy head) as deputy DSL, "
        "as asked for by E. Moss (Office)."
    ]


@pytest.mark.parametrize("name", ["Mrs Ellison", "Ruth Ellison", "The Headteacher"])
def test_a_second_account_for_nearly_the_same_name_waits_whatever_its_role(
    door: SchoolDoor, admin: Browser, head: Browser, name: str
) -> None:
    """Else an administrator could try out names alone, and see by the log which are in a case."""
    report = {"summary": "A message to a pupil.", "about_an_adult_here": "yes"}
    case = head.post("/api/incidents", report).headers["location"]
    before = len(head.get(f"{case}/timeline").json()["items"])
    asked = admin.post("/api/accounts", {"name": name, "role": "reporter", "post": "Visitor"})
    assert asked.status_code == 202
    assert len(head.get(f"{case}/timeline").json()["items"]) == before
    assert names(admin) == ["E. Moss", "R. Ellison"]
    door.agreed(asked, by=head)
    (line,) = history(door)
    assert line.by.name == "R. Ellison"


def test_a_name_that_the_list_of_people_does_not_have_waits(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    staff = csv_file([("TB", "Tom Brook", "Technician")], ("Staff code", "Name", "Post"))
    preview = admin.ask("POST", "/api/people/imports", content=staff)
    number = preview.json()["id"]
    applied = admin.post(f"/api/people/imports/{number}/apply", {})
    assert applied.status_code == 200, applied.text
    for name, status in (("Tom Brook", 201), ("Victoria Kerr", 202)):
        asked = {"name": name, "role": "technician", "post": "IT"}
        assert admin.post("/api/accounts", asked).status_code == status


def case_for(lead: Browser, account: str) -> None:
    """A case that the lead opens to somebody by name."""
    asked = {"summary": "A photo is passed round", "in_danger_now": "no"}
    address = lead.post("/api/incidents", asked).headers["location"]
    grant = {"account": account, "reason": "He mended the filter."}
    assert lead.post(f"{address}/grant-access", grant).status_code == 200


def of_one_hand(browser: Browser) -> list[str]:
    items = browser.get("/api/notices").json()["items"]
    return [one["sentence"] for one in items if one["what"] == "account-opened-by-one"]


def test_whoever_reads_a_case_by_an_account_that_one_person_opened_is_told_of_until_it_is_reset(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    made = admin.post("/api/accounts", {"name": "T. Brook", "role": "technician", "post": "IT"})
    brook = made.json()["account"]
    lead = door.settle(door.add("A. Khan", Role.DSL, "Safeguarding lead"))
    assert of_one_hand(lead) == []
    case_for(lead, brook)
    (said,) = of_one_hand(lead)
    assert said.startswith("T. Brook (IT) may read this case, with an account that E. Moss")
    door.agreed(admin.post(f"/api/accounts/{brook}/link"), by=head)
    assert of_one_hand(lead) == [said], "A new link takes away no way in that is there."
    door.agreed(admin.post(f"/api/accounts/{brook}/reset-factors"), by=head)
    assert of_one_hand(lead) == []


def test_an_account_that_two_opened_or_that_was_opened_on_the_command_line_is_no_news(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    lead = door.settle(door.add("A. Khan", Role.DSL, "Safeguarding lead"))
    two = door.agreed(admin.post("/api/accounts", {**LANE, "role": "class-teacher"}), by=head)
    case_for(lead, two["account"])
    school = School(door.school, "Tor Hill School")
    links.add(door.daybook, school, "T. Brook", Role.TECHNICIAN, "IT")
    items = lead.get("/api/colleagues").json()["items"]
    case_for(lead, next(one["account"] for one in items if one["name"] == "T. Brook"))
    assert of_one_hand(lead) == []


def test_nobody_is_told_of_a_case_that_they_do_not_read(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    made = admin.post("/api/accounts", {"name": "T. Brook", "role": "technician", "post": "IT"})
    case_for(head, made.json()["account"])
    chair = door.settle(door.add("G. Ward", Role.CHAIR_OF_GOVERNORS, "Chair"))
    assert len(of_one_hand(head)) == 1
    assert "account-opened-by-one" not in chair.get("/api/notices").text


def test_the_administrator_never_sees_the_link(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    asked = admin.post("/api/accounts", LANE)
    link = door.agreed(asked, by=head)["link"]
    for path in ("/api/accounts", "/api/accounts/waiting", "/api/sign-in-events"):
        assert link not in admin.get(path).text


def acts_on(person: Person) -> list[tuple[str, Any]]:
    return [
        (f"/api/accounts/{person.account}/link", None),
        (f"/api/accounts/{person.account}/reset-factors", None),
        (f"/api/accounts/{person.account}/role", {"role": "head"}),
    ]


@pytest.mark.parametrize("act", range(3))
def test_no_administrator_takes_over_an_account(
    door: SchoolDoor, admin: Browser, head: Browser, act: int
) -> None:
    khan = door.add("A. Khan", Role.DSL, "Safeguarding lead")
    hers = door.settle(khan)
    path, body = acts_on(khan)[act]
    asked = admin.post(path, body)
    assert asked.status_code == 202
    assert hers.get("/api/me").json()["role"] == "dsl"
    number = asked.json()["waiting"]
    for mine in (admin, hers):
        answer = mine.post(f"/api/accounts/waiting/{number}/agree")
        assert problem(answer) == "not-yours-to-agree"
    assert history(door) == []
    door.agreed(asked, by=head)
    assert len(history(door)) == 1
    assert len(told(head)) == 1


def test_a_reporter_made_by_the_administrator_begins_anew_under_a_role_that_reads(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    """What it was proved with so far was set up by the administrator alone."""
    made = admin.post("/api/accounts", {**LANE, "role": "reporter"}).json()
    theirs = door.browser()
    theirs.post(f"/api/sign-in/link/{made['link']}")
    theirs.post("/api/me/password", {"new": "teapot marigold Ł envelope"})
    fresh = admin.post(f"/api/accounts/{made['account']}/link")
    newer = door.agreed(fresh, by=head)["link"]
    asked = admin.post(f"/api/accounts/{made['account']}/role", {"role": "deputy-dsl"})
    link = door.agreed(asked, by=head)["link"]
    assert problem(theirs.get("/api/me")) == "sign-in"
    assert problem(door.browser().post(f"/api/sign-in/link/{newer}")) == "link-over"
    assert problem(door.sign_in(door.browser(), "P. Lane")) == "wrong-sign-in"
    assert door.browser().post(f"/api/sign-in/link/{link}").json()["next"] == "in"


def test_closing_everybody_who_could_agree_does_not_bring_the_beginning_back(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    account = head.get("/api/me").json()["account"]
    khan = door.settle(door.add("A. Khan", Role.DSL))
    door.agreed(admin.post(f"/api/accounts/{account}/close"), by=khan)
    assert admin.post("/api/accounts", LANE).status_code == 202
    assert [type(line.event).__name__ for line in history(door)] == ["AccountClosed"]


@pytest.mark.parametrize("act", [("close", None), ("role", {"role": "class-teacher"})])
def test_the_last_who_answers_for_the_cases_is_neither_closed_nor_lowered(
    door: SchoolDoor, admin: Browser, head: Browser, act: tuple[str, Any]
) -> None:
    path, body = act
    account = head.get("/api/me").json()["account"]
    answer = admin.post(f"/api/accounts/{account}/{path}", body)
    assert (answer.status_code, problem(answer)) == (409, "last-to-answer")
    assert head.get("/api/me").json()["role"] == "head"


def test_of_two_who_agree_to_each_others_going_one_is_left(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    khan = door.settle(door.add("A. Khan", Role.DSL))
    ids = [browser.get("/api/me").json()["account"] for browser in (head, khan)]
    first, second = (admin.post(f"/api/accounts/{one}/close") for one in ids)
    door.agreed(first, by=khan)
    answer = khan.post(f"/api/accounts/waiting/{second.json()['waiting']}/agree")
    assert problem(answer) in ("not-yours-to-agree", "last-to-answer")
    assert khan.get("/api/me").json()["role"] == "dsl"


@pytest.mark.parametrize("act", ["link", "reset-factors"])
def test_no_administrator_alone_comes_in_by_a_reporters_account(
    door: SchoolDoor, admin: Browser, head: Browser, act: str
) -> None:
    """A reporter reads what they reported, and whatever they were named on."""
    finch = door.add("D. Finch", Role.REPORTER)
    asked = admin.post(f"/api/accounts/{finch.account}/{act}")
    assert (asked.status_code, asked.json()["link"]) == (202, None)
    door.agreed(asked, by=head)
    (line,) = history(door)
    assert line.by.name == "R. Ellison"
    assert len(told(head)) == 1


def test_no_account_becomes_an_administrators_and_back_again_alone(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    """In between, one administrator could have reset it alone."""
    finch = door.add("D. Finch", Role.REPORTER)
    other = door.add("N. Hall", Role.ADMINISTRATOR)
    for account, role in ((finch, "administrator"), (other, "reporter")):
        asked = admin.post(f"/api/accounts/{account.account}/role", {"role": role})
        assert asked.status_code == 202


def test_every_fresh_link_is_recorded_another_administrators_too(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    other = door.add("N. Hall", Role.ADMINISTRATOR)
    assert admin.post(f"/api/accounts/{other.account}/link").status_code == 200
    assert [type(line.event).__name__ for line in history(door)] == ["LinkGiven"]
    assert len(told(head)) == 1


def test_taking_the_post_from_everybody_does_not_bring_the_beginning_back(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    account = head.get("/api/me").json()["account"]
    khan = door.settle(door.add("A. Khan", Role.DSL))
    lowered = admin.post(f"/api/accounts/{account}/role", {"role": "class-teacher"})
    door.agreed(lowered, by=khan)
    assert admin.post("/api/accounts", LANE).status_code == 202
    assert [type(line.event).__name__ for line in history(door)] == ["RoleGiven"]


@pytest.mark.parametrize("role", ["reporter", "administrator"])
@pytest.mark.parametrize("before", [Role.DSL, Role.CLASS_TEACHER])
def test_nobody_is_lowered_so_that_the_administrator_can_take_the_account_over(
    door: SchoolDoor, admin: Browser, head: Browser, before: Role, role: str
) -> None:
    """Whoever owns a case, or was granted it, reads it whatever their role."""
    khan = door.add("A. Khan", before)
    asked = admin.post(f"/api/accounts/{khan.account}/role", {"role": role})
    assert door.agreed(asked, by=head)["link"] is None
    assert door.daybook.accounts.person(door.school, khan.account).role == role  # type: ignore[union-attr]


@pytest.mark.parametrize("post", sorted(SAFEGUARDING_POSTS))
def test_everybody_who_answers_for_the_cases_is_told(
    door: SchoolDoor, admin: Browser, head: Browser, post: Role
) -> None:
    other = door.settle(door.add("N. Hall", post))
    asked = admin.post("/api/accounts", LANE)
    assert told(other) == told(head)
    door.agreed(asked, by=other)
    assert told(other) == told(head)
    assert len(told(other)) == 1
    door.clock.forward(days=120)
    late = door.come_in(person(door, "N. Hall"))
    assert told(late) == []


def test_an_account_that_reads_no_case_is_opened_at_once(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    answer = admin.post("/api/accounts", {**LANE, "role": "reporter"})
    assert answer.status_code == 201
    assert history(door) == []


def test_agreeing_asks_for_fresh_proof(door: SchoolDoor, admin: Browser, head: Browser) -> None:
    number = admin.post("/api/accounts", LANE).json()["waiting"]
    door.clock.forward(minutes=11)
    answer = head.post(f"/api/accounts/waiting/{number}/agree")
    assert problem(answer) == "step-up-needed"


def test_what_was_asked_for_is_refused_or_taken_back(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    for browser in (head, admin):
        asked = admin.post("/api/accounts", LANE)
        number = asked.json()["waiting"]
        assert browser.post(f"/api/accounts/waiting/{number}/refuse").status_code == 204
        answer = head.post(f"/api/accounts/waiting/{number}/agree")
        assert problem(answer) == "nothing-waits"
    assert history(door) == []
    assert door.happened().count("not-agreed") == 2


def test_a_wish_asked_anew_is_another_wish(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    """So that nobody agrees to a coordinator and gets a head."""
    finch = door.add("D. Finch", Role.REPORTER)
    path = f"/api/accounts/{finch.account}/role"
    first = admin.post(path, {"role": "online-safety-coordinator"}).json()["waiting"]
    admin.post(path, {"role": "head"})
    assert problem(head.post(f"/api/accounts/waiting/{first}/agree")) == "nothing-waits"


def test_a_wish_is_over_after_a_fortnight_or_when_the_account_has_changed(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    asked = admin.post(f"/api/accounts/{finch.account}/role", {"role": "dsl"})
    admin.post(f"/api/accounts/{finch.account}/close")
    number = asked.json()["waiting"]
    answer = head.post(f"/api/accounts/waiting/{number}/agree")
    assert problem(answer) == "nothing-waits"
    door.clock.forward(days=14)
    again = door.come_in(person(door, "R. Ellison"))
    assert again.get("/api/accounts/waiting").json()["items"] == []
    answer = again.post(f"/api/accounts/waiting/{number}/agree")
    assert problem(answer) == "nothing-waits"


def test_two_who_agree_at_once_open_one_account(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    number = admin.post("/api/accounts", LANE).json()["waiting"]
    taken = all_at_once(lambda: door.daybook.wishes.take(door.school, UUID(number)), times=4)
    assert taken.count(True) == 1


def test_nobody_else_sees_or_decides_what_waits(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    number = admin.post("/api/accounts", LANE).json()["waiting"]
    teacher = door.settle(door.add("B. Jones", Role.CLASS_TEACHER))
    assert problem(teacher.get("/api/accounts/waiting")) == "not-your-role"
    for act in ("agree", "refuse"):
        answer = teacher.post(f"/api/accounts/waiting/{number}/{act}")
        assert problem(answer) == "not-your-role"


def test_what_waits_in_one_school_is_nothing_in_another(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    number = admin.post("/api/accounts", LANE).json()["waiting"]
    other = door.daybook.add_school("Marsh Lane School")
    found = door.daybook.wishes.one(other.id, UUID(number), door.clock())
    assert found is None
    assert not door.daybook.wishes.take(other.id, UUID(number))


def test_the_last_link_of_the_first_head_may_run_out(door: SchoolDoor, admin: Browser) -> None:
    asked = {"name": "R. Ellison", "role": "head", "post": "Head"}
    account = admin.post("/api/accounts", asked).json()["account"]
    link = admin.post(f"/api/accounts/{account}/link").json()["link"]
    head = door.browser()
    assert head.post(f"/api/sign-in/link/{link}").json()["next"] == "in"
    assert admin.post(f"/api/accounts/{account}/link").status_code == 202


def test_two_administrators_cannot_close_each_other_at_once(
    door: SchoolDoor, admin: Browser
) -> None:
    other = door.settle(door.add("N. Hall", Role.ADMINISTRATOR))
    ids = [browser.get("/api/me").json()["account"] for browser in (admin, other)]
    pairs = [(admin, ids[1]), (other, ids[0])]

    def close() -> int:
        browser, account = pairs.pop()
        return int(browser.post(f"/api/accounts/{account}/close").status_code)

    # Which of the two comes first is not known; that somebody is left is.
    assert sorted(all_at_once(close, times=2))[0] == 204
    left = [one for one in door.daybook.accounts.all(door.school) if one.closed_at is None]
    assert len(left) == 1


def person(door: SchoolDoor, name: str) -> Person:
    return next(one for one in door.daybook.directory.people(door.school) if one.name == name)


def test_a_name_that_looks_like_one_that_waits_is_refused_to_whoever_asks(
    admin: Browser, head: Browser
) -> None:
    assert admin.post("/api/accounts", LANE).status_code == 202
    again = admin.post("/api/accounts", {**LANE, "name": "p  lane"})
    assert again.status_code == 422
    assert "P. Lane, which looks the same, waits" in again.text
    assert admin.post("/api/accounts", LANE).status_code == 202, "the same again takes its place"
    items = head.get("/api/accounts/waiting").json()["items"]
    assert [one["name"] for one in items] == ["P. Lane"]
