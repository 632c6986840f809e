"""Those who work here are harmed online: by a parent, by a pupil, by a colleague."""

from dataclasses import replace

import pytest

from tests.journeys.fellside import Fellside, fact
from tests.journeys.routes.acts import act
from tests.journeys.routes.walker import Someone, Story, cannot_be_skipped, told

LYLE = Someone(
    name="Carol Lyle", kind="staff", capacity="victim", post="Teacher of Year 5", account="lyle"
)
BY_A_PARENT = Story(
    summary="A parent has put up a page that calls Ms Lyle a bully, with her photograph.",
    category="CD-07",
    severity="moderate",
    lowered_because="There is no threat in it.",
    rationale="Two posts, read by some forty parents.",
    people={
        "victim": LYLE,
        "instigator": Someone(name="Karen Holt", kind="parent", capacity="instigator"),
    },
    names={"material": "The page about Ms Lyle", "platform": "FaceRing"},
    yes={
        "staff-victim-of-parent": "The page bears her name.",
        "removal-refused": "She will not take it down.",
    },
    closing=(
        "A parent put up a page that called Carol Lyle a bully.",
        "The head met the parent, and FaceRing took the page down.",
        "Ms Lyle is content, and the parent has written to her.",
    ),
)
# Nobody knows at first which pupil it was: a step of the chart finds it out.
BY_A_PUPIL = Story(
    summary="An account under Ms Lyle's name tells lies about the class.",
    category="CD-08",
    rationale="Somebody pretends to be her.",
    people={
        "victim": LYLE,
        "instigator": Someone(
            name="Dylan Frost", kind="pupil", capacity="instigator", post="Year 6", later=True
        ),
    },
    names={
        "material": "The account under her name",
        "platform": "PicRing",
        "other_parent": "Hazel Frost",
    },
    yes={
        "staff-victim-of-pupil": "Only the class knows what it tells.",
        "under-13": "Year 6.",
        "removal-refused": "He says that it is not his.",
        "persistent": "It is the second account.",
    },
    closing=(
        "Dylan Frost ran an account under Carol Lyle's name.",
        "PicRing closed it; his mother was told the same day.",
        "Two days at home, and an apology that Ms Lyle has read.",
    ),
)
BY_A_COLLEAGUE = Story(
    summary="A colleague writes about Ms Lyle in the staff group, and it is not kind.",
    category="CD-07",
    rationale="Five messages, and one about her children.",
    people={
        "victim": LYLE,
        "instigator": Someone(name="Alan Pike", kind="staff", capacity="witness"),
    },
    names={"material": "The five messages"},
    yes={"staff-victim-of-staff": "She has shown them to us.", "serious": "She is off sick."},
    closing=(
        "A colleague wrote unkindly about Carol Lyle in the staff group.",
        "HR was asked first; the messages are gone.",
        "A word was enough. She is back at work.",
    ),
    lead="ainsley",
    second="khan",
)
A_SMALL_MATTER = replace(
    BY_A_COLLEAGUE,
    severity="moderate",
    lowered_because="One message, and she laughed about it.",
    yes={"staff-victim-of-staff": "She has shown it to us."},
)
A_PUPIL_IS_PART_OF_IT = replace(
    BY_A_COLLEAGUE,
    yes={"staff-victim-of-staff": "She has shown them to us.", "child-at-risk": "A pupil reads."},
    acts={
        "safety-plan": act(
            "dsl", "record-decision", yes=False, rationale="He is safe; he only read it."
        )
    },
)

PARENT_DUES = {
    "single-contact": "Tue 8 Sep 16:30",
    "union-advice": "Tue 8 Sep 16:30",
    "invite-the-parent": "Thu 10 Sep 16:30",
    "parent-removal": "Thu 10 Sep 16:30",
    "parent-platform": "Tue 8 Sep 16:30",
    "parent-chair": "Mon 14 Sep 16:30",
}
PUPIL_DUES = {
    "identify-the-pupil": "Wed 9 Sep 16:30",
    "pupil-takes-it-down": "Tue 8 Sep 16:30",
    "under-13-account": "Tue 8 Sep 16:30",
    "pupil-parents": "Mon 7 Sep 16:30",
}
STAFF_DUES = {
    "hr-first": "Mon 7 Sep 09:08",
    "not-to-discuss": "Mon 7 Sep 16:30",
    "staff-removal": "Tue 8 Sep 17:00",
}


