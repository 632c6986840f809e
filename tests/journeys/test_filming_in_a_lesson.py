"""A pupil films a lesson. The teacher who was filmed reports it on his phone, twice."""

from tests.http.school_api import INCIDENTS
from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Wed 9 Sep 11:50 Tom Barlow (Teacher of Year 8) reported (seen or heard in person): A pupil
    filmed me in maths and put it in a group chat. It happened on 9 September 2026 at 10:15.

Wed 9 Sep 11:50 Tom Barlow (Teacher of Year 8) made it safe (device isolated): I took the
    phone and switched it off.

Wed 9 Sep 12:30 Bryn Jones (Online safety coordinator) named Noah Pell (pupil, Year 9) as
    alleged instigator.

Wed 9 Sep 12:30 Bryn Jones (Online safety coordinator) named Tom Barlow (staff, Teacher of Year
    8) as victim.

Wed 9 Sep 12:30 Bryn Jones (Online safety coordinator) assessed this as “Filming in a lesson”
    (CD-10), low: Twenty seconds, nothing said about him. Facts: staff as victim of a pupil?
    yes (He is in the picture).

Wed 9 Sep 12:30 Bryn Jones (Online safety coordinator) kept exhibit BJ/1 (device), captured
    and held by Tom Barlow: A black phone, switched off.

Wed 9 Sep 12:30 Bryn Jones (Online safety coordinator) kept exhibit BJ/2 (words): What the chat
    showed on Wednesday: the film, and nine pupils who had seen it.

Wed 9 Sep 12:30 Bryn Jones (Online safety coordinator) asked Noah Pell to remove “The film
    in the group chat”, citing “Acceptable use agreement 2026”.

Wed 9 Sep 16:10 Bryn Jones (Online safety coordinator) recorded the outcome of asking for
    removal of “The film in the group chat”: removed; “He deleted it with his mother beside
    him.”

Wed 9 Sep 16:10 Bryn Jones (Online safety coordinator) recorded that Tom Barlow handed
    exhibit BJ/1 to Sarah Pell, his mother: Nothing on it is needed any longer. Condition:
    Undamaged.

Wed 9 Sep 16:10 Bryn Jones (Online safety coordinator) told Sarah Pell, parent of Noah Pell
    (in person): “He filmed a lesson.” (safe to tell: yes). The answer: “She will speak with
    him too.”

Thu 10 Sep 08:30 Asma Khan (Designated safeguarding lead) corrected line 1 (when it
    happened) from 9 September 2026 at 10:15 to 9 September 2026 at 11:15: Mr Barlow says
    that it was the third lesson, not the second.

Thu 10 Sep 08:30 Ruth Ainsley (Headteacher) decided about Noah Pell under the behaviour
    policy, section 4; sanction: “A detention, and no phone in school until half-term.”; the
    reason: He knew the rule.

Thu 10 Sep 08:30 Bryn Jones (Online safety coordinator) reviewed the school's procedures and
    left them as they are: The rule about phones is clear.

Thu 10 Sep 08:30 Bryn Jones (Online safety coordinator) closed the incident: Noah Pell
    filmed twenty seconds of a maths lesson. The film was removed and the phone went home
    with his mother. A detention. Mr Barlow is content.
