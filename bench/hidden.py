"""A case that is hidden against one that is not there: whoever asks must not tell them apart.

Over HTTP and in turns, so that whatever else the machine does befalls both. The goal holds for the
median and for the tenth that took longest.
"""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from statistics import median, quantiles
from uuid import UUID, uuid4

from bench.measuring import print_time
from bench.over_http import server
from bench.setting import REPORT, Setting, note, setting
from domain.incident.commands import LinkPerson
from domain.incident.words import Capacity, PersonKind
from domain.people import Person, Role

LINES = 60  # in the hidden case: to read it would take its time
GOAL = 1.1
ASKED: dict[str, tuple[str, str, str | None]] = {
    "the case": ("GET", "", None),
    "its timeline": ("GET", "/timeline", None),
    "who read it": ("GET", "/reads", None),
    "a note": ("POST", "/add-note", json.dumps({"text": "Is it there?"})),
    "a note, the case being in mind": ("POST", "/add-note", json.dumps({"text": "Is it there?"})),
    "a broken glass": ("POST", "/break-glass", json.dumps({"reason": "Is it there?"})),
    "a link to it": ("POST", "", ""),
}


def accused_head(here: Setting) -> tuple[str, str, UUID, UUID]:
    """The lead's token and the head's, a case of theirs, and another one that is about them."""
    school = here.daybook.add_school("Hidden")
    add = here.daybook.directory.add
    khan = add(school.id, "A. Khan", Role.DSL, "Safeguarding lead", school.name)
    head = add(school.id, "C. Reid", Role.HEAD, "Head", school.name)
    lead, token = (
        here.daybook.directory.new_token(school.id, one.account) for one in (khan, head)
    )
    log, now = here.daybook.log(school.id), datetime.now(UTC)
    own, hidden = (log.ask(None, REPORT, by=khan, now=now).id for _ in range(2))
    for number in range(LINES):
        log.ask(hidden, note(number), by=khan, now=now)
    log.ask(hidden, linked(head), by=khan, now=now)
    return lead, token, own, hidden


def linked(head: Person) -> LinkPerson:
    return LinkPerson(
        full_name=head.name,
        kind=PersonKind.STAFF,
        capacity=Capacity.INSTIGATOR,
        account=head.account,
    )


class Asker:
    def __init__(self, port: int, token: str, own: UUID) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.own = own

    def asks(self, what: str) -> Callable[[UUID], float]:
        method, page, body = ASKED[what]

        def ask(case: UUID) -> float:
            if what == "a link to it":
                link = {"other": str(case), "link": "related", "why": "Is it there?"}
                return self.timed(method, f"{self.own}/link", json.dumps(link))
            return self.timed(method, f"{case}{page}", body)

        return ask

    def write_to(self, case: UUID) -> None:
        """So that the server has it in mind."""
        for _ in range(2):
            body = json.dumps({"text": "Rang home."})
            path = f"/api/incidents/{case}/add-note"
            self.connection.request("POST", path, body, self.headers)
            answer = self.connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status

    def timed(self, method: str, path: str, body: str | None) -> float:
        begun = time.perf_counter()
        self.connection.request(method, f"/api/incidents/{path}", body, self.headers)
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status in (404, 409), answer.status
        return (time.perf_counter() - begun) * 1000


def in_turns(ask: Callable[[UUID], float], hidden: UUID, number: int) -> Iterator[list[float]]:
    """Milliseconds of each, `number` of them; which comes first changes every time."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for at in range(number + 20):
        for is_hidden in (at % 2 == 0, at % 2 == 1):
            took = ask(hidden if is_hidden else uuid4())
            if at >= 20:
                taken[is_hidden].append(took)
    yield taken[True]
    yield taken[False]


def main() -> None:
    with setting(lines=300) as here:
        lead, token, own, hidden = accused_head(here)
        with server("interfaces.http.app:create_app", DAYBOOK_DATA=str(here.data)) as port:
            asker = Asker(port, token, own)
            for what in ASKED:
                if "in mind" in what:
                    Asker(port, lead, own).write_to(hidden)
                ours, floor = in_turns(asker.asks(what), hidden, here.lines)
                print_time(
                    f"hidden or absent: {what}", here.lines, median(ours), median(floor), GOAL
                )
                slow, slow_floor = (quantiles(one, n=10)[-1] for one in (ours, floor))
                print_time(
                    f"hidden or absent: {what}, 90th in 100", here.lines, slow, slow_floor, GOAL
                )


if __name__ == "__main__":
    main()
