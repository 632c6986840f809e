"""A technician is told what to do, and nothing of whom it is about."""

from datetime import date
from typing import Any

import pytest

from application.people.lists import read_list
from application.school_log import SchoolLog
from application.technicians_tasks import NAMED
from domain.incident.commands import AssignTask
from domain.people import Role
from interfaces.people_files.reading import sheets_of
from interfaces.wiring import By
from tests.http.cases import TWO_PUPILS, ExampleCase, told
from tests.http.conftest import EveryRole, Watched
from tests.http.school_api import incident_of, no
from tests.http.test_access import about, becomes

TOLD = "Ellie says that somebody sends her pictures in the chat of the games site every night."
PUPILS = "Adno,Name,Known as,Year\n1,Zoë Winterbourne,,7\n2,Tobias Ashby,Toby,8\n"
BLOCK = "Block the chat of the games site on every machine."


@pytest.fixture(scope="module", autouse=True)
def directory(everybody: EveryRole) -> None:
    takes_in(everybody, PUPILS)


def takes_in(everybody: EveryRole, file: str) -> None:
    people = everybody.school.daybook.people(everybody.school.id)
    shown = people.preview(read_list(sheets_of(file.encode()), date(2026, 9, 7)))
    people.apply(shown.listed, shown.fingerprint, {}, By("The office"), bytes(32))


def task(what: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "assignee_name": "The technician", "assignee": None} | more


OPENLY = {"for_a_technician": True}

NAMING = [
    "Look at the tablet of Zoë Winterbourne.",  # A pupil who is not part of it.
    "Look at the tablet of Zoe Winterborn.",
    "toby ashby cannot sign in",
    "Ask Alex Head what he saw.",  # Somebody who has an account.
    "Look at what Jake sent.",  # Somebody who is part of it, and in no list.
]


@pytest.mark.parametrize("what", NAMING)
def test_a_task_for_technicians_names_nobody_of_the_school(
    everybody: EveryRole, what: str
) -> None:
    case = told(everybody.lead, *TWO_PUPILS)
    answer = no(case.ask("assign-task", **task(what, **OPENLY)), 409, "no-names-for-technicians")
    assert [error["pointer"] for error in answer["errors"]] == ["/what"]


@pytest.mark.parametrize("what", NAMING)
def test_not_saying_that_it_is_a_technicians_does_not_help(
    everybody: EveryRole, what: str
) -> None:
    case = told(everybody.lead, *TWO_PUPILS)
    sent = task(what, assignee=str(everybody.people[Role.TECHNICIAN].account))
    no(case.ask("assign-task", **sent, for_a_technician=False), 409, "no-names-for-technicians")


XYLIA = ("link-person", {"full_name": "Xylia Brannock", "capacity": "instigator"})


@pytest.mark.parametrize(
    "name",
    [
        "XYLIA",
        "xylia",
        "\u0425ylia",
        "X y l i a",
        "Xyl-ia",
        "XBrannock",
        "brannock_x",
        "xylia.brannock@school",
        "\uff38\uff59lia",
        "Xylia1",
        "09brannock",
        "Xy\u00adlia",
        "xyliab",
    ],
)
def test_whoever_is_part_of_it_is_named_in_no_other_letters_either(
    everybody: EveryRole, name: str
) -> None:
    case = told(everybody.lead, XYLIA)
    sent = task(f"Block {name} on the proxy.", **OPENLY)
    no(case.ask("assign-task", **sent), 409, "no-names-for-technicians")


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("Block zoe.winterbourne@school.example", True),
        ("Block z.winterbourne@school.example", True),
        ("Block zwinterbourne and 21zwinterbourne", True),
        ("Block winterbournez", True),
        ("Block 21tashby", True),
        ("Block the winter games on room 21", False),
    ],
)
def test_the_name_of_an_account_is_a_name(everybody: EveryRole, what: str, named: bool) -> None:
    case = told(everybody.lead, XYLIA)
    answer = case.ask("assign-task", **task(what, **OPENLY))
    assert answer.status_code == (409 if named else 200), answer.text


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("Ask Toby, or Zoë, which room it was", True),
        ("Winterbourne cannot sign in", True),
        ("Ask toby, whoever that is", False),  # In small letters it is said to be a word.
        ("Look at the machine of Mrs Head", True),
        ("Mark the folder, and in May ask the Head which Rose it was", False),
    ],
)
def test_one_name_alone_is_a_name_as_well_unless_it_is_a_word(
    everybody: EveryRole, what: str, named: bool
) -> None:
    case = told(everybody.lead, XYLIA)
    answer = case.ask("assign-task", **task(what, **OPENLY))
    assert answer.status_code == (409 if named else 200), answer.text
    assert not named or "write it in small letters" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("name", ["Zoë Winterbourne", "toby ashby", "Xylia Brannock", "Brannock"])
def test_a_pupil_does_no_task_nor_does_anybody_who_is_part_of_it(
    everybody: EveryRole, name: str
) -> None:
    case = told(everybody.lead, XYLIA)
    answer = case.ask("assign-task", **task(BLOCK, **OPENLY, assignee_name=name))
    assert [error["pointer"] for error in no(answer, 409, "not-a-technician")["errors"]] == [
        "/assignee_name"
    ]


