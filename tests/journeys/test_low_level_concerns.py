"""Three small things about one adult, none of them much: together they are looked at, and one
morning they are a case. He sees nothing of it anywhere. What is about the head is the chair's.
"""

from typing import Any

from tests.http.school_api import INCIDENTS, no
from tests.journeys.fellside import Colleague, Fellside, paragraphs

CONCERNS = "/api/concerns"
PIKE = {"full_name": "Alan Pike", "post": "Teacher of music", "working_as": "staff"}
AINSLEY = {"full_name": "Mrs Ainsley", "post": "Headteacher", "working_as": "staff"}

HISTORY = """
Mon 7 Sep 15:40 Tom Barlow (Teacher of Year 8) opened the restricted register of low-level
    concerns about Alan Pike (Teacher of music; working as: staff).

Mon 7 Sep 15:40 Tom Barlow (Teacher of Year 8), on 7 September 2026 at about 15:15, recorded
    a low-level concern: “Mr Pike gave a Year 9 pupil his own telephone number.” Post at the
    time: Teacher of music. Context: After choir, so that she could say whether she would
    sing. Action taken: not known. Code of conduct: clause not known.

Tue 15 Sep 08:20 Alan Pike (Teacher of music) recorded a self-report: “I drove a pupil home
    without telling anybody.” Post at the time: Teacher of music. Context: The last bus had
    gone. Action taken: not known. Code of conduct: clause not known.

Wed 16 Sep 16:00 Ruth Ainsley (Headteacher) reviewed 2 concerns and could not tell whether
    there is a pattern: Two lapses of different kinds, each with a reason given. Looked at:
    Both concerns, the code of conduct and the choir rota. Next look on 14 October 2026.

Thu 1 Oct 12:30 Carol Lyle (Teacher of Year 5) recorded a low-level concern, shared by
    somebody who asked to stay unnamed: “Mr Pike asked a Year 9 pupil to keep their talks
    between the two of them.” Post at the time: Teacher of music. Context: not known. Action
    taken: not known. Code of conduct: clause not known.

Thu 1 Oct 12:30 Ruth Ainsley (Headteacher) reviewed 3 concerns and found a pattern: Each is
    about the same pupil, and he asks her to be silent. Looked at: All three, and which pupil
    each is about. Next look on 1 October 2026.

Thu 1 Oct 12:30 Ruth Ainsley (Headteacher) escalated 3 concerns as incident {other}, because
    the harm threshold may be met: He may pose a risk of harm. The LADO is rung next. The
    report says: “Contact with one pupil outside school, and a request for silence.” Anybody
    in danger now: no.
"""

CASE = """
Thu 1 Oct 12:30 Ruth Ainsley (Headteacher) reported: Contact with one
    pupil outside school, and a request for silence. It is about an adult who works or helps
    here, so it is restricted.

Thu 1 Oct 12:30 Ruth Ainsley (Headteacher) named Alan Pike (staff, Teacher of music) as
    alleged instigator.

Thu 1 Oct 12:50 Ruth Ainsley (Headteacher) took on the case as case manager:
    Concerns that together may meet the threshold.

Thu 1 Oct 12:50 Ruth Ainsley (Headteacher) contacted Helen Frost, the LADO (phone), about
    “All three concerns, and the pupil's name.”; the advice was “Ask nobody anything yet. A
    meeting tomorrow.”; reference L-2026-91.
"""


def shares(by: Colleague, adult: dict[str, str], what: str, **more: Any) -> None:
    answer = by.ask(CONCERNS, {"adult": adult, "what": what, **more})
    assert answer.status_code == 201, answer.text
    assert set(answer.json()) == {"recorded", "what_now"}


