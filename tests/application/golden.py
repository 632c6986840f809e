"""One line of each kind as it was first written, kept in tests/stored_events and never edited.

For a new stored name: add its event to tests/examples.py, fill in below what it leaves out, run
`uv run python -m tests.application.golden`, and copy the fingerprint that it prints into
tests/test_stored_events.py.
"""

import json
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from application.record import By, Event, Line, told
from domain import accounts
from domain.access import CaseRead, GlassBroken, GlassReviewed, ListRead, Page
from domain.concerns import events as concerns
from domain.facts import Answer
from domain.incident.events import NAMES, AdviceSought, ExhibitHandedOver, RoutesOpened
from domain.incident.words import ImageLock
from domain.ledger.bodies import Body, tag_key_hash
from domain.ledger.disclosures import digest, disclose
from domain.ledger.leaves import Leaf, kind_of, tag
from domain.people import Role
from domain.prevention import events as prevention
from domain.school import (
    CaseDisposed,
    Clock,
    Counted,
    PeopleImported,
    SchoolOpened,
    TrustJoined,
)
from domain.school_setup import events as setup
from domain.times import Occurred, Precision
from tests.domain.concerns.examples import EVENTS as IN_A_REGISTER
from tests.domain.concerns.examples import FRIDAY_NOON
from tests.domain.prevention.examples import EVENTS as OF_PREVENTION
from tests.domain.school_setup.examples import SET_UP
from tests.examples import EVENTS, LEAD

FOLDER = Path(__file__).parent.parent / "stored_events"

SCHOOL = UUID("5c800100-0000-4000-8000-000000000001")
CASE = UUID("01992299-0000-7000-8000-000000000002")
TAG_KEY = sha256(b"a tag key for golden files").digest()
MONDAY_NINE = datetime(2026, 9, 7, 9, tzinfo=UTC)
RECORDED_MS = int(MONDAY_NINE.timestamp() * 1000) + 123

LATE = ("recorded after the incident was closed",)

# What the examples leave out: a golden file tells something in every field.
MORE: dict[str, dict[str, Any]] = {
    "incident-reported.1": {
        "own_words": "“They all laughed” 😶",
        "late_because": "The weekend came between",
        "image_lock": ImageLock.UNTIL_THE_DSL_DECIDES,
        "owner": LEAD.account,
        "owner_name": LEAD.name,
    },
    "person-linked.1": {
        "description": "A girl in a red coat",
        "directory_id": UUID("d1ec7000-0000-4000-8000-000000000005"),
        "account": UUID("acc00700-0000-4000-8000-000000000006"),
    },
    "assessed.1": {"lowered_because": "It was one message"},
    "exhibit-handed-over.2": {"place": "The school office", "condition": "Sealed, undamaged"},
    "removal-requested.1": {"reference_given": "RR-12", "not_waiting_because": "It is spreading"},
    "removal-outcome-recorded.1": {"checked_at": datetime(2026, 9, 7, 8, 55, 0, 120000, UTC)},
    "parent-informed.1": {"agencies_agree": Answer.YES},
    "parent-not-informed.1": {"agencies_agree": Answer.NOT_KNOWN},
    "escalated-to-lado.1": {"agreed": "The school keeps the phone"},
    "advice-sought.2": {"reference_given": "POSH-9"},
    "referral-made.1": {"agency_name": "Fellside children's services"},
    "referral-answered.1": {"reference_given": "CSC-4471"},
    "complaint-received.1": {
        "about_an_adult_here": True,
        "about_account": UUID("acc00700-0000-4000-8000-000000000009"),
    },
    "task-assigned.1": {"assignee": UUID("acc00700-0000-4000-8000-000000000007")},
    "task-done.1": {"cancelled_because": "The site is gone"},
    "procedures-reviewed.1": {"reviewed_with": ("Bryn Jones", "Ruth Ainsley")},
    "note-added.1": {"text": "Rang home.\nNo answer – try “tonight” 😀"},
    "closed.1": {
        "summary": "A photo was passed round",
        "how_followed_up": "All who had it were spoken to",
        "outcome": "Deleted; the family is content",
    },
    "line-corrected.1": {
        "new_occurred": Occurred(
            datetime(2026, 9, 6, 19, tzinfo=UTC),
            datetime(2026, 9, 6, 20, tzinfo=UTC),
            Precision.APPROXIMATE,
        )
    },
}

