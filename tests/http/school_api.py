"""A made-up school's API as its people use it, and what every no must look like."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from httpx2 import Response
from starlette.testclient import TestClient

from domain.people import Person
from tests.postgres.schools import MadeUpSchool

INCIDENTS = "/api/incidents"
FILMED = "A pupil filmed part of a maths lesson on a phone."

# What a refusal to close says of the step that stands in the way.
OF_A_STEP = ("step", "say", "why", "ends_with")


@dataclass(frozen=True)
class SchoolApi:
    """One person's way in."""

    client: TestClient
    school: MadeUpSchool
    token: str

    def ask(self, path: str, body: Any = None, **headers: str) -> Response:
        """`If_Match="3"` and the like become headers. Text or bytes are sent as they are."""
        raw = {"content": body} if isinstance(body, str | bytes) else {"json": body}
        return self.client.post(path, **raw, headers=self.headers(headers))

    def read(self, path: str, **query: Any) -> Response:
        asked = {name.rstrip("_"): value for name, value in query.items()}
        return self.client.get(path, params=asked, headers=self.headers({}))

    def headers(self, more: dict[str, str]) -> dict[bytes, bytes]:
        told = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            **more,
        }
        return {
            name.replace("_", "-").encode(): value.encode("latin-1")
            for name, value in told.items()
        }

    def report(self, summary: str = FILMED, **fields: Any) -> str:
        """The address of a new incident that anybody in the school may see."""
        no = {"in_danger_now": "no", "about_an_adult_here": "no"}
        body = {"summary": summary, **no, **fields}
        answer = self.ask(INCIDENTS, body)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["location"])

    def note(self, incident: str, text: str, **headers: str) -> Response:
        return self.ask(f"{incident}/add-note", {"text": text}, **headers)

    def timeline(self, incident: str, **query: Any) -> list[dict[str, Any]]:
        answer = self.read(f"{incident}/timeline", **query)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    @property
    def lines(self) -> int:
        return self.school.log.recorder.max_notification_id() or 0


def way_in(client: TestClient, school: MadeUpSchool, person: Person) -> SchoolApi:
    token = school.daybook.directory.new_token(school.id, person.account)
    return SchoolApi(client, school, token)


def no(answer: Response, status: int, kind: str | None = None) -> dict[str, Any]:
    """The problem details of an answer that must be a no, whole and well-formed."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert told["type"].startswith("/problems/")
    if kind:
        assert told["type"] == f"/problems/{kind}"
    is_a_sentence(told["title"])
    for error in told.get("errors", []):
        assert {"pointer", "detail"} <= set(error) <= {"pointer", "detail", *OF_A_STEP}
        assert error["pointer"] or told["type"] != "/problems/stands-in-the-way"
        is_a_sentence(error["detail"])
    return told


def is_a_sentence(text: str) -> None:
    assert text[0].isupper(), text
    assert text.endswith("."), text
    assert "Traceback" not in text


def pointers(told: dict[str, Any]) -> list[str]:
    return [error["pointer"] for error in told["errors"]]


def incident_of(address: str) -> UUID:
    return UUID(address.removeprefix(f"{INCIDENTS}/"))
