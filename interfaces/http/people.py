"""/api/people: the school's people, and taking in a new list of them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from application.account_acts import tell_the_school
from application.people.applying import Unsure, decisions
from application.people.lists import as_part, read_list
from application.people.person import Kind
from application.people.refusals import DirectoryHasChanged, ListRefused
from application.people.telling import imported, of_person, told
from application.permissions import NotYourRole, may_list_people, may_open
from domain.access import Page
from interfaces.http.bodies import Strict, Words
from interfaces.http.dependencies import Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import InvalidField, Problem, kebab
from interfaces.http.listing import ImportsAudited, PeopleListed
from interfaces.people_files.reading import LARGEST_FILE, sheets_of
from interfaces.people_files.refusals import WrongKindOfFile
from interfaces.wiring import By, SignedIn

router = APIRouter(prefix="/api/people", tags=["people"], responses=problems(401, 422, 503))


@dataclass(frozen=True, slots=True)
class PersonFound:
    id: str
    kind: Kind
    name: str
    known_as: str
    year: str
    form: str
    post: str
    leaver: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    items: list[PersonFound]
    next: str | None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """`new`, `changed`, `leavers` and `perhaps` say row by row what would happen, and why."""

    id: UUID
    counts: dict[str, int]
    warnings: list[str]
    columns_read: list[str]
    headings_not_read: list[str]
    problems: list[dict[str, Any]]
    doubts: list[dict[str, Any]]
    new: list[dict[str, Any]]
    changed: list[dict[str, Any]]
    leavers: list[dict[str, Any]]
    perhaps: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Imported:
    id: UUID
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class PastImport:
    imported_at: datetime
    by: str
    file_hash: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class PastImports:
    items: list[PastImport]
    next: str | None = None


class Decision(Strict):
    """Who the row in doubt is: a candidate's id, or null for somebody new."""

    row: int
    person: UUID | None = None


class ApplyBody(Strict):
    """`unsure` is the answer for the rows that `decisions` does not name."""

    decisions: tuple[Decision, ...] = ()
    unsure: Unsure = Unsure.LEAVE


class NotYoursToTakeIn(NotYourRole):
    because = "Your role may not take in a list of people."


class NotYoursToLookFor(NotYourRole):
    because = "Your role sees figures, not people."


def opens(page: Page, refusal: type[NotYourRole]) -> Callable[[SignedIn], SignedIn]:
    """As `application.permissions` says; nothing about it is decided here."""

    def may(who: Who) -> SignedIn:
        if not may_open(who.person.role, page):
            raise refusal
        return who

    return may


Importer = Annotated[SignedIn, Depends(opens(Page.PEOPLE_IMPORT, NotYoursToTakeIn))]
Searcher = Annotated[SignedIn, Depends(opens(Page.PEOPLE, NotYoursToLookFor))]


async def sent_file(request: Request) -> bytes:
    """The file itself is the body, and says by its content what it is."""
    if request.headers.get("content-type", "").startswith("multipart/"):
        raise of_list(WrongKindOfFile("a form: send the file itself as the body"))
    return await request.body()


SentFile = Annotated[bytes, Depends(sent_file)]
FILE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
        },
    }
}


Looked = Annotated[Words, Query(max_length=200)]
FEWEST_LETTERS = 2


def enough_letters(who: Searcher, q: Looked = "") -> None:
    """A list of all pupils is for those whose work needs it; the others look for somebody."""
    if len("".join(q.split())) < FEWEST_LETTERS and not may_list_people(who.person.role):
        raise InvalidField("query:q", "Type at least two letters of the name.")


EnoughLetters = Annotated[None, Depends(enough_letters)]


@router.get("", responses=problems(403))
def search(
    daybook: TheDaybook,
    who: Searcher,
    letters: EnoughLetters,
    listed: PeopleListed,
    q: Looked = "",
    cursor: Annotated[str | None, Query(max_length=20)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PeoplePage:
    """People whose names are like `q`, the best match first; without `q` everybody by name.

    Who neither handles cases nor takes in lists types at least two letters.

    Nothing of any case is in the answer or its order: it is the same for everybody who may ask.
    """
    start = read_cursor(cursor)
    people, of = daybook.people(who.school).search(q, start, limit)
    return PeoplePage(
        [PersonFound(**of_person(person) | {"kind": person.kind}) for person in people],
        write_cursor(start + limit) if start + limit < of else None,
    )


@router.get("/imports", responses=problems(403))
def imports(daybook: TheDaybook, who: Importer, audited: ImportsAudited) -> PastImports:
    """Who took in which file, and what it changed. Nobody listed in it is named."""
    return PastImports(
        [
            PastImport(past.imported_at, past.by_name, past.file_hash.hex(), past.counts)
            for past in daybook.people(who.school).imports()
        ]
    )


@router.post(
    "/imports",
    status_code=201,
    max_body_size=LARGEST_FILE,
    openapi_extra=FILE_BODY,
    responses=problems(403, 413),
)
def preview(
    daybook: TheDaybook,
    who: Importer,
    now: Now,
    file: SentFile,
    kind: Kind | None = None,
    part: bool = False,
) -> ImportPreview:
    """Read a CSV, XLSX or OneRoster file. Nothing is changed before the preview is applied."""
    try:
        listed = read_list(sheets_of(file), now.date(), kind)
    except ListRefused as error:
        raise of_list(error) from None
    people = daybook.people(who.school)
    shown = people.preview(as_part(listed) if part else listed)
    id = people.keep_preview(shown, sha256(file).digest(), who.person.account)
    return ImportPreview(id, **told(shown))


@router.post("/imports/{id}/apply", responses=problems(400, 403, 404, 409, 413))
def apply(id: UUID, daybook: TheDaybook, who: Importer, body: ApplyBody | None = None) -> Imported:
    """Change the directory as the preview says: all of it, or nothing. The record says so too."""
    people = daybook.people(who.school)
    kept = people.kept_preview(id, who.person.account)
    if kept is None:
        raise Problem(
            404, "no-such-preview", "There is no such preview of yours, or it is an hour old."
        )
    asked = body or ApplyBody()
    answers = decisions(people.preview(kept.listed), asked.unsure)
    answers |= {each.row: each.person for each in asked.decisions}
    by = By(who.person.name, who.person.account)

    try:
        with daybook.at_once(who.school) as together:
            people = together.people(who.school)
            counts = people.apply(kept.listed, kept.fingerprint, answers, by, kept.file_hash)
            people.forget_preview(id)
            event = imported(kept.file_hash, counts)
            tell_the_school(together.log(who.school), event, who.person)
    except ListRefused as error:
        raise of_list(error) from None
    return Imported(id, counts)


def of_list(error: ListRefused) -> Problem:
    status = 409 if isinstance(error, DirectoryHasChanged) else 422
    return Problem(status, kebab(type(error).__name__), str(error))


def write_cursor(start: int) -> str:
    return urlsafe_b64encode(str(start).encode()).decode()


def read_cursor(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        text = urlsafe_b64decode(cursor.encode("ascii")).decode("ascii")
    except ValueError:
        text = ""
    if not (text.isdigit() and len(text) < 9):
        raise InvalidField("query:cursor", "Take `next` from the page before.")
    return int(text)
