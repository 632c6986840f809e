"""The database itself takes no line that nobody could verify or read afterwards."""

from collections.abc import Sequence

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from application.read_back import History
from application.record import SealedLine
from domain.incident.events import NoteAdded
from domain.ledger.leaves import KIND_OF, kind_of, tag
from tests.postgres.schools import MadeUpSchool


def next_line(school: MadeUpSchool) -> tuple[History, SealedLine]:
    """Of a case with one line, the second as it ought to be written."""
    log = school.log
    history = log.read(school.report().id)
    (line,) = log.sealed(history, log.lines(history, [NoteAdded(text="Rang home")], school.khan))
    return history, line


def altered(line: SealedLine, head: bytes, version: int | None = None) -> SealedLine:
    return SealedLine(
        line.originator_id,
        version or line.originator_version,
        line.topic,
        line.state,
        head,
        line.sealed,
        None,
    )


def refused(school: MadeUpSchool, lines: Sequence[SealedLine], because: str) -> None:
    with pytest.raises(IntegrityError, match=because):
        school.log.given_recorder.append(lines)
    assert school.verify().ok


def test_a_line_as_it_ought_to_be_goes_in(school: MadeUpSchool) -> None:
    _, line = next_line(school)
    assert school.log.given_recorder.append([line]).outcome == "written"
    assert school.verify().ok


def test_a_line_under_a_tag_key_of_its_own_is_refused(school: MadeUpSchool) -> None:
    _, line = next_line(school)
    head = line.head[:3] + tag(bytes(32), 2)
    refused(school, [altered(line, head)], "not tagged with the key of its stream")


def test_a_line_that_leaves_out_a_version_is_refused(school: MadeUpSchool) -> None:
    history, line = next_line(school)
    assert history.keys is not None
    head = line.head[:3] + tag(history.keys.tag_key, 3)
    refused(school, [altered(line, head, 3)], "not the next of its stream")


@pytest.mark.parametrize(
    "start", [b"\x01\x01\x00", b"\x01\x07\x00", b"\x01\x02\x01", b"\x02\x02\x00"]
)
def test_a_line_of_another_kind_than_its_name_says_or_with_flags_is_refused(
    school: MadeUpSchool, start: bytes
) -> None:
    _, line = next_line(school)
    refused(school, [altered(line, start + line.head[3:])], "not of the kind")


def test_lines_that_were_read_without_their_keys_are_not_added_to(school: MadeUpSchool) -> None:
    history, _ = next_line(school)
    half = History(history.stream, None, history.lines)
    with pytest.raises(IntegrityError, match="has keys"):
        school.log.writing_keys(half)


@given(key=st.binary(min_size=32, max_size=32), version=st.integers(1, 2**63 - 1))
def test_the_database_tags_as_the_application_does(
    superuser: str, key: bytes, version: int
) -> None:
    with psycopg.connect(superuser) as connection:
        row = connection.execute("SELECT daybook.tag_of(%s, %s)", (key, version)).fetchone()
    assert row == (tag(key, version),)


@pytest.mark.parametrize("name", [*KIND_OF, "note-added", "school-opened", "glass-broken"])
def test_the_database_knows_the_kinds_of_the_published_table(superuser: str, name: str) -> None:
    with psycopg.connect(superuser) as connection:
        row = connection.execute("SELECT daybook.kind_of(%s)", (f"{name}.1",)).fetchone()
    assert row == (kind_of(f"{name}.1"),)
