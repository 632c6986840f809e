"""/account/people: taking in the school's list of people, seen first and then applied."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from application.people.applying import Unsure
from application.people.person import Kind
from application.permissions import may_open
from application.projections.phrases import moment
from domain.access import Page
from interfaces.http import people, sessions
from interfaces.http.account.forms import (
    ByForm,
    Form,
    PageRoute,
    TheForm,
    back_to,
    on,
    shown,
)
from interfaces.http.account.frame import frame_of, here_of, typed
from interfaces.http.account.layout import (
    Wrong,
    button,
    file_field,
    form,
    page,
    select,
    table,
    told,
)
from interfaces.http.account.markup import Html, element
from interfaces.http.account.people_preview import (
    LEAVE,
    NEW,
    in_short,
    what_would_change,
    who_they_are,
)
from interfaces.http.dependencies import Now, TheDaybook
from interfaces.http.errors import InvalidField
from interfaces.http.people import ApplyBody, Decision, Imported, ImportPreview, NotYoursToTakeIn
from interfaces.http.sign_in.asked import check_second_factor
from interfaces.people_files.reading import LARGEST_FILE
from interfaces.wiring import Daybook, Session, SignedIn

HERE = "/account/people"
AROUND_THE_FILE = 64 * 1024  # bytes: the rest of the form
router = APIRouter(
    prefix=HERE,
    route_class=PageRoute,
    default_response_class=HTMLResponse,
    include_in_schema=False,
)


def here_importing(request: Request) -> Session:
    return check_importer(here_of(request))


def check_importer(here: Session) -> Session:
    check_second_factor(here)
    if not may_open(here.person.role, Page.PEOPLE_IMPORT):
        raise NotYoursToTakeIn
    return here


def importer(here: ByForm) -> SignedIn:
    return SignedIn(check_importer(here).school, here.person)


Importer = Annotated[SignedIn, Depends(importer)]


# Handing it in


def people_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_importing(request)
    return page(
        frame_of(request),
        HERE,
        "List of people",
        element("p", WHAT_IT_IS_FOR),
        form(
            frame_of(request),
            HERE,
            file_field("file", "The list", hint=WHICH_FILES, wrong=wrong),
            kinds(request, wrong),
            of_a_part(typed(request, "part") == "yes"),
            button("Show what would change"),
            enctype="multipart/form-data",
        ),
        element("h2", "Taken in before"),
        past(sessions.daybook_of(request), here),
        wrong=wrong,
    )


WHAT_IT_IS_FOR = (
    "Pupils and staff, as the school's own system exports them, so that incidents name the right "
    "person. Nothing changes before you have seen what would."
)
WHICH_FILES = "A CSV file, an Excel workbook (.xlsx) or a OneRoster ZIP, of at most 8 MB."


def kinds(request: Request, wrong: tuple[Wrong, ...]) -> Html:
    ways = [("", "The list says so itself"), *((one.value, PLURAL[one]) for one in Kind)]
    return select("kind", "Who is listed", ways, chosen=typed(request, "kind"), wrong=wrong)


PLURAL = {
    Kind.PUPIL: "Pupils",
    Kind.STAFF: "Staff",
    Kind.PARENT: "Parents and carers",
    Kind.GOVERNOR: "Governors",
    Kind.OUTSIDE: "People from outside",
}


def of_a_part(checked: bool) -> Html:
    box = element("input", type="checkbox", name="part", value="yes", id="part", checked=checked)
    label = "This is a list of a part of the school: nobody who is missing has left"
    return element("p", box, element("label", label, for_="part"), class_="choice")


def past(daybook: Daybook, here: Session) -> Html:
    found = daybook.people(here.school).imports()
    rows = [(moment(one.imported_at), one.by_name, in_short(one.counts)) for one in found]
    empty = element("p", "No list was taken in yet.", class_="empty")
    return table(("When", "By", "What changed"), rows) if rows else empty


@router.get("")
def start(request: Request) -> Response:
    return shown(people_page(request))


# What would change


def sent(form: TheForm) -> bytes:
    file = form.files.get("file", b"")
    if not file:
        raise InvalidField("/file", "Choose the file with the list.")
    return file


def kind_of(form: Form) -> Kind | None:
    try:
        return Kind(form.one("kind")) if form.one("kind") else None
    except ValueError:
        raise InvalidField("/kind", "Choose who is listed.") from None


@router.post(
    "",
    dependencies=[on(people_page, "file", "kind")],
    max_body_size=LARGEST_FILE + AROUND_THE_FILE,
)
def preview(
    who: Importer,
    file: Annotated[bytes, Depends(sent)],
    form: TheForm,
    daybook: TheDaybook,
    now: Now,
    request: Request,
) -> Response:
    found = people.preview(daybook, who, now, file, kind_of(form), form.one("part") == "yes")
    return shown(preview_page(request, found))


def preview_page(request: Request, found: ImportPreview) -> Html:
    return page(
        frame_of(request),
        HERE,
        "What would change",
        *what_would_change(found),
        applying(request, found),
        element("p", element("a", "Leave everything as it is", href=HERE)),
    )


# Applying it


def applying(request: Request, found: ImportPreview) -> Html | None:
    counts = found.counts
    if not any(counts[one] for one in ("new", "changed", "leavers", "back", "perhaps")):
        return element("p", "Nothing would change.")
    asked = who_they_are(found)
    return form(frame_of(request), f"{HERE}/{found.id}/apply", *asked, button("Apply this list"))


def asked_in(form: Form) -> ApplyBody:
    rows = {name[4:]: told[0] for name, told in form.fields.items() if name.startswith("row-")}
    said = form.one("unsure")
    return ApplyBody(
        decisions=tuple(decided(row, who) for row, who in rows.items() if who != LEAVE),
        unsure=Unsure(said) if said in list(Unsure) else Unsure.LEAVE,
    )


def decided(row: str, who: str) -> Decision:
    try:
        return Decision(row=int(row), person=None if who == NEW else UUID(who))
    except ValueError:
        raise InvalidField("/row", "Choose who each row in doubt is.") from None


@router.post("/{id}/apply", dependencies=[on(people_page)])
def apply(
    id: UUID, who: Importer, form: TheForm, daybook: TheDaybook, request: Request
) -> Response:
    done = people.apply(id, daybook, who, asked_in(form))
    return shown(applied_page(request, done))


def applied_page(request: Request, done: Imported) -> Html:
    said = f"The list was taken in: {in_short(done.counts)}."
    back = element("p", element("a", "Back to the list of people", href=HERE))
    return page(frame_of(request), HERE, "List of people", told(element("p", said)), back)


back_to(router, HERE, "/{id}/apply")
