"""No step that has to be done is in nobody's work, and no task takes one out of sight."""

from application.projections.steps_due import OpenStep, StepsDue, followed, steps_due
from domain.incident import commands as ask
from domain.incident.state import Incident
from domain.incident.steps import Given
from domain.incident.words import Capacity, PersonKind
from domain.people import Person
from domain.playbook.words import Kind
from tests.application.lines import line
from tests.domain.incident.walked import NO, YES, Walked
from tests.examples import DEPUTY, LEAD, TEACHER

FALLS_TO = {"dsl", "head"}


def row(case: Walked, reporter: Person = TEACHER) -> StepsDue:
    """As my work keeps it. `reporter` wrote the first line."""
    so_far = None
    for n, event in enumerate(case.history, 1):
        so_far = followed(so_far, line(event, version=n, by=reporter if n == 1 else LEAD))
    assert so_far is not None
    return steps_due(so_far)


def step(case: Walked, named: str) -> OpenStep:
    return next(one for one in row(case).steps if one.step == named and one.task is None)


def of_an_adult() -> Walked:
    case = Walked()
    case.report(danger=NO, adult=YES)
    return case


def test_a_task_for_a_step_leaves_it_where_it_was_and_says_to_whom_it_was_given() -> None:
    case = Walked()
    case.report(danger=YES)
    case.assess(illegal=YES, child_at_risk=YES)
    before = step(case, "police")
    case.ask(ask.AssignTask(what="Ring the police.", assignee_name="Sam Reed", step="police"))
    after = step(case, "police")
    assert (after.due, after.urgent, after.who) == (before.due, before.urgent, before.who)
    assert after.note
    assert after.note.endswith("Given to Sam Reed as a task.")
    assert [one.say for one in row(case).steps if one.task] == ["Ring the police."]


def test_that_nobody_manages_it_is_said_only_of_a_case_that_somebody_has_to_manage() -> None:
    among_pupils = Walked()
    among_pupils.report(danger=NO)
    among_pupils.assess(illegal=YES, pupil_victim=YES)
    police = step(among_pupils, "police")
    assert police.note is None
    assert set(police.who) >= FALLS_TO

    case = of_an_adult()
    case.assess(illegal=YES, staff_instigator=YES)
    assert step(case, "police").note == "Nobody has been appointed to manage this case yet."


def test_what_whoever_reported_it_was_to_do_falls_to_others_once_they_are_accused() -> None:
    case = of_an_adult()
    assert step(case, "make-safe").note is None
    case.ask(
        ask.LinkPerson(
            account=TEACHER.account, kind=PersonKind.STAFF, capacity=Capacity.INSTIGATOR
        )
    )
    fallen = step(case, "make-safe")
    assert set(fallen.who) >= FALLS_TO
    assert fallen.note == ("This would be for whoever saw or heard it, who may not see this case.")


def test_what_a_technician_was_to_do_in_a_restricted_case_falls_to_whoever_leads() -> None:
    ordinary, restricted = Walked(), of_an_adult()
    ordinary.report()
    ordinary.assess(technical=YES)
    restricted.assess(technical=YES, staff_instigator=YES)
    of_technicians = [one.due.step for one in given_to(ordinary.incident, "technician")]
    assert of_technicians
    for named in of_technicians:
        assert step(ordinary, named).note is None
        assert set(step(restricted, named).who) >= FALLS_TO


def given_to(incident: Incident, *who: str) -> list[Given]:
    return [
        one
        for one in incident.walk.steps.values()
        if one.due.who == who and one.due.kind is not Kind.MAY
    ]


def test_every_must_of_a_restricted_case_is_somebodys() -> None:
    case = of_an_adult()
    case.assess(staff_instigator=YES, serious=YES, technical=YES, pupil_victim=YES)
    reach = {"dsl", "deputy-dsl", "head"}
    for one in row(case, reporter=DEPUTY).steps:
        assert one.kind == Kind.MAY or {*one.who} & (reach | {"reporter"}), one.step


def test_a_case_about_the_head_falls_to_the_chair_and_not_to_the_head() -> None:
    case = of_an_adult()
    case.assess(subject_is_head=YES, staff_victim_of_pupil=YES)
    of_the_head = [one for one in row(case).steps if one.who[:1] == ("head",) and one.note]
    assert of_the_head
    assert all("chair-of-governors" in one.who for one in of_the_head)
