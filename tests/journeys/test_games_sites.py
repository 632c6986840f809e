"""Games in a lesson: first a small matter, then one that keeps happening."""

from tests.http.school_api import incident_of
from tests.journeys.fellside import Fellside, fact, paragraphs

FIRST_HISTORY = """
Tue 8 Sep 11:10 Tom Barlow (Teacher of Year 8) reported (after an alert of the filter):
    Games were open on a laptop during science. Where: Science lab 1.

Tue 8 Sep 11:40 Bryn Jones (Online safety coordinator) named Ravi Sood (pupil, Year 8) as
    alleged instigator.

Tue 8 Sep 11:40 Bryn Jones (Online safety coordinator) wrote down why no evidence was kept: The
    filter's own log keeps the address.

Tue 8 Sep 11:40 Bryn Jones (Online safety coordinator) assessed this as “A site against school
    policy, such as games or social networks” (CT-11), low: Ten minutes of a card game.

Tue 8 Sep 11:40 Bryn Jones (Online safety coordinator) considered “Were other pupils
    involved?” and decided no: The filter shows one laptop.

Tue 8 Sep 11:40 Bryn Jones (Online safety coordinator) decided about Ravi Sood under the
    acceptable use agreement 2026; sanction: “A reminder of the agreement that he signed.”;
    the reason: It was the first time.

Tue 8 Sep 11:40 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    left them as they are: The filter noticed it at once.

Tue 8 Sep 11:40 Bryn Jones (Online safety coordinator) closed the incident: Ravi Sood played
    a card game in science. His teacher spoke with him. He was reminded of the agreement.

Mon 14 Sep 10:20 Bryn Jones (Online safety coordinator) linked this incident with {other}
    (same people): The week before.
"""

SECOND_HISTORY = """
Mon 14 Sep 10:20 Tom Barlow (Teacher of Year 8) reported (seen or heard in person): The same
    pupil was playing again, in history.

Mon 14 Sep 10:20 Bryn Jones (Online safety coordinator) named Ravi Sood (pupil, Year 8) as
    alleged instigator.

Mon 14 Sep 10:20 Bryn Jones (Online safety coordinator) linked this incident with {other}
    (same people): The week before.

Mon 14 Sep 10:20 Bryn Jones (Online safety coordinator) wrote down why no evidence was kept:
    The filter's own log keeps the address.

Mon 14 Sep 10:20 Bryn Jones (Online safety coordinator) assessed this as “A site against school
    policy, such as games or social networks” (CT-11), low: He goes on. Facts: persistent? yes
    (Twice within a week).

Mon 14 Sep 10:20 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    made this change: The new address is blocked.

Mon 14 Sep 15:30 Bryn Jones (Online safety coordinator) told Dev Sood, parent of Ravi Sood
    (phone): “He played games in two lessons.” (safe to tell: yes).

Mon 14 Sep 15:30 Bryn Jones (Online safety coordinator) closed the incident: Ravi Sood
    played games in two lessons within a week. His teacher and his father spoke with him. He
    sits at the front, and his father checks his laptop on Sundays.
"""


def test_games_in_a_lesson_are_a_small_matter_until_they_keep_happening(
    fellside: Fellside,
) -> None:
    barlow, jones, clock = fellside.barlow, fellside.jones, fellside.clock

    # Given one pupil found playing in science, dealt with the same day.
    clock.at("Tue 8 Sep 11:10")
    first = barlow.reports(
        "Games were open on a laptop during science.",
        received="filter-alert",
        place="Science lab 1",
        category_guess="CT-11",
    )
    clock.at("Tue 8 Sep 11:40")
    ravi = jones.links(first, "Ravi Sood", "pupil", "instigator", year_or_post="Year 8")
    jones.asks(first, "keep-no-evidence", reason="The filter's own log keeps the address.")
    jones.asks(first, "assess", category="CT-11", rationale="Ten minutes of a card game.")
    jones.asks(
        first,
        "record-decision",
        consideration="other-pupils",
        question="Were other pupils involved?",
        yes=False,
        rationale="The filter shows one laptop.",
    )
    jones.asks(
        first,
        "decide-sanction-or-support",
        person=ravi,
        sanction="A reminder of the agreement that he signed.",
        policy="Acceptable use agreement 2026",
        rationale="It was the first time.",
    )
    jones.asks(first, "review-procedures", changed=False, what="The filter noticed it at once.")
    jones.asks(
        first,
        "close",
        summary="Ravi Sood played a card game in science.",
        how_followed_up="His teacher spoke with him.",
        outcome="He was reminded of the agreement.",
    )

    # When it happens again within the week, so that his parents are to be told.
    clock.at("Mon 14 Sep 10:20")
    second = barlow.reports("The same pupil was playing again, in history.")
    ravi = jones.links(second, "Ravi Sood", "pupil", "instigator", year_or_post="Year 8")
    last_week = str(incident_of(first))
    jones.asks(second, "link", other=last_week, link="same-people", why="The week before.")
    jones.asks(second, "keep-no-evidence", reason="The filter's own log keeps the address.")
    again = fact("persistent", "yes", "Bryn Jones", "Twice within a week.")
    jones.asks(second, "assess", category="CT-11", findings=[again], rationale="He goes on.")
    jones.asks(second, "review-procedures", changed=True, what="The new address is blocked.")
    texts = {
        "summary": "Ravi Sood played games in two lessons within a week.",
        "how_followed_up": "His teacher and his father spoke with him.",
        "outcome": "He sits at the front, and his father checks his laptop on Sundays.",
    }
    assert jones.stands_in_the_way(second, "close", **texts) == [
        "A parent of Ravi Sood has not been told, and nobody has decided not to."
    ]
    clock.at("Mon 14 Sep 15:30")
    jones.tells_parent(second, ravi, "Dev Sood", "He played games in two lessons.")
    jones.asks(second, "close", **texts)

    # Then each incident tells its own story, and each knows of the other.
    assert jones.history(first) == paragraphs(FIRST_HISTORY, jones.reference(second))
    assert jones.history(second) == paragraphs(SECOND_HISTORY, jones.reference(first))
    assert jones.case(second)["severity"] == "low"
    assert jones.case(second)["facts"] == {"persistent": "yes"}
    assert jones.case(second, "Mon 14 Sep 12:00")["status"] == "open"
    assert jones.case(first, "Tue 8 Sep 11:10")["category"] is None
    assert jones.row(first)["parents"] == []
    assert len(jones.row(second)["parents"]) == 1
    fellside.holds_together()
