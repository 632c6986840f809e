"""A school that mends its playbook is told the line, and what was expected there."""

from itertools import product
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.facts import Answer, Fact
from domain.people import Role
from domain.playbook import grammar
from domain.playbook.conditions import (
    AllOf,
    Always,
    AnyOf,
    Asks,
    Condition,
    can_hold,
    holds,
    read_condition,
)
from domain.playbook.drawing import svg
from domain.playbook.grammar import PlaybookRefused, parse, read_due, read_in_use, validate
from domain.playbook.lines import find_lines
from domain.playbook.words import ASKED, EVENT_NAMES, SPOKEN, Kind, Who
from domain.school_days import Counting, Due, Unit
from tests.domain.playbook.edition import PLAYBOOK, TEXT

SMALL = '''\
edition = "2026-09-hillside"
title = "Hillside's own"

[sources]
school = "What we agreed in June"

[[route]]                       # line 7
id = "phones"
title = "Phones"
when = "device-held"
source = ["school: page 2"]

[[route.step]]                  # line 13
id = "take-it"
say = """
Take the phone
[[route.step]] is only a word here, and
kind = "may" too; switch it off."""
kind = "must"
who = [
  "class-teacher",              # line 21
  "head",
]
due = "same school day"
done_by = ["evidence-kept"]
why = "So that it is safe."
source = ["school: page 3"]

[[route.step]]                  # line 29
id = "think"
say = "Think about it."
kind = "consider"
who = ["head"]
when = "serious and (persistent or deliberate is yes)"
due = "2 working days"
done_by = ["decision-recorded"]
why = "So that it is fair."
source = ["school: page 4"]
'''


def problems(old: str, new: str, text: str = SMALL) -> list[tuple[int, str]]:
    assert text.count(old) >= 1, "The test must change something."
    return [(each.line, each.expected) for each in validate(text.replace(old, new, 1))]


