"""The people directory of one school, its imports, and searching it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
from psycopg.rows import tuple_row
from psycopg.types.json import Jsonb

from application.people.applying import Decisions, outcome
from application.people.lists import PeopleList
from application.people.matching import Preview, preview
from application.people.person import DirectoryPerson, Kind
from application.people.refusals import DirectoryHasChanged
from application.people.search import Listed, found, in_full

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]
Tell = Callable[[int, int], None]

COLUMNS = "person, kind, name, known_as, year, form, post, mis_id, email, leaver"
AT_ONCE = 250
PREVIEW_LASTS = "1 hour"
ONE_IMPORT_AT_A_TIME = 0x70656F70  # "peop", the first half of the lock; the school is the second.

WRITE = f"""
INSERT INTO daybook.person (school, {COLUMNS})
SELECT %(school)s, person, kind, name, known_as, year, form, post,
       nullif(mis_id, ''), nullif(email, ''), leaver
FROM jsonb_populate_recordset(NULL::daybook.person, %(people)s)
ON CONFLICT ON CONSTRAINT person_pkey DO UPDATE SET
    name = EXCLUDED.name, known_as = EXCLUDED.known_as, year = EXCLUDED.year,
    form = EXCLUDED.form, post = EXCLUDED.post, mis_id = EXCLUDED.mis_id,
    email = EXCLUDED.email, leaver = EXCLUDED.leaver