"""


def test_a_film_of_a_lesson_is_kept_described_taken_down_and_the_phone_goes_home(
    fellside: Fellside,
) -> None:
    barlow, jones, khan = fellside.barlow, fellside.jones, fellside.khan
    ainsley, clock = fellside.ainsley, fellside.clock

    # Given a report from a phone that lost its signal and sent it once more.
    clock.at("Wed 9 Sep 11:50")
    report = {
        "summary": "A pupil filmed me in maths and put it in a group chat.",
        "in_danger_now": "no",
        "received": "seen-or-heard",
        "about_an_adult_here": "no",
        "occurred": {"from": "2026-09-09T09:15:00Z", "precision": "minute"},
        "category_guess": "CD-10",
    }
    sent = [barlow.ask(INCIDENTS, report, Idempotency_Key="from-my-phone") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    incident = str(sent[0].headers["location"])
    device = "A black phone, switched off"
    safe = {"steps": ["device-isolated"], "what": "I took the phone and switched it off."}
    barlow.asks(incident, "make-safe", **safe)

    # When the coordinator keeps what there is, and asks for the film to be taken down.
    clock.at("Wed 9 Sep 12:30")
    noah = jones.links(incident, "Noah Pell", "pupil", "instigator", year_or_post="Year 9")
    account = str(barlow.person.account)
    jones.links(
        incident,
        "Tom Barlow",
        "staff",
        "victim",
        year_or_post="Teacher of Year 8",
        account=account,
    )
    by_a_pupil = fact("staff-victim-of-pupil", "yes", "Bryn Jones", "He is in the picture.")
    why = "Twenty seconds, nothing said about him."
    jones.asks(incident, "assess", category="CD-10", findings=[by_a_pupil], rationale=why)
    film = {"what": "The film in the group chat", "asked_of": "Noah Pell"}
    jones.is_refused(409, "keep-evidence-first", incident, "request-removal", **film)
    jones.asks(
        incident, "keep-evidence", kind="device", description=device, captured_by="Tom Barlow"
    )
    chat = "What the chat showed on Wednesday: the film, and nine pupils who had seen it."
    jones.asks(incident, "keep-evidence", kind="words", description=chat)
    jones.asks(
        incident, "request-removal", **film, agreement_cited="Acceptable use agreement 2026"
    )
    said = "He deleted it with his mother beside him."
    clock.at("Wed 9 Sep 16:10")
    jones.asks(incident, "record-removal-outcome", result="removed", said=said)
    jones.asks(
        incident,
        "hand-over-exhibit",
        exhibit="BJ/1",
        handed_by="Tom Barlow",
        received_by="Sarah Pell, his mother",
        reason="Nothing on it is needed any longer.",
        condition="Undamaged",
    )
    met = {"how": "in-person", "response": "She will speak with him too."}
    jones.tells_parent(incident, noah, "Sarah Pell", "He filmed a lesson.", **met)
    clock.at("Thu 10 Sep 08:30")
    late = "Mr Barlow says that it was the third lesson, not the second."
    right = {"from": "2026-09-09T10:15:00Z", "precision": "minute"}
    khan.asks(incident, "correct-line", line=1, field="occurred", new_occurred=right, reason=late)
    ainsley.asks(
        incident,
        "decide-sanction-or-support",
        person=noah,
        sanction="A detention, and no phone in school until half-term.",
        policy="Behaviour policy, section 4",
        rationale="He knew the rule.",
    )
    clear = "The rule about phones is clear."
    jones.asks(incident, "review-procedures", changed=False, what=clear)
    jones.asks(
        incident,
        "close",
        summary="Noah Pell filmed twenty seconds of a maths lesson.",
        how_followed_up="The film was removed and the phone went home with his mother.",
        outcome="A detention. Mr Barlow is content.",
    )

    # Then the one report is told once, with the wrong time and the right one.
    assert jones.history(incident) == paragraphs(HISTORY)
    assert "2026-09-09T09:15:00Z" in jones.case(incident, "Wed 9 Sep 18:00")["occurred"].values()
    assert "2026-09-09T10:15:00Z" in jones.case(incident)["occurred"].values()
    assert jones.case(incident, "Wed 9 Sep 13:00")["exhibits"]["BJ/1"] == "Tom Barlow"
    assert jones.case(incident)["exhibits"]["BJ/1"] == "Sarah Pell, his mother"
    assert jones.timeline(incident)[0]["corrected_by"] == [12]
    assert barlow.case(incident)["summary"] == report["summary"]
    fellside.holds_together()
