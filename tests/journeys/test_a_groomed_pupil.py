"""A pupil presses younger ones for their numbers, and is found to be a victim himself."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Mon 5 Oct 12:40 Tom Barlow (Teacher of Year 8) reported (seen or heard in person): Kit Sayer
    has been asking Year 7 pupils for their numbers.

Mon 5 Oct 13:15 Bryn Jones (Online safety coordinator) named Kit Sayer (pupil, Year 9) as
    alleged instigator.

Mon 5 Oct 13:15 Bryn Jones (Online safety coordinator) wrote down why no evidence was kept:
    Only spoken words so far.

Mon 5 Oct 13:15 Bryn Jones (Online safety coordinator) assessed this as “Peer pressure”
    (CN-05), moderate: Pressing younger pupils.

Mon 5 Oct 13:15 Bryn Jones (Online safety coordinator) decided about Kit Sayer under the
    behaviour policy, section 5; sanction: “He stays in at lunch this week.”; the reason:
    Several younger pupils were upset.

Tue 6 Oct 14:20 Tom Barlow (Teacher of Year 8) noted, word for word: Kit told me: “He said if I
    don’t get him numbers he will come to my house.”

Tue 6 Oct 14:20 Tom Barlow (Teacher of Year 8) told Asma Khan (in person): What Kit had told
    me.

Tue 6 Oct 14:20 Tom Barlow (Teacher of Year 8) personally made to Lancashire Police the report
    of child sexual abuse that the law asks for: “What Kit told me about the man in the game.”,
    reference LC-20261006-0511.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team
    has been told; what comes next: “I am with Kit now.”

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) assessed this as “Grooming, or an
    adult posing as a child” (CN-01, and as CN-05), critical: Kit did what he was made to do.
    Facts: coercion, blackmail or grooming? yes (Kit Sayer: A man in a game threatens him); a
    child at risk? yes (The man knows where he lives); an adult from outside school did it? yes
    (Kit Sayer: Nobody in school knows the man).

Tue 6 Oct 14:20 Daybook alerted the designated safeguarding lead, because a child is or
    may be at risk.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) changed the part of Kit Sayer from
    alleged instigator to victim: He was made to do it by a man in a game.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) answered questions of fact: a pupil
    as victim? yes (A pupil is linked as harmed by it).

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) withdrew what had been decided
    about Kit Sayer: He is a victim.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) entered a man called “Rex” in a game
    (adult from outside) as alleged instigator.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) made a referral to children's
    social care (phone; consent: not sought for safety; reference CSC-4471): An unknown man
    threatens a child whose address he has.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) paused the school's own inquiry for
    Lancashire Police at the request of DC Moira Sharp: Do not ask Kit about the man, and
    leave his phone as it is.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) told Dawn Sayer, parent of Kit
    Sayer (phone): “That he is safe, and with me.” (safe to tell: yes; agencies agree: yes).
    The answer: “She is on her way.”

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) undertook to support Kit Sayer: A room
    to come to whenever he needs it.

Tue 6 Oct 14:20 Asma Khan (Designated safeguarding lead) agreed a safety plan with Kit Sayer,
    whom it protects, and with Dawn Sayer: He is driven to school, and his number is changed.

Thu 15 Oct 10:00 Asma Khan (Designated safeguarding lead) resumed the school's own inquiry,
    as told by DC Moira Sharp: A man has been arrested. The school may speak with everybody.

Thu 15 Oct 10:00 Asma Khan (Designated safeguarding lead) recorded the answer of children's
    social care to a referral (accepted): A social worker visits weekly.

Thu 15 Oct 10:00 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team has
    been told; what comes next: “I have known of the risk all along.”

Thu 15 Oct 10:00 Asma Khan (Designated safeguarding lead) proposed to close the incident: A
    man in a game made Kit Sayer ask younger pupils for their numbers. The police and social
    care acted; the school kept Kit safe. Kit was not to blame, and nothing stands against
    him.

Thu 15 Oct 16:30 Ruth Ainsley (Headteacher) countersigned the closure.

Thu 15 Oct 16:30 Asma Khan (Designated safeguarding lead) closed the incident with the account
    that was proposed.
"""


