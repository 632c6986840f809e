"""A line of the record: what it says, and how it is written down and read again.

The formats are permanent; docs/record.md describes them for an auditor.
"""

from binascii import a2b_base64
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from os import urandom
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from eventsourcing.persistence import Mapper, StoredEvent

from application.lifting import LIFTS as LIFTS
from application.lifting import Lift as Lift
from application.ports import DataKey, KeyRefused, Keys, StreamKeys
from domain import access, accounts, school
from domain.concerns import events as concerns
from domain.incident import events as incident
from domain.ledger import seal
from domain.ledger.bodies import Body, tag_key_hash
from domain.ledger.disclosures import digest, disclose_json
from domain.ledger.leaves import kind_of, tag
from domain.people import Role
from domain.prevention import events as prevention
from domain.school_setup import events as setup
from domain.times import Occurred, Precision

Event = (
    incident.Event
    | school.SchoolEvent
    | setup.Event
    | access.AccessEvent
    | accounts.AccountEvent
    | concerns.Event
    | prevention.Event
)

STORED_NAMES: dict[str, type[Event]] = {
    **incident.STORED_NAMES,
    **school.STORED_NAMES,
    **access.STORED_NAMES,
    **setup.STORED_NAMES,
    **concerns.STORED_NAMES,
    **prevention.STORED_NAMES,
    **accounts.STORED_NAMES,
}

RESERVED = ("name", "actor", "by", "role", "occurred")


@dataclass(frozen=True, slots=True)
class By:
    """Who, in the words of the day."""

    name: str
    post: str
    organisation: str


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One recorded event. Position and time of recording are None until the database gives them.

    A Struct, not a dataclass: one is made for every line that is read, ten times as fast.
    """

    stream: UUID
    version: int
    command: UUID
    actor: UUID
    by: By
    role: Role
    occurred: Occurred | None
    event: Event
    position: int | None = None
    recorded_at: datetime | None = None

    @property
    def originator_id(self) -> UUID:
        return self.stream

    @property
    def originator_version(self) -> int:
        return self.version


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedLine:
    """A line whose key has been destroyed. That it was, when, and its kind is all that is left."""

    stream: UUID
    version: int
    name: str
    position: int
    recorded_at: datetime

    originator_id = Line.originator_id
    originator_version = Line.originator_version


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownLine:
    """A line of a kind that this Daybook does not know. It can be verified but not acted on."""

    stream: UUID
    version: int
    name: str
    position: int
    recorded_at: datetime

    originator_id = Line.originator_id
    originator_version = Line.originator_version


AnyLine = Line | ErasedLine | UnknownLine
Unread = TypeVar("Unread", ErasedLine, UnknownLine)


@dataclass(frozen=True, init=False)
class SealedLine(StoredEvent):
    """A line as the database keeps it. `state` is the body, `topic` the stored name."""

    head: bytes
    sealed: bytes
    new_keys: tuple[bytes, bytes] | None  # tag key and wrapped data key of a new stream
    position: int | None
    leaf: bytes
    keys: StreamKeys | None = field(repr=False)

    def __init__(
        self,
        originator_id: UUID | str,
        originator_version: int,
        topic: str,
        state: bytes,
        head: bytes,
        sealed: bytes,
        new_keys: tuple[bytes, bytes] | None = None,
        position: int | None = None,
        leaf: bytes = b"",
        keys: StreamKeys | None = None,
    ) -> None:
        # All fields at once: a frozen dataclass of itself makes a call for each, line after line.
        vars(self).update(
            originator_id=originator_id,
            originator_version=originator_version,
            topic=topic,
            state=state,
            head=head,
            sealed=sealed,
            new_keys=new_keys,
            position=position,
            leaf=leaf,
            keys=keys,
        )


@dataclass(frozen=True, slots=True)
class CaseKeys:
    """The keys of one stream, ready to write with. `wrapped` is set while the stream is new."""

    tag_key: bytes
    data_key: DataKey
    wrapped: bytes | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A line about to be written, with the keys to write it."""

    line: Line
    keys: CaseKeys

    @property
    def originator_id(self) -> UUID:
        return self.line.stream

    @property
    def originator_version(self) -> int:
        return self.line.version


class LineRefused(Exception):
    """A line does not read as the record's formats say it must."""


json = msgspec.json.Encoder()


