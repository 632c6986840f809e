"""Fellside School is made up: its people, their ways in, and a clock that each story moves."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.testclient import TestClient

from application.projections.phrases import SCHOOL_TIME
from domain.people import Person, Role
from domain.school import Clock
from interfaces.wiring import Daybook
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of, no
from tests.postgres.schools import MadeUpSchool, SchoolClock, read_models, rows_as_text

FELLSIDE = "Fellside School"
TERM_BEGINS = "Wed 2 Sep 08:00"
COLLEAGUES = {
    "barlow": ("Tom Barlow", Role.CLASS_TEACHER, "Teacher of Year 8"),
    "lyle": ("Carol Lyle", Role.CLASS_TEACHER, "Teacher of Year 5"),
    "pike": ("Alan Pike", Role.CLASS_TEACHER, "Teacher of music"),
    "jones": ("Bryn Jones", Role.COORDINATOR, "Online safety coordinator"),
    "khan": ("Asma Khan", Role.DSL, "Designated safeguarding lead"),
    "doyle": ("Colm Doyle", Role.DEPUTY_DSL, "Deputy safeguarding lead"),
    "ainsley": ("Ruth Ainsley", Role.HEAD, "Headteacher"),
    "vance": ("Peter Vance", Role.SENIOR_LEADER, "Head of Year 9"),
    "obi": ("Grace Obi", Role.CHAIR_OF_GOVERNORS, "Chair of governors"),
    "reed": ("Sam Reed", Role.TECHNICIAN, "Network manager"),
    "marsden": ("Neil Marsden", Role.OUTSIDE_COUNTERSIGNER, "Trust safeguarding lead"),
}


SEEN = "seen-or-heard"
# How people at Fellside reach each other, unless a story says otherwise.
MOSTLY = {
    "tell-dsl": "in-person",
    "inform-parent": "phone",
    "escalate-to-lado": "phone",
    "seek-advice": "phone",
    "make-referral": "phone",
    "send-letter": "letter",
}


def moment(told: str) -> datetime:
    """A time as people say it, such as "Mon 7 Sep 09:05", in the autumn term of 2026."""
    at = datetime.strptime(f"{told} 2026", "%a %d %b %H:%M %Y").replace(tzinfo=SCHOOL_TIME)
    assert as_said(at) == told, "There is no such day."
    return at


def as_said(at: datetime) -> str:
    here = at.astimezone(SCHOOL_TIME)
    return f"{here:%a} {here.day} {here:%b %H:%M}"


@dataclass
class StoryClock(SchoolClock):
    """Stands still until the story moves it on."""

    time: datetime = field(default_factory=lambda: moment(TERM_BEGINS))

    def __call__(self) -> datetime:
        return self.time

    def at(self, told: str) -> None:
        assert moment(told) >= self.time, "A story goes forward."
        self.time = moment(told)


@dataclass(frozen=True)
class Colleague(SchoolApi):
    """Somebody who works at Fellside, or helps there, on a phone or at a desk."""

    person: Person

    def reports(self, summary: str, **more: Any) -> str:
        """The address of the new incident: seen by whoever reports it, without danger now and
        about no adult here, unless it says otherwise.
        """
        usually = {"in_danger_now": "no", "about_an_adult_here": "no", "received": SEEN}
        told = {**usually, **more}
        answer = self.ask(INCIDENTS, {"summary": summary, **told})
        assert answer.status_code == 201, answer.text
        return str(answer.headers["location"])

    def asks(self, incident: str, command: str, /, **told: Any) -> None:
        how = {"how": MOSTLY[command]} if command in MOSTLY else {}
        answer = self.ask(f"{incident}/{command}", {**how, **told})
        assert answer.status_code == 200, answer.text
        assert answer.json()["position"] is not None, "Nothing needed writing."

    def links(
        self, incident: str, full_name: str | None, kind: str, capacity: str, /, **more: Any
    ) -> str:
        told = {"full_name": full_name, "kind": kind, "capacity": capacity, **more}
        self.asks(incident, "link-person", **told)
        return str(self.case(incident)["people"][-1]["id"])

    def tells_parent(
        self, incident: str, pupil: str, parent: str, said: str, /, **more: Any
    ) -> None:
        told = {"pupil": pupil, "parent": parent, "said": said, "safe_to_tell": "yes", **more}
        self.asks(incident, "inform-parent", **told)

    def arranges_support(
        self, incident: str, person: str, name: str, what: str, /, **more: Any
    ) -> None:
        told = {"person": person, "supporter_name": name, "what": what, **more}
        self.asks(incident, "assign-support", **{"supporter": "class-teacher", **told})

    def is_refused(
        self, status: int, kind: str, incident: str, command: str, /, **told: Any
    ) -> dict[str, Any]:
        """The problem details; and nothing has been written in the case."""
        before = self.lines_of(incident)
        problem = no(self.ask(f"{incident}/{command}", told), status, kind)
        assert self.lines_of(incident) == before
        return problem

    def lines_of(self, incident: str) -> int:
        return len(self.school.read(incident_of(incident)).lines)

    def stands_in_the_way(self, incident: str, command: str, /, **told: Any) -> list[str]:
        problem = self.is_refused(409, "stands-in-the-way", incident, command, **told)
        return [error["detail"] for error in problem["errors"]]

    def case(self, incident: str, when: str | None = None) -> dict[str, Any]:
        """The case as it stands, or as it was known then."""
        answer = self.read(incident, **known(when))
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def people(self, incident: str, when: str | None = None) -> list[tuple[str, str]]:
        """Everybody in the case, by name and part, but for those named in error."""
        return [
            (one["full_name"] or one["description"], one["capacity"])
            for one in self.case(incident, when)["people"]
            if not one["in_error"]
        ]

    def history(self, incident: str, when: str | None = None) -> list[str]:
        """When each line was written down, and what it tells."""
        return [
            f"{as_said(datetime.fromisoformat(line['recorded_at']))} {line['sentence']}"
            for line in self.timeline(incident, **known(when))
        ]

    def sees_nothing_of(self, incident: str) -> None:
        """Absent and hidden are told in the same words."""
        no(self.read(incident), 404, "not-reported")
        no(self.read(f"{incident}/timeline"), 404, "not-reported")
        no(self.note(incident, "I was told of this."), 404, "not-reported")
        listed = self.read(INCIDENTS).json()["items"]
        assert incident not in [f"{INCIDENTS}/{one['id']}" for one in listed]

    def reference(self, incident: str) -> str:
        return str(self.case(incident)["reference"])

    def row(self, incident: str) -> dict[str, Any]:
        """Its row in the list of incidents."""
        rows: list[dict[str, Any]] = self.read(INCIDENTS).json()["items"]
        (row,) = [one for one in rows if incident.endswith(one["id"])]
        return row


def fact(name: str, answer: str, who_said_so: str, why: str) -> dict[str, str]:
    return {"fact": name, "answer": answer, "who_said_so": who_said_so, "why": why}


def known(when: str | None) -> dict[str, str]:
    return {} if when is None else {"as_known_at": moment(when).isoformat()}


def paragraphs(text: str, other: str = "") -> list[str]:
    """A history as it stands in a test: one paragraph a line. {other} is a reference."""
    told = text.format(other=other)
    return [" ".join(part.split()) for part in told.split("\n\n") if part.strip()]


@dataclass
class Fellside:
    made_up: MadeUpSchool
    superuser: str
    clock: StoryClock
    barlow: Colleague
    lyle: Colleague
    pike: Colleague
    jones: Colleague
    khan: Colleague
    doyle: Colleague
    ainsley: Colleague
    vance: Colleague
    obi: Colleague
    reed: Colleague
    marsden: Colleague

    def somebody_who_is(self, role: Role) -> Colleague:
        """A newcomer in that role."""
        daybook, school = self.made_up.daybook, self.made_up.id
        person = daybook.directory.add(school, f"Kim {role}", role, "Newcomer", FELLSIDE)
        return Colleague(self.khan.client, self.made_up, token_of(self.made_up, person), person)

    def log_rows(self) -> list[str]:
        return [
            row
            for table in read_models()
            for row in rows_as_text(self.superuser, table, self.made_up.id)
        ]

    def holds_together(self) -> None:
        """The record verifies, and every read model rebuilt from it is the same to the letter."""
        verdict = self.made_up.verify()
        assert verdict.ok, verdict
        live = self.log_rows()
        assert live
        self.made_up.rebuild()
        assert self.log_rows() == live


def open_fellside(
    daybook: Daybook, client: TestClient, superuser: str, clock: StoryClock
) -> Fellside:
    school = daybook.add_school(FELLSIDE, Clock.DEMO, at=clock())
    people = {
        key: daybook.directory.add(school.id, name, role, post, FELLSIDE)
        for key, (name, role, post) in COLLEAGUES.items()
    }
    made_up = MadeUpSchool(daybook, school.id, people["khan"], people["barlow"], clock, demo=True)
    ways_in = {
        key: Colleague(client, made_up, token_of(made_up, person), person)
        for key, person in people.items()
    }
    return Fellside(made_up, superuser, clock, **ways_in)


def token_of(school: MadeUpSchool, person: Person) -> str:
    return school.daybook.directory.new_token(school.id, person.account)
