"""Unkind messages, which in extreme cases could be illegal: asked again when the facts change."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Mon 14 Sep 08:45 Tom Barlow (Teacher of Year 8) reported (told in person) on the word of
    Ellie Marsh: Ellie Marsh told me of unkind messages about her in a group chat. Where: A
    group chat. In their own words: “They won't stop and now the others are doing it as
    well.”

Mon 14 Sep 09:30 Bryn Jones (Online safety coordinator) named Ellie Marsh (pupil, Year 8) as
    victim.

Mon 14 Sep 09:30 Bryn Jones (Online safety coordinator) named Jake Holt (pupil, Year 9) as
    alleged instigator.

Mon 14 Sep 09:30 Bryn Jones (Online safety coordinator) kept exhibit BJ/1 (screenshot),
    captured by Ellie Marsh: The messages of Saturday and Sunday.

Mon 14 Sep 09:30 Bryn Jones (Online safety coordinator) assessed this as “Online bullying of a
    pupil” (CD-06), moderate: Six messages over one weekend. Facts: could it be illegal? no
    (Unkind words, no threats); a child at risk? no (Tom Barlow: She is calm, and her mother
    knows).

Wed 16 Sep 08:35 Bryn Jones (Online safety coordinator) answered questions of fact: could it be
    illegal? not known (Ellie Marsh: He wrote that he would hurt her); a child at risk? yes
    (Tom Barlow: She is afraid to walk home).

Wed 16 Sep 08:35 Daybook alerted the designated safeguarding lead, because a child is or may
    be at risk.

Wed 16 Sep 08:50 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team
    has been told; what comes next: “I will see Ellie before break.”

Wed 16 Sep 08:50 Asma Khan (Designated safeguarding lead) made a referral to the police
    (phone; consent: given; reference LC-20260916-0214): A written threat to hurt her.

Wed 16 Sep 08:50 Asma Khan (Designated safeguarding lead) agreed a safety plan with Ellie
    Marsh, whom it protects, and with Joanne Marsh: Miss Khan walks with her to the bus this
    week.

Wed 16 Sep 08:50 Asma Khan (Designated safeguarding lead) undertook to support Ellie Marsh: Ten
    minutes each morning.

Wed 16 Sep 08:50 Asma Khan (Designated safeguarding lead) told Joanne Marsh, parent of Ellie
    Marsh (in person): “The threat, and our plan.” (safe to tell: yes). The answer: “She
    will keep the phone downstairs at night.”

Thu 17 Sep 14:00 Asma Khan (Designated safeguarding lead) recorded the answer of the police to
    a referral (accepted): An officer gave Jake words of advice at home.

Thu 17 Sep 14:00 Asma Khan (Designated safeguarding lead) answered questions of fact: could it
    be illegal? no (PC Lee Watts: No offence is recorded; words of advice); a child at risk? no
    (She walks home with friends again).

Thu 17 Sep 14:00 Asma Khan (Designated safeguarding lead) told Karen Holt, parent of Jake
    Holt (phone): “What he wrote, and what follows.” (safe to tell: yes).

Thu 17 Sep 14:00 Asma Khan (Designated safeguarding lead) decided about Jake Holt under the
    behaviour policy, section 6; sanction: “No school network for a week.”; support: “He
    meets the head of year each Friday.”; the reason: He wrote it in anger and is sorry.

Fri 18 Sep 15:00 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    made this change: Form tutors now ask each Monday about the weekend's chats.

Fri 18 Sep 15:00 Bryn Jones (Online safety coordinator) closed the incident: Jake Holt sent
    Ellie Marsh unkind messages and one threat. The police advised Jake; both families were
    told. Jake apologised. Ellie feels safe, and Miss Khan sees her weekly.
"""