OF_THE_SCHOOL: dict[str, Event] = {
    "school-opened.1": SchoolOpened(
        school_name="Tor Hill School", origin=f"daybook/{SCHOOL}", clock=Clock.DATABASE
    ),
    "case-disposed.1": CaseDisposed(
        stream=CASE,
        retention_class="online-safety incident",
        authority="Retention schedule 2026, section 4",
        approved_by=("A. Khan", "C. Reid"),
        lines=3,
    ),
    "people-imported.1": PeopleImported(
        file_sha256=sha256(b"a list of pupils").hexdigest(),
        counts=(Counted(what="new", number=212), Counted(what="leavers", number=3)),
    ),
    "case-disposed.2": CaseDisposed(
        stream=CASE,
        retention_class="online-safety incident",
        authority="Retention schedule 2026, section 4",
        approved_by=("A. Khan", "C. Reid"),
        lines=3,
        access_stream=UUID("4cce5500-0000-4000-8000-000000000008"),
        reads=2,
    ),
    "trust-joined.1": TrustJoined(
        trust=UUID("72057000-0000-4000-8000-000000000009"), trust_name="Tor Valley Trust"
    ),
    **{
        name: event
        for event in SET_UP
        for name, kind in setup.STORED_NAMES.items()
        if type(event) is kind
    },
}


LANE = accounts.Whose(
    account=UUID("acc00700-0000-4000-8000-000000000008"),
    name="P. Lane",
    post="Deputy head",
    role=Role.DEPUTY_DSL,
)
MOSS = accounts.Whose(
    account=UUID("acc00700-0000-4000-8000-000000000009"),
    name="E. Moss",
    post="Office",
    role=Role.ADMINISTRATOR,
)

OF_ACCOUNTS: dict[str, Event] = {
    "account-opened.1": accounts.AccountOpened(whose=LANE, asked_by=MOSS),
    "account-reopened.1": accounts.AccountReopened(whose=LANE, asked_by=MOSS),
    "account-closed.1": accounts.AccountClosed(whose=LANE),
    "role-given.1": accounts.RoleGiven(whose=LANE, before=Role.REPORTER, asked_by=MOSS),
    "link-given.1": accounts.LinkGiven(whose=LANE, asked_by=MOSS),
    "factors-reset.1": accounts.FactorsReset(whose=LANE, asked_by=MOSS),
    "identity-linked.1": accounts.IdentityLinked(
        whose=LANE, issuer="https://provider.example", asked_by=MOSS
    ),
    "token-given.1": accounts.TokenGiven(whose=LANE),
}

OF_ACCESS: dict[str, Event] = {
    "case-read.1": CaseRead(
        incident=CASE, quarter=MONDAY_NINE, what=Page.TIMELINE, why="The audit of this term"
    ),
    "list-read.1": ListRead(quarter=MONDAY_NINE, what=Page.SEARCH, why="The audit of this term"),
    "glass-broken.1": GlassBroken(
        incident=CASE,
        glass=1,
        reason="The lead is away, and a mother is at the gate",
        until=datetime(2026, 9, 7, 9, 30, tzinfo=UTC),
        review_by=datetime(2026, 9, 8, 9, tzinfo=UTC),
    ),
    "glass-reviewed.1": GlassReviewed(
        incident=CASE, glass=1, justified=True, remark="Nobody else could be reached"
    ),
}


# What one line of a register says when it says everything.
WHOLE: dict[str, dict[str, Any]] = {
    "concern-corrected.1": {
        "old": "She was in Year 9",
        "new": "She is in Year 10",
        "old_occurred": Occurred(MONDAY_NINE, None, Precision.DAY),
        "new_occurred": FRIDAY_NOON,
    },
    "register-closed.1": {"reason": "The school's schedule: six years – “no less” 😶"},
}


def filled(name: str, event: Any) -> Any:
    """The example with nothing left out."""
    more = {**MORE, **WHOLE}.get(name, {})
    if "out_of_order" in {field.name for field in fields(event)}:
        more = {"out_of_order": LATE, **more}
    return replace(event, **more)


