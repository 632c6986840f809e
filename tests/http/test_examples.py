"""Every example in the OpenAPI document is asked, and works."""

import pytest

from interfaces.http.bodies import body_of, command_from
from interfaces.http.documented import examples
from tests.http.cases import EXAMPLES, before
from tests.http.conftest import EveryRole
from tests.http.examples_as_json import CANONICAL, FILE, text
from tests.http.school_api import INCIDENTS
from tests.http.test_openapi import DOCUMENT
from tests.http.wishes import ALL, REPORT


def test_the_examples_are_the_canonical_commands() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), (
        "Run `python -m tests.http.examples_as_json`, then `just docs`."
    )


def test_every_command_has_its_example_in_the_document() -> None:
    assert set(examples()) == set(ALL)
    for name in ALL:
        address = INCIDENTS if name == REPORT else f"{INCIDENTS}/{{incident}}/{name}"
        content = DOCUMENT["paths"][address]["post"]["requestBody"]["content"]
        assert content["application/json"]["example"] == EXAMPLES[name]


@pytest.mark.parametrize("name", ALL)
def test_an_example_reads_as_the_command_that_it_was_written_from(name: str) -> None:
    body = body_of(ALL[name]).model_validate(EXAMPLES[name])
    assert command_from(ALL[name], body) == CANONICAL[name]


STEPS = ("complete-step", "mark-step-not-needed")


@pytest.mark.parametrize("name", [name for name in ALL if name != REPORT])
def test_every_example_writes_a_line_where_it_belongs(everybody: EveryRole, name: str) -> None:
    case = before(name, everybody.lead)
    version = everybody.lead.read(case.address).json()["version"]
    by = everybody.head if name == "countersign" else everybody.lead
    answer = case.ask(name, by)
    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] == version + 1
    assert answer.json()["position"] == everybody.lead.lines - 1
    last = everybody.lead.timeline(case.address)[-1]
    # These schools follow no playbook, so that no case of theirs was asked to take a step.
    marks = ["this case was not asked to take that step"] if name in STEPS else []
    assert last["fields"].get("out_of_order", []) == marks


def test_the_example_of_a_report_is_answered(everybody: EveryRole) -> None:
    assert everybody.lead.ask(INCIDENTS, EXAMPLES[REPORT]).status_code == 201
