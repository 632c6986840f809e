"""`daybook import-people`, as the technician types it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from interfaces.cli.main import app
from interfaces.postgres.embedded import Cluster
from interfaces.wiring import Daybook
from tests.people.files import HEADINGS, NIAMH, PUPILS, ZOE, Row, csv_text
from tests.postgres.schools import MadeUpSchool

BAD_ROWS: tuple[Row, ...] = (ZOE, ("2", "", "", "7", "7A"), ("3", "Ashby", "Tom", "99", "7A"))


@pytest.fixture
def desk(cluster: Cluster, school: MadeUpSchool, tmp_path: Path) -> "Desk":
    return Desk(cluster, school, tmp_path)


class Desk:
    """Where the technician sits, with a file from the office."""

    def __init__(self, cluster: Cluster, school: MadeUpSchool, folder: Path) -> None:
        self.options = ["--data", str(cluster.data), "--school", str(school.id)]
        self.file = folder / "pupils.csv"
        self.people = school.daybook.people(school.id)
        self.save(PUPILS)

    def save(self, rows: tuple[Row, ...], headings: Row = HEADINGS) -> None:
        self.file.write_text(csv_text(rows, headings), encoding="utf-8-sig")

    def types(self, *options: str) -> Result:
        return CliRunner().invoke(app, ["import-people", str(self.file), *options, *self.options])

    def names(self) -> set[str]:
        return {person.name for person in self.people.everyone()}


def told(result: Result) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_without_a_yes_it_is_shown_and_nothing_is_changed(desk: Desk) -> None:
    result = desk.types()
    assert result.exit_code == 1
    assert "6 new" in result.stdout
    assert "Add --yes" in result.stderr
    assert desk.names() == set()


def test_rows_that_are_cut_short_are_named_and_nothing_is_taken_in_before_the_yes(
    desk: Desk,
) -> None:
    desk.save((ZOE, NIAMH[:3]))
    result = desk.types()
    assert (result.exit_code, desk.names()) == (1, set())
    assert "row 3: This row has 3 cells and the headings have 5." in result.stdout
    assert "Missing: Year Group, Reg Group." in result.stdout
    assert desk.types("--yes").exit_code == 0
    assert desk.names() == {"Zoë Winterbourne"}


def test_with_a_yes_it_is_applied(desk: Desk) -> None:
    result = desk.types("--yes")
    assert result.exit_code == 0, result.stderr
    assert "Done." in result.stdout
    assert len(desk.people.everyone()) == len(PUPILS)
    assert desk.people.imports()[0].by_name == "The command line"


def test_the_same_file_again_needs_no_yes_because_nothing_changes(desk: Desk) -> None:
    desk.types("--yes")
    before = desk.people.everyone()
    result = desk.types()
    assert result.exit_code == 0
    assert "No change." in result.stdout
    assert desk.people.everyone() == before


def test_every_bad_row_is_shown_and_the_good_ones_wait_for_the_yes(desk: Desk) -> None:
    desk.save(BAD_ROWS)
    result = desk.types()
    assert result.exit_code == 1
    assert "row 3: There is no name in this row." in result.stdout
    assert "row 4: There is no Year 99." in result.stdout
    assert desk.names() == set()
    assert desk.types("--yes").exit_code == 0
    assert desk.names() == {"Zoë Winterbourne"}


def test_json_tells_it_all_in_one_object(desk: Desk) -> None:
    desk.save(BAD_ROWS)
    shown = desk.types("--json")
    assert (shown.exit_code, told(shown)["applied"]) == (1, False)
    done = desk.types("--json", "--yes")
    assert (done.exit_code, told(done)["applied"]) == (0, True)
    assert told(done)["counts"]["new"] == 1
    assert [problem["row"] for problem in told(done)["problems"]] == [3, 4]


def test_rows_in_doubt_are_left_unless_something_else_is_said(desk: Desk) -> None:
    desk.save((ZOE[1:],), HEADINGS[1:])
    desk.types("--yes")
    desk.save((ZOE,))
    left = desk.types("--yes")
    assert "1 rows in doubt were left as they are." in left.stdout
    assert [person.mis_id for person in desk.people.everyone()] == [""]
    desk.types("--yes", "--unsure", "same")
    assert [person.mis_id for person in desk.people.everyone()] == ["001"]


def test_a_part_of_the_school_makes_nobody_a_leaver(desk: Desk) -> None:
    desk.types("--yes")
    desk.save((ZOE, NIAMH))
    desk.types("--yes", "--part")
    assert not any(person.leaver for person in desk.people.everyone())
    desk.types("--yes")
    assert sum(person.leaver for person in desk.people.everyone()) == len(PUPILS) - 2


def test_a_file_that_is_no_list_is_refused(desk: Desk) -> None:
    desk.file.write_bytes(b"%PDF-1.7")
    result = desk.types("--yes")
    assert result.exit_code == 1
    assert "This is a PDF." in result.stderr


def test_a_file_that_is_not_there_is_misuse(desk: Desk) -> None:
    desk.file.unlink()
    assert desk.types("--yes").exit_code == 2


def test_a_school_that_is_not_there_is_misuse(desk: Desk, daybook: Daybook) -> None:
    desk.options[-1] = "No Such School"
    assert desk.types("--yes").exit_code == 2