def test_a_pupil_who_did_it_is_found_to_have_been_groomed(fellside: Fellside) -> None:
    barlow, jones, khan = fellside.barlow, fellside.jones, fellside.khan
    ainsley, clock = fellside.ainsley, fellside.clock

    # Given what looks like pressure among pupils.
    clock.at("Mon 5 Oct 12:40")
    incident = barlow.reports("Kit Sayer has been asking Year 7 pupils for their numbers.")
    clock.at("Mon 5 Oct 13:15")
    kit = jones.links(incident, "Kit Sayer", "pupil", "instigator", year_or_post="Year 9")
    jones.asks(incident, "keep-no-evidence", reason="Only spoken words so far.")
    jones.asks(incident, "assess", category="CN-05", rationale="Pressing younger pupils.")
    jones.asks(
        incident,
        "decide-sanction-or-support",
        person=kit,
        sanction="He stays in at lunch this week.",
        policy="Behaviour policy, section 5",
        rationale="Several younger pupils were upset.",
    )

    # When he tells his teacher of a man in a game.
    clock.at("Tue 6 Oct 14:20")
    told = "Kit told me: “He said if I don’t get him numbers he will come to my house.”"
    barlow.asks(incident, "add-note", basis="verbatim", text=told)
    barlow.asks(incident, "tell-dsl", dsl="Asma Khan", what="What Kit had told me.")
    barlow.asks(
        incident,
        "make-statutory-report",
        duty="child-sexual-abuse",
        reported_to="Lancashire Police",
        what="What Kit told me about the man in the game.",
        reference_given="LC-20261006-0511",
    )
    khan.asks(incident, "acknowledge", next_act="I am with Kit now.")
    groomed = fact("coercion-or-grooming", "yes", "Kit Sayer", "A man in a game threatens him.")
    at_risk = fact("child-at-risk", "yes", "Asma Khan", "The man knows where he lives.")
    outside = fact("outside-adult", "yes", "Kit Sayer", "Nobody in school knows the man.")
    khan.asks(
        incident,
        "assess",
        category="CN-01",
        secondary=["CN-05"],
        findings=[groomed, at_risk, outside],
        rationale="Kit did what he was made to do.",
    )
    khan.asks(
        incident,
        "change-capacity",
        person=kit,
        capacity="victim",
        why="He was made to do it by a man in a game.",
    )
    khan.asks(incident, "withdraw-sanction", person=kit, reason="He is a victim.")
    khan.links(
        incident, None, "external-adult", "instigator", description="a man called “Rex” in a game"
    )
    khan.asks(
        incident,
        "make-referral",
        agency="childrens-social-care",
        contact="Duty desk",
        reason="An unknown man threatens a child whose address he has.",
        consent="not-sought-for-safety",
        reference_given="CSC-4471",
    )
    khan.asks(
        incident,
        "pause-for-police",
        force="Lancashire Police",
        officer="DC Moira Sharp",
        terms="Do not ask Kit about the man, and leave his phone as it is.",
    )
    mother = {"agencies_agree": "yes", "response": "She is on her way."}
    khan.tells_parent(incident, kit, "Dawn Sayer", "That he is safe, and with me.", **mother)
    khan.arranges_support(
        incident, kit, "Asma Khan", "A room to come to whenever he needs it.", supporter="dsl"
    )
    khan.asks(
        incident,
        "agree-safety-plan",
        person=kit,
        plan="He is driven to school, and his number is changed.",
        agreed_with=["Kit Sayer", "Dawn Sayer"],
    )

    # When the agencies answer and the school may go on, two people close it.
    clock.at("Thu 15 Oct 10:00")
    khan.asks(
        incident,
        "resume",
        officer="DC Moira Sharp",
        terms="A man has been arrested. The school may speak with everybody.",
    )
    khan.asks(
        incident,
        "record-referral-answer",
        agency="childrens-social-care",
        reply="accepted",
        said="A social worker visits weekly.",
    )
    khan.asks(incident, "acknowledge", next_act="I have known of the risk all along.")
    khan.asks(
        incident,
        "propose-closure",
        summary="A man in a game made Kit Sayer ask younger pupils for their numbers.",
        how_followed_up="The police and social care acted; the school kept Kit safe.",
        outcome="Kit was not to blame, and nothing stands against him.",
    )
    clock.at("Thu 15 Oct 16:30")
    ainsley.asks(incident, "countersign")
    khan.asks(incident, "close")

    # Then the history shows how the school's view of him changed, and when.
    assert khan.history(incident) == paragraphs(HISTORY)
    rex = ("a man called “Rex” in a game", "instigator")
    assert khan.people(incident) == [("Kit Sayer", "victim"), rex]
    assert khan.people(incident, "Mon 5 Oct 16:00") == [("Kit Sayer", "instigator")]
    before, since = khan.case(incident, "Mon 5 Oct 16:00"), khan.case(incident, "Wed 7 Oct 09:00")
    assert (before["category"], before["severity"]) == ("CN-05", "moderate")
    assert (since["category"], since["severity"]) == ("CN-01", "critical")
    assert since["paused_for_police"] is True
    assert khan.case(incident)["paused_for_police"] is False
    assert barlow.case(incident)["acknowledged"] is True
    fellside.holds_together()
