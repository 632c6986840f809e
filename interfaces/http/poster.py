"""/poster: what to do when something upsetting is on the screen, to be printed and hung up."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from application import permissions
from application.school_setup import NotYoursToSee, SchoolSetup, setup_of
from domain.people import Person, Role
from domain.school_setup.events import Contact, ContactKind
from interfaces.http.dependencies import Log, TheDaybook, Who
from interfaces.http.documented import problems

router = APIRouter(tags=["prevention"], responses=problems(401, 403, 503))

HERE = Path(__file__).parent
PAGE = Template((HERE / "poster.html").read_text(encoding="utf-8"))
STYLE = (HERE / "poster.css").read_text(encoding="utf-8")
# The style is its own, and nothing else may run or be fetched.
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'none';"
        " base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}

TO_TELL = (Role.DSL, Role.DEPUTY_DSL, Role.COORDINATOR, Role.HEAD)
# Who outside is there for a child, and for what.
FOR_CHILDREN = {
    ContactKind.CEOP: "an adult online makes you feel unsafe",
    ContactKind.REPORT_REMOVE: "to have a picture of you taken down",
    ContactKind.POLICE: "to report a crime",
}
# To whom an adult turns who feels unable to tell the head.
INSTEAD_OF_THE_HEAD = (ContactKind.HEALTH_AND_WELLBEING, ContactKind.ONLINE_SAFETY_TEAM)


@router.get("/poster", response_class=HTMLResponse)
def poster(who: Who, log: Log, daybook: TheDaybook) -> HTMLResponse:
    """A poster for classrooms: switch the screen off, and whom to tell. It says nothing of any
    case; names and numbers are those of the school's set-up. Print it on A4.
    """
    if not permissions.may_see_setup(who.person.role):
        raise NotYoursToSee
    people = log.offices().people
    return HTMLResponse(page(daybook.called(who.school), people, setup_of(log)), headers=HEADERS)


def page(school: str, people: Iterable[Person], setup: SchoolSetup) -> str:
    return PAGE.substitute(
        style=STYLE,
        school=escape(school),
        inside=items(in_school(people)),
        outside=items(outside(setup.contacts)),
        instead=escape(instead(setup.contacts)),
    )


def items(lines: Iterable[str]) -> str:
    return "\n".join(f"<li>{escape(line)}</li>" for line in lines)


def in_school(people: Iterable[Person]) -> list[str]:
    """By name and post. Their numbers are for colleagues, not for a wall."""
    known = list(people)
    return [f"{one.name}, {one.post}" for role in TO_TELL for one in known if one.role is role]


def outside(contacts: Iterable[Contact]) -> list[str]:
    return [
        f"{with_number(one)}: {FOR_CHILDREN[one.kind]}"
        for one in contacts
        if one.kind in FOR_CHILDREN
    ]


def with_number(contact: Contact) -> str:
    """A number is not broken over two lines."""
    number = contact.phone.replace(" ", "\u00a0")
    return f"{contact.name} {number}" if number else f"{contact.name} (online)"


def instead(contacts: Iterable[Contact]) -> str:
    found = [with_number(one) for one in contacts if one.kind in INSTEAD_OF_THE_HEAD]
    return f" If you cannot tell the head: {'; '.join(found)}." if found else ""