def test_a_schools_own_small_playbook_is_read() -> None:
    playbook = parse(SMALL)
    take, think = playbook.route("phones").steps
    assert playbook.edition == "2026-09-hillside"
    assert take.say.startswith("Take the phone [[route.step]] is")
    assert (take.kind, take.who) == (Kind.MUST, (Who.CLASS_TEACHER, Who.HEAD))
    assert (take.when, take.due) == (Always(), Due(Unit.SAME_SCHOOL_DAY))
    assert think.due == Due(Unit.WORKING_DAYS, 2)
    assert think.when == AllOf(
        (
            Asks(Fact.SERIOUS),
            AnyOf((Asks(Fact.PERSISTENT), Asks(Fact.DELIBERATE, Answer.YES))),
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ('edition = "2026-09-hillside"', 'edition = "next year"', 1, "year and month"),
        ('title = "Hillside\'s own"\n', "", 1, "title = a text"),
        ('school = "What we agreed in June"', "school = 4", 4, "[sources]"),
        ('id = "phones"', 'id = "Phones!"', 8, "small letters"),
        ('when = "device-held"', 'when = "devise-held"', 10, 'did you mean "device-held"'),
        ('when = "device-held"', 'when = "not device-held"', 10, '"x is no"'),
        ('when = "device-held"', 'when = "device-held is maybe"', 10, "yes, no or not-known"),
        ('when = "device-held"', 'when = "device-held or"', 10, "ends here"),
        (
            'when = "device-held"',
            'when = "device-held is no and device-held is yes"',
            10,
            "never opens",
        ),
        ('"school: page 2"', '"teacher: page 2"', 11, "[sources]"),
        ('"school: page 2"', '"school"', 11, '"name: place"'),
        ('id = "take-it"', 'id = "think"', 30, "is used on line 14"),
        ('id = "take-it"\n', "", 13, "id = a text"),
        ('kind = "must"', 'kind = "should"', 19, "must, consider or may"),
        ('"class-teacher", ', '"class-techer", ', 20, 'did you mean "class-teacher"'),
        ('due = "same school day"', 'due = "soon"', 24, '"2 working days"'),
        ('"class-teacher", ', '"headteacher", ', 20, 'did you mean "head"'),
        ('["evidence-kept"]', '["evidence-kep"]', 25, 'did you mean "evidence-kept"'),
        ('["evidence-kept"]', "[]", 25, "one or more"),
        ('["evidence-kept"]', '["evidence-kept:phone"]', 25, "a kind of evidence-kept"),
        ('["evidence-kept"]', '["evidence-kept:devise"]', 25, 'did you mean "device"'),
        ('["evidence-kept"]', '["assessed:this-step"]', 25, "no kinds"),
        ('kind = "consider"', 'kind = "consider"\nafter = "police"', 33, "expected lado"),
        ('["decision-recorded"]', '["decision-recorded", "step-completed"]', 36, "reason"),
        ('title = "Phones"', 'title = "Phones"\nabout = "victims"', 10, "pupil-victim"),
        ('"What we agreed in June"', '{ short = "June: ours", full = "x" }', 4, "no colon"),
        ('why = "So that it is safe."\n', "", 13, "why = a text"),
        ('source = ["school: page 3"]\n', "", 13, "source = a list"),
        ('kind = "consider"', 'kind = "consider"\ncolour = "red"', 33, 'no key "colour"'),
        ('["decision-recorded"]', '["note-added"]', 36, "answered with a reason"),
        (
            "serious and (persistent or deliberate is yes)",
            "serious and persistent or deliberate",
            34,
            "brackets",
        ),
        (
            "serious and (persistent or deliberate is yes)",
            "device-held is no",
            34,
            "nobody reaches it",
        ),
        (
            "serious and (persistent or deliberate is yes)",
            "serious and (persistent",
            34,
            'expected ")"',
        ),
        ('who = ["head"]', 'who = ["technician"]', 36, "task-done"),
        ('who = ["head"]', "who = head", 33, "expected TOML"),
        ('say = "Think about it."', 'say = "Think\tabout it."', 31, "plain text"),
    ],
)
def test_each_mistake_is_named_with_its_line(old: str, new: str, line: int, expected: str) -> None:
    found = problems(old, new)
    assert any(at == line and expected in said for at, said in found), found


def test_all_mistakes_are_told_at_once_and_in_the_order_of_the_lines() -> None:
    wrong = SMALL.replace('"must"', '"shall"').replace('"2 working days"', '"2 moons"')
    with pytest.raises(PlaybookRefused) as refused:
        parse(wrong)
    assert [each.line for each in refused.value.problems] == [19, 35]
    assert refused.value.because.startswith("The playbook cannot be used. line 19: ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "edition = ",
        'edition = "2026-09"\ntitle = "x"\n',
        'edition = "2026-09"\nroute = "none"\n',
        'route = [{ id = "a" }]\n',
        "[route]\n[route.step]\n",
        '[[route]]\nstep = [{ id = "a" }]\n',
        "[[route.step]]\n",
        "[[route]]\n[[route.step.more]]\n",
        "route = [1, 2]\n",
        "x = " + "[" * 5000 + "]" * 5000,
        "[[route]]\n" * 6000,
    ],
)
def test_whatever_is_no_playbook_is_refused_with_a_line_that_exists(text: str) -> None:
    found = validate(text)
    assert found
    assert all(1 <= each.line <= max(1, text.count("\n") + 1) for each in found)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL)), st.integers(0, 12), st.text("\"'[]=#\\\nax", max_size=4))
def test_a_slip_of_the_pen_is_read_or_refused_but_never_breaks(
    at: int, cut: int, typed: str
) -> None:
    text = SMALL[:at] + typed + SMALL[at + cut :]
    assert all(1 <= each.line <= text.count("\n") + 2 for each in validate(text))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_line_named_is_the_line_of_the_mistake_anywhere_in_our_own_edition(
    data: st.DataObject,
) -> None:
    lines = TEXT.split("\n")
    dues = [number for number, line in enumerate(lines) if line.startswith("due = ")]
    at = data.draw(st.sampled_from(dues))
    lines[at] = 'due = "next moon"'
    (problem,) = validate("\n".join(lines))
    assert problem.line == at + 1