def of(kind: type[Any]) -> Any:
    return next(filled(NAMES[kind], event) for event in EVENTS if type(event) is kind)


# As lines of an older number read today.
LIFTED: dict[str, Event] = {
    "advice-sought.1": replace(of(AdviceSought), adviser_kind=None),
    "exhibit-handed-over.1": replace(of(ExhibitHandedOver), recipient=None),
    "routes-opened.1": replace(
        of(RoutesOpened),
        steps=tuple(replace(step, about=None) for step in of(RoutesOpened).steps),
    ),
}

CANONICAL: dict[str, Event] = {
    **LIFTED,
    **OF_THE_SCHOOL,
    **OF_ACCOUNTS,
    **OF_ACCESS,
    **{
        concerns.NAMES[type(event)]: filled(concerns.NAMES[type(event)], event)
        for event in IN_A_REGISTER
    },
    **{
        prevention.NAMES[type(event)]: filled(prevention.NAMES[type(event)], event)
        for event in OF_PREVENTION
    },
    **{NAMES[type(event)]: filled(NAMES[type(event)], event) for event in EVENTS},
}


@dataclass(frozen=True)
class Golden:
    """A line on paper: what it says, field by field, and the bytes that were recorded."""

    line: Line
    members: dict[str, Any]
    disclosures: list[str]
    body: bytes
    leaf: bytes


def canonical_line(name: str, event: Event) -> Line:
    """Openings are the first line of their stream, all others the second."""
    of_school = isinstance(
        event,
        SchoolOpened
        | CaseDisposed
        | PeopleImported
        | TrustJoined
        | setup.Event
        | accounts.AccountEvent,
    )
    opens = name.startswith(
        ("school-opened.", "incident-reported.", "concerns-opened.", "prevention-opened.")
    )
    return Line(
        stream=SCHOOL if of_school else CASE,
        version=1 if opens else 2,
        command=UUID("c0331a4d-0000-4000-8000-000000000003"),
        actor=UUID("acc00700-0000-4000-8000-000000000004"),
        by=By("A. Khan", "Safeguarding lead", "Tor Hill School"),
        role=Role.DSL,
        occurred=Occurred(datetime(2026, 9, 4, tzinfo=UTC), None, Precision.DAY),
        event=event,
        position=7,
        recorded_at=datetime.fromtimestamp(RECORDED_MS / 1000, UTC),
    )


def as_told(name: str, line: Line) -> dict[str, Any]:
    members: dict[str, Any] = json.loads(msgspec.json.encode(told(name, line)))
    return members


def written(line: Line, members: dict[str, Any]) -> Golden:
    """With salts and keys that are always the same, as no real line has them."""
    disclosures = [
        disclose(sha256(b"salt of " + name.encode()).digest()[:16], name, value)
        for name, value in members.items()
    ]
    body = Body(
        school=SCHOOL,
        stream=line.stream,
        version=line.version,
        command=line.command,
        digests=tuple(map(digest, disclosures)),
        tag_key_hash=tag_key_hash(TAG_KEY) if line.version == 1 else None,
    ).pack()
    leaf = Leaf(
        kind_of(members["name"]), tag(TAG_KEY, line.version), RECORDED_MS, sha256(body).digest()
    )
    return Golden(line, members, disclosures, body, leaf.pack())


def path(name: str) -> Path:
    return FOLDER / f"{name}.json"


def write(name: str) -> None:
    line = canonical_line(name, CANONICAL[name])
    golden = written(line, as_told(name, line))
    page = {"members": golden.members, "body": golden.body.hex(), "leaf": golden.leaf.hex()}
    text = json.dumps(page, ensure_ascii=False, indent=2) + "\n"
    path(name).write_bytes(text.encode("utf-8"))


def fingerprint(name: str) -> str:
    return sha256(path(name).read_bytes()).hexdigest()


def main() -> None:
    """Write the files that are missing, and no other."""
    for name in CANONICAL:
        if not path(name).exists():
            write(name)
            print(f'    "{name}": "{fingerprint(name)}",')


if __name__ == "__main__":
    main()
