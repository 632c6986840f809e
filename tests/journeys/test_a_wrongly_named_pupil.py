"""A pupil is named who had nothing to do with it, and everybody who was told is put right."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Tue 22 Sep 09:00 Tom Barlow (Teacher of Year 8) reported (seen or heard in person): Somebody
    made an account in Mr Vance's name and posts jokes. The class says it is Kit. Where: A
    picture network. It was reported late, for this reason: I was away on the Year 8 camp.
    When it happened is not known.

Tue 22 Sep 09:40 Bryn Jones (Online safety coordinator) named Kit Sayer (pupil, Year 9) as
    alleged instigator.

Tue 22 Sep 09:40 Bryn Jones (Online safety coordinator) kept exhibit BJ/1 (words): The
    account's name and its eleven posts, copied out.

Tue 22 Sep 09:40 Bryn Jones (Online safety coordinator) assessed this as “Impersonation or a
    fake account” (CD-08), moderate: Silly rather than cruel. Facts: staff as victim of a
    pupil? yes (Tom Barlow: It has his name).

Tue 22 Sep 09:40 Bryn Jones (Online safety coordinator) told Dawn Sayer, parent of Kit Sayer
    (phone): “Kit made an account in a teacher's name.” (safe to tell: yes). The answer:
    “Kit denies it.”

Tue 22 Sep 09:40 Bryn Jones (Online safety coordinator) sought advice from Neighbourhood
    officer Lee Watts (phone) on “Is this an offence?”; the advice was “No. A matter for the
    school.”

Tue 22 Sep 09:40 Bryn Jones (Online safety coordinator) decided about Kit Sayer under the
    behaviour policy, section 6; sanction: “No school network for a week.”; the reason:
    Three pupils named him.

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) recorded that Kit Sayer had been
    named in error: Ada Cole showed Mr Barlow the account on her own phone. Kit had no part
    in it. To be corrected: Dawn Sayer, parent of Kit Sayer; Neighbourhood officer Lee
    Watts.

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) withdrew what had been decided
    about Kit Sayer: It was not Kit.

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) told Dawn Sayer, parent of Kit
    Sayer (phone): “Kit had nothing to do with it. I said that we were sorry.” (safe to
    tell: yes). The answer: “She thanks us for ringing.”

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) noted: Told Lee Watts by telephone
    that the name he was given was wrong.

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) named Ada Cole (pupil, Year 9) as
    alleged instigator.

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) answered questions of fact: a
    pupil as instigator? yes (A pupil is linked as having done it).

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) asked Ada Cole to remove “The
    account in Mr Vance's name”.

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) recorded the outcome of asking for
    removal of “The account in Mr Vance's name”: removed; “She closed it herself.”

Thu 24 Sep 13:10 Asma Khan (Designated safeguarding lead) decided about Ada Cole under the
    behaviour policy, section 6; sanction: “She writes to Mr Vance and to Kit.”; the reason:
    She owned up when she saw Kit blamed.

Fri 25 Sep 09:00 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    made this change: From now on nobody's parents are told before the pupil has been heard.

Fri 25 Sep 09:00 Bryn Jones (Online safety coordinator) closed the incident: Ada Cole made
    an account in a teacher's name; Kit Sayer was blamed in error. Kit, his mother and the
    officer were told of the mistake. The account is closed. Ada apologised to Mr Vance and
    to Kit.
"""


def test_a_pupil_named_in_error_is_cleared_with_everybody_who_was_told(
    fellside: Fellside,
) -> None:
    barlow, jones, khan, clock = fellside.barlow, fellside.jones, fellside.khan, fellside.clock

    # Given a fake account that Kit Sayer is said to have made, and people told so.
    clock.at("Tue 22 Sep 09:00")
    incident = barlow.reports(
        "Somebody made an account in Mr Vance's name and posts jokes. The class says it is Kit.",
        platform="A picture network",
        occurred={"precision": "unknown"},
        told_at="2026-09-16T12:00:00Z",
        late_because="I was away on the Year 8 camp.",
    )
    clock.at("Tue 22 Sep 09:40")
    kit = jones.links(incident, "Kit Sayer", "pupil", "instigator", year_or_post="Year 9")
    posts = "The account's name and its eleven posts, copied out."
    jones.asks(incident, "keep-evidence", kind="words", description=posts)
    on_a_teacher = fact("staff-victim-of-pupil", "yes", "Tom Barlow", "It has his name.")
    why = "Silly rather than cruel."
    jones.asks(incident, "assess", category="CD-08", findings=[on_a_teacher], rationale=why)
    jones.tells_parent(
        incident,
        kit,
        "Dawn Sayer",
        "Kit made an account in a teacher's name.",
        response="Kit denies it.",
    )
    jones.asks(
        incident,
        "seek-advice",
        adviser="Neighbourhood officer Lee Watts",
        question="Is this an offence?",
        advice="No. A matter for the school.",
    )
    jones.asks(
        incident,
        "decide-sanction-or-support",
        person=kit,
        sanction="No school network for a week.",
        policy="Behaviour policy, section 6",
        rationale="Three pupils named him.",
    )

    # When another pupil owns up.
    clock.at("Thu 24 Sep 13:10")
    khan.asks(
        incident,
        "mark-named-in-error",
        person=kit,
        reason="Ada Cole showed Mr Barlow the account on her own phone. Kit had no part in it.",
    )
    right = "Kit had nothing to do with it. I said that we were sorry."
    khan.asks(incident, "withdraw-sanction", person=kit, reason="It was not Kit.")
    khan.tells_parent(incident, kit, "Dawn Sayer", right, response="She thanks us for ringing.")
    khan.asks(
        incident,
        "add-note",
        text="Told Lee Watts by telephone that the name he was given was wrong.",
    )
    ada = khan.links(incident, "Ada Cole", "pupil", "instigator", year_or_post="Year 9")
    account = {"what": "The account in Mr Vance's name", "asked_of": "Ada Cole"}
    khan.asks(incident, "request-removal", **account)
    khan.asks(incident, "record-removal-outcome", result="removed", said="She closed it herself.")
    khan.asks(
        incident,
        "decide-sanction-or-support",
        person=ada,
        sanction="She writes to Mr Vance and to Kit.",
        policy="Behaviour policy, section 6",
        rationale="She owned up when she saw Kit blamed.",
    )
    clock.at("Fri 25 Sep 09:00")
    heard = "From now on nobody's parents are told before the pupil has been heard."
    jones.asks(incident, "review-procedures", changed=True, what=heard)
    jones.asks(
        incident,
        "close",
        summary="Ada Cole made an account in a teacher's name; Kit Sayer was blamed in error.",
        how_followed_up="Kit, his mother and the officer were told of the mistake.",
        outcome="The account is closed. Ada apologised to Mr Vance and to Kit.",
    )

    # Then Kit's name stays where it was written, and counts for nothing any more.
    assert jones.history(incident) == paragraphs(HISTORY)
    assert jones.people(incident) == [("Ada Cole", "instigator")]
    assert jones.people(incident, "Wed 23 Sep 12:00") == [("Kit Sayer", "instigator")]
    in_error = [one["full_name"] for one in jones.case(incident)["people"] if one["in_error"]]
    assert in_error == ["Kit Sayer"]
    (told,) = [line for line in jones.timeline(incident) if line["name"] == "named-in-error.1"]
    assert told["fields"]["to_be_corrected"] == [
        "Dawn Sayer, parent of Kit Sayer",
        "Neighbourhood officer Lee Watts",
    ]
    assert len(jones.history(incident, "Wed 23 Sep 12:00")) == 7
    fellside.holds_together()
