"""Whatever is sent, the answer is a sentence that helps, and nothing is half-written.

Every text that is sent here holds one word, which no log may ever hold.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from httpx2 import Response

from tests.http.school_api import INCIDENTS, SchoolApi, no, pointers
from tests.http.wishes import ALL, CHOICES, REPORT, TEXTS, TIMES, smallest

WORD = "Marigold"
DEEP = 10_000


@dataclass(frozen=True)
class Desk:
    """An incident, where whatever is asked must leave the log as it was."""

    api: SchoolApi
    incident: str

    def address(self, command: str) -> str:
        return INCIDENTS if command == REPORT else f"{self.incident}/{command}"

    def send(self, command: str, body: Any) -> Response:
        return self.api.ask(self.address(command), body)

    def send_with(self, command: str, field: str, value: Any) -> Response:
        return self.send(command, json.dumps({**smallest(ALL[command]), field: value}))

    def refused(self, command: str, body: Any, status: int, kind: str) -> dict[str, Any]:
        before = self.api.lines
        told = no(self.send(command, body), status, kind)
        assert self.api.lines == before, "Something was written."
        assert WORD not in json.dumps(told), "The answer repeats what was sent."
        return told

    def refused_field(self, command: str, field: str, value: Any) -> str:
        """The sentence about the field."""
        body = json.dumps({**smallest(ALL[command]), field: value})
        told = self.refused(command, body, 422, "invalid-field")
        assert f"/{field}" in [one.split(".")[0] for one in pointers(told)], told
        return str(told["errors"][0]["detail"])


@pytest.fixture
def desk(
    jones: SchoolApi, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    caplog.set_level(logging.DEBUG)
    yield Desk(jones, jones.report(f"{WORD} was filmed in a maths lesson."))
    printed = capfd.readouterr()
    assert WORD not in caplog.text
    assert WORD not in printed.out + printed.err
    assert "Traceback" not in caplog.text + printed.err


every_command = pytest.mark.parametrize("command", ALL)
every_text = pytest.mark.parametrize(("command", "field"), TEXTS)
every_choice = pytest.mark.parametrize(("command", "field"), CHOICES)
every_time = pytest.mark.parametrize(("command", "field"), TIMES)


# The body as a whole


NO_JSON: dict[str, str | bytes] = {
    "a bracket": "{",
    "cut off": f'{{"summary": "{WORD}',
    "a word": WORD,
    "no value": '{"summary": }',
    "no UTF-8": b'{"summary": "\xff\xfe Marigold"}',
    "NUL": b"\x00",
    "deep and open": "[" * DEEP,
    "deep": "[" * DEEP + "]" * DEEP,
    "deep objects": '{"summary":' * DEEP + "1" + "}" * DEEP,
    "a number of 5,000 digits": '{"summary": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("what", NO_JSON)
def test_what_is_no_json_is_malformed(desk: Desk, what: str) -> None:
    for command in ALL:
        desk.refused(command, NO_JSON[what], 400, "malformed")


@pytest.mark.parametrize("body", ["[]", "null", "7", '"Marigold"', "true", "[{}]", ""])
def test_what_is_no_object_needs_mending(desk: Desk, body: str) -> None:
    for command in ALL:
        assert pointers(desk.refused(command, body, 422, "invalid-field")) == [""]


@every_command
def test_a_field_that_the_command_does_not_have_is_named(desk: Desk, command: str) -> None:
    desk.refused_field(command, "recorded_at", "2026-09-07T09:00:00Z")
    desk.refused_field(command, "no_such_field", WORD)


@every_command
def test_needed_fields_that_are_missing_are_all_named(desk: Desk, command: str) -> None:
    needed = smallest(ALL[command])
    if not needed:
        pytest.skip(f"{command} needs nothing")
    told = desk.refused(command, "{}", 422, "invalid-field")
    assert sorted(pointers(told)) == sorted(f"/{field}" for field in needed)


@every_command
def test_a_megabyte_is_too_large(desk: Desk, command: str) -> None:
    body = json.dumps({"summary": f"{WORD} " * 120_000})
    desk.refused(command, body, 413, "too-large")


@every_command
def test_a_megabyte_that_does_not_say_its_length_is_too_large(desk: Desk, command: str) -> None:
    def in_pieces() -> Iterator[bytes]:
        yield b'{"summary": "'
        for _ in range(100):
            yield b"Marigold, " * 1000

    before = desk.api.lines
    answer = desk.api.client.post(
        desk.address(command), content=in_pieces(), headers=desk.api.headers({})
    )
    no(answer, 413, "too-large")
    assert desk.api.lines == before


@every_command
def test_a_field_name_that_is_half_a_character_is_refused(desk: Desk, command: str) -> None:
    desk.refused(command, '{"\\ud83d": "Marigold"}', 422, "invalid-field")


# Texts


@every_text
def test_a_text_that_is_no_text_is_named(desk: Desk, command: str, field: str) -> None:
    for odd in (7, 1.5, True, [WORD], {"text": WORD}):
        desk.refused_field(command, field, odd)


@every_text
def test_a_text_of_20_001_characters_is_told_how_many_are_allowed(
    desk: Desk, command: str, field: str
) -> None:
    assert "20000" in desk.refused_field(command, field, WORD + "x" * 19_993)


@every_text
def test_control_characters_are_refused(desk: Desk, command: str, field: str) -> None:
    for odd in ("\x00", "\x07", "\x1b[2J", "\x7f", "\x85", "\x9b"):
        assert "control character" in desk.refused_field(command, field, f"{WORD}{odd}{WORD}")


@every_text
def test_half_a_character_is_refused(desk: Desk, command: str, field: str) -> None:
    for odd in ("\ud83d", "\udc00", "\ud83d\ud83d"):
        desk.refused_field(command, field, f"{WORD} {odd}")


@every_command
def test_a_needed_text_must_say_something(desk: Desk, command: str) -> None:
    needed = [field for field in smallest(ALL[command]) if (command, field) in TEXTS]
    for field in needed:
        for blank in ("", " ", "\n\t\r", "\u2003"):
            desk.refused_field(command, field, blank)


@every_text
@pytest.mark.parametrize(
    "text",
    [
        f"{WORD} was sent 😀 and 👩🏽‍🏫 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿.",
        f"{WORD}: قالت إنها خائفة, אמרה שהיא מפחדת.",
        f"{WORD} said:\n\t“Stop it”\r\nand e\u0301, é, ﷺ, 好, and 𝄞.",
        f"{WORD} <script>alert('x')</script> '; DROP TABLE record; -- \\u0000 %s {{}}",
    ],
    ids=["emoji", "right to left", "lines and accents", "code"],
)
def test_what_people_write_is_kept_to_the_letter(
    desk: Desk, command: str, field: str, text: str
) -> None:
    before = desk.api.lines
    answer = desk.send_with(command, field, text)
    if answer.status_code == 409:  # By a rule of the incident; then nothing is kept.
        no(answer, 409)
        assert desk.api.lines == before
        return
    assert answer.status_code in (200, 201), answer.text
    items = desk.api.timeline(answer.headers.get("location", desk.incident))
    assert any(holds(item["fields"], text) for item in items)


def holds(told: Any, text: str) -> bool:
    if isinstance(told, dict | list):
        inner = told.values() if isinstance(told, dict) else told
        return any(holds(one, text) for one in inner)
    return bool(told == text)


# Choices


@every_choice
def test_a_choice_that_is_not_offered_is_told_what_may_be_chosen(
    desk: Desk, command: str, field: str
) -> None:
    for odd in (WORD, "", "YES", 7, ["yes"]):
        assert desk.refused_field(command, field, odd).startswith("Choose one of '")


# Times


@every_time
def test_a_time_that_cannot_be_is_named(desk: Desk, command: str, field: str) -> None:
    for odd in (
        "2026-09-01T10:00:00",
        "2026-09-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-02-30T10:00:00Z",
        "10000-01-01T00:00:00Z",
        "yesterday",
        "",
        1757235600,
        1e308,
        True,
        "1757235600",
    ):
        desk.refused_field(command, field, odd)


@every_command
@pytest.mark.parametrize("end", ["from", "to"])
def test_a_time_when_it_cannot_have_occurred_is_named(desk: Desk, command: str, end: str) -> None:
    for odd in ("2026-09-07T08:00:00", "2099-01-01T00:00:00Z", 0, WORD, "\x00"):
        body = json.dumps({**smallest(ALL[command]), "occurred": {end: odd}})
        told = desk.refused(command, body, 422, "invalid-field")
        assert pointers(told) == [f"/occurred/{end}"]


@pytest.mark.parametrize(
    ("occurred", "where"),
    [
        ({"from": "2026-09-07T08:30:00Z", "to": "2026-09-07T08:00:00Z"}, "/occurred/to"),
        ({"from": "0001-01-01T00:00:00+14:00"}, "/occurred/from"),
        ({"from": "9999-12-31T23:59:59-14:00"}, "/occurred/from"),
        ({"precision": "roughly"}, "/occurred/precision"),
        ({"when": "2026-09-07T08:00:00Z"}, "/occurred/when"),
        ([], "/occurred"),
        ("2026-09-07T08:00:00Z", "/occurred"),
    ],
)
def test_what_occurred_says_when_in_its_own_form(desk: Desk, occurred: Any, where: str) -> None:
    body = json.dumps({"summary": WORD, "occurred": occurred})
    told = desk.refused(REPORT, body, 422, "invalid-field")
    assert pointers(told) == [where]


def test_the_first_day_of_the_calendar_is_a_time_too(desk: Desk) -> None:
    first = {"from": "0001-01-01T00:00:00Z", "to": None, "precision": "approximate"}
    incident = desk.api.report(WORD, occurred=first)
    assert desk.api.timeline(incident)[0]["occurred"] == first
    shown = desk.api.read(INCIDENTS).json()["items"][0]
    assert shown["occurred_from"] == first["from"]


def test_being_told_of_it_tomorrow_is_refused(desk: Desk) -> None:
    assert "future" in desk.refused_field(REPORT, "told_at", "2026-09-08T09:00:00Z")


# Headers


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x00b", "a\x1bb", "a\x7fb"])
def test_an_idempotency_key_that_cannot_be_kept_is_refused(desk: Desk, key: str) -> None:
    before = desk.api.lines
    told = no(desk.api.note(desk.incident, WORD, Idempotency_Key=key), 422)
    assert pointers(told) == ["header:idempotency-key"]
    assert desk.api.lines == before


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
def test_what_does_not_say_it_is_json_is_not_taken(desk: Desk, kind: str) -> None:
    before = desk.api.lines
    answer = desk.api.ask(f"{desk.incident}/add-note", f'{{"text": "{WORD}"}}', Content_Type=kind)
    no(answer, 422)
    assert desk.api.lines == before