class RecordMapper(Mapper[UUID]):
    """Writes lines down and reads them again, for one school."""

    def __init__(
        self,
        school: UUID,
        keys: Keys,
        names: Mapping[str, type[Any]] = STORED_NAMES,
        lifts: Mapping[str, Lift] = LIFTS,
    ) -> None:
        self.school = school
        self.keys = keys
        self.lifts = lifts
        self.name_of, self.decoders = coders(names)
        self.unwrap = lru_cache(maxsize=256)(self._unwrap)

    def new_keys(self, stream: UUID) -> CaseKeys:
        data_key, wrapped = self.keys.new_data_key(self.school, stream)
        return CaseKeys(urandom(32), data_key, wrapped)

    def open_keys(self, stream: UUID, keys: StreamKeys) -> CaseKeys:
        """The stream's newest key. Raises KeyRefused when none is left."""
        if not keys.wrapped:
            raise KeyRefused
        number, wrapped = keys.wrapped[-1]
        return CaseKeys(keys.tag_key, self.unwrap(stream, number, wrapped))

    def _unwrap(self, stream: UUID, number: int, wrapped: bytes) -> DataKey:
        return self.keys.unwrap(self.school, stream, number, wrapped)

    def to_stored_event(self, draft: Any) -> SealedLine:
        line, keys = draft.line, draft.keys
        name = self.name_of[type(line.event)]
        members = told(name, line)
        disclosures = [
            disclose_json(salt, field_name, json.encode(value))
            for salt, (field_name, value) in zip(salts(len(members)), members.items(), strict=True)
        ]
        body = Body(
            school=self.school,
            stream=line.stream,
            version=line.version,
            command=line.command,
            digests=tuple(map(digest, disclosures)),
            tag_key_hash=tag_key_hash(keys.tag_key) if line.version == 1 else None,
        ).pack()
        context = seal.context(
            self.school, line.stream, line.version, keys.data_key.number, sha256(body).digest()
        )
        sealed = keys.data_key.seal("\n".join(disclosures).encode(), context)
        new = line.version == 1 and keys.wrapped is not None
        return SealedLine(
            originator_id=line.stream,
            originator_version=line.version,
            topic=name,
            state=body,
            head=bytes((1, kind_of(name), 0)) + tag(keys.tag_key, line.version),
            sealed=keys.data_key.number.to_bytes(4, "big") + sealed,
            new_keys=(keys.tag_key, keys.wrapped) if new and keys.wrapped else None,
        )

    def to_domain_event(self, stored: StoredEvent) -> AnyLine:
        """Raises LineRefused for bytes that are not what was written."""
        assert isinstance(stored, SealedLine)
        disclosures = self.disclosures(stored)
        if disclosures is None:
            return unreadable(ErasedLine, stored)
        try:
            return self.read(stored, joined_object(disclosures))
        except (ValueError, msgspec.DecodeError):
            raise LineRefused("What the line tells is not written as its name says.") from None

    def read(self, stored: SealedLine, told_json: bytes) -> Line | UnknownLine:
        name = stored.topic
        if name not in self.decoders and name in self.lifts:
            name, told_json = self.lift(name, told_json)
        if name not in self.decoders:
            return unreadable(UnknownLine, stored)
        envelope = ENVELOPE.decode(told_json)
        return Line(
            stream=stored.originator_id,  # type: ignore[arg-type]
            version=stored.originator_version,
            command=command_of(stored.state),
            actor=envelope.actor,
            by=envelope.by,
            role=envelope.role,
            occurred=occurred_of(envelope.occurred),
            event=self.decoders[name].decode(told_json),
            position=stored.position,
            recorded_at=recorded_at(stored.leaf),
        )

    def unseal(self, line: SealedLine) -> dict[bytes, bytes] | None:
        """Disclosed names and their JSON values; None when the key is no more."""
        disclosures = self.disclosures(line)
        return None if disclosures is None else read_disclosures(disclosures)

    def disclosures(self, line: SealedLine) -> bytes | None:
        """The disclosure texts joined by LF, as sealed; None when the key is no more."""
        number = int.from_bytes(line.sealed[:4], "big")
        wrapped = line.keys.numbered(number) if line.keys else None
        if wrapped is None:
            return None
        body_hash = sha256(line.state).digest()
        if line.leaf[-32:] != body_hash:
            raise LineRefused("The body of the line is not the one that its leaf commits to.")
        stream, version = line.originator_id, line.originator_version
        assert isinstance(stream, UUID)
        context = seal.context(self.school, stream, version, number, body_hash)
        try:
            key = self.unwrap(stream, number, wrapped)
        except KeyRefused:
            raise LineRefused("The key of the line's case is not its own.") from None
        try:
            return key.open(line.sealed[4:], context)
        except KeyRefused:
            raise LineRefused("The sealed bytes of the line do not open: not its own.") from None

    def lift(self, name: str, told_json: bytes) -> tuple[str, bytes]:
        """Bring an old shape up to today's, a number at a time. Who and when stay as they are."""
        members: dict[str, Any] = msgspec.json.decode(told_json)
        envelope = {member: members.pop(member) for member in RESERVED}
        while name in self.lifts:
            name, change = self.lifts[name]
            members = change(members)
        return name, json.encode(envelope | members)


