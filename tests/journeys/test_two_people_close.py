"""A serious incident is closed by two people, opened again, and its double is struck out."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Mon 9 Nov 09:05 Tom Barlow (Teacher of Year 8) reported (after an alert of the filter): A pupil
    got round the filter and showed the others how.

Mon 9 Nov 10:00 Bryn Jones (Online safety coordinator) named Cara Voss (pupil, Year 10) as
    alleged instigator.

Mon 9 Nov 10:00 Bryn Jones (Online safety coordinator) kept exhibit BJ/1 (account log): The
    filter's log of Monday.

Mon 9 Nov 10:00 Bryn Jones (Online safety coordinator) assessed this as “Hacking or getting
    round protection” (CD-11), serious: A way round the filter for a whole year group. Facts:
    deliberate? yes (She wrote it down for others).

Mon 9 Nov 10:00 Bryn Jones (Online safety coordinator) considered “Should the safeguarding
    lead be involved?” and decided yes: She may be pressed.

Mon 9 Nov 10:00 Bryn Jones (Online safety coordinator) told Asma Khan (email): Cara and the
    filter.

Mon 9 Nov 10:00 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team
    has been told.

Mon 9 Nov 10:00 Bryn Jones (Online safety coordinator) told Felix Voss, parent of Cara Voss
    (phone): “She got round the filter.” (safe to tell: yes).

Mon 9 Nov 10:00 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    made this change: The way round is closed, and was tried.

Mon 9 Nov 10:00 Asma Khan (Designated safeguarding lead) proposed to close the incident:
    Cara Voss got round the filter and showed others how. The way round was closed, and her
    father was told. She helps the network manager to test the filter.

Tue 10 Nov 08:30 Ruth Ainsley (Headteacher) refused the closure: Has Cara been heard?

Tue 10 Nov 08:30 Bryn Jones (Online safety coordinator) noted, as reported speech: Cara says
    that nobody asked her to.

Tue 10 Nov 08:30 Asma Khan (Designated safeguarding lead) proposed to close the incident:
    Cara Voss got round the filter and showed others how. The way round was closed, and her
    father was told. She helps the network manager to test the filter.

Tue 10 Nov 08:30 Ruth Ainsley (Headteacher) countersigned the closure and wrote “Now it is
    complete.”

Tue 10 Nov 08:30 Asma Khan (Designated safeguarding lead) closed the incident with the account
    that was proposed.

Mon 16 Nov 09:00 Asma Khan (Designated safeguarding lead) reopened the incident: It works
    again. New: A second way round was found in the library.

Tue 17 Nov 15:00 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    made this change: The library has a filter too.

Tue 17 Nov 15:00 Asma Khan (Designated safeguarding lead) proposed to close the incident:
    Cara Voss got round the filter and showed others how. The way round was closed, and her
    father was told. Both ways round are closed.

Tue 17 Nov 15:00 Ruth Ainsley (Headteacher) countersigned the closure.

Tue 17 Nov 15:00 Asma Khan (Designated safeguarding lead) closed the incident with the account
    that was proposed.
"""

STRUCK_OUT_HISTORY = """
Mon 9 Nov 09:40 Carol Lyle (Teacher of Year 5) reported (seen or heard in person): Pupils use a
    way round the filter in the library.

Mon 9 Nov 10:00 Asma Khan (Designated safeguarding lead) struck the incident out as a
    duplicate of {other}: Mr Barlow had reported the same thing.

Mon 9 Nov 10:00 Carol Lyle (Teacher of Year 5) noted: Two of the pupils were mine. Out of
    order: recorded after the incident was struck out.
"""


