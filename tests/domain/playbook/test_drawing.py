"""The charts can be read: on paper, without colour, and by whoever hears them read out."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from domain.playbook.boxes import PRINT, SAY
from domain.playbook.case_pages import case_chart
from domain.playbook.conditions import read_condition
from domain.playbook.drawing import mermaid, overview, svg
from domain.playbook.grammar import Route, parse
from domain.playbook.marks import Mark, Sign
from domain.playbook.questions import question
from domain.playbook.typesetting import width, wrapped
from tests.domain.playbook.edition import PLAYBOOK, TEXT

SVG = "{http://www.w3.org/2000/svg}"
A4_WIDTH, A4_HEIGHT = 595, 842  # In points.
MARKS = {
    "support-the-pupil": Mark(Sign.DONE, "(support assigned)"),
    "victim-device": Mark(Sign.OPEN, "due by 8 September 2026 at 16:30"),
}
ROUTES = tuple(map(PLAYBOOK.printed, PLAYBOOK.routes))
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.id)


def words(picture: str) -> str:
    return " ".join(text.text or "" for text in ElementTree.fromstring(picture).iter(f"{SVG}text"))


def placed(
    element: ElementTree.Element, x: float, y: float
) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """Each level line of text with the place where it stands on the sheet."""
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", element.attrib.get("transform", ""))
    if moved:
        x, y = x + float(moved.group(1)), y + float(moved.group(2))
    elif "transform" in element.attrib:
        return
    if element.tag == f"{SVG}text":
        yield element, x + float(element.attrib["x"]), y + float(element.attrib["y"])
    for child in element:
        yield from placed(child, x, y)


def print_scale(picture: str) -> float:
    """How much an A4 printer enlarges one dot, in points."""
    _, _, wide, tall = map(float, ElementTree.fromstring(picture).attrib["viewBox"].split())
    upright = min(A4_WIDTH / wide, A4_HEIGHT / tall)
    return max(upright, min(A4_HEIGHT / wide, A4_WIDTH / tall))


@every_route
def test_a_picture_says_every_step_whole(route: Route) -> None:
    said = words(svg(route))
    for step in route.steps:
        assert step.say in said
        for source in step.source:
            assert source.partition(":")[0] in said
    assert not re.search(r"seed-\d|kcsie|ukcis|unverified", said)


@every_route
def test_a_picture_prints_readably_on_one_sheet_of_a4(route: Route) -> None:
    scale = print_scale(svg(route))
    assert scale * SAY >= 8.5
    assert scale * PRINT >= 5.4


@every_route
def test_nothing_is_written_over_the_edge_of_the_sheet(route: Route) -> None:
    root = ElementTree.fromstring(svg(route))
    _, _, wide, tall = map(float, root.attrib["viewBox"].split())
    for text, x, y in placed(root, 0, 0):
        size, anchor = float(text.attrib["font-size"]), text.attrib["text-anchor"]
        long = width(text.text or "", size)
        left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert left >= 0
        assert left + long <= wide
        assert y <= tall


@every_route
def test_a_picture_has_a_title_and_tells_itself_to_whoever_cannot_see_it(route: Route) -> None:
    root = ElementTree.fromstring(svg(route))
    assert root.attrib["role"] == "img"
    names = root.attrib["aria-labelledby"].split()
    told = {each.attrib["id"]: each.text or "" for each in root if "id" in each.attrib}
    assert told[names[0]] == route.title
    assert all(step.say in told[names[1]] for step in route.steps)


@every_route
def test_must_consider_and_may_are_said_in_words(route: Route) -> None:
    said = words(svg(route))
    for number, step in enumerate(route.steps, start=1):
        assert f"{number}. {step.kind.upper()}" in said


@every_route
def test_every_question_has_an_arrow_for_both_answers(route: Route) -> None:
    said, text = words(svg(route)), mermaid(route)
    for step in route.steps:
        asks = question(step.when)
        if step.when != read_condition("always"):
            answers = re.findall("yes or not known|no or not known|yes|no", said)
            assert {asks.into, asks.past} <= set(answers)
            assert f'|"{asks.into}"|' in text
            assert f'|"{asks.past}"|' in text


@every_route
def test_mermaid_leads_from_the_beginning_to_the_end_through_every_box(route: Route) -> None:
    links = re.findall(r"^  (\w+) -->(?:\|\".*?\"\|)? (\w+)$", mermaid(route), re.MULTILINE)
    reached, before = {"begin"}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {to for start, to in links if start in reached}
    assert {f"s{number}" for number in range(1, len(route.steps) + 1)} <= reached
    assert "finish" in reached


def test_the_path_taken_and_the_open_steps_are_told_by_word_and_by_line() -> None:
    route = PLAYBOOK.route("pupil-victim")
    plain = svg(route)
    marked = svg(route, MARKS)
    assert "DONE" not in plain
    assert "OPEN" not in plain
    assert words(marked).count("DONE") == 1
    assert words(marked).count("OPEN") == 1
    assert [marked.count(f'stroke-width="{wide}"') for wide in ("4.5", "3")] == [1, 1]
    assert "pupil wishes. Done (support assigned)." in marked


def test_the_same_route_is_always_drawn_the_same() -> None:
    assert svg(PLAYBOOK.routes[3]) == svg(parse(TEXT).routes[3])


def test_a_schools_own_words_cannot_break_the_picture() -> None:
    nasty = TEXT.replace(
        'say = "Decide upon the appropriate course of action."',
        'say = \'Ask <b>"who"</b> & "why"; then --> |end| #1\'',
        1,
    )
    route = parse(nasty).route("staff-outcome")
    assert 'Ask <b>"who"</b> & "why"; then --> |end| #1' in words(svg(route))
    assert "#lt;b#gt;#quot;who#quot;#lt;/b#gt;" in mermaid(route)


def test_text_is_wrapped_within_its_box_and_only_cut_where_a_word_is_too_long() -> None:
    lines = wrapped("Report it to https://example.invalid/" + "a" * 200, 120, 12)
    assert all(width(line, 12) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "").endswith("a" * 20)


@pytest.mark.parametrize(
    ("condition", "asks", "into", "past"),
    [
        ("serious or persistent", "Serious or persistent?", "yes or not known", "no"),
        ("deliberate is yes", "Deliberate?", "yes", "no or not known"),
        ("deliberate is no", "Deliberate?", "no", "yes or not known"),
        ("serious is no and deliberate is no", "Serious or deliberate?", "no", "yes or not known"),
        ("serious and deliberate is yes", "Serious, and deliberate?", "yes", "no"),
        (
            "under-13 and (serious or persistent)",
            "Under 13, and either serious or persistent?",
            "yes or not known",
            "no",
        ),
    ],
)
def test_a_condition_is_asked_as_a_person_would_ask(
    condition: str, asks: str, into: str, past: str
) -> None:
    asked = question(read_condition(condition))
    assert (asked.asks, asked.into, asked.past) == (asks, into, past)


def test_the_first_page_leads_to_every_chart() -> None:
    said = words(overview(PLAYBOOK))
    for number, route in enumerate(PLAYBOOK.routes, start=1):
        assert f"Chart {number}: {route.title}" in said


def test_a_case_on_several_routes_is_one_picture_of_all_of_them() -> None:
    routes = [PLAYBOOK.route("pupil-victim"), PLAYBOOK.route("devices")]
    chart = case_chart(routes, MARKS)
    said = words(chart)
    assert [said.count(word) for word in ("DONE", "OPEN")] == [1, 1]
    for route in routes:
        assert all(step.say in said for step in route.steps)


def test_a_case_on_no_route_is_an_empty_picture() -> None:
    assert words(case_chart([], {})) == ""
