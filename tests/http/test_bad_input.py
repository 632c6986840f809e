"""Whatever is sent, the answer is a sentence that helps, and nothing is half-written.

Every text that is sent here holds one word, which no log may ever hold.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

import pytest
from httpx2 import Response
from pydantic_core.core_schema import ErrorType
from starlette.testclient import TestClient

from interfaces.http.app import create_app
from interfaces.http.errors import sentence
from interfaces.wiring import Daybook
from tests.http.cases import EXAMPLES, before
from tests.http.conftest import EveryRole
from tests.http.school_api import INCIDENTS, SchoolApi, no, pointers, way_in
from tests.http.wishes import (
    ALL,
    CHOICES,
    DAYS,
    FLAGS,
    IDS,
    LISTS,
    LISTS_OF_TEXTS,
    REPORT,
    TEXTS,
    TIMES,
    example,
    smallest,
)
from tests.postgres.schools import MONDAY_NINE, open_school

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


@pytest.fixture(scope="module")
def lead(client: TestClient, daybook: Daybook) -> SchoolApi:
    """One school for them all: nothing that is refused leaves a trace in it."""
    school = open_school(daybook)
    return way_in(client, school, school.khan)


@pytest.fixture(scope="module")
def incident(lead: SchoolApi) -> str:
    return lead.report(f"{WORD} was filmed in a maths lesson.")


@pytest.fixture
def desk(
    lead: SchoolApi,
    incident: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> Iterator[Desk]:
    caplog.set_level(logging.DEBUG)
    yield Desk(lead, incident)
    printed = capfd.readouterr()
    assert WORD not in caplog.text
    assert WORD not in printed.out + printed.err
    assert "Traceback" not in caplog.text + printed.err


every_command = pytest.mark.parametrize("command", ALL)
a_few_commands = pytest.mark.parametrize("command", [REPORT, "add-note", "assess", "close"])


def each_in_turn(
    places: Sequence[tuple[str, str]], inputs: Sequence[Any], whole: Sequence[tuple[str, str]] = ()
) -> pytest.MarkDecorator:
    """Every field meets one of the inputs, and those of `whole` meet them all."""
    turns = {(place, n % len(inputs)) for n, place in enumerate(places)}
    turns |= {(place, n) for place in whole for n in range(len(inputs))}
    cases = [(command, field, inputs[n]) for (command, field), n in sorted(turns)]
    return pytest.mark.parametrize(("command", "field", "odd"), cases)


# One field of each kind: needed, with a default, may be null.
OF_EACH_KIND = [("add-note", "text"), (REPORT, "own_words"), ("close", "summary")]


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


@pytest.mark.parametrize(("n", "what"), [*enumerate(NO_JSON)])
def test_what_is_no_json_is_malformed(desk: Desk, n: int, what: str) -> None:
    for command in [REPORT, *[*ALL][n :: len(NO_JSON)]]:
        desk.refused(command, NO_JSON[what], 400, "malformed")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('{"text": "Marigold", "text": "b"}', "text"),
        ('{"text": "a", "occurred": {"to": 1, "to": 2}}', "to"),
        ('{"\\ud800": 1, "\\ud800": 2}', "?"),
    ],
)
def test_what_is_sent_twice_under_one_name_is_refused_by_that_name(
    desk: Desk, body: str, name: str
) -> None:
    refused = desk.refused("add-note", body, 400, "malformed")
    assert f"twice as “{name}”" in refused["title"]


NO_OBJECT = ["[]", "null", "7", '"Marigold"', "true", "[{}]", ""]


@pytest.mark.parametrize(("n", "body"), [*enumerate(NO_OBJECT)])
def test_what_is_no_object_needs_mending(desk: Desk, n: int, body: str) -> None:
    for command in [REPORT, *[*ALL][n :: len(NO_OBJECT)]]:
        assert pointers(desk.refused(command, body, 422, "invalid-field")) == [""]


def test_an_empty_body_is_told_what_to_send(desk: Desk) -> None:
    for body, told in (
        ("", "Nothing was sent. Send a JSON object"),
        ("[]", "Send a JSON object."),
    ):
        (error,) = desk.refused("add-note", body, 422, "invalid-field")["errors"]
        assert (error["pointer"], error["detail"].startswith(told)) == ("", True), error


@every_command
def test_a_field_that_the_command_does_not_have_is_named(desk: Desk, command: str) -> None:
    desk.refused_field(command, "recorded_at", "2026-09-07T09:00:00Z")
    desk.refused_field(command, "no_such_field", WORD)


@pytest.mark.parametrize("command", [name for name in ALL if smallest(ALL[name])])
def test_needed_fields_that_are_missing_are_all_named(desk: Desk, command: str) -> None:
    needed = smallest(ALL[command])
    told = desk.refused(command, "{}", 422, "invalid-field")
    assert sorted(pointers(told)) == sorted(f"/{field}" for field in needed)


@a_few_commands
def test_a_megabyte_is_too_large(desk: Desk, command: str) -> None:
    body = json.dumps({"summary": f"{WORD} " * 120_000})
    desk.refused(command, body, 413, "too-large")


def test_too_large_a_body_is_no_fault_of_ours(
    daybook: Daybook, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """A server writes down each exception that reaches it; this client raises it."""
    app = create_app(daybook, lambda: MONDAY_NINE)
    body = json.dumps({"summary": f"{WORD} " * 120_000})
    with TestClient(app) as client:
        answer = client.post(INCIDENTS, content=body, headers=desk.api.headers({}))
    no(answer, 413, "too-large")
    assert not [told for told in caplog.records if told.levelno >= logging.WARNING]


@a_few_commands
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


@each_in_turn(TEXTS, [7, 1.5, True, [WORD], {"text": WORD}], OF_EACH_KIND)
def test_a_text_that_is_no_text_is_named(desk: Desk, command: str, field: str, odd: Any) -> None:
    desk.refused_field(command, field, odd)


@pytest.mark.parametrize(("command", "field"), TEXTS)
def test_a_text_of_20_001_characters_is_told_how_many_are_allowed(
    desk: Desk, command: str, field: str
) -> None:
    assert "20000" in desk.refused_field(command, field, WORD + "x" * 19_993)


@each_in_turn(TEXTS, ["\x00", "\x07", "\x1b[2J", "\x7f", "\x85", "\x9b"], OF_EACH_KIND)
def test_control_characters_are_refused(desk: Desk, command: str, field: str, odd: str) -> None:
    assert "control character" in desk.refused_field(command, field, f"{WORD}{odd}{WORD}")


@each_in_turn(TEXTS, ["\ud83d", "\udc00", "\ud83d\ud83d"], OF_EACH_KIND)
def test_half_a_character_is_refused(desk: Desk, command: str, field: str, odd: str) -> None:
    desk.refused_field(command, field, f"{WORD} {odd}")


NEEDED = [(command, field) for command, field in TEXTS if field in smallest(ALL[command])]


@each_in_turn(NEEDED, ["", " ", "\n\t\r", "\u2003"], OF_EACH_KIND[:1])
def test_a_needed_text_must_say_something(desk: Desk, command: str, field: str, odd: str) -> None:
    desk.refused_field(command, field, odd)


AS_PEOPLE_WRITE = [
    f"{WORD} was sent 😀 and 👩🏽‍🏫 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿.",
    f"{WORD}: قالت إنها خائفة, אמרה שהיא מפחדת.",
    f"{WORD} said:\n\t“Stop it”\r\nand e\u0301, é, ﷺ, 好, and 𝄞.",
    f"{WORD} <script>alert('x')</script> '; DROP TABLE record; -- \\u0000 %s {{}}",
]
# These texts have a form of their own, or name something.
IN_A_FORM = {
    ("keep-evidence", "exhibit"),
    ("hand-over-exhibit", "exhibit"),
    ("correct-line", "field"),
    # As the account says, whatever is sent.
    ("appoint-case-manager", "manager_name"),
    ("appoint-case-manager", "manager_post"),
    ("change-owner", "owner_name"),
    ("declare-conflict", "account_name"),
    ("lift-conflict", "account_name"),
    ("grant-access", "account_name"),
    ("revoke-access", "account_name"),
    ("strike-out", "duplicate_of"),  # Another incident that is there.
    ("complete-task", "cancelled_because"),  # Only without a result.
}


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (command, text)
        for n, command in enumerate(ALL)
        for m, text in enumerate(AS_PEOPLE_WRITE)
        if m == n % len(AS_PEOPLE_WRITE) or command in (REPORT, "add-note", "inform-parent")
    ],
)
def test_what_people_write_is_kept_to_the_letter(
    desk: Desk, everybody: EveryRole, command: str, text: str
) -> None:
    """In every text that the command has, and each one different."""
    fields = [field for one, field in TEXTS if one == command and (one, field) not in IN_A_FORM]
    said = {field: f"{text} ({field})" for field in fields}
    by = everybody.head if command == "countersign" else everybody.lead
    if command == REPORT:
        incident = by.report(**{**EXAMPLES[REPORT], **said})
    else:
        case = before(command, everybody.lead)
        incident = case.address
        assert case.ask(command, by, **said).status_code == 200
    items = everybody.lead.timeline(incident)
    for words in said.values():
        assert any(holds(item["fields"], words) for item in items), words


def holds(told: Any, text: str) -> bool:
    if isinstance(told, dict | list):
        inner = told.values() if isinstance(told, dict) else told
        return any(holds(one, text) for one in inner)
    return bool(told == text)


# Lists, and what they hold


@pytest.mark.parametrize(("command", "field"), LISTS)
def test_a_list_that_is_no_list_is_named(desk: Desk, command: str, field: str) -> None:
    for odd in (WORD, 7, {"0": WORD}, None):
        desk.refused_field(command, field, odd)


@pytest.mark.parametrize(("command", "field"), LISTS)
def test_a_list_of_101_is_told_how_many_are_allowed(desk: Desk, command: str, field: str) -> None:
    one = example(get_type_hints(ALL[command])[field])[0]
    assert "100" in desk.refused_field(command, field, [one] * 101)


@pytest.mark.parametrize(("command", "field"), LISTS_OF_TEXTS)
def test_a_text_in_a_list_is_held_to_the_same_rules(desk: Desk, command: str, field: str) -> None:
    for odd in (f"{WORD}\x00", "x" * 20_001, "\ud83d", 7, None):
        body = json.dumps({**smallest(ALL[command]), field: ["Asma Khan", odd]})
        told = desk.refused(command, body, 422, "invalid-field")
        assert pointers(told) == [f"/{field}/1"]


@pytest.mark.parametrize("command", ["assess", "change-facts"])
def test_a_finding_that_cannot_be_is_named_within_its_list(desk: Desk, command: str) -> None:
    finding = {"fact": "serious", "answer": "yes", "who_said_so": "Asma Khan", "why": WORD}
    for field, odd in (
        ("fact", WORD),
        ("answer", "YES"),
        ("who_said_so", ""),
        ("why", f"{WORD}\x00"),
        ("why", " "),
        ("no_such_field", WORD),
    ):
        body = {**smallest(ALL[command]), "findings": [finding, {**finding, field: odd}]}
        told = desk.refused(command, json.dumps(body), 422, "invalid-field")
        assert pointers(told) == [f"/findings/1/{field}"]
    for missing in finding:
        short = {name: finding[name] for name in finding if name != missing}
        body = {**smallest(ALL[command]), "findings": [short]}
        told = desk.refused(command, json.dumps(body), 422, "invalid-field")
        assert pointers(told) == [f"/findings/0/{missing}"]


# Ids, days, numbers, yes or no


PLAIN = [
    (*IDS[0], f"OSI-2026-{WORD}", "This must be an id, as the case or its people show it, not a"),
    (*DAYS[0], WORD, "Write the day out, such as 2026-09-07."),
    (*TIMES[0], WORD, "Write the time out, such as"),
    (*FLAGS[0], WORD, "This must be true or false."),
    (*LISTS[0], WORD, "This must be a list."),
    ("add-note", "text", 7, "This must be text."),
    ("correct-line", "line", WORD, "This must be a whole number, such as 3."),
    ("correct-line", "line", 1.5, "This must be a whole number, such as 3."),
]


@pytest.mark.parametrize(("command", "field", "odd", "says"), PLAIN)
def test_what_a_field_should_hold_is_said_in_plain_words(
    desk: Desk, command: str, field: str, odd: Any, says: str
) -> None:
    assert desk.refused_field(command, field, odd).startswith(says)


def test_no_sentence_is_in_the_words_of_the_library() -> None:
    """Whatever kind of error comes, known here or not."""
    for kind in get_args(ErrorType):
        told = sentence({"type": kind, "loc": ("body", "x"), "msg": "Input should be", "ctx": CTX})
        assert "Input should" not in told
        assert told.endswith("."), kind
        assert "{" not in told


# What an error of the library tells beside its kind.
CTX = {
    **dict.fromkeys(("gt", "ge", "lt", "le", "min_length", "max_length"), 1),
    **dict.fromkeys(("expected", "error"), "Something."),
}


@each_in_turn(IDS, [WORD, "", 7, "0" * 31, ["x"], "{}", f"{WORD}\x00", True], [IDS[0]])
def test_an_id_that_cannot_be_is_named(desk: Desk, command: str, field: str, odd: Any) -> None:
    desk.refused_field(command, field, odd)


@pytest.mark.parametrize(("command", "field"), IDS)
def test_an_id_of_nobody_here_is_a_rule_or_a_name_but_never_a_fault(
    desk: Desk, command: str, field: str
) -> None:
    nobody = "ffffffff-ffff-ffff-ffff-ffffffffffff"
    body = {**smallest(ALL[command]), field: nobody}
    assert desk.send(command, body).status_code in (200, 409, 422)


@each_in_turn(
    DAYS,
    [
        "2026-02-30",
        "09/09/2026",
        "tomorrow",
        "",
        20000,
        0,
        1757235600,
        1e308,
        True,
        "1757235600",
        "2026-09-09T10:00:00Z",
        "10000-01-01",
        "0000-01-01",
    ],
    [*DAYS[:1]],
)
def test_a_day_that_cannot_be_is_named(desk: Desk, command: str, field: str, odd: Any) -> None:
    desk.refused_field(command, field, odd)


@each_in_turn(FLAGS, [WORD, "", 7, [True], {}, 0.5, "maybe"], [*FLAGS[:1]])
def test_a_yes_or_no_that_is_neither_is_named(
    desk: Desk, command: str, field: str, odd: Any
) -> None:
    desk.refused_field(command, field, odd)


@pytest.mark.parametrize("odd", [WORD, "", 1.5, [2], 1e400, "9" * 5000])
def test_a_line_number_that_is_none_is_named(desk: Desk, odd: Any) -> None:
    desk.refused_field("correct-line", "line", odd)


@pytest.mark.parametrize("line", [0, -1, 999, 2**31, 2**63, 10**30])
def test_a_line_that_is_not_there_cannot_be_corrected(desk: Desk, line: int) -> None:
    body = {**smallest(ALL["correct-line"]), "line": line, "new": WORD}
    desk.refused("correct-line", json.dumps(body), 409, "no-such-line")


@pytest.mark.parametrize(
    "field", ["about_an_adult_here", "__class__", "summary.title", "reference"]
)
def test_what_is_no_text_of_a_line_cannot_be_corrected(desk: Desk, field: str) -> None:
    body = {"line": 1, "field": field, "new": WORD, "reason": WORD}
    desk.refused("correct-line", json.dumps(body), 409, "not-correctable")


# Choices


@each_in_turn(CHOICES, [WORD, "", "YES", 7, ["yes"]], [CHOICES[0]])
def test_a_choice_that_is_not_offered_is_told_what_may_be_chosen(
    desk: Desk, command: str, field: str, odd: Any
) -> None:
    assert desk.refused_field(command, field, odd).startswith("Choose one of '")


# Times


@each_in_turn(
    TIMES,
    [
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
    ],
    TIMES,
)
def test_a_time_that_cannot_be_is_named(desk: Desk, command: str, field: str, odd: Any) -> None:
    desk.refused_field(command, field, odd)


@each_in_turn(
    [(command, end) for command in ALL for end in ("from", "to")],
    ["2026-09-07T08:00:00", "2099-01-01T00:00:00Z", 0, WORD, "\x00"],
    [(REPORT, "from"), (REPORT, "to")],
)
def test_a_time_when_it_cannot_have_occurred_is_named(
    desk: Desk, command: str, field: str, odd: Any
) -> None:
    body = json.dumps({**smallest(ALL[command]), "occurred": {field: odd}})
    kind = "not-yet-happened" if odd == "2099-01-01T00:00:00Z" else "invalid-field"
    told = desk.refused(command, body, 422, kind)
    assert pointers(told) == [f"/occurred/{field}"]


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


@pytest.mark.parametrize("year", ["0001", "1899", "3000", "9999"])
def test_a_time_that_cannot_be_right_is_refused(desk: Desk, year: str) -> None:
    when = {"from": f"{year}-01-01T00:00:00Z", "precision": "approximate"}
    before = desk.api.lines
    told = no(desk.send(REPORT, json.dumps({**smallest(ALL[REPORT]), "occurred": when})), 422)
    assert pointers(told) == ["/occurred/from"]
    assert desk.api.lines == before


def test_a_time_long_ago_is_taken_and_shown(desk: Desk) -> None:
    first = {"from": "1900-01-01T00:00:00Z", "to": None, "precision": "approximate"}
    incident = desk.api.report(WORD, occurred=first)
    assert desk.api.timeline(incident)[0]["occurred"] == first
    shown = desk.api.read(INCIDENTS).json()["items"][0]
    assert shown["occurred_from"] == first["from"]


@pytest.mark.parametrize(
    ("command", "field"), [each for each in TIMES if each != ("grant-access", "until")]
)
def test_a_time_that_has_not_come_is_refused(desk: Desk, command: str, field: str) -> None:
    body = json.dumps({**smallest(ALL[command]), field: "2026-09-08T09:00:00Z"})
    before = desk.api.lines
    told = no(desk.send(command, body), 422)
    assert desk.api.lines == before
    assert "not come yet" in told["title"]
    assert pointers(told) == [f"/{field}"]


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
