"""An allegation about a teacher, hidden from him and from all who need not know, while the pupil
is supported in an ordinary incident that says nothing of him.
"""

from tests.http.school_api import INCIDENTS, incident_of, no
from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Mon 12 Oct 08:50 Tom Barlow (Teacher of Year 8) reported (told in person) on the word of
    Ellie Marsh: Ellie Marsh showed me messages at night from Mr Pike. In their own words:
    “He writes every night and asks me not to tell anyone.” It is about an adult who works
    or helps here, so it is restricted.

Mon 12 Oct 08:50 Tom Barlow (Teacher of Year 8) told Asma Khan (in person): What Ellie had
    shown me.

Mon 12 Oct 09:10 Asma Khan (Designated safeguarding lead) confirmed that the safeguarding team
    has been told; what comes next: “The head is told, and Ellie is with me.”

Mon 12 Oct 09:10 Asma Khan (Designated safeguarding lead) named Alan Pike (staff, Teacher of
    music) as alleged instigator.

Mon 12 Oct 09:10 Asma Khan (Designated safeguarding lead) named Ellie Marsh (pupil, Year 8) as
    victim.

Mon 12 Oct 09:10 Asma Khan (Designated safeguarding lead) appointed Ruth Ainsley
    (Headteacher) as case manager: An allegation about a member of staff.

Mon 12 Oct 09:45 Ruth Ainsley (Headteacher) assessed this as “Inappropriate contact of staff
    with a pupil” (CN-08), critical: Private messages at night, and a request for silence.
    Facts: an adult who works or helps here did it? yes (Asma Khan: The number is his).

Mon 12 Oct 09:45 Ruth Ainsley (Headteacher) assessed the harm threshold (harmed or may have
    harmed a child: not known; possible offence: not known; risk of harm: yes; may not be
    suitable: yes), following Keeping children safe in education, part four: He asked a
    child to keep a secret.

Mon 12 Oct 09:45 Ruth Ainsley (Headteacher) contacted Helen Frost, the LADO (phone), about
    “The messages, and that he is in school today.”; the advice was “No interview; he is to
    work from home; a meeting on Wednesday.”; reference L-2026-88.

Mon 12 Oct 09:45 Ruth Ainsley (Headteacher) sought advice from Schools HR (phone) on “May he
    work from home?”

Mon 12 Oct 10:30 Asma Khan (Designated safeguarding lead) linked this incident with {other}
    (support): The pupil's support.

Mon 12 Oct 10:30 Asma Khan (Designated safeguarding lead) arranged for Tom Barlow (class
    teacher) to support Ellie Marsh: As told in the linked incident.

Mon 12 Oct 10:30 Asma Khan (Designated safeguarding lead) told Joanne Marsh, parent of Ellie
    Marsh (phone): “What the LADO agreed to be told.” (safe to tell: yes; agencies agree:
    yes). The answer: “She is grateful to have been told today.”

Wed 14 Oct 15:00 Ruth Ainsley (Headteacher) wrote down why no evidence was kept: The police
    hold Ellie's phone.

Wed 14 Oct 15:00 Ruth Ainsley (Headteacher) held an interview with Alan Pike in the presence of
    Ruth Ainsley and Paula Wren of Schools HR; the account given: “He says that he wanted to
    help her.”

Wed 14 Oct 15:00 Ruth Ainsley (Headteacher) determined that it was deliberate, relying on
    Ellie's account and the number: Eleven nights, and he asked her to be silent.

Wed 14 Oct 15:00 Ruth Ainsley (Headteacher) decided on a course of action, “Dismissal, and a
    referral to the DBS and the TRA.”; the allegation was found substantiated: Agreed with
    the LADO.

Wed 14 Oct 15:00 Ruth Ainsley (Headteacher) proposed to close the incident: Mr Pike sent a
    pupil private messages on eleven nights. The LADO was told within the hour; two meetings
    were held. Substantiated. He no longer works here.

Fri 16 Oct 11:00 Neil Marsden (Trust safeguarding lead) countersigned the closure and wrote
    “What was to be done was done.”

Fri 16 Oct 11:00 Ruth Ainsley (Headteacher) closed the incident with the account that was
    proposed.
"""

SUPPORT_HISTORY = """
Mon 12 Oct 10:30 Asma Khan (Designated safeguarding lead) reported (seen or heard in person):
    Ellie Marsh is having a hard time and needs looking after.

Mon 12 Oct 10:30 Asma Khan (Designated safeguarding lead) named Ellie Marsh (pupil, Year 8) as
    victim.

Mon 12 Oct 10:30 Asma Khan (Designated safeguarding lead) arranged for Tom Barlow (class
    teacher) to support Ellie Marsh: Ten minutes each morning. Wishes: Nobody else to know.

Mon 12 Oct 10:30 Asma Khan (Designated safeguarding lead) told Joanne Marsh, parent of Ellie
    Marsh (phone): “That Ellie is being looked after.” (safe to tell: yes).
