"""Checking and drawing a playbook, and loading a calendar, at the command line."""

import json
from pathlib import Path

from typer.testing import CliRunner

from application.editions import shipped
from application.playbooks import draw_all
from interfaces.cli.main import app
from tests.cli.terminal import DONE, MISUSE, REFUSED, Terminal
from tests.domain.school_setup.examples import SMALL

EXAMPLE = Path(__file__).parents[2] / "docs/examples/calendar.toml"
BROKEN = SMALL.replace('"must"', '"ought"').replace("always", "sometimes")


def kept(folder: Path, text: str, name: str = "ours.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_a_sound_playbook_is_said_to_be_sound(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["playbook", "check", kept(tmp_path, SMALL)])
    assert ended.exit_code == DONE
    first, *notes = ended.stdout.splitlines()
    assert first == "Edition 2026-09-tor-hill: 1 routes, 1 steps, nothing to mend."
    assert 'Note: Nothing opens when "child-at-risk" is not known.' in notes
    assert all(note.startswith("Note: ") for note in notes)


def test_every_problem_is_a_line_with_the_number_of_its_line(tmp_path: Path) -> None:
    ended = Terminal(tmp_path).daybook("playbook", "check", kept(tmp_path, BROKEN))
    assert (ended.returncode, ended.stderr) == (REFUSED, "")
    told = ended.stdout.splitlines()
    assert [line.split(":")[0] for line in told] == ["line 10", "line 16"]


def test_a_playbook_is_checked_for_a_program_too(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["playbook", "check", kept(tmp_path, BROKEN), "--json"])
    told = json.loads(ended.stdout)
    assert (ended.exit_code, told["ok"], told["edition"]) == (REFUSED, False, None)
    assert [problem["line"] for problem in told["problems"]] == [10, 16]


def test_a_program_is_told_the_same_notes_as_a_person(tmp_path: Path) -> None:
    file = kept(tmp_path, SMALL)
    in_words = CliRunner().invoke(app, ["playbook", "check", file]).stdout.splitlines()[1:]
    told = json.loads(CliRunner().invoke(app, ["playbook", "check", file, "--json"]).stdout)
    assert told["ok"]
    assert [f"Note: {note}" for note in told["notes"]] == in_words != []
    broken = CliRunner().invoke(app, ["playbook", "check", kept(tmp_path, BROKEN), "--json"])
    assert json.loads(broken.stdout)["notes"] == []


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(SMALL, encoding="utf-8-sig")
    ended = CliRunner().invoke(app, ["playbook", "check", f"{tmp_path}/ours.toml"])
    assert (ended.exit_code, "nothing to mend" in ended.stdout) == (DONE, True)


def test_what_is_no_file_or_no_text(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    assert "no file" in terminal.no(MISUSE, "playbook", "check", f"{tmp_path}/absent.toml")
    (tmp_path / "bytes.toml").write_bytes(b'title = "x"\n\xff')
    ended = CliRunner().invoke(app, ["playbook", "check", f"{tmp_path}/bytes.toml"])
    assert (ended.exit_code, ended.stdout) == (REFUSED, "line 2: expected text in UTF-8\n")


def test_the_charts_are_drawn_into_a_folder(tmp_path: Path) -> None:
    charts = tmp_path / "charts"
    told = CliRunner().invoke(app, ["playbook", "draw", "--out", str(charts)]).stdout
    expected = draw_all(shipped().playbook)
    assert {file.name: file.read_text("utf-8") for file in charts.iterdir()} == expected
    assert told == f"{len(expected)} files drawn in {charts} from edition 2026-09.\n"


def test_a_schools_own_charts_are_drawn_from_its_file(tmp_path: Path) -> None:
    out = str(tmp_path / "charts")
    own = ["playbook", "draw", "--out", out, "--file"]
    assert CliRunner().invoke(app, [*own, kept(tmp_path, SMALL)]).exit_code == DONE
    assert (tmp_path / "charts/intake.svg").exists()
    told = Terminal(tmp_path).no(REFUSED, *own, kept(tmp_path, BROKEN))
    assert "line 10" in told


def test_the_calendar_of_the_example_is_loaded_once(tor_hill: Terminal) -> None:
    first = tor_hill.done("school", "calendar", str(EXAMPLE), "--by", "A. Khan")
    assert "the calendar is set, 6 terms." in first
    assert "INSET" not in first
    again = tor_hill.done("school", "calendar", str(EXAMPLE))
    assert "was set so already" in again


def test_a_calendar_that_cannot_be_right_is_refused(tor_hill: Terminal, tmp_path: Path) -> None:
    backwards = {"terms": [{"name": "Autumn", "first": "2026-09-03", "last": "2026-09-01"}]}
    file = kept(tmp_path, json.dumps(backwards), "calendar.json")
    told = tor_hill.no(REFUSED, "school", "calendar", file)
    assert told.endswith("terms[1].last: This term ends before it begins.")
    odd = kept(tmp_path, "holidays = []", "odd.toml")
    assert "holidays" in tor_hill.no(REFUSED, "school", "calendar", odd)