@pytest.mark.parametrize("name", ["The technician", "Ian Webb of Northern Networks", "Alex Head"])
def test_somebody_from_outside_or_a_colleague_may_do_it(everybody: EveryRole, name: str) -> None:
    case = told(everybody.lead, XYLIA)
    answer = case.ask("assign-task", **task(BLOCK, **OPENLY, assignee_name=name))
    assert answer.status_code == 200, answer.text


def test_whoever_does_it_is_not_corrected_into_somebody_it_is_about(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead, XYLIA)
    line = case.ask("assign-task", **task(BLOCK, **OPENLY)).json()["version"]
    mend = {"line": line, "field": "assignee_name", "reason": "A slip."}
    for name in ("Xylia Brannock", "xylia", "Zoë Winterbourne"):
        answer = everybody.lead.ask(f"{case.address}/correct-line", {**mend, "new": name})
        no(answer, 409, "no-names-for-technicians")
    technician = everybody.people[Role.TECHNICIAN].name
    right = everybody.lead.ask(f"{case.address}/correct-line", {**mend, "new": technician})
    assert right.status_code == 200, right.text


def test_anybody_elses_task_may_name_somebody(everybody: EveryRole) -> None:
    case = told(everybody.lead, *TWO_PUPILS)
    for who in (None, str(everybody.people[Role.COORDINATOR].account)):
        sent = task(f"{NAMING[0]} {TOLD}", assignee=who)
        assert case.ask("assign-task", **sent, for_a_technician=False).status_code == 200


def test_a_task_for_technicians_repeats_nothing_that_the_case_says(everybody: EveryRole) -> None:
    case = told(everybody.lead, *TWO_PUPILS, summary=TOLD)
    quoted = f"Look into this: {TOLD[11:].upper()}"
    answer = no(case.ask("assign-task", **task(quoted, **OPENLY)), 409, "no-words-of-the-case")
    assert [error["pointer"] for error in answer["errors"]] == ["/what"]
    for _ in range(2):  # And a task may be given again in its own words.
        assert case.ask("assign-task", **task(BLOCK, **OPENLY)).status_code == 200


def test_a_task_is_not_corrected_into_one_that_names_somebody(everybody: EveryRole) -> None:
    technician = str(everybody.people[Role.TECHNICIAN].account)
    for sent in (task(BLOCK, **OPENLY), task(BLOCK, assignee=technician, for_a_technician=False)):
        case = told(everybody.lead, *TWO_PUPILS)
        line = case.ask("assign-task", **sent).json()["version"]
        mend = {"line": line, "field": "what", "new": NAMING[0], "reason": "More exact."}
        answer = everybody.lead.ask(f"{case.address}/correct-line", mend)
        told_no = no(answer, 409, "no-names-for-technicians")
        assert [error["pointer"] for error in told_no["errors"]] == ["/new"]
        mend["new"] = "Block the games site."
        assert everybody.lead.ask(f"{case.address}/correct-line", mend).status_code == 200


def work_of(everybody: EveryRole, case: ExampleCase, role: Role) -> list[str]:
    items = everybody[role].read("/api/work", limit=200).json()["items"]
    return [one["say"] for one in items if one["incident"] == str(incident_of(case.address))]


def as_once_was_possible(everybody: EveryRole, case: ExampleCase, what: str) -> None:
    """Written before anybody looked for names."""
    school = everybody.school
    log: SchoolLog = school.daybook.log(school.id)
    without = type(log.names())(())
    log.names = lambda: without
    command = AssignTask(
        what=what,
        assignee_name="The technician",
        assignee=everybody.people[Role.TECHNICIAN].account,
    )
    log.ask(incident_of(case.address), command, by=school.khan, now=school.clock())


def test_an_older_task_that_names_somebody_is_read_without_its_words(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead)
    as_once_was_possible(everybody, case, NAMING[0])
    as_once_was_possible(everybody, case, "Look at the tablet of Ines Moor.")
    assert work_of(everybody, case, Role.TECHNICIAN) == [
        NAMED,
        "Look at the tablet of Ines Moor.",
    ]
    # Whoever is linked or taken in afterwards is a name from then on.
    case.tell(("link-person", {"full_name": "Ines Moor", "capacity": "victim"}))
    assert work_of(everybody, case, Role.TECHNICIAN) == [NAMED, NAMED]


def test_a_task_of_somebody_who_becomes_a_technician_is_read_without_names(
    watched: Watched,
) -> None:
    takes_in(watched, PUPILS)
    case = told(watched.lead)
    sent = task(NAMING[0], assignee=about(watched, Role.COORDINATOR)["account"])
    assert case.ask("assign-task", **sent, for_a_technician=False).status_code == 200
    assert NAMING[0] in work_of(watched, case, Role.COORDINATOR)
    becomes(watched, Role.COORDINATOR, Role.TECHNICIAN)
    assert work_of(watched, case, Role.COORDINATOR) == [NAMED]
