"""Access streams, notices and totals in PostgreSQL, for one school."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg

from application.access import Offices
from application.account_acts import OPENED_BY_TWO
from application.ports import StreamKeys, Tail
from application.projections.steps_due import YOURS
from application.record import SealedLine
from domain.people import Role
from interfaces.postgres.record import in_the_librarys_words
from interfaces.postgres.rows import NOT_SHUT_OUT, READ_BY_THE_READER, Reader

TWO = sorted(OPENED_BY_TWO)
Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]

# One statement is one snapshot. Keys and lines that are asked for one after the other may not
# belong together: whoever writes first may come in between.
TAIL = """
SELECT a.stream,
    (SELECT k.tag_key FROM daybook.stream_key k
     WHERE k.school = a.school AND k.stream = a.stream) AS tag_key,
    ARRAY(SELECT r.key_no FROM daybook.keyring r
          WHERE r.school = a.school AND r.stream = a.stream ORDER BY r.key_no) AS key_numbers,
    ARRAY(SELECT r.wrapped FROM daybook.keyring r
          WHERE r.school = a.school AND r.stream = a.stream ORDER BY r.key_no) AS wrapped_keys,
    l.position, l.version, l.name, l.body, l.sealed, l.leaf
FROM daybook.access_stream a
LEFT JOIN LATERAL (
    SELECT r.* FROM daybook.record r WHERE r.school = a.school AND r.stream = a.stream
    ORDER BY r.version DESC LIMIT %(most)s
) l ON true
WHERE a.school = %(school)s AND a.incident = %(incident)s
ORDER BY l.version
"""


# An administrator may have kept a way into what was opened, or reset, by no second person.
OPENED_BY_ONE = f"""
SELECT l.incident, l.reference, e.at, a.name, a.post, b.name AS by_name, b.post AS by_post
FROM daybook.online_safety_log l
CROSS JOIN LATERAL jsonb_to_recordset(l.grants) AS given (account uuid, until timestamptz)
JOIN daybook.sign_in_event e ON (e.school, e.account) = (l.school, given.account)
JOIN daybook.account a ON (a.school, a.account) = (e.school, e.account)
JOIN daybook.account b ON (b.school, b.account) = (e.school, e.by)
WHERE l.school = %(school)s AND (given.until IS NULL OR given.until > %(now)s)
    AND a.closed_at IS NULL AND e.what = 'account-added' AND NOT e.detail ? 'asked_by'
    AND {NOT_SHUT_OUT} AND {READ_BY_THE_READER}
    AND NOT EXISTS (
        SELECT FROM daybook.sign_in_event s
        WHERE (s.school, s.account) = (e.school, e.account) AND s.at >= e.at
            AND (s.detail ? 'asked_by' OR s.by IS NULL)
            AND (s.what = 'factors-reset'
                OR s.what = 'role-changed' AND s.detail ->> 'after' = ANY(%(opened_by_two)s))
    )
