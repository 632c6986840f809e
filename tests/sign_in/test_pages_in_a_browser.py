"""The pages of the account in a real Chromium: the way in, the way out, and agreeing."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from domain.people import Person, Role
from tests.people.files import PUPILS, csv_file
from tests.sign_in.chromium import (
    Served,
    add_a_passkey,
    come_by_link,
    come_in_with_a_passkey,
    go_to,
    sign_out,
    with_authenticator,
)
from tests.sign_in.people import GOOD_PASSWORD, Browser

LANE = {"name": "P. Lane", "role": "deputy-dsl", "post": "Deputy head"}


@pytest.fixture
def head(served: Served) -> Person:
    return served.door.add("R. Ellison", Role.HEAD, "Head")


@pytest.fixture
def admin(served: Served, head: Person) -> Browser:
    moss = served.door.add("E. Moss", Role.ADMINISTRATOR, "Office")
    program = served.program()
    program.post(f"/api/sign-in/link/{served.door.link(moss)}")
    served.door.add_phone(moss, program)
    return program


def test_the_back_button_shows_nothing_once_somebody_has_signed_out(
    page: Page, served: Served, head: Person
) -> None:
    with_authenticator(page)
    add_a_passkey(page, served, head)
    sign_out(page)
    come_in_with_a_passkey(page, served)
    expect(page.locator("main")).to_contain_text("Where you are signed in")
    page.get_by_role("link", name="Ways you sign in", exact=True).click()
    expect(page.locator("h1")).to_have_text("Ways you sign in")
    sign_out(page)
    for _ in range(3):
        page.go_back(wait_until="load")
        expect(page.locator("body")).not_to_contain_text("R. Ellison")
        expect(page.locator("h1")).not_to_have_text("Your account")
    assert page.evaluate("fetch('/api/me').then(answer => answer.status)") == 401


def test_whoever_is_in_already_is_sent_on_from_the_door(
    page: Page, served: Served, head: Person
) -> None:
    with_authenticator(page)
    add_a_passkey(page, served, head)
    go_to(page, served)
    expect(page.locator("h1")).to_have_text("Your account")


def test_a_second_person_agrees_on_the_page_with_a_passkey_and_keeps_what_was_typed(
    page: Page, served: Served, head: Person, admin: Browser
) -> None:
    with_authenticator(page)
    add_a_passkey(page, served, head)
    assert admin.post("/api/accounts", LANE).status_code == 202
    page.get_by_role("link", name="Waiting for agreement").click()
    served.door.clock.forward(minutes=11)
    page.get_by_role("link", name="Decide").click()
    page.get_by_label("I agree").check()
    page.get_by_label("Why not?").fill("I rang her.")
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".problem")).to_contain_text("Prove again that it is you")
    expect(page.locator(".problem")).to_be_focused()
    expect(page.get_by_label("Why not?")).to_have_value("I rang her.")
    expect(page.get_by_label("I agree")).to_be_checked()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.locator("#proof")).to_contain_text("You have proved that it is you")
    expect(page.get_by_label("Why not?")).to_have_value("I rang her.")
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("main")).to_contain_text("You agreed. It is done.")
    link = page.locator("#link").inner_text().partition("#")[2]
    names = [one["name"] for one in admin.get("/api/accounts").json()["items"]]
    assert "P. Lane" in names
    page.get_by_role("link", name="Back to what is waiting").click()
    expect(page.locator("main")).to_contain_text("Nothing waits for you.")
    expect(page.locator("main")).to_contain_text("opened an account for P. Lane")
    sign_out(page)
    go_to(page, served, link)
    expect(page.locator("header .who")).to_contain_text("P. Lane")


def test_the_square_for_the_phone_is_a_picture_that_can_be_seen(
    page: Page, served: Served, head: Person
) -> None:
    come_by_link(page, served, head)
    page.get_by_role("button", name="Add codes from a phone").click()
    square = page.locator("img.square")
    expect(square).to_be_visible()
    assert square.evaluate("image => image.complete && image.naturalWidth > 50")


def test_a_link_that_is_pasted_into_the_open_sign_in_page_lets_in(
    page: Page, served: Served, head: Person
) -> None:
    go_to(page, served)
    expect(page.get_by_label("Your name")).to_be_visible()
    page.evaluate("link => { location.hash = link }", "an.old.link")
    expect(page.locator("#told")).to_contain_text("This link has been used or is too old.")
    page.evaluate("link => { location.hash = link }", served.door.link(head))
    expect(page.locator("header .who")).to_contain_text("R. Ellison")


@pytest.mark.parametrize(
    ("to", "lands"),
    [
        ("/account/waiting", "/account/waiting"),
        ("//elsewhere.example/x", "/account"),
        ("/\\elsewhere.example", "/account"),
        ("https://elsewhere.example", "/account"),
        ("/api/me", "/account"),
        ("/.//elsewhere.example/x", "/account"),
        ("/%2e//elsewhere.example/x", "/account"),
        ("/a/..//elsewhere.example/x", "/account"),
        ("/./\\elsewhere.example", "/account"),
    ],
)
def test_whoever_was_sent_to_the_door_goes_back_to_a_page_of_ours_alone(
    page: Page, served: Served, head: Person, to: str, lands: str
) -> None:
    with_authenticator(page)
    add_a_passkey(page, served, head)
    page.goto(f"{served.origin}/sign-in?{urlencode({'to': to})}")
    page.wait_for_url(f"{served.origin}{lands}")


def test_the_pages_work_without_a_script(
    chromium: Chromium, served: Served, head: Person, admin: Browser
) -> None:
    door = served.door
    program = served.program()
    program.post(f"/api/sign-in/link/{door.link(head)}")
    door.give_password(head, GOOD_PASSWORD)
    door.add_phone(head, program)
    assert admin.post("/api/accounts", LANE).status_code == 202
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies(
        [{"name": "daybook", "value": program.client.cookies["daybook"], "url": served.origin}]
    )
    page = context.new_page()
    page.goto(f"{served.origin}/account/waiting")
    door.clock.forward(minutes=11)
    page.get_by_role("link", name="Decide").click()
    page.get_by_label("I do not agree").check()
    page.get_by_label("Why not?").fill("She leaves at Christmas.")
    page.get_by_label("Password").fill(GOOD_PASSWORD)
    page.get_by_label("The six figures").fill(door.next_code(head))
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("main")).to_contain_text("You did not agree.")
    sign_out(page)
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1100])
def test_no_page_is_wider_than_the_screen_and_every_field_has_its_label(
    page: Page, served: Served, head: Person, admin: Browser, width: int
) -> None:
    admin.post("/api/accounts", {**LANE, "name": "P. " + "Lane" * 20})
    page.set_viewport_size({"width": width, "height": 800})
    with_authenticator(page)
    add_a_passkey(page, served, head)
    number = admin.get("/api/accounts/waiting").json()["items"][0]["number"]
    served.door.clock.forward(minutes=11)
    for path in ("", "/factors", "/waiting", f"/waiting/{number}"):
        page.goto(f"{served.origin}/account{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(UNLABELLED) == [], path
        assert page.evaluate(TOO_SMALL) == [], path


UNLABELLED = """() => [...document.querySelectorAll('input, select, textarea')]
    .filter(one => one.type !== 'hidden' && !one.hidden && !one.labels.length)
    .map(one => one.outerHTML)"""
# WCAG 2.2, 2.5.8: what one touches is at least 24 by 24.
TOO_SMALL = """() => [...document.querySelectorAll('button, select, input:not([type=hidden])')]
    .filter(one => !one.hidden)
    .filter(one => one.getBoundingClientRect().height < 24)
    .map(one => one.outerHTML)"""


@pytest.fixture
def moss(page: Page, served: Served, head: Person) -> Person:
    """An administrator in front of the screen."""
    moss = served.door.add("E. Moss", Role.ADMINISTRATOR, "Office")
    with_authenticator(page)
    add_a_passkey(page, served, moss)
    return moss


def test_an_administrator_opens_an_account_with_a_passkey_and_its_owner_comes_in(
    page: Page, served: Served, moss: Person
) -> None:
    served.door.clock.forward(minutes=11)
    page.get_by_role("link", name="Accounts", exact=True).click()
    page.get_by_role("link", name="Open an account").click()
    page.get_by_label("Name").fill("B. Jones")
    page.get_by_label("Post").fill("Teacher of Year 7")
    page.get_by_label("Role").select_option("reporter")
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.locator("#proof")).to_contain_text("You have proved that it is you")
    page.get_by_role("button", name="Open the account").click()
    expect(page.locator(".done")).to_contain_text("B. Jones may now come in as reporter.")
    link = page.locator("#link").inner_text().partition("#")[2]
    sign_out(page)
    go_to(page, served, link)
    expect(page.locator("header .who")).to_contain_text("B. Jones")


def test_an_administrator_takes_in_a_list_of_people(
    page: Page, served: Served, moss: Person, tmp_path: Path
) -> None:
    (tmp_path / "pupils.csv").write_bytes(csv_file([*PUPILS, ("9", "", "", "7", "7A")]))
    page.get_by_role("link", name="List of people").click()
    page.get_by_label("The list").set_input_files(tmp_path / "pupils.csv")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("main")).to_contain_text("There is no name in this row.")
    page.get_by_text("New: 6").click()
    expect(page.get_by_text("ਪੰਜਾਬੀ ਕੌਰ (Year 8, 8A)")).to_be_visible()
    page.get_by_role("button", name="Apply this list").click()
    expect(page.locator(".done")).to_contain_text("6 new, 1 not taken in")


@pytest.mark.parametrize("width", [320, 390, 1100])
def test_no_page_of_an_administrator_is_wider_than_the_screen(
    page: Page, served: Served, moss: Person, width: int
) -> None:
    jones = served.door.add("B. " + "Jones" * 12, Role.CLASS_TEACHER, "Head of Year 8")
    page.set_viewport_size({"width": width, "height": 800})
    served.door.clock.forward(minutes=11)
    for path in ("accounts", "accounts/new", f"accounts/{jones.account}", "people"):
        page.goto(f"{served.origin}/account/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(UNLABELLED) == [], path
        assert page.evaluate(TOO_SMALL) == [], path
