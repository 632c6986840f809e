"""What could be a crime: a stranger who blackmails a pupil, and a picture made of a teacher."""

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import act, did
from tests.journeys.routes.walker import Someone, Story, cannot_be_skipped, told, walked

SAM = Story(
    summary="Somebody online wants money from Sam Ward, or will show what Sam wrote to him.",
    own_words="He says he knows my school. I thought he was fifteen.",
    category="CN-02",
    rationale="He threatens, he asks for money, and nobody knows who he is.",
    people={"victim": Someone(name="Sam Ward", kind="pupil", capacity="victim", post="Year 10")},
    names={"parent": "Dean Ward", "material": "The messages", "platform": "ChatBird"},
    yes={
        "illegal": "Blackmail is a crime.",
        "coercion-or-grooming": "He pretended to be fifteen, and threatens.",
        "pupil-victim": "It is Sam's money and Sam's fear.",
    },
    acts={
        "make-safe": act(
            "reporter",
            "make-safe",
            steps=["device-isolated"],
            what="Sam answers nothing, pays nothing and deletes nothing; the phone is off.",
        ),
        "victim-removal": act(
            "lead",
            "request-removal",
            what="The account that threatens",
            asked_of="ChatBird",
            through="platform",
        ),
    },
    closing=(
        "A stranger blackmailed Sam Ward over messages.",
        "The police have the account; CEOP and social care were told.",
        "Sam paid nothing. The account is gone, and Sam has somebody to talk to.",
    ),
    lead="khan",
    second="ainsley",
)

# Nobody knows who made it, and no child is part of it.
DEEPFAKE = Story(
    summary="A picture made by a computer shows Carol Lyle as she never was.",
    category="CD-04",
    rationale="It was made to hurt her, and it is being passed on.",
    people={
        "victim": Someone(
            name="Carol Lyle", kind="staff", capacity="victim", post="Teacher of Year 5"
        )
    },
    names={"material": "The picture made of her", "platform": "PicRing"},
    yes={
        "illegal": "Making it without her consent is an offence.",
        "intimate-image-of-adult": "It is made by a computer, and it is meant to be her.",
    },
    acts={"link-people": did("Only she is known; nobody knows who made it.")},
    closing=(
        "A picture of Carol Lyle was made by a computer and passed on.",
        "PicRing took it down within a day; the police look for who made it.",
        "She has the helpline's number, and is back at work.",
    ),
    lead="khan",
    second="ainsley",
)


def test_a_blackmailed_pupil_and_the_police_social_care_and_ceop(fellside: Fellside) -> None:
    case = told(fellside, SAM)
    assert case.routes() >= {"illegal", "pupil-victim"}
    at_once = "Mon 7 Sep 09:07"
    told_at = dict.fromkeys(("stop", "preserve", "police", "illegal-child", "grooming"), at_once)
    assert told_at.items() <= case.dues("illegal").items()
    assert case.dues("illegal")["hold"] == "Mon 7 Sep 16:30"
    case.take_all()
    history = case.history()
    for agency in ("the police", "children's social care", "CEOP"):
        assert f"referred to {agency}" in history or f"to {agency}" in history, agency
    assert case.lead.case(case.address)["legal_hold"] is True
    case.closes()
    assert case.states("illegal")["freeze"] == "decided-no"


def test_while_the_police_have_the_school_wait_support_goes_on_and_closing_does_not(
    fellside: Fellside,
) -> None:
    case = told(fellside, SAM)
    terms = "Speak to nobody about him until Friday."
    case.asks("dsl", "pause-for-police", force="Lancashire Police", terms=terms)
    assert case.step("freeze")["state"] == "done"
    case.take(case.step("support-the-pupil"))
    case.take(case.step("illegal-child"))
    case.take_all_but("freeze", "release", "victim-removal", "support-the-pupil", "illegal-child")
    assert "paused for the police" in " ".join(case.what_stands_in_the_way())
    case.asks("dsl", "resume", officer="DC Ann Frith", terms="The school may speak to Sam.")
    assert case.step("release")["state"] == "done"
    case.take(case.step("victim-removal"))
    case.closes()


def test_a_picture_made_of_a_teacher_is_reported_at_once_and_looked_for_after_two_days(
    fellside: Fellside,
) -> None:
    case = told(fellside, DEEPFAKE)
    dues = case.dues("adult-image")
    assert (dues["adult-image"], dues["adult-image-gone"]) == (
        "Mon 7 Sep 09:07",
        "Wed 9 Sep 09:07",
    )
    assert not {"grooming", "illegal-child", "own-duty"} & {*case.steps()}
    case.take_all()
    case.closes()
    assert "PicRing took it down" in case.history()


def test_no_must_of_the_illegal_chart_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, SAM, "illegal")
    assert tried >= {"stop", "police", "illegal-child", "hold", "grooming", "release"}


def test_no_must_about_an_adults_picture_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, DEEPFAKE, "adult-image")
    assert tried == {"adult-image", "adult-image-gone"}


def test_not_knowing_whether_it_is_illegal_brings_the_police_too(fellside: Fellside) -> None:
    doubt = Story(
        summary=SAM.summary,
        category="CD-06",
        rationale="Nobody knows yet what was threatened.",
        not_known={"illegal": "We have not heard all of it."},
        names={"material": "What was read out to us"},
        closing=SAM.closing,
    )
    case = walked(fellside, doubt)
    assert case.states("illegal")["police"] == "done"