def test_what_stands_inside_a_list_is_not_taken_for_a_table() -> None:
    lines = find_lines("a = [\n  [1],\n]\nb = 2\n[[route]]\nid = 'x'\n")
    assert lines.keys == {"a": 1, "b": 4}
    assert [(route.line, route.keys) for route in lines.inside] == [(5, {"id": 6})]


def test_windows_line_ends_change_nothing() -> None:
    assert parse(SMALL.replace("\n", "\r\n")) == parse(SMALL)
    found = validate(SMALL.replace('"must"', '"shall"').replace("\n", "\r\n"))
    assert [each.line for each in found] == [19]


def test_not_known_opens_and_only_a_spoken_no_closes() -> None:
    at_risk = read_condition("child-at-risk")
    assert holds(at_risk, {Fact.CHILD_AT_RISK: Answer.YES})
    assert holds(at_risk, {Fact.CHILD_AT_RISK: Answer.NOT_KNOWN})
    assert not holds(at_risk, {Fact.CHILD_AT_RISK: Answer.NO})


def test_a_condition_may_insist_on_a_yes_or_a_no() -> None:
    sure = read_condition("deliberate is yes")
    clear = read_condition("deliberate is no")
    assert [holds(sure, {Fact.DELIBERATE: answer}) for answer in Answer] == [True, False, False]
    assert [holds(clear, {Fact.DELIBERATE: answer}) for answer in Answer] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "due", "counting"),
    [
        ("at once", Due(Unit.AT_ONCE), Counting.CLOCK),
        ("same school day", Due(Unit.SAME_SCHOOL_DAY), Counting.SCHOOL_DAY),
        ("1 working day", Due(Unit.WORKING_DAYS, 1), Counting.WORKING_DAY),
        ("15 school days", Due(Unit.SCHOOL_DAYS, 15), Counting.SCHOOL_DAY),
        ("5 days", Due(Unit.DAYS, 5), Counting.CLOCK),
        ("48 hours", Due(Unit.HOURS, 48), Counting.CLOCK),
        ("before closing", Due(Unit.BEFORE_CLOSING), Counting.NONE),
        ("when asked", Due(Unit.WHEN_ASKED), Counting.NONE),
    ],
)
def test_every_due_time_is_read_and_said_the_same_way(
    text: str, due: Due, counting: Counting
) -> None:
    assert read_due(text) == due
    assert (str(due), due.counting) == (text, counting)


@pytest.mark.parametrize("text", ["0 days", "-1 days", "1.5 days", "working days", "1000 days"])
def test_a_due_time_that_nobody_can_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        read_due(text)


def test_every_fact_and_every_post_can_be_said() -> None:
    assert set(ASKED) == set(Fact)
    assert set(SPOKEN) == set(Who)
    assert {who.value for who in Who} - {role.value for role in Role} == {"case-manager"}


def test_event_names_are_each_there_once() -> None:
    assert len(set(EVENT_NAMES)) == len(EVENT_NAMES)


def test_our_own_edition_is_right() -> None:
    assert validate(TEXT) == ()
    assert PLAYBOOK.edition == "2026-09"


def in_a_moment(text: str) -> list[tuple[int, str]]:
    began = perf_counter()
    told = [(each.line, each.expected) for each in validate(text)]
    assert perf_counter() - began < 5  # Some of these took minutes, or no end.
    return told


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("number = " + "9" * 5_000, "a line of at most"),
        ("a." * 20_000 + "b = 1", "a line of at most"),
        ("a." * 1_000 + "b = 1", "at most 5 dots"),
        ("[" + '"a".' * 500 + "b]", "at most 5 dots"),
    ],
)
def test_what_would_take_minutes_to_read_is_refused_with_its_line(
    line: str, expected: str
) -> None:
    ((number, told),) = in_a_moment(f'title = "Ours"\n{line}\n')
    assert number == 2
    assert expected in told


