"""Something frightening comes up on a classroom screen: switched off, talked about, blocked."""

from tests.journeys.fellside import Fellside, fact, paragraphs

HISTORY = """
Mon 21 Sep 11:25 Carol Lyle (Teacher of Year 5) reported (seen or heard in person): A search
    for volcanoes showed a violent film on the board for a few seconds. Where: Year 5
    classroom. It happened on 21 September 2026 at about 11:05.

Mon 21 Sep 11:25 Carol Lyle (Teacher of Year 5) made it safe (monitor off and told staff): I
    switched the board off, and we talked about it. It had been seen by accident by Carol
    Lyle and the whole of Year 5.

Mon 21 Sep 12:15 Bryn Jones (Online safety coordinator) kept exhibit BJ/1 (web address): The
    address of the film, from the filter's log.

Mon 21 Sep 12:15 Bryn Jones (Online safety coordinator) assessed this as “Filter failed or
    blocked too much” (CT-12), low: The filter let one address through. Facts: a child at risk?
    no (Carol Lyle: One child cried, and is calm again).

Mon 21 Sep 12:15 Bryn Jones (Online safety coordinator) named Ivy Marr (pupil, Year 5) as
    victim.

Mon 21 Sep 12:15 Bryn Jones (Online safety coordinator) answered questions of fact: a pupil
    as victim? yes (A pupil is linked as harmed by it).

Mon 21 Sep 12:15 Bryn Jones (Online safety coordinator) gave Sam Reed a task: Block the
    address in exhibit BJ/1.

Mon 21 Sep 12:15 Bryn Jones (Online safety coordinator) arranged for Carol Lyle (class
    teacher) to support Ivy Marr: She may leave the room when she likes. Wishes: A friend.

Mon 21 Sep 12:15 Bryn Jones (Online safety coordinator) told Rhys Marr, parent of Ivy Marr
    (phone): “What she saw, and for how long.” (safe to tell: yes). The answer: “He will
    talk to her.”

Tue 22 Sep 08:40 Bryn Jones (Online safety coordinator) recorded that the task “Block the
    address in exhibit BJ/1” was done: Blocked, and tried from a pupil's laptop. Safe search
    is on for the board.

Tue 22 Sep 08:40 Bryn Jones (Online safety coordinator) told Rhys Marr, parent of Ivy Marr
    (in person): “That the address is blocked.” (safe to tell: yes). The answer: “She slept
    well.”

Tue 22 Sep 08:40 Bryn Jones (Online safety coordinator) noted, as observed: Ivy came in
    smiling.

Tue 22 Sep 08:40 Asma Khan (Designated safeguarding lead) corrected line 1 (summary) from “A
    search for volcanoes showed a violent film on the board for a few seconds.” to “A search
    for earthquakes showed a violent film on the board for a few seconds.”: Mrs Lyle had
    mixed up two lessons.

Tue 22 Sep 08:40 Bryn Jones (Online safety coordinator) closed the incident: A violent film
    was shown on the board for two or three seconds. The board was switched off; the address
    is blocked. The class is well, and Ivy and her father know whom to ask.
"""


def test_something_frightening_on_a_classroom_screen(fellside: Fellside) -> None:
    lyle, jones, khan, clock = fellside.lyle, fellside.jones, fellside.khan, fellside.clock

    # Given a search in class that shows a violent film for a moment.
    clock.at("Mon 21 Sep 11:25")
    incident = lyle.reports(
        "A search for volcanoes showed a violent film on the board for a few seconds.",
        place="Year 5 classroom",
        occurred={"from": "2026-09-21T10:05:00Z", "precision": "approximate"},
    )
    lyle.asks(
        incident,
        "make-safe",
        steps=["monitor-off", "told-staff"],
        what="I switched the board off, and we talked about it.",
        viewed_by_accident=True,
        viewed_by=["Carol Lyle", "the whole of Year 5"],
    )

    # When the coordinator has the address blocked, and one child is upset.
    clock.at("Mon 21 Sep 12:15")
    address = "The address of the film, from the filter's log."
    jones.asks(incident, "keep-evidence", kind="web-address", description=address)
    calm = fact("child-at-risk", "no", "Carol Lyle", "One child cried, and is calm again.")
    why = "The filter let one address through."
    jones.asks(incident, "assess", category="CT-12", findings=[calm], rationale=why)
    ivy = jones.links(incident, "Ivy Marr", "pupil", "victim", year_or_post="Year 5")
    task = {"assignee_name": "Sam Reed", "for_a_technician": True}
    named = "Block the film that Ivy saw"
    jones.is_refused(409, "no-names-for-technicians", incident, "assign-task", what=named, **task)
    jones.asks(incident, "assign-task", what="Block the address in exhibit BJ/1", **task)
    jones.arranges_support(
        incident, ivy, "Carol Lyle", "She may leave the room when she likes.", wishes="A friend."
    )
    jones.tells_parent(
        incident,
        ivy,
        "Rhys Marr",
        "What she saw, and for how long.",
        response="He will talk to her.",
    )
    clock.at("Tue 22 Sep 08:40")
    (open_task,) = jones.case(incident)["tasks"]
    done = "Blocked, and tried from a pupil's laptop. Safe search is on for the board."
    jones.asks(incident, "complete-task", task=open_task["id"], result=done)
    met = {"how": "in-person", "response": "She slept well."}
    jones.tells_parent(incident, ivy, "Rhys Marr", "That the address is blocked.", **met)
    jones.asks(incident, "add-note", basis="observed", text="Ivy came in smiling.")
    khan.asks(
        incident,
        "correct-line",
        line=1,
        field="summary",
        new="A search for earthquakes showed a violent film on the board for a few seconds.",
        reason="Mrs Lyle had mixed up two lessons.",
    )
    jones.asks(
        incident,
        "close",
        summary="A violent film was shown on the board for two or three seconds.",
        how_followed_up="The board was switched off; the address is blocked.",
        outcome="The class is well, and Ivy and her father know whom to ask.",
    )

    # Then the history tells it as it was.
    assert jones.history(incident) == paragraphs(HISTORY)
    case = jones.case(incident)
    assert (case["status"], case["severity"]) == ("closed", "low")
    assert "earthquakes" in case["summary"]
    then = jones.case(incident, "Mon 21 Sep 16:00")
    assert "volcanoes" in then["summary"]
    assert [one["open"] for one in then["tasks"]] == [True]
    assert [one["open"] for one in case["tasks"]] == [False]
    fellside.holds_together()
