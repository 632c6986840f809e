"""/api/school: what holds for the school as a whole, and setting it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import AfterValidator, BaseModel, StringConstraints

from application import permissions
from application.edition_notes import edition_notes
from application.editions import shipped
from application.projections.history import sentence
from application.record import Line
from application.school_setup import (
    HistoryForOthers,
    NotYoursToSee,
    SchoolSetup,
    ask_school,
    setup_of,
)
from domain.school import CaseDisposed
from domain.school_setup.checking import alternate_notes, calendar_notes, contact_notes
from domain.school_setup.commands import (
    AdoptEdition,
    Command,
    SetCalendar,
    SetCaseManagers,
    SetConcernReaders,
    SetContacts,
    SetCover,
)
from domain.school_setup.covering import cover_notes
from domain.school_setup.decisions import sha256_of
from domain.school_setup.events import (
    CalendarSet,
    Colleague,
    Contact,
    ManagesHead,
    NamedTerm,
    StandIn,
)
from interfaces.http.bodies import ClockTime, Said, Strict, built, part_of, without_controls
from interfaces.http.dependencies import (
    Expected,
    IdempotencyKey,
    Log,
    TheDaybook,
    Who,
    seen_key,
)
from interfaces.http.documented import problems
from interfaces.http.listing import SetupAudited

router = APIRouter(prefix="/api/school", tags=["school"], responses=problems(401, 403, 409, 503))

LONGEST_PLAYBOOK = 400_000  # characters; ours has 62 000.
ASKED = problems(400, 412, 413, 422)


@dataclass(frozen=True, slots=True)
class SetTo:
    """`position` is null when nothing needed writing. `notes` are worth a second look."""

    version: int
    position: int | None
    notes: list[str]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    terms: list[NamedTerm]
    inset_days: list[date]
    closed_days: list[date]
    extra_bank_holidays: list[date]
    school_opens: ClockTime
    school_closes: ClockTime
    office_opens: ClockTime
    office_closes: ClockTime
    notes: list[str]


@dataclass(frozen=True, slots=True)
class ContactsPage:
    contacts: list[Contact]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class CaseManagersPage:
    about_the_head: Colleague | None
    manages_head_as: ManagesHead | None
    alternates: list[Colleague]
    deputies: list[Colleague]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class CoverPage:
    stand_ins: list[StandIn]
    out_of_hours: list[Colleague]
    deputy_after_minutes: int
    alternate_after_minutes: int
    out_of_hours_after_minutes: int
    notes: list[str]


@dataclass(frozen=True, slots=True)
class ConcernReadersPage:
    """Besides the head, and the chair of governors for what is about the head."""

    readers: list[Colleague]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class EditionPage:
    """`adopted` is false while the school uses the edition that Daybook brings with it. `problems`
    says what the rules of now, which came later, would refuse the edition adopted last for.
    """

    edition: str
    title: str
    adopted: bool
    reason: str | None
    sha256: str
    text: str
    problems: list[str]


@dataclass(frozen=True, slots=True)
class HistoryItem:
    position: int
    sentence: str
    recorded_at: datetime
    by: dict[str, str]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    items: list[HistoryItem]
    next: None = None


def without_a_mark(text: str) -> str:
    """Some editors begin a file with a mark that nobody sees."""
    return text.removeprefix("\ufeff")


class AdoptEditionBody(Strict):
    """The playbook's TOML as it stands, and why the school adopts it."""

    text: Annotated[
        str,
        StringConstraints(max_length=LONGEST_PLAYBOOK),
        AfterValidator(without_controls),
        AfterValidator(without_a_mark),
    ]
    reason: Said


def the_setup(who: Who, log: Log, response: Response) -> SchoolSetup:
    """Its version is that of the school's own stream, whatever of it was set last."""
    if not permissions.may_see_setup(who.person.role):
        raise NotYoursToSee
    setup = setup_of(log)
    response.headers["ETag"] = f'"{setup.version}"'
    return setup


Known = Annotated[SchoolSetup, Depends(the_setup)]


@router.get("/calendar")
def calendar(setup: Known) -> CalendarPage:
    """The school's days and hours. Without terms, every working day counts as a school day."""
    days = setup.told.days or CalendarSet()
    return CalendarPage(**shown(days), notes=notes_on("set-calendar", setup))


@router.get("/contacts")
def contacts(setup: Known) -> ContactsPage:
    """Whom to ring: the school's own contacts, and the public ones that it has not replaced."""
    return ContactsPage(list(setup.contacts), notes_on("set-contacts", setup))


