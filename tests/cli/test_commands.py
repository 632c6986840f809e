"""What each command prints, and how it ends: 0 done, 1 refused, 2 misuse, 3 could not run."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
import typer
from typer.testing import CliRunner

from application.projections.phrases import day
from interfaces.cli.main import app
from interfaces.postgres import embedded
from interfaces.wiring import Daybook
from tests.cli.conftest import SCHOOL
from tests.cli.terminal import COULD_NOT_RUN, DONE, MISUSE, REFUSED, Terminal


def every_command(group: Any = None, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    group = group or typer.main.get_command(app)
    yield words
    for name, command in getattr(group, "commands", {}).items():
        yield from every_command(command, (*words, name))


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_every_command_says_what_it_does(words: tuple[str, ...]) -> None:
    ended = CliRunner().invoke(app, [*words, "--help"])
    assert ended.exit_code == DONE
    assert "Usage: " in ended.stdout
    assert ended.stderr == ""


def test_the_program_says_what_it_is_for(tmp_path: Path) -> None:
    assert "online-safety record" in Terminal(tmp_path).done("--help")


# Schools and people


def test_a_school_is_added_once_and_listed(two_schools: Terminal) -> None:
    listed = [line.split(" ", 1) for line in two_schools.done("school", "list").splitlines()]
    assert [name for _, name in listed] == [SCHOOL, "Mill Lane School"]
    assert len({UUID(school) for school, _ in listed}) == 2
    assert SCHOOL in two_schools.no(REFUSED, "school", "add", SCHOOL)
    assert len(two_schools.done("school", "list").splitlines()) == 2


def test_a_school_without_a_name_is_misuse(empty: Terminal) -> None:
    assert empty.no(MISUSE, "school", "add", "  ") == "A school needs a name."
    assert empty.done("school", "list") == ""


def test_an_account_is_added_once(tor_hill: Terminal) -> None:
    assert "B. Jones" in tor_hill.done("user", "add", "B. Jones", "--role", "class-teacher")
    told = tor_hill.no(REFUSED, "user", "add", "B. Jones", "--role", "class-teacher")
    assert told == "There is an account called B. Jones already."


def test_a_role_that_no_school_has_is_misuse_and_is_told_the_roles(tor_hill: Terminal) -> None:
    ended = tor_hill.daybook("user", "add", "C. Reid", "--role", "janitor")
    assert ended.returncode == MISUSE
    assert "'class-teacher'" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_token_is_printed_alone_and_opens_the_door(tor_hill: Terminal) -> None:
    first, second = (tor_hill.token("A. Khan") for _ in range(2))
    assert first != second
    for printed in (first, second):
        assert printed.count("\n") == 1
        assert printed == printed.strip() + "\n"
        assert printed.startswith("daybook.")


def test_a_token_says_beside_it_what_it_is_good_for_and_until_when(tor_hill: Terminal) -> None:
    def said(*more: str) -> str:
        return tor_hill.daybook("user", "token", "A. Khan", *more).stderr

    def until(days: int) -> str:
        return day((datetime.now(UTC) + timedelta(days=days)).date())

    assert f"everything that the account may do until {until(90)}." in said()
    assert f"good for reading until {until(7)}." in said("--scope", "read", "--days", "7")
    assert f"good for reporting until {until(366)}." in said("--scope", "report", "--days", "366")
    for wrong in (("--days", "0"), ("--days", "367"), ("--scope", "all")):
        assert tor_hill.daybook("user", "token", "A. Khan", *wrong).returncode == MISUSE


def test_a_token_for_nobody_is_misuse(tor_hill: Terminal) -> None:
    told = tor_hill.no(MISUSE, "user", "token", "Nobody")
    assert told == f"{SCHOOL} has no account called Nobody."


# Which school


NEED_A_SCHOOL = [
    ("verify", "--json"),
    ("rebuild",),
    ("user", "token", "B. Jones"),
]


@pytest.mark.parametrize("words", NEED_A_SCHOOL, ids=" ".join)
def test_without_a_school_one_is_told_to_add_it(empty: Terminal, words: tuple[str, ...]) -> None:
    told = empty.no(MISUSE, *words)
    assert told == "There is no school yet. Run `daybook school add NAME` first."


@pytest.mark.parametrize("words", NEED_A_SCHOOL[1:], ids=" ".join)
def test_among_several_schools_one_must_say_which(
    two_schools: Terminal, words: tuple[str, ...]
) -> None:
    told = two_schools.no(MISUSE, *words)
    assert told == "There are several schools. Say which: --school NAME."


def test_every_school_is_verified_where_none_is_named(two_schools: Terminal) -> None:
    told = json.loads(two_schools.done("verify", "--json"))
    assert told["ok"] is True
    assert [one["school"] for one in told["schools"]] == [SCHOOL, "Mill Lane School"]
    assert all(one["ok"] for one in told["schools"])


def test_a_school_that_differs_in_capitals_or_blanks_is_the_same(two_schools: Terminal) -> None:
    told = two_schools.no(REFUSED, "school", "add", "mill  lane SCHOOL")
    assert told == "There is a school called Mill Lane School already."


def test_whoever_is_added_is_sent_to_a_link_of_their_own_school(two_schools: Terminal) -> None:
    asked = ("B. Jones", "--role", "reporter", "--school", "Mill Lane School")
    told = two_schools.done("user", "add", *asked)
    assert "Next: daybook user link 'B. Jones' --school 'Mill Lane School'" in told
    at = ("--address", "https://daybook.example/")
    link = two_schools.done("user", "link", "B. Jones", "--school", "Mill Lane School", *at)
    assert link.startswith("https://daybook.example/sign-in#")


def test_a_school_is_chosen_by_name_or_id(two_schools: Terminal) -> None:
    mill_lane = two_schools.done("school", "list").splitlines()[1].split(" ", 1)[0]
    for chosen in ("Mill Lane School", mill_lane):
        told = json.loads(two_schools.done("verify", "--json", "--school", chosen))
        assert told["school"] == "Mill Lane School"
    told = two_schools.no(MISUSE, "verify", "--school", "Hogs Back School")
    assert "Hogs Back School" in told


# Verifying and rebuilding


def test_a_sound_record_is_said_to_be_sound(tor_hill: Terminal) -> None:
    told = json.loads(tor_hill.done("verify", "--json"))
    assert set(told) == {"ok", "school", "lines", "root", "position", "what"}
    assert told == {
        "ok": True, "school": SCHOOL, "lines": told["lines"], "root": told["root"],
        "position": None, "what": None,
    }  # fmt: skip
    assert told["lines"] > 1  # The account of the safeguarding lead is told in the record too.
    assert len(bytes.fromhex(told["root"])) == 32
    assert told["root"] in tor_hill.done("verify")


def test_read_models_are_made_again(tor_hill: Terminal) -> None:
    assert SCHOOL in tor_hill.done("rebuild")
    assert tor_hill.daybook("verify").returncode == DONE


def test_a_line_that_an_administrator_of_the_database_altered_is_named(
    cluster: embedded.Cluster, daybook: Daybook, superuser: str
) -> None:
    terminal, school = Terminal(cluster.data), daybook.add_school("Altered School").id
    with psycopg.connect(superuser) as by:
        by.execute("SET session_replication_role = replica")  # No trigger shall stop it.
        by.execute("UPDATE daybook.record SET sealed = sealed || '!' WHERE school = %s", (school,))
    as_json = terminal.daybook("verify", "--school", str(school), "--json")
    in_words = terminal.daybook("verify", "--school", str(school))
    told = json.loads(as_json.stdout)
    assert (as_json.returncode, in_words.returncode) == (REFUSED, REFUSED)
    assert (told["ok"], told["position"]) == (False, 0)
    assert told["what"].endswith(".")
    assert "NOT as it was written. Line 0:" in in_words.stdout
    assert as_json.stderr == in_words.stderr == ""


# Misuse


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "--fly"),
        ("school", "add"),
        ("user", "add", "C. Reid"),
        ("serve", "--port", "99999"),
        ("serve", "--port", "eighty"),
        ("verify", "--data"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_misuse(words: tuple[str, ...]) -> None:
    ended = CliRunner().invoke(app, words)
    assert ended.exit_code == MISUSE
    assert ended.stdout == ""
    assert "Error" in ended.stderr


def test_a_command_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    ended = Terminal(tmp_path).daybook("fly")
    assert ended.returncode == MISUSE
    assert "Traceback" not in ended.stderr


def test_serving_without_a_school_is_misuse(empty: Terminal) -> None:
    assert "school add" in empty.no(MISUSE, "serve", "--port", "0")


# What stands in the way


@pytest.mark.parametrize(
    ("below", "words"),
    [("", ("school", "list")), ("/below", ("verify",)), ("/below/it", ("demo", "--no-serve"))],
)
def test_a_file_where_the_data_folder_should_be_is_told(
    tmp_path: Path, below: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("A shopping list.")
    in_the_way = Terminal(Path(f"{tmp_path}/file{below}"))
    assert "folder" in in_the_way.no(COULD_NOT_RUN, *words)
    assert (tmp_path / "file").read_text() == "A shopping list."


def test_stopping_what_does_not_run_is_no_misfortune(tmp_path: Path) -> None:
    assert Terminal(tmp_path / "new").done("stop") == "PostgreSQL was not running.\n"
    assert not (tmp_path / "new").exists()


# Where the data lies


def test_the_option_goes_before_the_environment(tor_hill: Terminal, empty: Terminal) -> None:
    assert SCHOOL in tor_hill.done("school", "list")
    assert empty.done("school", "list") == ""
    assert SCHOOL in empty.done("school", "list", "--data", str(tor_hill.data))


# A PostgreSQL of one's own


def test_a_postgresql_of_ones_own_is_used(
    cluster: embedded.Cluster, daybook: Daybook, superuser: str
) -> None:
    school = daybook.add_school("Hill Top School")
    own = Terminal(cluster.data, {"DAYBOOK_DATABASE_URL": superuser})
    assert f"{school.id} Hill Top School" in own.done("school", "list")
    assert json.loads(own.done("verify", "--json", "--school", str(school.id)))["ok"] is True


def test_a_postgresql_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    nobody_there = "postgresql://postgres:Marigold@127.0.0.1:1/daybook"
    ended = Terminal(tmp_path, {"DAYBOOK_DATABASE_URL": nobody_there}).daybook(
        "school", "add", SCHOOL
    )
    assert ended.returncode == COULD_NOT_RUN
    assert ended.stderr.startswith("daybook: The database cannot be reached")
    assert "Traceback" not in ended.stderr
    assert "Marigold" not in ended.stderr


def test_it_is_told_in_one_line(tmp_path: Path) -> None:
    nobody_there = "postgresql://postgres@127.0.0.1:1/daybook"
    own = Terminal(tmp_path, {"DAYBOOK_DATABASE_URL": nobody_there})
    own.no(COULD_NOT_RUN, "school", "add", SCHOOL)


def test_an_address_that_names_no_database_is_told(tmp_path: Path) -> None:
    own = Terminal(tmp_path, {"DAYBOOK_DATABASE_URL": "the one in the office"})
    own.no(COULD_NOT_RUN, "school", "add", SCHOOL)


@pytest.mark.parametrize("odd", [b"Tor\x07Hill", b"Tor \xff Hill", b"Tor Hill " * 3000])
def test_a_name_that_cannot_be_printed_is_misuse(two_schools: Terminal, odd: bytes) -> None:
    two_schools.no(MISUSE, "school", "add", odd)


# A folder that is not the right one

LOOKS = [
    ("serve",),
    ("verify",),
    ("rebuild",),
    ("school", "list"),
    ("user", "add", "B. Jones", "--role", "head"),
    ("user", "token", "B. Jones"),
    ("user", "link", "B. Jones"),
    ("user", "reset", "B. Jones"),
    ("school", "join", "--trust", "Tor Valley"),
    ("trust", "add", "Tor Valley"),
    ("trust", "list"),
    ("trust", "lead", "S. Hale", "--trust", "Tor Valley"),
    ("import-people", __file__),
]


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_a_slip_in_the_folder_s_name_begins_no_daybook(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    mistyped = tmp_path / "dayboook"
    for terminal in (
        Terminal(mistyped),
        Terminal(mistyped, {"DAYBOOK_DATABASE_URL": "postgresql://a:b@localhost:1/daybook"}),
    ):
        told = terminal.no(COULD_NOT_RUN, *words)
        assert told.startswith(f"There is no Daybook in {mistyped}, and nothing was made.")
        assert not mistyped.exists()


@pytest.mark.parametrize(
    "words", [("verify",), ("school", "add", "Mill Lane School")], ids=" ".join
)
def test_a_folder_whose_database_is_gone_is_not_begun_anew(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / f"{UUID(int=7)}.key").write_bytes(bytes(32))
    told = Terminal(tmp_path).no(COULD_NOT_RUN, *words)
    assert told.startswith(f"The database that belongs to {tmp_path} is missing")
    assert "restore it from a backup" in told
    assert list(tmp_path.iterdir()) == [keys]


def test_the_passwords_of_a_database_that_is_gone_are_enough_to_see_it(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text('{"daybook_app_password": "marigold"}')
    assert "is missing" in Terminal(tmp_path).no(COULD_NOT_RUN, "school", "add", SCHOOL)


def test_the_keys_of_a_school_beside_an_empty_database_begin_no_record(
    cluster: embedded.Cluster, superuser: str, tmp_path: Path
) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / f"{UUID(int=7)}.key").write_bytes(bytes(32))
    with psycopg.connect(superuser, autocommit=True) as by:
        by.execute("CREATE DATABASE empty_one")
    empty_one = cluster.conninfo("postgres", cluster.superuser_password, "empty_one")
    told = Terminal(tmp_path, {"DAYBOOK_DATABASE_URL": empty_one}).no(
        COULD_NOT_RUN, "school", "add", SCHOOL
    )
    assert "holds the keys of a school, but the database is empty" in told
    with psycopg.connect(empty_one) as by:
        assert by.execute("SELECT to_regnamespace('daybook')").fetchone() == (None,)


# A calendar that does not read

CALENDARS = [
    ("a.toml", "[[terms]]\nname = Autumn\n", "does not read as TOML: look at line 2, letter 8"),
    ("b.toml", "terms = [", "does not read as TOML"),
    ("c.json", '{"terms": [', "does not read as JSON: look at line 1, letter 12."),
    ("d.toml", '[[terms]]\nname = "A"\nfirst = 2026-09-01\n', "terms[1] has no last."),
    (
        "e.toml",
        '[[terms]]\nname = "A"\nfirst = "soon"\nlast = 2026-10-01\n',
        "terms[1].first must be a day, such as 2026-09-03.",
    ),
    ("f.toml", "terms = 3", "terms must be a list."),
    ("g.toml", 'school_opens = "late"', "school_opens must be a time, such as 08:30."),
    ("h.toml", "holidays = []", "there is no 'holidays' in a calendar."),
]


@pytest.mark.parametrize(("name", "text", "told"), CALENDARS, ids=[one[0] for one in CALENDARS])
def test_a_calendar_that_does_not_read_is_told_in_plain_words(
    name: str, text: str, told: str, tor_hill: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    said = tor_hill.no(REFUSED, "school", "calendar", str(file))
    assert told in said
    for theirs in ("`", "$", "RFC", "Expected", "char "):
        assert theirs not in said.removeprefix(str(file))


def test_a_host_that_is_not_this_machine_is_not_called_a_taken_port(tor_hill: Terminal) -> None:
    told = tor_hill.no(COULD_NOT_RUN, "serve", "--host", "192.0.2.7", "--port", "0")
    assert told == "192.0.2.7 is not an address of this machine: --host ADDRESS."
