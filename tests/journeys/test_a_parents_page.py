"""A parent's hurtful page about a teacher: the head talks first, and the page comes down."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Thu 17 Sep 07:40 Carol Lyle (Teacher of Year 5) reported (seen or heard in person): A parent
    has set up a page that calls me names and says that I hit a child. Where: A social
    network. It happened between 14 September 2026 and 16 September 2026.

Thu 17 Sep 08:20 Ruth Ainsley (Headteacher) named Carol Lyle (staff, Teacher of Year 5) as
    victim.

Thu 17 Sep 08:20 Ruth Ainsley (Headteacher) named Dean Brook (parent, of a pupil in Year 5) as
    alleged instigator.

Thu 17 Sep 08:20 Ruth Ainsley (Headteacher) kept exhibit RA/1 (printout): The page on Thursday
    morning: four posts and ninety comments.

Thu 17 Sep 08:20 Ruth Ainsley (Headteacher) assessed this as “Abuse of staff online” (CD-07),
    serious: She is named, and it is shared widely. Facts: staff as victim of a parent or
    carer? yes (His name is on the page); an adult who works or helps here did it? no (The
    class and the assistant saw none).

Thu 17 Sep 08:20 Carol Lyle (Teacher of Year 5) noted: My union has offered to advise me.

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) held a meeting with Dean Brook, “The page about
    Mrs Lyle”, citing “Home–school agreement 2026”: Our door is open, and we were sorry that
    he had not come to us first. Outcome: He will not take it down.

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) asked Dean Brook to remove “The page about Mrs
    Lyle”, citing “Home–school agreement 2026”.

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) recorded the outcome of asking for removal of
    “The page about Mrs Lyle”: refused; “It is my right.”

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) answered questions of fact: removal refused? yes
    (Asked to take it down, and refused).

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) considered “Should the chair of governors be
    involved?” and decided yes: He refused. She is told the least she needs to know.

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) wrote to Dean Brook (letter) about “the page
    about Mrs Lyle”.

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) sought advice from the Professionals Online
    Safety Helpline (phone) on “How is a page like this taken down?”; the advice was “Report
    each post as harassment.”

Fri 18 Sep 09:00 Ruth Ainsley (Headteacher) asked the social network (platform) to remove
    “The page about Mrs Lyle”.

Mon 21 Sep 10:15 Ruth Ainsley (Headteacher) recorded the outcome of asking for removal of
    “The page about Mrs Lyle”: removed.

Mon 21 Sep 10:15 Ruth Ainsley (Headteacher) proposed to close the incident: A parent, Dean
    Brook, wrote hurtful and untrue things about Mrs Lyle. The head met him and wrote to
    him; the network took the page down. The page is gone. Mrs Lyle has her union's advice
    and the head's support.

Tue 22 Sep 08:30 Ruth Ainsley (Headteacher) corrected line 4 (description) from “The page on
    Thursday morning: four posts and ninety comments.” to “The page on Thursday morning:
    four posts and nineteen comments.”: Miscounted.

Tue 22 Sep 08:30 Asma Khan (Designated safeguarding lead) countersigned the closure and
    wrote “Read with the page beside me.”

Tue 22 Sep 08:30 Ruth Ainsley (Headteacher) closed the incident with the account that was
    proposed.
"""