def test_a_serious_incident_takes_two_people_and_its_double_is_struck_out(
    fellside: Fellside,
) -> None:
    barlow, lyle, jones = fellside.barlow, fellside.lyle, fellside.jones
    khan, ainsley, clock = fellside.khan, fellside.ainsley, fellside.clock

    # Given two teachers who report the same thing within the hour.
    clock.at("Mon 9 Nov 09:05")
    incident = barlow.reports(
        "A pupil got round the filter and showed the others how.", received="filter-alert"
    )
    clock.at("Mon 9 Nov 09:40")
    double = lyle.reports("Pupils use a way round the filter in the library.")
    clock.at("Mon 9 Nov 10:00")
    same = jones.reference(incident)
    reason = "Mr Barlow had reported the same thing."
    khan.asks(double, "strike-out", reason=reason, duplicate_of=same)
    refused = khan.is_refused(
        409,
        "incident-is-struck-out",
        double,
        "propose-closure",
        summary="a",
        how_followed_up="b",
        outcome="c",
    )
    assert (
        refused["title"]
        == "The incident is struck out. Reopen it first, giving the reason (reopen)."
    )
    lyle.asks(double, "add-note", text="Two of the pupils were mine.")

    # When one of the two lets it be closed too early, the other has to agree, and does.
    cara = jones.links(incident, "Cara Voss", "pupil", "instigator", year_or_post="Year 10")
    jones.asks(
        incident, "keep-evidence", kind="account-log", description="The filter's log of Monday."
    )
    knew = fact("deliberate", "yes", "Bryn Jones", "She wrote it down for others.")
    why = "A way round the filter for a whole year group."
    jones.asks(incident, "assess", category="CD-11", findings=[knew], rationale=why)
    considered = {
        "consideration": "dsl-involvement",
        "question": "Should the safeguarding lead be involved?",
    }
    jones.asks(
        incident, "record-decision", **considered, yes=True, rationale="She may be pressed."
    )
    jones.asks(incident, "tell-dsl", dsl="Asma Khan", how="email", what="Cara and the filter.")
    khan.asks(incident, "acknowledge")
    jones.tells_parent(incident, cara, "Felix Voss", "She got round the filter.")
    closed_it = "The way round is closed, and was tried."
    jones.asks(incident, "review-procedures", changed=True, what=closed_it)
    texts = {
        "summary": "Cara Voss got round the filter and showed others how.",
        "how_followed_up": "The way round was closed, and her father was told.",
        "outcome": "She helps the network manager to test the filter.",
    }
    khan.is_refused(409, "countersignature-needed", incident, "close", **texts)
    khan.asks(incident, "propose-closure", **texts)
    khan.is_refused(409, "second-person-needed", incident, "countersign")
    clock.at("Tue 10 Nov 08:30")
    ainsley.asks(incident, "refuse-closure", reason="Has Cara been heard?")
    jones.asks(
        incident, "add-note", basis="reported-speech", text="Cara says that nobody asked her to."
    )
    khan.asks(incident, "propose-closure", **texts)
    ainsley.asks(incident, "countersign", remark="Now it is complete.")
    other = {**texts, "outcome": "Nothing more."}
    khan.is_refused(409, "not-what-was-countersigned", incident, "close", **other)
    khan.asks(incident, "close")
    clock.at("Mon 16 Nov 09:00")
    khan.asks(
        incident,
        "reopen",
        reason="It works again.",
        new_information="A second way round was found in the library.",
    )
    clock.at("Tue 17 Nov 15:00")
    unreviewed = khan.stands_in_the_way(incident, "close", **texts)
    assert "The school's procedures have not been reviewed." in unreviewed
    jones.asks(incident, "review-procedures", changed=True, what="The library has a filter too.")
    khan.asks(incident, "propose-closure", **{**texts, "outcome": "Both ways round are closed."})
    ainsley.asks(incident, "countersign")
    khan.asks(incident, "close")

    # Then each signature, refusal and second thought stands in the history.
    assert jones.history(incident) == paragraphs(HISTORY)
    assert jones.history(double) == paragraphs(STRUCK_OUT_HISTORY, same)
    told = {
        when: jones.case(incident, when)["status"]
        for when in ("Fri 13 Nov 12:00", "Mon 16 Nov 12:00")
    }
    assert list(told.values()) == ["closed", "open"]
    earlier = jones.case(incident, "Fri 13 Nov 12:00")["closure"]
    assert earlier["outcome"] == texts["outcome"]
    assert jones.case(incident)["closure"]["outcome"] == "Both ways round are closed."
    assert jones.case(double)["status"] == "struck out"
    assert jones.case(double, "Mon 9 Nov 09:50")["status"] == "open"
    assert lyle.case(double)["status"] == "struck out"
    fellside.holds_together()
