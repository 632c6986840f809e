"""The OpenAPI document, tried out against the API that it speaks of.

The examples are the same in every run: nothing here is left to chance.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient

from domain.incident.commands import COMMANDS
from interfaces.http.app import create_app
from interfaces.http.documented import prevention_examples
from interfaces.http.incidents import NOT_OF_A_CASE
from interfaces.http.openapi import document
from interfaces.wiring import Daybook
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of, is_a_sentence, way_in
from tests.postgres.schools import open_school

# Not among them: positive_data_acceptance and negative_data_rejection, because a schema cannot
# say that a text must not be blank, or a time not in the future; ignored_auth and
# unsupported_method, which send requests of their own: test_signing_in names every address.
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]

HANDED_OUT = Path(__file__).parents[2] / "docs" / "openapi.json"
DOCUMENT: dict[str, Any] = create_app().openapi()
OPERATIONS: dict[str, Any] = {}
for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations():
    operation: Any = found.ok()  # type: ignore[union-attr]
    OPERATIONS[operation.label] = operation

# Other threads may draw from `random` meanwhile, as the pool of connections does.
pytestmark = pytest.mark.filterwarnings("ignore:Do not use the `random` module")

as_always = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=max(3, 150 // len(OPERATIONS)),
    suppress_health_check=list(HealthCheck),
)


def asks_something(label: str) -> bool:
    operation = OPERATIONS[label]
    return bool(operation.body or operation.query or operation.path_parameters)


def send(api: SchoolApi, case: Case[Any]) -> None:
    """One request, and its answer held against the document."""
    headers = {"Authorization": f"Bearer {api.token}"}
    asked = case.as_transport_kwargs(base_url=str(api.client.base_url), headers=headers)
    asked.pop("cookies", None)
    if isinstance(asked.get("data"), str | bytes):
        asked["content"] = asked.pop("data")
    case.validate_response(api.client.request(**asked), checks=CHECKS)


@pytest.fixture(scope="module")
def lead(client: TestClient, daybook: Daybook) -> Iterator[SchoolApi]:
    """The safeguarding lead's way in, whose role may ask everything. The record stays whole."""
    school = open_school(daybook)
    yield way_in(client, school, school.khan)
    assert school.verify().ok


def agreement(api: SchoolApi) -> str:
    """The id of one in the registers of prevention."""
    example = prevention_examples()["prevention/publish-agreement"]
    answer = api.ask("/api/prevention/publish-agreement", example)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


@pytest.mark.parametrize("label", OPERATIONS)
def test_what_the_document_allows_is_answered_as_it_says(lead: SchoolApi, label: str) -> None:
    ours = {"incident": str(incident_of(lead.report()))} if "{incident}" in label else None
    if "{entry}" in label:
        ours = {"entry": agreement(lead)}

    @as_always
    @given(OPERATIONS[label].as_strategy(GenerationMode.POSITIVE, path_parameters=ours))
    def answered(case: Case[Any]) -> None:
        send(lead, case)

    answered()


@pytest.mark.parametrize("label", [label for label in OPERATIONS if asks_something(label)])
def test_what_the_document_does_not_allow_is_answered_as_it_says(
    lead: SchoolApi, label: str
) -> None:
    @as_always
    @given(OPERATIONS[label].as_strategy(GenerationMode.NEGATIVE))
    def answered(case: Case[Any]) -> None:
        send(lead, case)

    answered()


def test_the_document_is_the_one_that_was_handed_out() -> None:
    assert HANDED_OUT.read_text(encoding="utf-8") == document(), "Run `just docs`."


def test_the_document_is_served_to_anybody(client: TestClient) -> None:
    assert client.get("/api/openapi.json").json() == DOCUMENT


def test_the_document_names_every_command_and_its_fields() -> None:
    for name, command in COMMANDS.items():
        operation = DOCUMENT["paths"][f"{INCIDENTS}/{{incident}}/{name}"]["post"]
        body = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        schema = DOCUMENT["components"]["schemas"][body.rsplit("/", 1)[1]]
        left_out = {*NOT_OF_A_CASE.get(command, {})}
        assert set(schema["properties"]) == {*command.__dataclass_fields__, "occurred"} - left_out
        assert schema["additionalProperties"] is False


def test_every_no_in_the_document_is_problem_details() -> None:
    for address, methods in DOCUMENT["paths"].items():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], address


def test_every_command_is_told_in_a_sentence() -> None:
    for name in COMMANDS:
        told = DOCUMENT["paths"][f"{INCIDENTS}/{{incident}}/{name}"]["post"]["description"]
        is_a_sentence(told)
        assert "(" not in told.split(".")[0], "A class without a docstring describes its fields."
