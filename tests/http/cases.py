"""Cases as far as a story needs them, told over HTTP in the words of the examples."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from httpx2 import Response

from tests.examples import DEPUTY, ELLIE, HEAD, JAKE, MR_PIKES_ACCOUNT, OTHER_INCIDENT, TASK
from tests.http.examples_as_json import bodies
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of

EXAMPLES = bodies()
CLOSING = {
    "summary": "A pupil filmed ten seconds of a lesson.",
    "how_followed_up": "Spoke with the pupil and her mother; the film was removed.",
    "outcome": "A lunchtime detention. Nothing was posted.",
}

# What happened, step by step: a command's name, and what it says otherwise than its example.
Step = tuple[str, dict[str, Any]]
TWO_PUPILS: tuple[Step, ...] = (
    ("link-person", {"full_name": "Ellie Marsh", "capacity": "victim"}),
    ("link-person", {"full_name": "Jake Holt", "capacity": "instigator"}),
)
KEPT: Step = ("keep-evidence", {"exhibit": "BJ/1", "held_by": "Bryn Jones"})
REFERRED: Step = ("make-referral", {"agency": "childrens-social-care"})
# Everything done that closing asks for.
SETTLED: tuple[Step, ...] = (
    *TWO_PUPILS,
    KEPT,
    ("assess", {}),
    ("inform-parent", {}),
    ("assign-support", {}),
    ("review-procedures", {}),
)
PROPOSED: tuple[Step, ...] = (*SETTLED, ("propose-closure", {}))
# What has to have happened before an example makes sense, besides that two pupils are linked.
BEFORE: dict[str, tuple[Step, ...]] = {
    "hand-over-exhibit": (KEPT,),
    "request-removal": (KEPT,),
    "record-removal-outcome": (KEPT, ("request-removal", {})),
    "acknowledge": (("tell-dsl", {}),),
    "record-referral-answer": (REFERRED,),
    "resume": (("pause-for-police", {}),),
    "withdraw-sanction": (("decide-sanction-or-support", {}),),
    "complete-task": (("assign-task", {}),),
    "lift-conflict": (("declare-conflict", {}),),
    "revoke-access": (("grant-access", {}),),
    "lift-hold": (("place-hold", {}),),
    "confirm-file-receipt": (("send-file", {}),),
    "propose-closure": SETTLED[2:],
    "countersign": PROPOSED[2:],
    "refuse-closure": PROPOSED[2:],
    "close": SETTLED[2:],
    "reopen": (*SETTLED[2:], ("close", {})),
}


@dataclass
class ExampleCase:
    """One incident, and which of its ids stand for those in the examples."""

    lead: SchoolApi
    address: str
    ids: dict[UUID, str]

    def body(self, name: str, **fields: Any) -> dict[str, Any]:
        text = json.dumps({**EXAMPLES[name], **fields})
        for example, ours in self.ids.items():
            text = text.replace(str(example), ours)
        body: dict[str, Any] = json.loads(text)
        return body

    def ask(self, name: str, by: SchoolApi | None = None, **fields: Any) -> Response:
        return (by or self.lead).ask(f"{self.address}/{name}", self.body(name, **fields))

    def tell(self, *steps: Step) -> None:
        for name, fields in steps:
            answer = self.ask(name, **fields)
            assert answer.status_code == 200, (name, answer.text)
            if name in ("link-person", "assign-task"):
                self.learn_ids()

    def learn_ids(self) -> None:
        case = self.lead.read(self.address).json()
        linked = {person["full_name"]: person["id"] for person in case["people"]}
        self.ids |= {
            example: linked[name]
            for example, name in ((ELLIE, "Ellie Marsh"), (JAKE, "Jake Holt"))
            if name in linked
        }
        if case["tasks"]:
            self.ids[TASK] = case["tasks"][-1]["id"]


def told(lead: SchoolApi, *steps: Step, by: SchoolApi | None = None, **fields: Any) -> ExampleCase:
    """A case that somebody reported, and what the safeguarding lead recorded since."""
    answer = (by or lead).ask(INCIDENTS, {**EXAMPLES["report"], **fields})
    assert answer.status_code == 201, answer.text
    case = ExampleCase(lead, str(answer.headers["location"]), {})
    case.ids |= dict.fromkeys((HEAD.account, DEPUTY.account), str(lead.school.khan.account))
    case.ids[MR_PIKES_ACCOUNT] = str(lead.school.jones.account)
    case.tell(*steps)
    return case


def before(name: str, lead: SchoolApi) -> ExampleCase:
    """A case in which this example can come next."""
    case = told(lead, *TWO_PUPILS, *BEFORE.get(name, ()))
    if name == "link":
        case.ids[OTHER_INCIDENT] = str(incident_of(lead.report("The same chat in June.")))
    return case


def ready_to_close(lead: SchoolApi, incident: str) -> None:
    """The least that closing asks for, where nobody is linked."""
    case = ExampleCase(lead, incident, {})
    case.tell(("assess", {}), ("keep-no-evidence", {}))