"""


@dataclass(frozen=True, slots=True)
class By:
    """Whose import it is. The command line has no account."""

    name: str
    account: UUID | None = None


@dataclass(frozen=True, slots=True)
class KeptPreview:
    listed: PeopleList
    fingerprint: bytes
    file_hash: bytes


@dataclass(frozen=True, slots=True)
class PastImport:
    imported_at: datetime
    by_name: str
    file_hash: bytes
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class People:
    """One school's people. Other schools' rows are closed off by the database as well."""

    connect: Connect
    school: UUID

    def everyone(self) -> list[DirectoryPerson]:
        with self.connect(self.school) as connection:
            return self.read(connection)

    def listed(self, person: UUID) -> DirectoryPerson | None:
        with self.connect(self.school) as connection:
            try:
                return self.these(connection, [person])[0]
            except KeyError:
                return None

    def every_name(self, kind: Kind | None = None) -> list[str]:
        """The name in full of everybody, or of everybody of a kind, and the one they go by."""
        with self.connect(self.school) as connection:
            listed = self.names(connection, kind)
        return [name for person in listed for name in in_full(person)]

    def search(
        self, asked: str, start: int = 0, limit: int | None = None
    ) -> tuple[list[DirectoryPerson], int]:
        """A page of those whose names are like that, and how many there are in all."""
        with self.connect(self.school) as connection:
            everybody = found(self.names(connection), asked)
            page = everybody[start : None if limit is None else start + limit]
            return self.these(connection, [person.id for person in page]), len(everybody)

    def preview(self, listed: PeopleList) -> Preview:
        return preview(self.everyone(), listed)

    def apply(
        self,
        listed: PeopleList,
        fingerprint: bytes,
        decisions: Decisions,
        by: By,
        file_hash: bytes,
        tell: Tell = lambda done, of: None,
    ) -> dict[str, int]:
        """All of what was previewed, or nothing. Raises DirectoryHasChanged and NotOneOfThem."""
        with self.alone() as connection:
            directory = self.read(connection)
            shown = preview(directory, listed)
            if shown.fingerprint != fingerprint:
                raise DirectoryHasChanged
            self.write(connection, outcome(directory, shown, decisions, uuid4), tell)
            counts = counts_of(shown, decisions)
            self.remember(connection, by, file_hash, counts)
            return counts

    def keep_preview(self, shown: Preview, file_hash: bytes, account: UUID) -> UUID:
        """Until it is applied, or an hour has gone by."""
        preview_id = uuid4()
        with self.connect(self.school) as connection:
            connection.execute(
                "DELETE FROM daybook.people_preview"
                f" WHERE school = %s AND made_at < now() - interval '{PREVIEW_LASTS}'",
                (self.school,),
            )
            connection.execute(
                "INSERT INTO daybook.people_preview"
                " (school, preview, account, file_hash, fingerprint, listed)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                (
                    self.school,
                    preview_id,
                    account,
                    file_hash,
                    shown.fingerprint,
                    Jsonb(msgspec.to_builtins(shown.listed)),
                ),
            )
        return preview_id

    def kept_preview(self, preview_id: UUID, account: UUID) -> KeptPreview | None:
        """None when it is not there, too old, or somebody else's."""
        with self.connect(self.school) as connection:
            row = connection.execute(
                "SELECT listed, fingerprint, file_hash FROM daybook.people_preview"
                " WHERE school = %s AND preview = %s AND account = %s"
                f" AND made_at >= now() - interval '{PREVIEW_LASTS}'",
                (self.school, preview_id, account),
            ).fetchone()
        if row is None:
            return None
        listed = msgspec.convert(row["listed"], PeopleList)
        return KeptPreview(listed, bytes(row["fingerprint"]), bytes(row["file_hash"]))

    def forget_preview(self, preview_id: UUID) -> None:
        with self.connect(self.school) as connection:
            connection.execute(
                "DELETE FROM daybook.people_preview WHERE school = %s AND preview = %s",
                (self.school, preview_id),
            )

    def imports(self) -> list[PastImport]:
        """The newest first."""
        with self.connect(self.school) as connection:
            rows = connection.execute(
                "SELECT imported_at, by_name, file_hash, counts FROM daybook.people_import"
                " WHERE school = %s ORDER BY imported_at DESC, import",
                (self.school,),
            ).fetchall()
        return [PastImport(**row) for row in rows]

    @contextmanager
    def alone(self) -> Iterator[psycopg.Connection[Any]]:
        with self.connect(self.school) as connection:
            half = int.from_bytes(sha256(self.school.bytes).digest()[:4], signed=True)
            connection.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", (ONE_IMPORT_AT_A_TIME, half)
            )
            yield connection

    def read(self, connection: psycopg.Connection[Any]) -> list[DirectoryPerson]:
        with connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM daybook.person WHERE school = %s ORDER BY person",
                (self.school,),
            )
            return list(map(person_of, cursor))

    def names(self, connection: psycopg.Connection[Any], kind: Kind | None = None) -> list[Listed]:
        with connection.cursor(row_factory=tuple_row, binary=True) as cursor:
            cursor.execute(
                "SELECT person, name, known_as, year, leaver FROM daybook.person"
                " WHERE school = %s AND (%s::text IS NULL OR kind = %s)",
                (self.school, kind, kind),
            )
            return list(map(Listed._make, cursor.fetchall()))

    def these(
        self, connection: psycopg.Connection[Any], ids: Sequence[UUID]
    ) -> list[DirectoryPerson]:
        with connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM daybook.person WHERE school = %s AND person = ANY(%s)",
                (self.school, list(ids)),
            )
            people = {person.id: person for person in map(person_of, cursor)}
        return [people[id] for id in ids]

    def write(
        self, connection: psycopg.Connection[Any], people: Sequence[DirectoryPerson], tell: Tell
    ) -> None:
        for start in range(0, len(people), AT_ONCE):
            batch = [row_of(person) for person in people[start : start + AT_ONCE]]
            connection.execute(WRITE, {"school": self.school, "people": Jsonb(batch)})
            tell(start + len(batch), len(people))

    def remember(
        self,
        connection: psycopg.Connection[Any],
        by: By,
        file_hash: bytes,
        counts: Mapping[str, int],
    ) -> None:
        connection.execute(
            "INSERT INTO daybook.people_import"
            " (school, import, account, by_name, file_hash, counts)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (self.school, uuid4(), by.account, by.name, file_hash, Jsonb(counts)),
        )


KINDS = {kind.value: kind for kind in Kind}


def person_of(row: tuple[Any, ...]) -> DirectoryPerson:
    person, kind, name, known_as, year, form, post, mis_id, email, leaver = row
    return DirectoryPerson(
        id=person,
        kind=KINDS[kind],
        name=name,
        known_as=known_as,
        year=year,
        form=form,
        post=post,
        mis_id=mis_id or "",
        email=email or "",
        leaver=leaver,
    )


def row_of(person: DirectoryPerson) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(person)
    row["person"] = row.pop("id")
    return row


def counts_of(shown: Preview, decisions: Decisions) -> dict[str, int]:
    """The preview's counts, and what was said of the rows in doubt."""
    return shown.counts | {
        "perhaps": len(shown.perhaps) - len(decisions),
        "confirmed_same": sum(who is not None for who in decisions.values()),
        "confirmed_new": sum(who is None for who in decisions.values()),
    }