def test_what_python_cannot_read_as_a_value_is_refused_and_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert in_a_moment("day = 2026-13-45\n")[0][0] == 1
    monkeypatch.setattr(grammar, "_WIDEST", 10_000)
    ((line, told),) = in_a_moment("number = " + "9" * 5_000)
    assert (line, told[:13]) == (1, "expected TOML")


FACTS = sorted(Fact, key=len)


def torn_between(facts: list[Fact]) -> str:
    return " or ".join(f"({fact} and {fact} is no)" for fact in facts)


def told_of(route: str, step: str) -> list[tuple[int, str]]:
    text = SMALL.replace("serious and (persistent or deliberate is yes)", step)
    return in_a_moment(text.replace('when = "device-held"', f'when = "{route}"'))


def test_a_step_and_its_route_together_are_in_two_minds_about_few_facts_or_are_refused() -> None:
    assert told_of(" or ".join(FACTS[:7]), " or ".join(FACTS[7:14])) == []
    assert told_of(" or ".join(FACTS[:7]), " or ".join(f"{one} is no" for one in FACTS[:7])) == []
    route = f"{torn_between(FACTS[:4])} or device-held"
    ((line, told),) = told_of(route, f"{torn_between(FACTS[4:8])} or device-held")
    assert (line, told[:24]) == (34, "expected at most 7 facts")


@given(
    st.lists(
        st.recursive(
            st.builds(Asks, st.sampled_from(FACTS[:3]), st.sampled_from([None, *Answer])),
            lambda inner: st.builds(
                lambda kind, parts: kind(tuple(parts)),
                st.sampled_from([AllOf, AnyOf]),
                st.lists(inner, min_size=1, max_size=3),
            ),
            max_leaves=6,
        ),
        min_size=1,
        max_size=2,
    )
)
def test_whether_it_can_hold_agrees_with_trying_all_answers(conditions: list[Condition]) -> None:
    tries = (dict(zip(FACTS[:3], each, strict=True)) for each in product(Answer, repeat=3))
    tried = any(all(holds(one, answers) for one in conditions) for answers in tries)
    assert can_hold(*conditions) == tried


def with_steps(number: int) -> str:
    """As many as there are questions with one step under each."""
    head, step = SMALL[: SMALL.index("[[route.step]]")], SMALL[SMALL.rindex("[[route.step]]") :]
    return head + "".join(step.replace('"think"', f'"think-{n}"') for n in range(number))


def test_a_route_of_more_steps_than_a_sheet_can_show_is_refused() -> None:
    assert in_a_moment(with_steps(60)) == []
    ((_, told),) = in_a_moment(with_steps(61))
    assert told == "expected at most 60 steps on one route, not 61"


def test_the_longest_route_is_drawn_in_a_moment() -> None:
    (route,) = parse(with_steps(60)).routes
    began = perf_counter()
    assert "<svg" in svg(route)
    assert perf_counter() - began < 2  # It takes a tenth of a second; before, it took minutes.


# An edition that was adopted before a limit was


EIGHT = " or ".join(list(Fact)[:8])


def test_what_is_in_use_is_read_past_a_limit_that_came_later_and_told() -> None:
    asked = 'when = "serious and (persistent or deliberate is yes)"'
    text = with_steps(61).replace(asked, f'when = "{EIGHT}"')
    with pytest.raises(PlaybookRefused):
        parse(text)
    playbook, problems = read_in_use(text)
    assert playbook is not None
    (route,) = playbook.routes
    assert (len(route.steps), len(problems)) == (61, 62)
    assert all(holds(step.when, {list(Fact)[7]: Answer.YES}) for step in route.steps)
    assert "expected at most 60 steps on one route, not 61" in {one.expected for one in problems}


def test_what_is_sound_is_read_alike_in_use_or_not() -> None:
    assert read_in_use(TEXT) == (parse(TEXT), ())


def test_what_is_no_playbook_at_all_is_none_in_use_either() -> None:
    playbook, (problem,) = read_in_use("edition = ")
    assert (playbook, problem.line) == (None, 1)
