"""Somebody uses another pupil's username and password. Its owner is not presumed to know."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Mon 7 Sep 09:20 Tom Barlow (Teacher of Year 8) reported (seen or heard in person): Somebody
    was signed in as Leo Finch and sent rude messages to the class. Where: The school's
    messages. It happened on 7 September 2026 at 08:50.

Mon 7 Sep 10:05 Bryn Jones (Online safety coordinator) named Leo Finch (pupil, Year 7), whose
    part in it is not known.

Mon 7 Sep 10:05 Bryn Jones (Online safety coordinator) kept exhibit BJ/1 (account log): The
    sign-ins of this morning, exported by the network manager.

Mon 7 Sep 10:05 Bryn Jones (Online safety coordinator) assessed this as “Using another person's
    username and password” (CD-09), moderate: The password is Leo's; who sat at the keyboard is
    not known. Facts: a child at risk? no (Tom Barlow: Leo is annoyed, not frightened).

Mon 7 Sep 10:05 Bryn Jones (Online safety coordinator) gave Sam Reed a task: Find the laptop
    that signed in at 08:50, and change the password of that account.

Mon 7 Sep 13:30 Bryn Jones (Online safety coordinator) recorded that the task “Find the
    laptop that signed in at 08:50, and change the password of that account” was done: It
    was laptop 12 in the library. The password has been changed.

Mon 7 Sep 13:30 Bryn Jones (Online safety coordinator) changed the part of Leo Finch from
    unknown to victim: He was in PE when it happened. Somebody had watched him type his
    password.

Mon 7 Sep 13:30 Bryn Jones (Online safety coordinator) answered questions of fact: a pupil
    as victim? yes (A pupil is linked as harmed by it).

Tue 8 Sep 08:45 Bryn Jones (Online safety coordinator) named Mia Stone (pupil, Year 7) as
    alleged instigator.

Tue 8 Sep 08:45 Bryn Jones (Online safety coordinator) answered questions of fact: a pupil
    as instigator? yes (A pupil is linked as having done it).

Tue 8 Sep 08:45 Bryn Jones (Online safety coordinator) noted, word for word: Mia said, “It was
    me. I thought it would be funny.”

Tue 8 Sep 08:45 Asma Khan (Designated safeguarding lead) corrected line 2 (name) from “Leo
    Finch” to “Leon Finch”: Leo is what he is called; this is his name on the roll.

Tue 8 Sep 08:45 Bryn Jones (Online safety coordinator) arranged for Tom Barlow (class
    teacher) to support Leon Finch: A word to the class that it was not him. Wishes: He
    wants everybody to know.

Tue 8 Sep 08:45 Bryn Jones (Online safety coordinator) told Anna Finch, parent of Leon Finch
    (phone): “His account was used by somebody else.” (safe to tell: yes). The answer: “She
    is glad to hear that he is not blamed.”

Tue 8 Sep 08:45 Bryn Jones (Online safety coordinator) decided about Mia Stone under the
    behaviour policy, section 6; sanction: “She uses the school's computers under
    supervision for a week.”; support: “A talk about passwords with her tutor.”; the reason:
    It was the first time, and she owned up.

Wed 9 Sep 15:40 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    made this change: Year 7 now learn in their first week to shield their passwords.

Wed 9 Sep 15:40 Bryn Jones (Online safety coordinator) closed the incident: Mia Stone signed
    in as Leon Finch and sent rude messages. The sign-ins were read and both pupils were
    heard. Mia apologised to Leon and to the class.
"""


def test_the_owner_of_a_borrowed_password_is_not_presumed_to_have_done_it(
    fellside: Fellside,
) -> None:
    barlow, jones, khan, clock = fellside.barlow, fellside.jones, fellside.khan, fellside.clock

    # Given rude messages from Leo's account, which his teacher reports on his phone.
    clock.at("Mon 7 Sep 09:20")
    incident = barlow.reports(
        "Somebody was signed in as Leo Finch and sent rude messages to the class.",
        occurred={"from": "2026-09-07T07:50:00Z", "precision": "minute"},
        platform="The school's messages",
    )
    clock.at("Mon 7 Sep 10:05")
    leo = jones.links(incident, "Leo Finch", "pupil", "unknown", year_or_post="Year 7")
    log = "The sign-ins of this morning, exported by the network manager."
    jones.asks(incident, "keep-evidence", kind="account-log", description=log)
    calm = fact("child-at-risk", "no", "Tom Barlow", "Leo is annoyed, not frightened.")
    why = "The password is Leo's; who sat at the keyboard is not known."
    jones.asks(incident, "assess", category="CD-09", findings=[calm], rationale=why)
    find = "Find the laptop that signed in at 08:50, and change the password of that account"
    jones.asks(incident, "assign-task", what=find, assignee_name="Sam Reed", for_a_technician=True)

    # When it turns out that Leo was in PE, and that Mia had watched him type his password.
    clock.at("Mon 7 Sep 13:30")
    (task,) = jones.case(incident)["tasks"]
    found = "It was laptop 12 in the library. The password has been changed."
    jones.asks(incident, "complete-task", task=task["id"], result=found)
    elsewhere = "He was in PE when it happened. Somebody had watched him type his password."
    jones.asks(incident, "change-capacity", person=leo, capacity="victim", why=elsewhere)
    clock.at("Tue 8 Sep 08:45")
    mia = jones.links(incident, "Mia Stone", "pupil", "instigator", year_or_post="Year 7")
    owned_up = "Mia said, “It was me. I thought it would be funny.”"
    jones.asks(incident, "add-note", basis="verbatim", text=owned_up)
    roll = "Leo is what he is called; this is his name on the roll."
    khan.asks(incident, "correct-line", line=2, field="full_name", new="Leon Finch", reason=roll)
    jones.arranges_support(
        incident,
        leo,
        "Tom Barlow",
        "A word to the class that it was not him.",
        wishes="He wants everybody to know.",
    )
    jones.tells_parent(
        incident,
        leo,
        "Anna Finch",
        "His account was used by somebody else.",
        response="She is glad to hear that he is not blamed.",
    )
    jones.asks(
        incident,
        "decide-sanction-or-support",
        person=mia,
        sanction="She uses the school's computers under supervision for a week.",
        support="A talk about passwords with her tutor.",
        policy="Behaviour policy, section 6",
        rationale="It was the first time, and she owned up.",
    )
    clock.at("Wed 9 Sep 15:40")
    better = "Year 7 now learn in their first week to shield their passwords."
    jones.asks(incident, "review-procedures", changed=True, what=better)
    jones.asks(
        incident,
        "close",
        summary="Mia Stone signed in as Leon Finch and sent rude messages.",
        how_followed_up="The sign-ins were read and both pupils were heard.",
        outcome="Mia apologised to Leon and to the class.",
    )

    # Then the history tells it, and still knows what was known before the truth came out.
    assert jones.history(incident) == paragraphs(HISTORY)
    assert jones.people(incident) == [("Leon Finch", "victim"), ("Mia Stone", "instigator")]
    assert jones.people(incident, "Mon 7 Sep 12:00") == [("Leo Finch", "unknown")]
    assert jones.people(incident, "Mon 7 Sep 16:00") == [("Leo Finch", "victim")]
    assert jones.case(incident)["status"] == "closed"
    assert jones.case(incident, "Tue 8 Sep 12:00")["status"] == "open"
    assert barlow.case(incident)["status"] == "closed"
    assert "people" not in barlow.case(incident)
    fellside.holds_together()
