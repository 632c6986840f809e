"""The OpenAPI document, tried out against the API that it speaks of.

The examples are the same in every run: nothing here is left to chance.
"""

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
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of

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

DOCUMENT: dict[str, Any] = create_app().openapi()
OPERATIONS: dict[str, Any] = {}
for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations():
    operation: Any = found.ok()  # type: ignore[union-attr]
    OPERATIONS[operation.label] = operation

as_always = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=max(5, 150 // len(OPERATIONS)),
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


@pytest.mark.parametrize("label", OPERATIONS)
def test_what_the_document_allows_is_answered_as_it_says(jones: SchoolApi, label: str) -> None:
    ours = {"incident": str(incident_of(jones.report()))} if "{incident}" in label else None

    @as_always
    @given(OPERATIONS[label].as_strategy(GenerationMode.POSITIVE, path_parameters=ours))
    def answered(case: Case[Any]) -> None:
        send(jones, case)

    answered()
    assert jones.school.verify().ok


@pytest.mark.parametrize("label", [label for label in OPERATIONS if asks_something(label)])
def test_what_the_document_does_not_allow_is_answered_as_it_says(
    jones: SchoolApi, label: str
) -> None:
    jones.report()

    @as_always
    @given(OPERATIONS[label].as_strategy(GenerationMode.NEGATIVE))
    def answered(case: Case[Any]) -> None:
        send(jones, case)

    answered()
    assert jones.school.verify().ok


def test_the_document_is_served_to_anybody(client: TestClient) -> None:
    assert client.get("/api/openapi.json").json() == DOCUMENT


def test_the_document_names_every_command_and_its_fields() -> None:
    for name, command in COMMANDS.items():
        operation = DOCUMENT["paths"][f"{INCIDENTS}/{{incident}}/{name}"]["post"]
        body = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        schema = DOCUMENT["components"]["schemas"][body.rsplit("/", 1)[1]]
        assert set(schema["properties"]) == {*command.__dataclass_fields__, "occurred"}
        assert schema["additionalProperties"] is False


def test_every_no_in_the_document_is_problem_details() -> None:
    for address, methods in DOCUMENT["paths"].items():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], address
