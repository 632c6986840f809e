"""One's own account on a page: who is signed in, where else, what is new, and the way out."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi.routing import APIRoute

from application.account_acts import Act
from domain.people import Person, Role
from interfaces.cli import links
from interfaces.http.app import create_app
from interfaces.sign_in.account_acts import to_account
from interfaces.wiring import Daybook, School
from tests.sign_in.pages import words
from tests.sign_in.people import GOOD_PASSWORD, SAME_ORIGIN, Browser, SchoolDoor, opened
from tests.sign_in.test_forged import every_change, filled


@pytest.fixture
def khan(door: SchoolDoor) -> Person:
    return door.add("A. Khan", Role.DSL, "Safeguarding <lead>")


def numbers(page: Any) -> list[str]:
    return re.findall(r'name="session" value="([^"]+)"', page.text)


def test_the_page_says_who_is_signed_in_in_london_time(door: SchoolDoor, khan: Person) -> None:
    said = words(door.settle(khan).get("/account"))
    for part in ("A. Khan", "Safeguarding <lead>", "DSL", "Tor Hill School", "Sign out"):
        assert part in said
    assert "Signed in 7 September 2026 at 10:00, by one-time link" in said
    assert "This session ends 7 September 2026 at 18:00 at the latest" in said


def test_nobody_is_shown_a_page_without_a_session(door: SchoolDoor) -> None:
    pages = ("/factors", "/waiting", "/waiting/x", "/accounts", "/accounts/new", "/people")
    for path in ("", *pages):
        answer = door.browser().get(f"/account{path}", follow_redirects=False)
        back = f"?to=%2Faccount%2F{path[1:].replace('/', '%2F')}" if path else ""
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in{back}")
        assert answer.headers["cache-control"] == "no-store"


def test_nothing_of_a_page_is_kept_or_framed_and_no_foreign_script_runs(
    door: SchoolDoor, khan: Person
) -> None:
    answer = door.settle(khan).get("/account")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert not re.search(r"<script(?! src=)|\son\w+=|style=", answer.text)


def test_nothing_of_a_case_stands_on_the_pages(door: SchoolDoor, khan: Person) -> None:
    browser = door.settle(khan)
    told = {"summary": "A photo is passed round", "about_an_adult_here": "no"}
    reference = browser.post("/api/incidents", told).headers["location"].rpartition("/")[2]
    for path in ("/account", "/account/factors", "/account/waiting"):
        text = browser.get(path).text
        assert "photo" not in text
        assert reference not in text


# The way out


def test_signing_out_ends_the_session_here_and_at_the_server(
    door: SchoolDoor, khan: Person
) -> None:
    browser = door.settle(khan)
    kept = browser.cookie
    answer = browser.send("/account/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account/signed-out")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert "You are signed out" in words(browser.get("/account/signed-out"))
    browser.client.cookies.set("__Host-daybook", kept)
    assert browser.get("/account", follow_redirects=False).status_code == 303


# Sessions


def test_one_session_is_ended_and_the_others_stay(door: SchoolDoor, khan: Person) -> None:
    door.settle(khan)
    first, second, here = (door.come_in(khan) for _ in range(3))
    page = here.get("/account")
    shown = {one["id"]: one["this"] for one in here.get("/api/sessions").json()["items"]}
    assert set(numbers(page)) == {number for number, this in shown.items() if not this}
    number = next(one["id"] for one in first.get("/api/sessions").json()["items"] if one["this"])
    answer = here.send("/account/sessions", what="chosen", session=number)
    assert answer.headers["location"] == "/account?told=ended"
    assert first.get("/api/me").status_code == 401
    assert second.get("/api/me").status_code == 200


def test_all_other_sessions_are_ended_at_once(door: SchoolDoor, khan: Person) -> None:
    others = [door.settle(khan), door.come_in(khan)]
    here = door.come_in(khan)
    assert here.send("/account/sessions", what="others").status_code == 303
    assert [one.get("/api/me").status_code for one in (*others, here)] == [401, 401, 200]


def test_sessions_are_not_ended_without_fresh_proof_and_what_was_chosen_stays_chosen(
    door: SchoolDoor, khan: Person
) -> None:
    other, here = door.settle(khan), door.come_in(khan)
    [number] = numbers(here.get("/account"))
    for _ in range(2):
        door.clock.forward(minutes=6)
        other.get("/api/me")
        here.get("/api/me")
    asked = {"what": "chosen", "session": number}
    refused = here.send("/account/sessions", **asked)
    assert refused.status_code == 403
    assert "There is a problem Prove again that it is you" in words(refused)
    assert re.search(rf'value="{number}"[^>]* checked', refused.text)
    wrong = here.send("/account/sessions", **asked, password="wrong", code="000000")
    assert wrong.status_code == 401
    assert 'href="#password"' in wrong.text
    assert other.get("/api/me").status_code == 200
    before = here.cookie
    proof = {"password": GOOD_PASSWORD, "code": door.next_code(khan)}
    assert here.send("/account/sessions", **asked, **proof).status_code == 303
    assert here.cookie != before
    assert other.get("/api/me").status_code == 401


def test_proof_that_was_given_is_kept_though_the_rest_of_the_form_is_refused(
    door: SchoolDoor, khan: Person
) -> None:
    here = door.settle(khan)
    door.clock.forward(minutes=11)
    proof = {"password": GOOD_PASSWORD, "code": door.next_code(khan)}
    refused = here.send("/account/sessions", what="chosen", **proof)
    assert (refused.status_code, "Choose which" in words(refused)) == (422, True)
    assert here.get("/api/me").json()["fresh"] is True


def test_nobody_ends_the_session_of_another(door: SchoolDoor, khan: Person) -> None:
    lane = door.settle(door.add("P. Lane", Role.DEPUTY_DSL))
    [theirs] = [one["id"] for one in lane.get("/api/sessions").json()["items"]]
    here = door.settle(khan)
    here.send("/account/sessions", what="chosen", session=theirs)
    assert lane.get("/api/me").status_code == 200
    assert here.send("/account/sessions", what="chosen", session="x").status_code == 422


# What is new


def test_somebody_is_told_of_tries_to_come_in_since_they_were_last_here(
    door: SchoolDoor, khan: Person
) -> None:
    door.settle(khan)
    door.come_in(khan)
    door.clock.forward(hours=1)
    stranger = door.browser("198.51.100.9")
    for _ in range(2):
        door.sign_in(stranger, "A. Khan", "not the password")
    door.sign_in(stranger, "A. Khan")
    stranger.post("/api/sign-in/totp", {"code": "000000"})
    door.clock.forward(hours=1)
    said = words(door.come_in(khan).get("/account"))
    assert "Since you were last here You signed in before this on 7 September 2026" in said
    assert "3 tries failed, the last on 7 September 2026 at 11:00 from 198.51.100.9." in said
    assert "The password was right and the second factor was not, once." in said
    door.clock.forward(hours=1)
    assert "tries failed" not in words(door.come_in(khan).get("/account"))


def test_tries_under_another_name_are_not_told(door: SchoolDoor, khan: Person) -> None:
    door.settle(door.add("P. Lane", Role.DEPUTY_DSL))
    door.settle(khan)
    door.clock.forward(hours=1)
    door.sign_in(door.browser(), "P. Lane", "not the password")
    door.sign_in(door.browser(), "Nobody", "not the password")
    said = words(door.come_in(khan).get("/account"))
    assert "failed" not in said


def test_what_changed_in_how_one_signs_in_is_told_with_who_did_it(
    door: SchoolDoor, khan: Person
) -> None:
    admin = door.settle(door.add("E. Moss", Role.ADMINISTRATOR))
    head = door.settle(door.add("R. Ellison", Role.HEAD))
    browser = door.settle(khan)
    door.clock.forward(minutes=5)
    new = {"current": GOOD_PASSWORD, "new": "harbour lantern Ł quince"}
    assert browser.send("/account/factors/password", **new).status_code == 303
    door.clock.forward(minutes=1)
    assert browser.send("/account/factors/recovery-codes").status_code == 200
    door.agreed(admin.post(f"/api/accounts/{khan.account}/link"), by=head)
    said = words(browser.get("/account"))
    assert "at 10:05 Your password was changed." in said
    assert "at 10:06 New recovery codes were made; earlier ones stopped working." in said
    assert "A one-time sign-in link was made for your account, by R. Ellison." in said
    door.clock.forward(hours=1)
    again = words(door.come_in(khan, password=new["new"]).get("/account"))
    new_here = again.partition("Since you were last here")[2].partition("Was that not you?")[0]
    assert "Your password was changed." in new_here


def test_what_was_made_on_the_command_line_says_so(door: SchoolDoor, khan: Person) -> None:
    school = School(door.school, "Tor Hill School")
    links.new_token(door.daybook, school, khan)
    links.give(door.daybook, school, to_account(Act.LINK, khan))
    told = words_of_items(door.settle(khan).get("/account"))
    by = ", on the command line of the server."
    assert f"A token for a program was made{by}" in told
    assert f"A one-time sign-in link was made for your account{by}" in told
    assert not [one for one in told if "None" in one]


def test_a_label_that_is_markup_stays_a_label(door: SchoolDoor, khan: Person) -> None:
    browser = door.settle(khan)
    label = "<script>alert(1)</script>\"'"
    asked = {"label": label, "scope": "read", "days": 1}
    assert browser.post("/api/tokens", asked).status_code == 201
    page = browser.get("/account")
    assert f"A token for a program was made: {label}." in words_of_items(page)
    assert "<script>alert" not in page.text


def words_of_items(page: Any) -> list[str]:
    items = re.findall(r"<li><span[^>]*>[^<]*</span> (.*?)</li>", page.text)
    return list(map(unescape, items))


# Ways to sign in


def test_without_a_second_factor_the_page_asks_for_one_first(
    door: SchoolDoor, khan: Person
) -> None:
    browser = door.come_by_link(khan)
    for path in ("/account", "/account/factors"):
        assert "Your role needs a second factor" in words(browser.get(path))


def test_a_phone_is_added_on_the_page_without_a_script(door: SchoolDoor, khan: Person) -> None:
    browser = door.come_by_link(khan)
    page = browser.send("/account/factors/phone")
    [secret] = re.findall(r'<code id="secret">(\w+)</code>', page.text)
    door.secrets[khan.account] = secret
    wrong = browser.send("/account/factors/phone/confirm", code="000000")
    assert (wrong.status_code, "That code is wrong" in words(wrong)) == (401, True)
    assert f'<code id="secret">{secret}</code>' in wrong.text
    assert 'class="square"' in wrong.text
    answer = browser.send("/account/factors/phone/confirm", code=door.code(khan))
    assert answer.headers["location"] == "/account/factors?told=phone"
    assert browser.get("/api/me").json()["two_factors"] is True
    last = browser.send("/account/factors/phone/remove")
    assert (last.status_code, "Add another one first" in words(last)) == (409, True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current": "wrong", "new": "harbour lantern Ł quince"}, "do not go together"),
        ({"current": GOOD_PASSWORD, "new": "short"}, "at least 12 characters"),
        ({"current": GOOD_PASSWORD, "new": "safeguarding1!"}, "somebody would guess"),
        ({"current": GOOD_PASSWORD, "new": ""}, "There is a problem"),
        ({"current": GOOD_PASSWORD, "new": "x" * 2000}, "There is a problem"),
        ({}, "There is a problem"),
    ],
    ids=range(6),
)
def test_a_password_that_is_refused_is_said_so_on_the_page(
    door: SchoolDoor, khan: Person, fields: dict[str, str], said: str
) -> None:
    browser = door.settle(khan)
    door.clock.forward(minutes=11)  # So that the old one is asked for.
    refused = browser.send("/account/factors/password", **fields)
    assert refused.status_code in (401, 422)
    assert said in words(refused)
    assert GOOD_PASSWORD not in refused.text


def test_recovery_codes_without_a_password_are_refused_in_words(
    door: SchoolDoor, khan: Person
) -> None:
    browser = door.come_by_link(khan)
    door.add_phone(khan, browser)
    said = "A recovery code is typed in after the password, and this account has none."
    assert said in words(browser.get("/account/factors"))
    assert "Make new recovery codes" not in words(browser.get("/account/factors"))
    refused = browser.send("/account/factors/recovery-codes")
    assert (refused.status_code, said in words(refused)) == (409, True)
    assert browser.post("/api/me/recovery-codes").json()["type"] == "/problems/no-password"
    door.give_password(khan, GOOD_PASSWORD)
    assert browser.send("/account/factors/recovery-codes").status_code == 200


# Forged, and broken


def routes(router: Any) -> Iterator[APIRoute]:
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from routes(route.original_router)


def changing(router: Any) -> set[tuple[str, str]]:
    return {
        (method, route.path_format)
        for route in routes(router)
        for method in (route.methods or set()) - {"GET", "HEAD"}
    }


# Every address that is no part of the API and changes something.
FORMS = sorted(changing(create_app()) - set(every_change()))


def test_whatever_changes_something_is_tried_from_another_site() -> None:
    assert set(every_change()) < changing(create_app())
    assert len(FORMS) == 14
    assert all(path.startswith("/account") for _, path in FORMS)


@pytest.fixture(scope="module")
def browser(daybook: Daybook) -> Iterator[Browser]:
    with opened(daybook) as door:
        yield door.settle(door.add("A. Khan", Role.DSL))


@pytest.mark.parametrize(("method", "path"), FORMS, ids=map(" ".join, FORMS))
def test_no_form_of_another_site_changes_anything(
    browser: Browser, method: str, path: str
) -> None:
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    unsaid = {"Origin": "null"}
    right, wrong = {"csrf": browser.csrf}, {"csrf": "x"}
    for headers, fields in (
        (elsewhere, right),
        (unsaid, right),
        ({}, right),
        (SAME_ORIGIN, {}),
        (SAME_ORIGIN, wrong),
    ):
        answer = browser.client.request(method, filled(path), headers=headers, data=fields)
        assert answer.status_code == 403
        assert "Nothing was done" in words(answer)
    assert browser.get("/api/me").json()["passkeys"] == []
    assert browser.get("/account", follow_redirects=False).status_code == 200


@pytest.mark.parametrize("body", [b"\xff\xfe=\0", b"&".join([b"a=b"] * 60), b"{}", b"csrf"])
@pytest.mark.parametrize(("method", "path"), FORMS, ids=map(" ".join, FORMS))
def test_what_is_no_form_is_refused(browser: Browser, method: str, path: str, body: bytes) -> None:
    answer = browser.ask(method, filled(path), content=body)
    assert answer.status_code in (400, 403)
    assert words(answer)


FOUND_AT_THEIR_PAGE = {"/account/people", "/account/accounts/new"}


def test_the_address_of_a_form_leads_back_to_its_page(browser: Browser) -> None:
    for _, path in FORMS:
        if "{" in path or path.endswith("/remove") or path in FOUND_AT_THEIR_PAGE:
            continue
        answer = browser.get(path, follow_redirects=False)
        assert (answer.status_code, path.startswith(answer.headers["location"])) == (303, True)


def test_an_address_that_is_none_is_said_so(door: SchoolDoor, khan: Person) -> None:
    browser = door.settle(khan)
    for path in ("/account/waiting/x", "/account/waiting/00000000-0000-7000-8000-000000000000"):
        answer = browser.get(path)
        assert answer.status_code in (404, 422)
        assert words(answer)
    some = "/account/factors/passkeys/é/remove"
    assert browser.send(some).status_code == 404