def registers(of: Colleague, **query: Any) -> list[dict[str, Any]]:
    answer = of.read(CONCERNS, **query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def sees_no_register(who: Colleague, register: str) -> None:
    """Neither in the list nor by its address, and no more by asking something of it."""
    assert registers(who) == []
    no(who.read(register), 404, "not-opened")
    no(who.read(f"{register}/timeline"), 404, "not-opened")
    asked = {"summary": "Is there one?", "reason": "To see."}
    no(who.ask(f"{register}/escalate", asked), 404, "not-opened")


def test_three_small_things_become_a_case_that_the_adult_never_sees(fellside: Fellside) -> None:
    barlow, lyle, khan = fellside.barlow, fellside.lyle, fellside.khan
    ainsley, pike, clock = fellside.ainsley, fellside.pike, fellside.clock

    # Given a first small thing, which a colleague shares and hears nothing more of.
    clock.at("Mon 7 Sep 15:40")
    shares(
        barlow,
        PIKE,
        "Mr Pike gave a Year 9 pupil his own telephone number.",
        context="After choir, so that she could say whether she would sing.",
        occurred={"from": "2026-09-07T14:15:00Z", "precision": "approximate"},
    )
    (row,) = registers(ainsley)
    register = f"{CONCERNS}/{row['id']}"
    assert (row["concerns"], row["review_due"], row["to_look_at"]) == (1, False, False)
    for other in (barlow, lyle, pike, khan, fellside.obi, fellside.vance, fellside.doyle):
        sees_no_register(other, register)

    # When he reports himself, the head is asked to look at both.
    clock.at("Tue 15 Sep 08:20")
    himself = {"adult": PIKE, "what": "I drove a pupil home without telling anybody."}
    answer = pike.ask(f"{CONCERNS}/self-report", {**himself, "context": "The last bus had gone."})
    assert answer.status_code == 201
    (row,) = registers(ainsley, due=True)
    assert (row["concerns"], row["self_reports"], row["review_due"]) == (2, 1, True)
    sees_no_register(pike, register)

    # Then she reviews the pattern, and says when she looks again.
    clock.at("Wed 16 Sep 16:00")
    ainsley.asks(
        register,
        "review-pattern",
        looked_at="Both concerns, the code of conduct and the choir rota.",
        pattern="not-known",
        reason="Two lapses of different kinds, each with a reason given.",
        next_look="2026-10-14",
    )
    assert registers(ainsley, due=True) == []

    # When a third thing comes, she does not wait for October.
    clock.at("Thu 1 Oct 12:30")
    shares(
        lyle,
        PIKE,
        "Mr Pike asked a Year 9 pupil to keep their talks between the two of them.",
        shared="asked-to-stay-unnamed",
        shared_by="A pupil's mother",
    )
    (row,) = registers(ainsley, due=True)
    assert (row["concerns"], row["last_concern_at"][:10]) == (3, "2026-10-01")
    ainsley.asks(
        register,
        "review-pattern",
        looked_at="All three, and which pupil each is about.",
        pattern="yes",
        reason="Each is about the same pupil, and he asks her to be silent.",
        next_look="2026-10-01",
    )

    # Then she escalates: one act, a line in the register and a restricted case.
    told = ainsley.ask(
        f"{register}/escalate",
        {
            "summary": "Contact with one pupil outside school, and a request for silence.",
            "in_danger_now": "no",
            "reason": "He may pose a risk of harm. The LADO is rung next.",
        },
        If_Match=f'"{ainsley.read(register).json()["version"]}"',
    ).json()
    case = f"{INCIDENTS}/{told['incident']}"
    assert ainsley.case(case)["restricted"] is True
    assert ainsley.people(case) == [("Alan Pike", "instigator")]
    assert ainsley.reference(case) == told["reference"]

    # And the LADO hears of it the same day, before anybody is asked anything.
    clock.at("Thu 1 Oct 12:50")
    ainsley.asks(
        case,
        "appoint-case-manager",
        manager=str(ainsley.person.account),
        manager_name="Ruth Ainsley",
        manager_post="Headteacher",
        manager_role="head",
        why="Concerns that together may meet the threshold.",
    )
    ainsley.is_refused(
        409, "lado-first", case, "determine-intent", intent="deliberate", rationale="Three times."
    )
    ainsley.asks(
        case,
        "escalate-to-lado",
        lado="Helen Frost",
        how="phone",
        discussed="All three concerns, and the pupil's name.",
        advice="Ask nobody anything yet. A meeting tomorrow.",
        reference_given="L-2026-91",
    )
    assert ainsley.case(case)["lado_contacted"] is True

    # He sees nothing anywhere, and neither register nor case is there for those without business.
    sees_no_register(pike, register)
    pike.sees_nothing_of(case)
    for other in (barlow, lyle, fellside.vance, fellside.jones):
        sees_no_register(other, register)
        other.sees_nothing_of(case)
    sees_no_register(khan, register)
    assert khan.people(case) == [("Alan Pike", "instigator")], "the case is hers to read"
    reference = ainsley.reference(case)
    assert ainsley.history(register) == paragraphs(HISTORY, reference)
    assert ainsley.history(case) == paragraphs(CASE)
    before = ainsley.history(register, "Wed 16 Sep 16:00")
    assert before == paragraphs(HISTORY, reference)[:4]
    fellside.holds_together()


def test_what_is_about_the_head_is_for_the_chair_of_governors(fellside: Fellside) -> None:
    lyle, ainsley, obi, clock = fellside.lyle, fellside.ainsley, fellside.obi, fellside.clock

    # Given two small things about the head.
    clock.at("Mon 5 Oct 09:00")
    shares(lyle, AINSLEY, "She took pictures of Year 5 on her own phone.")
    clock.at("Mon 12 Oct 09:00")
    shares(lyle, AINSLEY, "She wrote to a pupil from her own account.")
    (row,) = registers(obi)
    register = f"{CONCERNS}/{row['id']}"
    sees_no_register(ainsley, register)
    sees_no_register(fellside.khan, register)

    # When the chair escalates them, the case is the chair's, and the head is not in it.
    clock.at("Mon 12 Oct 17:30")
    answer = obi.ask(
        f"{register}/escalate",
        {"summary": "Pictures and messages.", "reason": "Twice in a week."},
    )
    assert answer.status_code == 200, answer.text
    case = f"{INCIDENTS}/{answer.json()['incident']}"
    ainsley.sees_nothing_of(case)
    sees_no_register(ainsley, register)
    assert obi.case(case)["owner"]["name"] == "Grace Obi"
    assert obi.people(case) == [("Mrs Ainsley", "instigator")]
    fellside.holds_together()