@router.get("/case-managers")
def case_managers(setup: Known, log: Log) -> CaseManagersPage:
    """Who manages a case about the head, and who acts when the safeguarding lead cannot."""
    notes = notes_on("set-case-managers", setup, log)
    if setup.managers is None:
        return CaseManagersPage(None, None, [], [], notes)
    return CaseManagersPage(**shown(setup.managers), notes=notes)


@router.get("/cover")
def cover(setup: Known) -> CoverPage:
    """Who stands in for whom, and how an alert climbs that nobody acknowledges."""
    return CoverPage(**shown(setup.cover), notes=notes_on("set-cover", setup))


@router.get("/concern-readers")
def concern_readers(setup: Known) -> ConcernReadersPage:
    """Who reads low-level concerns about adults, besides the head."""
    return ConcernReadersPage(list(setup.concern_readers), [])


@router.get("/edition")
def edition(setup: Known) -> EditionPage:
    """The playbook that new incidents follow, in full."""
    adopted = setup.told.adopted
    return EditionPage(
        edition=setup.playbook.edition,
        title=setup.playbook.title,
        adopted=adopted is not None,
        reason=adopted.reason if adopted else None,
        sha256=sha256_of(setup.playbook_text),
        text=setup.playbook_text,
        problems=list(setup.edition_problems),
    )


@router.get("/history", responses=problems(422))
def history(who: Who, log: Log, audited: SetupAudited) -> HistoryPage:
    """What was set, who was let in and which lists were taken in: the newest first.

    That a case was disposed of is not told here: it would be a trace of the case.
    """
    if not permissions.may_see_history(who.person.role):
        raise HistoryForOthers
    lines = [line for line in log.read(log.school).lines if isinstance(line, Line)]
    told = [line for line in lines if not isinstance(line.event, CaseDisposed)]
    return HistoryPage(list(map(item_of, reversed(told))))


def item_of(line: Line) -> HistoryItem:
    assert line.position is not None
    assert line.recorded_at is not None
    by = {"name": line.by.name, "post": line.by.post, "organisation": line.by.organisation}
    return HistoryItem(line.position, sentence(line), line.recorded_at, by)


def shown(event: Any) -> dict[str, Any]:
    """The fields of an event as a page has them."""
    found = {name: getattr(event, name) for name in event.__dataclass_fields__}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in found.items()}


def notes_on(command: str, setup: SchoolSetup, log: Log | None = None) -> list[str]:
    """What is missing, or odd."""
    match command:
        case "set-calendar":
            return list(calendar_notes(setup.told.days))
        case "set-contacts":
            return list(contact_notes(contact.kind for contact in setup.contacts))
        case "set-case-managers" if setup.managers is None:
            return ["Nobody has been named to manage a case about the head."]
        case "set-case-managers" if setup.managers and log:
            return list(alternate_notes(setup.managers.alternates, log.offices().people))
        case "set-cover":
            return list(cover_notes(setup.cover))
        case "adopt-edition":
            return list(edition_notes(setup.playbook, shipped().playbook))
        case _:
            return []


def add_setting(page: str, name: str, command: type[Command], body_type: type[BaseModel]) -> None:
    """POST /api/school/{page}: the body is the command."""

    def endpoint(
        body: Any,
        response: Response,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        expected: Expected,
        idempotency_key: IdempotencyKey = None,
    ) -> SetTo:
        said = f"school/{name}\n{body.model_dump_json()}".encode()
        seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
        wish = built(command, body)
        told = ask_school(log, wish, by=who.person, expected_version=expected, seen=seen)
        response.headers["ETag"] = f'"{told.version}"'
        return SetTo(told.version, told.position, notes_on(name, setup_of(log), log))

    endpoint.__annotations__["body"] = body_type
    endpoint.__doc__ = command.__doc__
    router.add_api_route(
        f"/{page}",
        endpoint,
        methods=["POST"],
        operation_id=f"school-{name}",
        name=name,
        responses=ASKED,
    )


add_setting("calendar", "set-calendar", SetCalendar, part_of(SetCalendar))
add_setting("contacts", "set-contacts", SetContacts, part_of(SetContacts))
add_setting("case-managers", "set-case-managers", SetCaseManagers, part_of(SetCaseManagers))
add_setting("cover", "set-cover", SetCover, part_of(SetCover))
add_setting(
    "concern-readers", "set-concern-readers", SetConcernReaders, part_of(SetConcernReaders)
)
add_setting("edition", "adopt-edition", AdoptEdition, AdoptEditionBody)