Decoders = dict[str, msgspec.json.Decoder[Any]]


def coders(names: Mapping[str, type[Any]]) -> tuple[dict[type[Any], str], Decoders]:
    """Made once of the names that all schools share: a request makes a mapper or two."""
    return CODERS if names is STORED_NAMES else make_coders(names)


def make_coders(names: Mapping[str, type[Any]]) -> tuple[dict[type[Any], str], Decoders]:
    name_of = {shape: name for name, shape in names.items()}
    return name_of, {name: msgspec.json.Decoder(shape) for name, shape in names.items()}


CODERS = make_coders(STORED_NAMES)


def unreadable(kind: type[Unread], stored: SealedLine) -> Unread:
    assert isinstance(stored.originator_id, UUID)
    assert stored.position is not None
    return kind(
        stream=stored.originator_id,
        version=stored.originator_version,
        name=stored.topic,
        position=stored.position,
        recorded_at=recorded_at(stored.leaf),
    )


def told(name: str, line: Line) -> dict[str, Any]:
    """Every field of a line, each to be disclosed or withheld on its own."""
    envelope = {
        "name": name,
        "actor": line.actor,
        "by": line.by,
        "role": line.role,
        "occurred": occurred_as_told(line.occurred),
    }
    event = {field.name: getattr(line.event, field.name) for field in fields(line.event)}
    return envelope | event


def salts(count: int) -> list[bytes]:
    drawn = urandom(16 * count)
    return [drawn[at : at + 16] for at in range(0, len(drawn), 16)]


def read_disclosures(joined: bytes) -> dict[bytes, bytes]:
    """Names and JSON values. A salt is always 22 characters, so the name begins after 27 bytes."""
    members = {}
    for disclosure in joined.translate(FROM_URL_SAFE).split(b"\n"):
        text = a2b_base64(disclosure + b"==")
        end = text.index(b'"', 27)
        members[text[27:end]] = text[end + 2 : -1]
    return members


FROM_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def joined_object(joined: bytes) -> bytes:
    """All that a line tells as one JSON object, so that it is decoded in one go."""
    members = [
        # ["<salt>","name",value] becomes "name":value. No name has a quotation mark in it.
        a2b_base64(disclosure + b"==")[26:-1].replace(b'",', b'":', 1)
        for disclosure in joined.translate(FROM_URL_SAFE).split(b"\n")
    ]
    return b"{%b}" % b",".join(members)


def occurred_as_told(occurred: Occurred | None) -> dict[str, Any] | None:
    if occurred is None:
        return None
    return {"from": occurred.start, "to": occurred.end, "precision": occurred.precision}


class ToldTime(msgspec.Struct, rename={"start": "from"}):
    start: datetime | None
    to: datetime | None
    precision: Precision


def occurred_of(told_time: ToldTime | None) -> Occurred | None:
    if told_time is None:
        return None
    return Occurred(told_time.start, told_time.to, told_time.precision)


class Envelope(msgspec.Struct):
    """What every line tells besides its event."""

    actor: UUID
    by: By
    role: Role
    occurred: ToldTime | None


ENVELOPE = msgspec.json.Decoder(Envelope)


def recorded_at(leaf: bytes) -> datetime:
    # A millisecond survives the division: it is far above the last bit of a double until 2255.
    return datetime.fromtimestamp(int.from_bytes(leaf[19:27], "big") / 1000, UTC)


def command_of(body: bytes) -> UUID:
    """The command id that a body names, read without parsing the rest."""
    at = body.index(b'"command":"') + len(b'"command":')
    return UUID_TEXT.decode(body[at : at + 38])


UUID_TEXT = msgspec.json.Decoder(UUID)
