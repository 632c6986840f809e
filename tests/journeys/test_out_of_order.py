"""What was done too early is written down all the same and marked; the decision has to wait."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Tue 3 Nov 08:40 Ruth Ainsley (Headteacher) reported (told by phone) on the word of Joanne
    Marsh: A parent says that Mr Pike has added pupils as friends on his own account. It is
    about an adult who works or helps here, so it is restricted.

Tue 3 Nov 08:40 Ruth Ainsley (Headteacher) named Alan Pike (staff, Teacher of music) as alleged
    instigator.

Tue 3 Nov 08:40 Ruth Ainsley (Headteacher), on 3 November 2026 at 08:15, held an interview with
    Alan Pike; the account given: “He says that the whole choir is on it, and parents too.” Out
    of order: held before the LADO was contacted.

Tue 3 Nov 11:00 Ruth Ainsley (Headteacher) contacted Helen Frost, the LADO (phone), about
    “All of it.”; the advice was “Below the threshold on what is known. Tell the parents,
    and close the page.”

Tue 3 Nov 11:00 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team
    has been told; what comes next: “I ring the parents of the choir.” Out of order:
    acknowledged before anybody was recorded as telling.

Tue 3 Nov 11:00 Ruth Ainsley (Headteacher) could not determine whether it was accidental or
    deliberate: Nobody has read the page yet.

Tue 3 Nov 15:30 Ruth Ainsley (Headteacher) determined that it was accidental: He did not
    know the rule.

Tue 3 Nov 15:30 Ruth Ainsley (Headteacher) assessed the harm threshold (harmed or may have
    harmed a child: no; possible offence: no; risk of harm: no; may not be suitable: no):
    Open to parents, nothing private, closed the same day.

Tue 3 Nov 15:30 Ruth Ainsley (Headteacher) decided on a course of action, “A letter of
    advice.”: He did not know the rule.

Tue 3 Nov 15:30 Ruth Ainsley (Headteacher) assessed this as “Another breach of the acceptable
    use agreement” (CD-14), low: A breach of the staff agreement. Facts: an adult who works or
    helps here did it? yes (He says so himself).

Tue 3 Nov 15:30 Ruth Ainsley (Headteacher) wrote down why no evidence was kept: The page was
    closed before anybody thought of keeping it.

Tue 3 Nov 15:30 Ruth Ainsley (Headteacher) proposed to close the incident: Mr Pike had
    pupils of the choir as friends on his own account. The LADO advised; the page is closed.
    A letter of advice. No harm was meant or done.

Wed 4 Nov 09:00 Asma Khan (Designated safeguarding lead) countersigned the closure.

Wed 4 Nov 09:00 Ruth Ainsley (Headteacher) closed the incident with the account that was
    proposed.

Thu 5 Nov 09:00 Asma Khan (Designated safeguarding lead) noted: Mrs Marsh rang to thank us.
    Out of order: recorded after the incident was closed.
"""


def test_an_interview_before_the_lado_is_recorded_and_the_decision_refused(
    fellside: Fellside,
) -> None:
    khan, ainsley, clock = fellside.khan, fellside.ainsley, fellside.clock

    # Given a head who speaks with the teacher before anybody has rung the LADO.
    clock.at("Tue 3 Nov 08:40")
    incident = ainsley.reports(
        "A parent says that Mr Pike has added pupils as friends on his own account.",
        about_an_adult_here="yes",
        received="phone",
        reporter_name="Joanne Marsh",
    )
    pike = str(fellside.pike.person.account)
    ainsley.links(
        incident, "Alan Pike", "staff", "instigator", year_or_post="Teacher of music", account=pike
    )
    ainsley.asks(
        incident,
        "hold-interview",
        with_whom="Alan Pike",
        account_given="He says that the whole choir is on it, and parents too.",
        occurred={"from": "2026-11-03T08:15:00Z", "precision": "minute"},
    )
    intent = {"intent": "accidental", "rationale": "He did not know the rule."}
    refused = ainsley.is_refused(409, "lado-first", incident, "determine-intent", **intent)
    assert refused["title"].startswith("Contact the LADO first")
    course = {"course": "A letter of advice.", "rationale": "He did not know the rule."}
    ainsley.is_refused(409, "lado-first", incident, "decide-course-of-action", **course)

    # When the LADO has been rung, it may be decided.
    clock.at("Tue 3 Nov 11:00")
    advice = "Below the threshold on what is known. Tell the parents, and close the page."
    ainsley.asks(
        incident, "escalate-to-lado", lado="Helen Frost", discussed="All of it.", advice=advice
    )
    khan.asks(incident, "acknowledge", next_act="I ring the parents of the choir.")
    unread = "Nobody has read the page yet."
    ainsley.asks(incident, "determine-intent", intent="undetermined", rationale=unread)
    clock.at("Tue 3 Nov 15:30")
    ainsley.asks(incident, "determine-intent", **intent)
    ainsley.asks(
        incident,
        "assess-harm-threshold",
        harmed_a_child="no",
        possible_offence="no",
        risk_of_harm="no",
        not_suitable="no",
        rationale="Open to parents, nothing private, closed the same day.",
    )
    ainsley.asks(incident, "decide-course-of-action", **course)
    his = fact("staff-instigator", "yes", "Ruth Ainsley", "He says so himself.")
    ainsley.asks(
        incident,
        "assess",
        category="CD-14",
        findings=[his],
        rationale="A breach of the staff agreement.",
    )
    page = "The page was closed before anybody thought of keeping it."
    ainsley.asks(incident, "keep-no-evidence", reason=page)
    ainsley.asks(
        incident,
        "propose-closure",
        summary="Mr Pike had pupils of the choir as friends on his own account.",
        how_followed_up="The LADO advised; the page is closed.",
        outcome="A letter of advice. No harm was meant or done.",
    )
    clock.at("Wed 4 Nov 09:00")
    khan.asks(incident, "countersign")
    ainsley.asks(incident, "close")
    clock.at("Thu 5 Nov 09:00")
    khan.asks(incident, "add-note", text="Mrs Marsh rang to thank us.")

    # Then the record hides neither the haste nor the note that came late.
    assert ainsley.history(incident) == paragraphs(HISTORY)
    early = ainsley.timeline(incident)[2]
    assert early["fields"]["out_of_order"] == ["held before the LADO was contacted"]
    assert ainsley.case(incident, "Tue 3 Nov 09:00")["lado_contacted"] is False
    assert ainsley.case(incident, "Tue 3 Nov 12:00")["lado_contacted"] is True
    assert ainsley.case(incident)["status"] == "closed"
    fellside.pike.sees_nothing_of(incident)
    fellside.holds_together()
