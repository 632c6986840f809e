"""A note under the door: nobody knows from whom, nor at first what the picture shows."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Mon 28 Sep 08:15 Bryn Jones (Online safety coordinator) reported (told by letter) from somebody
    who gave no name: A note under the office door says that a picture of a girl is going round
    Year 10. In their own words: “theres a pic of a girl in yr 10 going round pls do
    something”.

Mon 28 Sep 08:15 Bryn Jones (Online safety coordinator) entered a girl in Year 10, name not
    known (pupil) as victim.

Mon 28 Sep 08:15 Bryn Jones (Online safety coordinator) answered questions of fact: a sexual
    image of someone under 18? not known (The note says no more); a child at risk? not known
    (Nobody knows yet who she is). No pictures may be kept until the DSL decides.

Mon 28 Sep 08:15 Daybook alerted the designated safeguarding lead, because a child is or may
    be at risk.

Mon 28 Sep 08:15 Bryn Jones (Online safety coordinator) kept exhibit BJ/1 (words): The note
    itself, on lined paper.

Mon 28 Sep 08:50 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team
    has been told; what comes next: “I will ask the head girls what they know.”

Mon 28 Sep 10:30 Asma Khan (Designated safeguarding lead) answered questions of fact: a sexual
    image of someone under 18? no (Three pupils each say that it shows her asleep on a coach,
    in a hat); a child at risk? no (She is embarrassed and wants it gone). Pictures may be
    kept.

Mon 28 Sep 10:30 Asma Khan (Designated safeguarding lead) corrected line 2 (name) from no entry
    to “Zara Quill”: Her friends told me who it is.

Mon 28 Sep 10:30 Bryn Jones (Online safety coordinator) kept exhibit BJ/2 (screenshot): Zara
    asleep, in a hat.

Mon 28 Sep 10:30 Asma Khan (Designated safeguarding lead) assessed this as “Online bullying of
    a pupil” (CD-06), moderate: A picture of a pupil asleep, passed on to tease her.

Mon 28 Sep 10:30 Asma Khan (Designated safeguarding lead) asked everybody in the chat of 10C
    to remove “The picture of Zara”.

Tue 29 Sep 09:00 Asma Khan (Designated safeguarding lead) recorded the outcome of asking for
    removal of “The picture of Zara”: removed; “Zara looked, and it is gone.”

Tue 29 Sep 09:00 Asma Khan (Designated safeguarding lead) arranged for Peter Vance (senior
    leader) to support Zara Quill: A word each week.

Tue 29 Sep 09:00 Asma Khan (Designated safeguarding lead) told Iris Quill, parent of Zara
    Quill (phone): “The picture, and that it is gone.” (safe to tell: yes).

Tue 29 Sep 09:00 Asma Khan (Designated safeguarding lead) closed the incident: A picture of
    Zara Quill asleep was passed round to tease her. The pupils of 10C took it down when
    asked. Zara says that it has stopped.
"""


def test_an_anonymous_tip_off_about_a_picture_waits_for_the_safeguarding_lead(
    fellside: Fellside,
) -> None:
    jones, khan, clock = fellside.jones, fellside.khan, fellside.clock

    # Given a note that says no more than that a picture is going round.
    clock.at("Mon 28 Sep 08:15")
    incident = jones.reports(
        "A note under the office door says that a picture of a girl is going round Year 10.",
        own_words="theres a pic of a girl in yr 10 going round pls do something",
        received="letter",
        reporter="anonymous",
    )
    girl = "a girl in Year 10, name not known"
    zara = jones.links(incident, None, "pupil", "victim", description=girl)
    unsure = fact("sexual-image-of-under-18", "not-known", "Bryn Jones", "The note says no more.")
    at_risk = fact("child-at-risk", "not-known", "Bryn Jones", "Nobody knows yet who she is.")
    jones.asks(incident, "change-facts", findings=[unsure, at_risk])

    # When nobody may copy it, and the DSL decides on what three pupils say, without looking.
    picture = {"kind": "screenshot", "description": "What is going round."}
    jones.is_refused(409, "image-locked", incident, "keep-evidence", **picture)
    note = "The note itself, on lined paper."
    jones.asks(incident, "keep-evidence", kind="words", description=note)
    clock.at("Mon 28 Sep 08:50")
    khan.asks(incident, "acknowledge", next_act="I will ask the head girls what they know.")
    clock.at("Mon 28 Sep 10:30")
    hat = "Three pupils each say that it shows her asleep on a coach, in a hat."
    no_image = fact("sexual-image-of-under-18", "no", "Asma Khan", hat)
    fine = fact("child-at-risk", "no", "Asma Khan", "She is embarrassed and wants it gone.")
    khan.asks(incident, "change-facts", findings=[no_image, fine])
    name = {"line": 2, "field": "full_name", "new": "Zara Quill"}
    khan.asks(incident, "correct-line", **name, reason="Her friends told me who it is.")
    jones.asks(incident, "keep-evidence", kind="screenshot", description="Zara asleep, in a hat.")
    unkind = "A picture of a pupil asleep, passed on to tease her."
    khan.asks(incident, "assess", category="CD-06", rationale=unkind)
    group = {"what": "The picture of Zara", "asked_of": "everybody in the chat of 10C"}
    khan.asks(incident, "request-removal", **group)
    clock.at("Tue 29 Sep 09:00")
    khan.asks(
        incident, "record-removal-outcome", result="removed", said="Zara looked, and it is gone."
    )
    khan.arranges_support(
        incident, zara, "Peter Vance", "A word each week.", supporter="senior-leader"
    )
    khan.tells_parent(incident, zara, "Iris Quill", "The picture, and that it is gone.")
    khan.asks(
        incident,
        "close",
        summary="A picture of Zara Quill asleep was passed round to tease her.",
        how_followed_up="The pupils of 10C took it down when asked.",
        outcome="Zara says that it has stopped.",
    )

    # Then the history keeps the doubt of the first two hours, and how it was settled.
    assert jones.history(incident) == paragraphs(HISTORY)
    assert jones.people(incident, "Mon 28 Sep 09:00") == [(girl, "victim")]
    assert jones.people(incident) == [("Zara Quill", "victim")]
    locked = jones.case(incident, "Mon 28 Sep 09:00")
    assert (locked["image_lock"], locked["dsl_acknowledged"]) == ("until-the-dsl-decides", True)
    assert jones.case(incident)["image_lock"] == "open"
    assert jones.case(incident)["reported_by"] == "somebody who gave no name"
    fellside.holds_together()
