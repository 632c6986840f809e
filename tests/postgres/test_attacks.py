"""Whoever owns the database can change the record, but not without its being seen, and where."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import Cursor

from application.record import RecordMapper
from domain.incident.commands import AddNote
from domain.ledger.bodies import Body
from domain.ledger.seal import context
from interfaces.postgres.log_reader import COLUMNS
from interfaces.wiring import Daybook
from tests.postgres.schools import MONDAY_NINE, MadeUpSchool, school_of

TABLES = ("record", "school_log", "tile", "stream_key", "keyring")


@dataclass(frozen=True)
class Site:
    """A line that is attacked. In the tail no tile covers it, only the head of the log."""

    lines: int
    position: int
    in_tile: bool


SHORT = Site(10, 5, in_tile=False)
TILE = Site(300, 101, in_tile=True)
TAIL = Site(300, 281, in_tile=False)
SITES = [
    pytest.param(SHORT, id="short-log"),
    pytest.param(TILE, id="tile"),
    pytest.param(TAIL, id="tail"),
]
at_each_site = pytest.mark.parametrize("site", SITES)


@dataclass
class Attacker:
    """Has the administrator's password of the database, and where said the school's key too."""

    cursor: Cursor[Any]
    school: UUID
    position: int
    mapper: RecordMapper

    def do(self, statement: str, **given: Any) -> None:
        self.cursor.execute(
            statement.replace("MINE", "school = %(s)s").replace("THIS", "position = %(p)s"),
            {"s": self.school, "p": self.position, **given},
        )
        assert self.cursor.rowcount > 0, "The attack hit nothing."

    def line(self, position: int | None = None) -> dict[str, Any]:
        at = self.position if position is None else position
        row = self.cursor.execute(
            f"SELECT {COLUMNS} FROM daybook.record WHERE school = %s AND position = %s",
            (self.school, at),
        ).fetchone()
        assert row is not None
        return dict(zip(COLUMNS.split(", "), row, strict=True))

    def shift(self, first: int, by: int) -> None:
        """In two moves, past every other position, since no two lines may share one."""
        self.do(
            "UPDATE daybook.record SET position = -position - %(by)s"
            " WHERE MINE AND position >= %(f)s",
            f=first,
            by=by,
        )
        self.do("UPDATE daybook.record SET position = -position WHERE MINE AND position < 0")

    def swap(self, first: int, second: int) -> None:
        for old, new in ((first, -1), (second, first), (-1, second)):
            self.do(
                "UPDATE daybook.record SET position = %(new)s WHERE MINE AND position = %(old)s",
                old=old,
                new=new,
            )

    def set_leaf(self, at: int, replacement: bytes) -> None:
        leaf = self.line()["leaf"]
        forged = leaf[:at] + replacement + leaf[at + len(replacement) :]
        assert forged != leaf
        self.do("UPDATE daybook.record SET leaf = %(leaf)s WHERE MINE AND THIS", leaf=forged)

    def set_time(self, minutes_later: float) -> None:
        ms = int.from_bytes(self.line()["leaf"][19:27], "big") + round(minutes_later * 60_000)
        self.set_leaf(19, ms.to_bytes(8, "big"))


@pytest.fixture(scope="module")
def schools(daybook: Daybook) -> dict[int, MadeUpSchool]:
    return {lines: school_of(daybook, lines) for lines in (10, 300)}


@pytest.fixture
def attack(
    schools: dict[int, MadeUpSchool], superuser: str, daybook: Daybook
) -> Callable[[Site, Callable[[Attacker], None]], tuple[int | None, str]]:
    def attack(site: Site, deed: Callable[[Attacker], None]) -> tuple[int | None, str]:
        school = schools[site.lines]
        with put_back_afterwards(superuser, school.id) as connection:
            with connection.transaction(), connection.cursor() as cursor:
                deed(Attacker(cursor, school.id, site.position, daybook.mapper(school.id)))
            verdict = school.verify()
        assert not verdict.ok
        assert verdict.what is not None
        assert re.fullmatch(r"[A-Z].*\.", verdict.what), "A person must be able to read it."
        assert school.verify().ok
        return verdict.position, verdict.what

    return attack


@contextmanager
def put_back_afterwards(
    superuser: str, school: UUID
) -> Iterator[psycopg.Connection[psycopg.rows.TupleRow]]:
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in TABLES:
            connection.execute(
                f"CREATE TEMP TABLE kept_{table} AS"
                f" SELECT * FROM daybook.{table} WHERE school = '{school}'"
            )
        try:
            yield connection
        finally:
            for table in TABLES:
                connection.execute(f"DELETE FROM daybook.{table} WHERE school = '{school}'")
                connection.execute(f"INSERT INTO daybook.{table} SELECT * FROM kept_{table}")


def within(site: Site, position: int | None, what: str) -> None:
    """In a tile the line itself is named; in the tail, the lines that one hash stands for."""
    if site.in_tile:
        assert position == site.position
        assert "tile" in what
        return
    told = re.search(r"One of the lines (\d+) to (\d+) ", what)
    assert told, what
    first, last = map(int, told.groups())
    assert position == first
    assert first <= site.position <= last < site.lines


Attack = Callable[[Site, Callable[[Attacker], None]], tuple[int | None, str]]


def test_an_untouched_log_is_found_in_order(schools: dict[int, MadeUpSchool]) -> None:
    for lines, school in schools.items():
        verdict = school.verify()
        assert (verdict.ok, verdict.lines, verdict.position, verdict.what) == (
            True,
            lines,
            None,
            None,
        )


# One line changed where it stands: named exactly


def alter_body(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET body = body || ' ' WHERE MINE AND THIS")


def alter_body_in_its_format(a: Attacker) -> None:
    body = Body.unpack(a.line()["body"])
    forged = Body(body.school, body.stream, body.version, uuid4(), body.digests).pack()
    a.do("UPDATE daybook.record SET body = %(body)s WHERE MINE AND THIS", body=forged)


def alter_body_and_leaf(a: Attacker) -> None:
    alter_body_in_its_format(a)
    a.set_leaf(27, sha256(a.line()["body"]).digest())


def alter_tag(a: Attacker) -> None:
    a.set_leaf(3, bytes(16))


def alter_kind(a: Attacker) -> None:
    a.set_leaf(1, b"\x04")


def alter_flags(a: Attacker) -> None:
    a.set_leaf(2, b"\x01")


def date_before_the_line_it_follows(a: Attacker) -> None:
    a.set_time(minutes_later=-10)


def remove(a: Attacker) -> None:
    a.do("DELETE FROM daybook.record WHERE MINE AND THIS")


def swap_with_the_next_of_its_case(a: Attacker) -> None:
    a.swap(a.position, a.position + 2)


def call_it_something_of_the_same_kind(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET name = 'closed.1' WHERE MINE AND THIS")


def call_it_something_of_another_kind(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET name = 'incident-reported.1' WHERE MINE AND THIS")


def call_it_something_unheard_of(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET name = 'pupil-praised.1' WHERE MINE AND THIS")


def give_it_sealed_bytes_of_its_case(a: Attacker) -> None:
    other = a.line(a.position - 2)["sealed"]
    a.do("UPDATE daybook.record SET sealed = %(other)s WHERE MINE AND THIS", other=other)


def give_it_sealed_bytes_of_another_case(a: Attacker) -> None:
    other = a.line(a.position - 1)["sealed"]
    a.do("UPDATE daybook.record SET sealed = %(other)s WHERE MINE AND THIS", other=other)


def cut_its_sealed_bytes_short(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET sealed = substr(sealed, 1, 20) WHERE MINE AND THIS")


def say_it_was_sealed_with_a_key_long_gone(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET sealed = int4send(7) || substr(sealed, 5) WHERE MINE AND THIS")


def move_it_to_another_case(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET stream = %(other)s WHERE MINE AND THIS", other=uuid4())


def give_it_another_version(a: Attacker) -> None:
    a.do("UPDATE daybook.record SET version = 9999 WHERE MINE AND THIS")


@at_each_site
@pytest.mark.parametrize(
    "deed",
    [
        alter_body,
        alter_body_in_its_format,
        alter_body_and_leaf,
        alter_tag,
        alter_kind,
        alter_flags,
        date_before_the_line_it_follows,
        remove,
        swap_with_the_next_of_its_case,
        call_it_something_of_the_same_kind,
        call_it_something_of_another_kind,
        call_it_something_unheard_of,
        give_it_sealed_bytes_of_its_case,
        give_it_sealed_bytes_of_another_case,
        cut_its_sealed_bytes_short,
        say_it_was_sealed_with_a_key_long_gone,
        move_it_to_another_case,
        give_it_another_version,
    ],
)
def test_a_changed_line_is_named(
    attack: Attack, site: Site, deed: Callable[[Attacker], None]
) -> None:
    position, _ = attack(site, deed)
    assert position == site.position


# One line changed so well that only the tree can tell


def rewrite_with_the_schools_own_key(a: Attacker) -> None:
    """Somebody who has the key file too puts a line together again as Daybook itself would."""
    line, earlier = a.line(), a.line(a.position - 2)
    stream, version = line["stream"], line["version"]
    row = a.cursor.execute(
        "SELECT wrapped FROM daybook.keyring WHERE school = %s AND stream = %s", (a.school, stream)
    ).fetchone()
    assert row is not None
    key = a.mapper.unwrap(stream, 1, row[0])

    def bound(line: dict[str, Any], body: bytes) -> bytes:
        return context(a.school, stream, line["version"], 1, sha256(body).digest())

    words = key.open(earlier["sealed"][4:], bound(earlier, earlier["body"]))
    digests = Body.unpack(earlier["body"]).digests
    body = Body(a.school, stream, version, uuid4(), digests).pack()
    sealed = earlier["sealed"][:4] + key.seal(words, bound(line, body))
    a.do(
        "UPDATE daybook.record SET body = %(body)s, sealed = %(sealed)s WHERE MINE AND THIS",
        body=body,
        sealed=sealed,
    )
    a.set_leaf(27, sha256(body).digest())


def date_a_little_later(a: Attacker) -> None:
    a.set_time(minutes_later=0.5)


@at_each_site
@pytest.mark.parametrize("deed", [rewrite_with_the_schools_own_key, date_a_little_later])
def test_a_forgery_that_only_the_tree_betrays_is_found(
    attack: Attack, site: Site, deed: Callable[[Attacker], None]
) -> None:
    within(site, *attack(site, deed))


# Lines that were moved: in a tile the first that is not where it was; in the tail the first that
# does not follow from those before it


def remove_and_close_the_gap(a: Attacker) -> None:
    remove(a)
    a.shift(a.position + 1, by=-1)
    a.do("UPDATE daybook.school_log SET size = size - 1 WHERE MINE")


def insert_a_copy(a: Attacker) -> None:
    a.shift(a.position, by=1)
    a.do(
        "INSERT INTO daybook.record SELECT school, %(p)s, stream, 9999, name, body, sealed, leaf"
        " FROM daybook.record WHERE MINE AND position = %(p)s + 1"
    )
    a.do("UPDATE daybook.school_log SET size = size + 1 WHERE MINE")


def swap_with_the_next_of_another_case(a: Attacker) -> None:
    a.swap(a.position, a.position + 1)


def date_after_the_line_that_follows(a: Attacker) -> None:
    a.set_time(minutes_later=10)


@at_each_site
@pytest.mark.parametrize(
    ("deed", "noticed_after"),
    [
        (insert_a_copy, 0),
        (remove_and_close_the_gap, 1),
        (swap_with_the_next_of_another_case, 1),
        (date_after_the_line_that_follows, 1),
    ],
)
def test_a_line_that_was_moved_is_named(
    attack: Attack, site: Site, deed: Callable[[Attacker], None], noticed_after: int
) -> None:
    position, _ = attack(site, deed)
    assert position == site.position + (0 if site.in_tile else noticed_after)


def test_two_lines_of_one_moment_that_were_swapped_are_found(
    daybook: Daybook, superuser: str
) -> None:
    school = school_of(daybook, 9)
    at_once = daybook.log(school.id, at=school.clock())
    for case in streams(superuser, school.id):
        at_once.ask(case, AddNote(text="At once"), by=school.khan, now=MONDAY_NINE)
    with put_back_afterwards(superuser, school.id) as connection:
        with connection.cursor() as cursor:
            Attacker(cursor, school.id, 9, daybook.mapper(school.id)).swap(9, 10)
        verdict = school.verify()
    assert verdict.position == 8
    assert verdict.what is not None
    assert "lines 8 to 9 " in verdict.what


def streams(superuser: str, school: UUID) -> list[UUID]:
    with psycopg.connect(superuser) as connection:
        rows = connection.execute(
            "SELECT stream FROM daybook.record WHERE school = %s AND position IN (1, 2)"
            " ORDER BY position",
            (school,),
        )
        return [stream for (stream,) in rows]


# Keys


def replace_the_tag_key(a: Attacker) -> None:
    a.do(
        "UPDATE daybook.stream_key SET tag_key = %(key)s WHERE MINE AND stream = %(stream)s",
        key=bytes(32),
        stream=a.line()["stream"],
    )


def take_another_cases_data_key(a: Attacker) -> None:
    a.do(
        "UPDATE daybook.keyring SET wrapped = (SELECT wrapped FROM daybook.keyring"
        " WHERE MINE AND stream = %(other)s) WHERE MINE AND stream = %(stream)s",
        other=a.line(2)["stream"],
        stream=a.line()["stream"],
    )


def remove_the_tag_key(a: Attacker) -> None:
    a.do(
        "DELETE FROM daybook.stream_key WHERE MINE AND stream = %(stream)s",
        stream=a.line()["stream"],
    )


def destroy_the_data_key(a: Attacker) -> None:
    a.do(
        "DELETE FROM daybook.keyring WHERE MINE AND stream = %(stream)s",
        stream=a.line()["stream"],
    )


@at_each_site
@pytest.mark.parametrize(
    ("deed", "what"),
    [
        (replace_the_tag_key, "The tag key is not the one that the first line names."),
        (take_another_cases_data_key, "The key of the line's case is not its own."),
        (remove_the_tag_key, "The tag key of the line's case is missing."),
        (destroy_the_data_key, "no certificate says that its case was disposed of"),
    ],
)
def test_a_case_that_was_given_another_key_or_none_is_named_at_its_first_line(
    attack: Attack, site: Site, deed: Callable[[Attacker], None], what: str
) -> None:
    position, told = attack(site, deed)
    assert position == 1
    assert what in told


@at_each_site
def test_a_key_for_a_case_that_has_no_line_is_found(attack: Attack, site: Site) -> None:
    def remove_a_whole_case_from_its_end(a: Attacker) -> None:
        a.do(
            "INSERT INTO daybook.stream_key VALUES (%(s)s, %(other)s, %(key)s)",
            other=uuid4(),
            key=bytes(32),
        )

    position, what = attack(site, remove_a_whole_case_from_its_end)
    assert position is None
    assert "has no line" in what


# The head of the log and its tiles


def flip(column: str, at: str) -> str:
    return f"{column} = set_byte({column}, {at}, get_byte({column}, {at}) # 1)"


@at_each_site
def test_a_changed_last_peak_names_the_lines_under_it(attack: Attack, site: Site) -> None:
    position, what = attack(
        site,
        lambda a: a.do(
            f"UPDATE daybook.school_log SET {flip('frontier', 'length(frontier) - 1')} WHERE MINE"
        ),
    )
    first = site.lines & (site.lines - 1)
    assert position == first
    assert f"lines {first} to {site.lines - 1} " in what


@at_each_site
def test_a_changed_first_peak_is_found(attack: Attack, site: Site) -> None:
    position, _ = attack(
        site,
        lambda a: a.do(f"UPDATE daybook.school_log SET {flip('frontier', '0')} WHERE MINE"),
    )
    assert position == 0


@at_each_site
def test_a_peak_too_few_is_found(attack: Attack, site: Site) -> None:
    _, what = attack(
        site,
        lambda a: a.do("UPDATE daybook.school_log SET frontier = substr(frontier, 33) WHERE MINE"),
    )
    assert "frontier" in what


@at_each_site
@pytest.mark.parametrize("by", [-1, 1])
def test_a_head_that_counts_wrongly_names_the_line_too_many_or_too_few(
    attack: Attack, site: Site, by: int
) -> None:
    position, what = attack(
        site,
        lambda a: a.do("UPDATE daybook.school_log SET size = size + %(by)s WHERE MINE", by=by),
    )
    assert position == min(site.lines, site.lines + by)
    assert f"{site.lines} lines" in what


@at_each_site
def test_a_last_line_removed_is_named(attack: Attack, site: Site) -> None:
    position, _ = attack(
        site,
        lambda a: a.do(
            "DELETE FROM daybook.record WHERE MINE AND position = %(last)s", last=site.lines - 1
        ),
    )
    assert position == site.lines - 1


@at_each_site
def test_a_head_that_gives_another_time_is_found(attack: Attack, site: Site) -> None:
    position, _ = attack(
        site, lambda a: a.do("UPDATE daybook.school_log SET last_ms = last_ms + 1 WHERE MINE")
    )
    assert position == site.lines - 1


def test_a_changed_tile_names_the_line_whose_hash_was_changed(attack: Attack) -> None:
    position, _ = attack(
        TILE,
        lambda a: a.do(
            f"UPDATE daybook.tile SET {flip('hashes', '77 * 32 + 5')} WHERE MINE AND level = 0"
        ),
    )
    assert position == 77


@pytest.mark.parametrize("change", ["substr(hashes, 1, 32 * 255)", r"hashes || '\x00'"])
def test_a_tile_of_another_length_is_found(attack: Attack, change: str) -> None:
    position, what = attack(
        TILE, lambda a: a.do(f"UPDATE daybook.tile SET hashes = {change} WHERE MINE")
    )
    assert position in (0, 255)
    assert "tile" in what


@pytest.mark.parametrize("change", [flip("hashes", "5"), "n = 1", "hashes = hashes || hashes"])
def test_a_changed_upper_tile_is_found(attack: Attack, change: str) -> None:
    position, what = attack(
        TILE, lambda a: a.do(f"UPDATE daybook.tile SET {change} WHERE MINE AND level = 1")
    )
    assert position is None
    assert what == "The tiles of level 1 do not follow from those below."


def test_a_removed_tile_names_the_lines_that_it_covered(attack: Attack) -> None:
    position, what = attack(TILE, lambda a: a.do("DELETE FROM daybook.tile WHERE MINE"))
    assert position == 0
    assert "lines 0 to 255 is missing" in what


@pytest.mark.parametrize("site", [SHORT, TAIL])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_tile_for_lines_that_are_not_there_is_found(
    attack: Attack, site: Site, level: int
) -> None:
    def add_a_tile(a: Attacker) -> None:
        a.do(
            "INSERT INTO daybook.tile VALUES (%(s)s, %(level)s, 7, %(hashes)s)",
            level=level,
            hashes=bytes(32),
        )

    _, what = attack(site, add_a_tile)
    assert "tile" in what
