"""A picture that must not exist here is never kept, for anybody; words and the device are."""

from domain.people import Role
from tests.journeys.fellside import Colleague, Fellside, fact, paragraphs

HISTORY = """
Tue 13 Oct 09:10 Tom Barlow (Teacher of Year 8) reported (told in person) on the word of
    Mina Rowe: Mina Rowe says that a picture she sent to a friend is being shown to others.
    In their own words: “I only sent it to him. Please don't make me show you.” No pictures
    may be kept until the DSL decides.

Tue 13 Oct 09:10 Daybook alerted the designated safeguarding lead, because there may be a
    sexual image of somebody under 18, by the category that the report guesses.

Tue 13 Oct 09:10 Tom Barlow (Teacher of Year 8) made it safe (device isolated and told
    staff): I asked nobody to show me anything, and took the boy's phone, switched off.

Tue 13 Oct 09:10 Tom Barlow (Teacher of Year 8) alerted the designated safeguarding lead: It
    may be a nude picture of a pupil.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team
    has been told; what comes next: “I see Mina now. Nobody looks at the phone.”

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) assessed this as “Nudes or
    semi-nudes: passed on without consent” (CD-02, and as CD-01), critical: Passed on without
    her consent; nobody has looked at it. Facts: a sexual image of someone under 18? yes (Mina
    Rowe: She says what it shows); a child at risk? yes (She is frightened of school); an adult
    from outside school did it? no (Mina Rowe: Only pupils have it). No pictures may ever be
    kept here.

Tue 13 Oct 09:20 Daybook alerted the designated safeguarding lead, because a child is or
    may be at risk.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) named Mina Rowe (pupil, Year 9) as
    victim.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) answered questions of fact: a
    pupil as victim? yes (A pupil is linked as harmed by it). No pictures may ever be kept
    here.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) named Owen Tate (pupil, Year 9) as
    alleged instigator.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) answered questions of fact: a
    pupil as instigator? yes (A pupil is linked as having done it). No pictures may ever be
    kept here.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) kept exhibit AK/1 (words): What Mina
    said, in her own words, without describing the picture.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) kept exhibit AK/2 (device),
    captured and held by Tom Barlow: Owen's phone, switched off, in sealed bag 114.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) asked the Internet Watch Foundation
    (Report Remove) to remove “The picture, wherever it is”. This did not wait for a copy to be
    kept: The image lock holds, so nothing may be copied first.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) made a referral to the police
    (phone; consent: not needed; reference LC-20261013-0188): A picture of a girl of 13
    passed on without her consent.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) recorded that Tom Barlow handed
    exhibit AK/2 to PC Lee Watts of Lancashire Police: It may hold the picture. Receipt:
    R-114.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) answered questions of fact: a sexual
    image of someone under 18? no (Owen Tate: He says it was a joke picture). No pictures may
    ever be kept here.

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) told Lena Rowe, parent of Mina
    Rowe (phone): “What happened, and that Mina is not to blame.” (safe to tell: yes).

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) told Gareth Tate, parent of Owen
    Tate (phone): “That the police have his phone.” (safe to tell: yes).

Tue 13 Oct 09:20 Asma Khan (Designated safeguarding lead) undertook to support Mina Rowe:
    Whenever she asks.

Fri 23 Oct 10:00 Asma Khan (Designated safeguarding lead) recorded the outcome of asking for
    removal of “The picture, wherever it is”: removed; “Its fingerprint is listed.”

Fri 23 Oct 10:00 Asma Khan (Designated safeguarding lead) recorded the answer of the police to
    a referral (accepted): Recorded; no charge.

Fri 23 Oct 10:00 Asma Khan (Designated safeguarding lead) reviewed the school's procedures and
    made this change: Year 9 have a lesson on what to do when a picture is asked for.

Fri 23 Oct 10:00 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team has
    been told; what comes next: “I have known of the risk all along.”

Fri 23 Oct 10:00 Asma Khan (Designated safeguarding lead) proposed to close the incident:
    Owen Tate passed on a picture that Mina Rowe had sent him. Nobody looked at it; the
    police have the phone; the picture is reported. Mina feels safe in school. Owen works
    with the police's education officer.

Fri 23 Oct 10:00 Ruth Ainsley (Headteacher) countersigned the closure.

Fri 23 Oct 10:00 Asma Khan (Designated safeguarding lead) closed the incident with the account
    that was proposed.
"""


def cannot_keep(colleague: Colleague, incident: str, kind: str) -> None:
    before = colleague.lines
    told = {"kind": kind, "description": "What is on the phone.", "exhibit": "XX/9"}
    answer = colleague.ask(f"{incident}/keep-evidence", told)
    assert answer.status_code in (403, 404, 409), colleague.person
    assert colleague.lines == before