ORDER BY l.reference, a.name LIMIT 200
"""


NOBODY_LEFT = """
SELECT EXISTS (
    SELECT FROM daybook.online_safety_log l
    WHERE l.school = %(school)s AND l.status NOT IN ('closed', 'struck out', 'disposed of')
        AND (l.denied <> '[]'::jsonb OR l.level = 'sealed')
        AND NOT EXISTS (
            SELECT FROM unnest(%(may_lift)s::uuid[]) AS one (account)
            WHERE NOT l.denied @> to_jsonb(ARRAY[one.account::text])
                AND NOT (l.level = 'sealed' AND one.account = ANY(%(heads)s::uuid[]))
        )
) AS is_so
"""


class AccessRows:
    """What application.reads asks, and what is listed of it."""

    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def tail(self, incident: UUID, most: int) -> Tail:
        """The same question for a case that is there and one that is not."""
        about = {"school": self.school, "incident": incident, "most": most}
        with self.connected() as connection:
            found = connection.execute(TAIL, about, binary=True).fetchall()
        if not found:
            return Tail(None, None, [])
        stream, keys = found[0]["stream"], keys_of(found[0])
        return Tail(
            stream, keys, [line(stream, row, keys) for row in found if row["version"] is not None]
        )

    def begin(self, incident: UUID) -> UUID:
        """Whoever comes first draws the id; committed before any line is written to it."""
        about = {"school": self.school, "incident": incident, "stream": uuid4()}
        with self.connected() as connection:
            connection.execute(
                "INSERT INTO daybook.access_stream (school, incident, stream)"
                " VALUES (%(school)s, %(incident)s, %(stream)s) ON CONFLICT DO NOTHING",
                about,
            )
            row = connection.execute(
                "SELECT stream FROM daybook.access_stream"
                " WHERE school = %(school)s AND incident = %(incident)s",
                about,
            ).fetchone()
        assert row is not None
        stream: UUID = row["stream"]
        return stream

    def notices(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Cases opened as an exception, but for those that this reader is shut out of."""
        return self.listed(
            "SELECT l.reference, n.* FROM daybook.notice n"
            " JOIN daybook.online_safety_log l USING (school, incident)"
            f" WHERE n.school = %(school)s AND {NOT_SHUT_OUT}"
            " ORDER BY n.broken_at DESC, n.incident, n.glass LIMIT 200",
            reader,
        )

    def unreviewed(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Exceptions that nobody reviewed in time, but for the reader's own."""
        return self.listed(
            "SELECT l.reference, n.* FROM daybook.notice n"
            " JOIN daybook.online_safety_log l USING (school, incident)"
            f" WHERE n.school = %(school)s AND {NOT_SHUT_OUT} AND n.reviewed_by IS NULL"
            " AND n.review_by < %(now)s AND n.by_account <> %(account)s"
            " ORDER BY n.review_by, n.incident, n.glass LIMIT 200",
            reader,
        )

    def namings(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Cases in which a naming waits to be confirmed or lifted."""
        return self.listed(
            "SELECT l.incident, l.reference, l.confirm_by FROM daybook.online_safety_log l"
            f" WHERE l.school = %(school)s AND l.confirm_by IS NOT NULL AND {NOT_SHUT_OUT}"
            " ORDER BY l.confirm_by, l.incident LIMIT 200",
            reader,
        )

    def handed_over(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Cases that Daybook gave to this reader, who has written nothing in them since."""
        return self.listed(
            "SELECT d.incident, d.reference, s.say FROM daybook.steps_due d"
            " CROSS JOIN LATERAL jsonb_to_recordset(d.steps)"
            " AS s (say text, kind text, instead uuid)"
            f" WHERE d.school = %(school)s AND d.owner = %(account)s AND {NOT_SHUT_OUT}"
            f" AND s.kind = '{YOURS}' AND s.instead = %(account)s"
            " ORDER BY d.reference LIMIT 200",
            reader,
        )

    def nobody_left(self, offices: Offices) -> bool:
        """Whether there is an open case that each of those who may lift is shut out of."""
        may_lift, heads = [*offices.may_lift], [*offices.holders(Role.HEAD)]
        told = {"school": self.school, "may_lift": may_lift, "heads": heads}
        with self.connected() as connection:
            found = connection.execute(NOBODY_LEFT, told).fetchone()
        return bool(may_lift and found and found["is_so"])

    def opened_by_one(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Who is let into a case that this reader reads, by an account that an administrator
        opened alone, and that nobody else has had begun anew since.
        """
        return self.listed(OPENED_BY_ONE, reader)

    def listed(self, query: str, reader: Reader) -> Sequence[dict[str, Any]]:
        with self.connected() as connection:
            asked = {"school": self.school, "opened_by_two": TWO, **reader.parameters()}
            return connection.execute(query, asked).fetchall()

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            with self.connect(self.school) as connection:
                yield connection
        except psycopg.Error as error:
            raise in_the_librarys_words(error) from None


def keys_of(row: dict[str, Any]) -> StreamKeys | None:
    if row["tag_key"] is None:
        return None
    wrapped = zip(row["key_numbers"], row["wrapped_keys"], strict=True)
    return StreamKeys(row["tag_key"], tuple(wrapped))


def line(stream: UUID, row: dict[str, Any], keys: StreamKeys | None) -> SealedLine:
    return SealedLine(
        stream,
        row["version"],
        row["name"],
        row["body"],
        b"",
        row["sealed"],
        None,
        row["position"],
        row["leaf"],
        keys,
    )