"""


def test_a_member_of_staff_and_the_pupils_support_are_two_incidents(fellside: Fellside) -> None:
    barlow, jones, khan = fellside.barlow, fellside.jones, fellside.khan
    ainsley, pike, marsden = fellside.ainsley, fellside.pike, fellside.marsden
    clock = fellside.clock

    # Given a pupil who tells her teacher of messages at night from a member of staff.
    clock.at("Mon 12 Oct 08:50")
    incident = barlow.reports(
        "Ellie Marsh showed me messages at night from Mr Pike.",
        own_words="He writes every night and asks me not to tell anyone.",
        about_an_adult_here="yes",
        received="told-in-person",
        reporter_name="Ellie Marsh",
    )
    barlow.asks(incident, "tell-dsl", dsl="Asma Khan", what="What Ellie had shown me.")
    clock.at("Mon 12 Oct 09:10")
    khan.asks(incident, "acknowledge", next_act="The head is told, and Ellie is with me.")
    khan.links(
        incident,
        "Alan Pike",
        "staff",
        "instigator",
        year_or_post="Teacher of music",
        account=str(pike.person.account),
    )
    hers = khan.links(incident, "Ellie Marsh", "pupil", "victim", year_or_post="Year 8")
    manager = ainsley.person
    khan.asks(
        incident,
        "appoint-case-manager",
        manager=str(manager.account),
        manager_name=manager.name,
        manager_post=manager.post,
        manager_role=manager.role,
        why="An allegation about a member of staff.",
    )
    for colleague in (pike, jones, fellside.lyle, fellside.vance, fellside.obi, fellside.reed):
        colleague.sees_nothing_of(incident)
    assert set(barlow.case(incident)) == {
        "id",
        "reference",
        "version",
        "status",
        "summary",
        "reported_at",
        "acknowledged",
    }

    # When the head asks the LADO before anything else, and the DSL sees to the pupil.
    clock.at("Mon 12 Oct 09:45")
    his = fact("staff-instigator", "yes", "Asma Khan", "The number is his.")
    why = "Private messages at night, and a request for silence."
    ainsley.asks(incident, "assess", category="CN-08", findings=[his], rationale=why)
    ainsley.asks(
        incident,
        "assess-harm-threshold",
        harmed_a_child="not-known",
        possible_offence="not-known",
        risk_of_harm="yes",
        not_suitable="yes",
        rationale="He asked a child to keep a secret.",
        guidance="Keeping children safe in education, part four",
    )
    ainsley.asks(
        incident,
        "escalate-to-lado",
        lado="Helen Frost",
        discussed="The messages, and that he is in school today.",
        advice="No interview; he is to work from home; a meeting on Wednesday.",
        reference_given="L-2026-88",
    )
    ainsley.asks(incident, "seek-advice", adviser="Schools HR", question="May he work from home?")
    clock.at("Mon 12 Oct 10:30")
    support = khan.reports("Ellie Marsh is having a hard time and needs looking after.")
    ellie = khan.links(support, "Ellie Marsh", "pupil", "victim", year_or_post="Year 8")
    khan.arranges_support(
        support, ellie, "Tom Barlow", "Ten minutes each morning.", wishes="Nobody else to know."
    )
    khan.tells_parent(support, ellie, "Joanne Marsh", "That Ellie is being looked after.")
    ordinary = str(incident_of(support))
    khan.asks(incident, "link", other=ordinary, link="support", why="The pupil's support.")
    khan.arranges_support(incident, hers, "Tom Barlow", "As told in the linked incident.")
    agreed = {"agencies_agree": "yes", "response": "She is grateful to have been told today."}
    khan.tells_parent(incident, hers, "Joanne Marsh", "What the LADO agreed to be told.", **agreed)
    back = str(incident_of(incident))
    khan.is_refused(
        409, "no-such-incident", support, "link", other=back, link="support", why="The cause."
    )

    # When the police and the LADO have finished, the head decides and somebody outside signs.
    clock.at("Wed 14 Oct 15:00")
    ainsley.asks(incident, "keep-no-evidence", reason="The police hold Ellie's phone.")
    ainsley.asks(
        incident,
        "hold-interview",
        with_whom="Alan Pike",
        present=["Ruth Ainsley", "Paula Wren of Schools HR"],
        account_given="He says that he wanted to help her.",
    )
    ainsley.asks(
        incident,
        "determine-intent",
        intent="deliberate",
        relied_on=["Ellie's account", "the number"],
        rationale="Eleven nights, and he asked her to be silent.",
    )
    ainsley.asks(
        incident,
        "decide-course-of-action",
        course="Dismissal, and a referral to the DBS and the TRA.",
        outcome="substantiated",
        rationale="Agreed with the LADO.",
    )
    ainsley.asks(
        incident,
        "propose-closure",
        summary="Mr Pike sent a pupil private messages on eleven nights.",
        how_followed_up="The LADO was told within the hour; two meetings were held.",
        outcome="Substantiated. He no longer works here.",
    )
    pike.sees_nothing_of(incident)
    pike.is_refused(404, "not-reported", incident, "countersign")
    clock.at("Fri 16 Oct 11:00")
    shown = marsden.case(incident)
    assert shown["closure_proposed"] is True
    assert "Pike" not in str(shown)
    no(marsden.read(f"{incident}/timeline"), 403, "not-your-role")
    marsden.asks(incident, "countersign", remark="What was to be done was done.")
    ainsley.asks(incident, "close")

    # Then those who are cleared read the whole of it, and nobody else so much as a number.
    assert ainsley.history(incident) == paragraphs(HISTORY, ainsley.reference(support))
    assert jones.history(support) == paragraphs(SUPPORT_HISTORY)
    case = ainsley.case(incident)
    assert (case["status"], case["restricted"], case["severity"]) == ("closed", True, "critical")
    assert ainsley.case(incident, "Mon 12 Oct 09:45")["lado_contacted"] is True
    assert ainsley.case(incident, "Mon 12 Oct 09:30")["lado_contacted"] is False
    assert ainsley.people(incident, "Mon 12 Oct 09:00") == []
    for telling in (jones.read(support), jones.read(f"{support}/timeline"), jones.read(INCIDENTS)):
        assert "Pike" not in telling.text
        assert ainsley.reference(incident) not in telling.text
        assert back not in telling.text
    for colleague in (pike, jones, fellside.lyle, fellside.vance, fellside.obi, fellside.reed):
        colleague.sees_nothing_of(incident)
    fellside.holds_together()