def test_no_picture_is_kept_whoever_asks_while_words_and_the_device_are(
    fellside: Fellside,
) -> None:
    barlow, jones, khan = fellside.barlow, fellside.jones, fellside.khan
    ainsley, clock = fellside.ainsley, fellside.clock
    everybody = [fellside.somebody_who_is(role) for role in Role]

    # Given a report that a girl's picture of herself is going round.
    clock.at("Tue 13 Oct 09:10")
    incident = barlow.reports(
        "Mina Rowe says that a picture she sent to a friend is being shown to others.",
        own_words="I only sent it to him. Please don't make me show you.",
        received="told-in-person",
        reporter_name="Mina Rowe",
        category_guess="CD-01",
    )
    barlow.asks(
        incident,
        "make-safe",
        steps=["device-isolated", "told-staff"],
        what="I asked nobody to show me anything, and took the boy's phone, switched off.",
    )
    barlow.asks(incident, "alert-dsl", why="It may be a nude picture of a pupil.")

    # When the DSL answers on the account given, and nobody may keep what must not exist.
    clock.at("Tue 13 Oct 09:20")
    khan.asks(incident, "acknowledge", next_act="I see Mina now. Nobody looks at the phone.")
    for kind in ("image", "video", "screenshot", "printout", "other"):
        jones.is_refused(
            409, "image-locked", incident, "keep-evidence", kind=kind, description="It."
        )
    image = fact("sexual-image-of-under-18", "yes", "Mina Rowe", "She says what it shows.")
    at_risk = fact("child-at-risk", "yes", "Asma Khan", "She is frightened of school.")
    no_adult = fact("outside-adult", "no", "Mina Rowe", "Only pupils have it.")
    khan.asks(
        incident,
        "assess",
        category="CD-02",
        secondary=["CD-01"],
        findings=[image, at_risk, no_adult],
        rationale="Passed on without her consent; nobody has looked at it.",
    )
    mina = khan.links(incident, "Mina Rowe", "pupil", "victim", year_or_post="Year 9")
    owen = khan.links(incident, "Owen Tate", "pupil", "instigator", year_or_post="Year 9")
    for colleague in everybody:
        for kind in ("image", "video", "screenshot"):
            cannot_keep(colleague, incident, kind)
    assert jones.case(incident)["exhibits"] == {}
    said = "What Mina said, in her own words, without describing the picture."
    khan.asks(incident, "keep-evidence", kind="words", description=said)
    phone = "Owen's phone, switched off, in sealed bag 114."
    khan.asks(
        incident, "keep-evidence", kind="device", description=phone, captured_by="Tom Barlow"
    )
    khan.asks(
        incident,
        "request-removal",
        what="The picture, wherever it is",
        asked_of="the Internet Watch Foundation",
        through="report-remove",
        reference_given="RR-2291",
    )
    khan.asks(
        incident,
        "make-referral",
        agency="police",
        reason="A picture of a girl of 13 passed on without her consent.",
        consent="not-needed",
        reference_given="LC-20261013-0188",
    )
    khan.asks(
        incident,
        "hand-over-exhibit",
        exhibit="AK/2",
        handed_by="Tom Barlow",
        received_by="PC Lee Watts",
        received_for="Lancashire Police",
        reason="It may hold the picture.",
        receipt="R-114",
    )
    doubt = fact("sexual-image-of-under-18", "no", "Owen Tate", "He says it was a joke picture.")
    khan.asks(incident, "change-facts", findings=[doubt])
    khan.is_refused(
        409, "image-locked", incident, "keep-evidence", kind="image", description="The joke."
    )
    khan.tells_parent(incident, mina, "Lena Rowe", "What happened, and that Mina is not to blame.")
    khan.tells_parent(incident, owen, "Gareth Tate", "That the police have his phone.")
    khan.arranges_support(incident, mina, "Asma Khan", "Whenever she asks.", supporter="dsl")

    # When the police and the service have answered, two people close it.
    clock.at("Fri 23 Oct 10:00")
    khan.asks(
        incident, "record-removal-outcome", result="removed", said="Its fingerprint is listed."
    )
    accepted = {"agency": "police", "reply": "accepted"}
    khan.asks(incident, "record-referral-answer", **accepted, said="Recorded; no charge.")
    learnt = "Year 9 have a lesson on what to do when a picture is asked for."
    khan.asks(incident, "review-procedures", changed=True, what=learnt)
    khan.asks(incident, "acknowledge", next_act="I have known of the risk all along.")
    khan.asks(
        incident,
        "propose-closure",
        summary="Owen Tate passed on a picture that Mina Rowe had sent him.",
        how_followed_up="Nobody looked at it; the police have the phone; the picture is reported.",
        outcome="Mina feels safe in school. Owen works with the police's education officer.",
    )
    ainsley.asks(incident, "countersign")
    khan.asks(incident, "close")

    # Then the history is there, and the picture nowhere.
    assert khan.history(incident) == paragraphs(HISTORY)
    assert jones.case(incident, "Tue 13 Oct 09:15")["image_lock"] == "until-the-dsl-decides"
    case = jones.case(incident)
    assert case["image_lock"] == "for-ever"
    assert case["exhibits"] == {"AK/1": "Asma Khan", "AK/2": "PC Lee Watts"}
    assert jones.people(incident, "Tue 13 Oct 09:15") == []
    fellside.holds_together()