def test_a_parents_page_about_a_teacher_is_met_with_an_open_door(fellside: Fellside) -> None:
    case = told(fellside, BY_A_PARENT)
    assert case.routes() >= {"staff-support", "staff-victim-of-parent"}
    assert PARENT_DUES.items() <= case.dues("staff-support", "staff-victim-of-parent").items()
    case.take_all()
    case.closes()
    assert "My door is open" in case.history()
    follows = fellside.lyle.case(case.address)
    assert follows["status"] == "closed", "She may follow her own case."


def test_a_pupil_behind_a_false_account_is_found_first(fellside: Fellside) -> None:
    case = told(fellside, BY_A_PUPIL)
    assert PUPIL_DUES.items() <= case.dues("staff-victim-of-pupil").items()
    case.take(case.step("identify-the-pupil"))
    assert case.step("identify-the-pupil")["state"] == "done"
    case.take_all()
    case.closes()
    assert "Dylan Frost (pupil, Year 6) as alleged instigator" in case.history()


def test_it_is_taken_down_and_put_up_again_and_another_step_opens(fellside: Fellside) -> None:
    without = {**BY_A_PUPIL.yes}
    del without["removal-refused"]
    case = told(fellside, replace(BY_A_PUPIL, yes=without))
    assert "refused-platform" not in case.steps()
    again = fact("removal-refused", "yes", "Bryn Jones", "It is up again.")
    case.asks("lead", "change-facts", findings=[again])
    opened = case.steps()
    assert {"refused-platform", "under-13-account"} <= {*opened}
    assert opened["refused-platform"]["state"] == "open"


def test_a_serious_matter_between_colleagues_begins_with_hr(fellside: Fellside) -> None:
    case = told(fellside, BY_A_COLLEAGUE)
    assert STAFF_DUES.items() <= case.dues("staff-victim-of-staff").items()
    assert {"hr-advice", "hr-after-lado", "child-before-hr"}.isdisjoint(case.steps())
    case.take_all()
    case.closes()
    assert "Schools HR" in case.history()


def test_where_a_child_is_part_of_it_the_lado_comes_before_hr(fellside: Fellside) -> None:
    case = told(fellside, A_PUPIL_IS_PART_OF_IT)
    dues = case.dues("staff-victim-of-staff")
    assert dues["child-before-hr"] == "Tue 8 Sep 17:00"
    assert dues["hr-after-lado"] == "Wed 9 Sep 17:00"
    assert {"hr-first", "hr-advice"}.isdisjoint(dues)
    case.take_all()
    history = case.history()
    assert "contacted Helen Frost, the LADO" in history
    case.closes()


def test_no_must_about_a_parents_page_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    routes = ("staff-support", "staff-victim-of-parent")
    tried = cannot_be_skipped(fellside, subtests, BY_A_PARENT, *routes)
    assert tried >= {"single-contact", "union-advice", "invite-the-parent", "parent-removal"}


def test_no_must_about_a_pupil_who_harmed_a_teacher_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, BY_A_PUPIL, "staff-victim-of-pupil")
    assert tried >= {"identify-the-pupil", "pupil-action", "under-13-account", "pupil-parents"}


def test_no_must_between_colleagues_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    routes = ("staff-support", "staff-victim-of-staff")
    tried = cannot_be_skipped(fellside, subtests, BY_A_COLLEAGUE, *routes)
    assert tried >= {"hr-first", "staff-removal", "serious-police"}


def test_no_must_of_a_small_matter_between_colleagues_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(
        fellside, subtests, A_SMALL_MATTER, "staff-victim-of-staff", besides=(BY_A_COLLEAGUE,)
    )
    assert tried >= {"hr-advice"}


def test_no_must_can_be_skipped_where_a_child_reads_what_colleagues_write(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    routes = ("staff-support", "staff-victim-of-staff")
    tried = cannot_be_skipped(
        fellside, subtests, A_PUPIL_IS_PART_OF_IT, *routes, besides=(BY_A_COLLEAGUE,)
    )
    assert tried >= {"child-before-hr", "hr-after-lado", "staff-case-child"}