def test_a_parents_page_about_a_teacher_is_talked_about_and_taken_down(
    fellside: Fellside,
) -> None:
    lyle, khan, ainsley, clock = fellside.lyle, fellside.khan, fellside.ainsley, fellside.clock

    # Given a teacher who finds a page about herself and reports it to the head.
    clock.at("Thu 17 Sep 07:40")
    incident = lyle.reports(
        "A parent has set up a page that calls me names and says that I hit a child.",
        platform="A social network",
        occurred={
            "from": "2026-09-14T00:00:00Z",
            "to": "2026-09-16T00:00:00Z",
            "precision": "day",
        },
    )
    clock.at("Thu 17 Sep 08:20")
    ainsley.links(
        incident,
        "Carol Lyle",
        "staff",
        "victim",
        year_or_post="Teacher of Year 5",
        account=str(lyle.person.account),
    )
    ainsley.links(
        incident, "Dean Brook", "parent", "instigator", year_or_post="of a pupil in Year 5"
    )
    page = "The page on Thursday morning: four posts and ninety comments."
    ainsley.asks(incident, "keep-evidence", kind="printout", description=page)
    by_a_parent = fact("staff-victim-of-parent", "yes", "Ruth Ainsley", "His name is on the page.")
    no_child = fact(
        "staff-instigator", "no", "Ruth Ainsley", "The class and the assistant saw none."
    )
    ainsley.asks(
        incident,
        "assess",
        category="CD-07",
        findings=[by_a_parent, no_child],
        rationale="She is named, and it is shared widely.",
    )
    lyle.asks(incident, "add-note", text="My union has offered to advise me.")

    # When he is invited in, refuses, and the page is reported to the network.
    clock.at("Fri 18 Sep 09:00")
    ainsley.asks(
        incident,
        "hold-meeting",
        with_whom=["Dean Brook"],
        purpose="The page about Mrs Lyle",
        points="Our door is open, and we were sorry that he had not come to us first.",
        outcome="He will not take it down.",
        agreement_cited="Home–school agreement 2026",
    )
    mine = {"what": "The page about Mrs Lyle", "asked_of": "Dean Brook"}
    ainsley.asks(incident, "request-removal", **mine, agreement_cited="Home–school agreement 2026")
    ainsley.asks(incident, "record-removal-outcome", result="refused", said="It is my right.")
    ainsley.asks(
        incident,
        "record-decision",
        consideration="chair-involvement",
        question="Should the chair of governors be involved?",
        yes=True,
        rationale="He refused. She is told the least she needs to know.",
    )
    ainsley.asks(
        incident,
        "send-letter",
        sent_to="Dean Brook",
        subject="the page about Mrs Lyle",
        text="Thank you for coming in. We ask you once more to take the page down.",
    )
    ainsley.asks(
        incident,
        "seek-advice",
        adviser="the Professionals Online Safety Helpline",
        question="How is a page like this taken down?",
        advice="Report each post as harassment.",
    )
    platform = {"asked_of": "the social network", "through": "platform"}
    ainsley.asks(incident, "request-removal", what="The page about Mrs Lyle", **platform)
    clock.at("Mon 21 Sep 10:15")
    ainsley.asks(incident, "record-removal-outcome", result="removed")
    texts = {
        "summary": "A parent, Dean Brook, wrote hurtful and untrue things about Mrs Lyle.",
        "how_followed_up": "The head met him and wrote to him; the network took the page down.",
        "outcome": "The page is gone. Mrs Lyle has her union's advice and the head's support.",
    }
    ainsley.asks(incident, "propose-closure", **texts)
    ainsley.is_refused(409, "countersignature-needed", incident, "close")
    clock.at("Tue 22 Sep 08:30")
    ainsley.asks(
        incident,
        "correct-line",
        line=4,
        field="description",
        new="The page on Thursday morning: four posts and nineteen comments.",
        reason="Miscounted.",
    )
    khan.asks(incident, "countersign", remark="Read with the page beside me.")
    ainsley.asks(incident, "close")

    # Then the story is told from the first morning to the end, the miscount included.
    assert ainsley.history(incident) == paragraphs(HISTORY)
    case = ainsley.case(incident)
    assert (case["status"], case["severity"], case["restricted"]) == ("closed", "serious", False)
    assert [one["open"] for one in case["removals"]] == [False, False]
    weekend = ainsley.case(incident, "Sun 20 Sep 12:00")
    assert [one["open"] for one in weekend["removals"]] == [False, True]
    assert weekend["corrections"] == []
    assert len(case["corrections"]) == 1
    assert lyle.case(incident)["status"] == "closed"
    fellside.holds_together()