def test_whether_bullying_may_be_illegal_is_asked_again_when_the_facts_change(
    fellside: Fellside,
) -> None:
    barlow, jones, khan, clock = fellside.barlow, fellside.jones, fellside.khan, fellside.clock

    # Given a girl who tells her teacher of unkind messages without threats.
    clock.at("Mon 14 Sep 08:45")
    incident = barlow.reports(
        "Ellie Marsh told me of unkind messages about her in a group chat.",
        own_words="They won't stop and now the others are doing it as well.",
        received="told-in-person",
        reporter_name="Ellie Marsh",
        platform="A group chat",
    )
    clock.at("Mon 14 Sep 09:30")
    ellie = jones.links(incident, "Ellie Marsh", "pupil", "victim", year_or_post="Year 8")
    jake = jones.links(incident, "Jake Holt", "pupil", "instigator", year_or_post="Year 9")
    jones.asks(
        incident,
        "keep-evidence",
        kind="screenshot",
        description="The messages of Saturday and Sunday.",
        captured_by="Ellie Marsh",
        held_by="Bryn Jones",
    )
    no_threat = fact("illegal", "no", "Bryn Jones", "Unkind words, no threats.")
    calm = fact("child-at-risk", "no", "Tom Barlow", "She is calm, and her mother knows.")
    why = "Six messages over one weekend."
    jones.asks(incident, "assess", category="CD-06", findings=[no_threat, calm], rationale=why)

    # When a threat comes to light two days later, and is looked into.
    clock.at("Wed 16 Sep 08:35")
    threat = fact("illegal", "not-known", "Ellie Marsh", "He wrote that he would hurt her.")
    at_risk = fact("child-at-risk", "yes", "Tom Barlow", "She is afraid to walk home.")
    jones.asks(incident, "change-facts", findings=[threat, at_risk])
    clock.at("Wed 16 Sep 08:50")
    khan.asks(incident, "acknowledge", next_act="I will see Ellie before break.")
    khan.asks(
        incident,
        "make-referral",
        agency="police",
        contact="101, neighbourhood team",
        reason="A written threat to hurt her.",
        consent="given",
        reference_given="LC-20260916-0214",
    )
    khan.asks(
        incident,
        "agree-safety-plan",
        person=ellie,
        plan="Miss Khan walks with her to the bus this week.",
        agreed_with=["Ellie Marsh", "Joanne Marsh"],
    )
    khan.arranges_support(
        incident, ellie, "Asma Khan", "Ten minutes each morning.", supporter="dsl"
    )
    mother = {"how": "in-person", "response": "She will keep the phone downstairs at night."}
    khan.tells_parent(incident, ellie, "Joanne Marsh", "The threat, and our plan.", **mother)
    clock.at("Thu 17 Sep 14:00")
    khan.asks(
        incident,
        "record-referral-answer",
        agency="police",
        reply="accepted",
        said="An officer gave Jake words of advice at home.",
    )
    advice = fact("illegal", "no", "PC Lee Watts", "No offence is recorded; words of advice.")
    safer = fact("child-at-risk", "no", "Asma Khan", "She walks home with friends again.")
    khan.asks(incident, "change-facts", findings=[advice, safer])
    khan.tells_parent(incident, jake, "Karen Holt", "What he wrote, and what follows.")
    khan.asks(
        incident,
        "decide-sanction-or-support",
        person=jake,
        sanction="No school network for a week.",
        support="He meets the head of year each Friday.",
        policy="Behaviour policy, section 6",
        rationale="He wrote it in anger and is sorry.",
    )
    texts = {
        "summary": "Jake Holt sent Ellie Marsh unkind messages and one threat.",
        "how_followed_up": "The police advised Jake; both families were told.",
        "outcome": "Jake apologised. Ellie feels safe, and Miss Khan sees her weekly.",
    }
    assert khan.stands_in_the_way(incident, "close", **texts) == [
        "The school's procedures have not been reviewed."
    ]
    clock.at("Fri 18 Sep 15:00")
    learnt = "Form tutors now ask each Monday about the weekend's chats."
    jones.asks(incident, "review-procedures", changed=True, what=learnt)
    jones.asks(incident, "close", **texts)

    # Then the record tells what was thought on each day, and why.
    assert jones.history(incident) == paragraphs(HISTORY)
    assert jones.case(incident, "Mon 14 Sep 12:00")["facts"]["illegal"] == "no"
    assert jones.case(incident, "Mon 14 Sep 12:00")["dsl_told"] is False
    assert jones.case(incident, "Wed 16 Sep 12:00")["facts"]["illegal"] == "not-known"
    assert jones.case(incident, "Wed 16 Sep 12:00")["dsl_acknowledged"] is True
    assert jones.case(incident)["facts"]["illegal"] == "no"
    assert jones.case(incident)["own_words"].startswith("They won't stop")
    assert barlow.case(incident)["acknowledged"] is True
    fellside.holds_together()
