"""Every route of a playbook drawn, as the files that hang on the staff-room wall."""

import re

from domain.playbook.acts import spoken_all
from domain.playbook.boxes import COULD_BE
from domain.playbook.conditions import Always
from domain.playbook.drawing import mermaid, overview, svg
from domain.playbook.playbook import Playbook, Route, Step
from domain.playbook.questions import begins, question
from domain.playbook.words import SPOKEN

SIGNS = re.compile(r"[\\`\[\]|]")


def draw_all(playbook: Playbook) -> dict[str, str]:
    """File name and text of each: a page and a picture for every route, and an index."""
    files = {"index.md": _index(playbook), "overview.svg": overview(playbook)}
    for number, route in enumerate(playbook.routes, start=1):
        printed = playbook.printed(route)
        files[f"{route.id}.md"] = _page(playbook, number, printed)
        files[f"{route.id}.svg"] = svg(printed)
    return files


def _index(playbook: Playbook) -> str:
    charts = [
        f"| {number} | [{_plain(route.title)}]({route.id}.md) | {begins(route.when)} |"
        for number, route in enumerate(playbook.routes, start=1)
    ]
    sources = [f"| {_plain(one.short)} | {_plain(one.full)} |" for one in playbook.sources]
    return _joined(
        f"# {_plain(playbook.title)}",
        f"Edition {playbook.edition}. Drawn from the playbook by `daybook playbook draw`; "
        "change the playbook, not these pages.",
        "![Which chart to follow](overview.svg)",
        "\n".join(["| chart | route | when |", "|---|---|---|", *charts]),
        "**must**: has to be done, or found not needed with a reason. **consider**: answered yes "
        "or no, with a reason. **may**: offered.",
        "## Sources",
        "\n".join(["| name | stands for |", "|---|---|", *sources]),
        "## Where each source is answered",
        "\n".join(["| source | steps |", "|---|---|", *_answered(playbook)]),
    )


def _answered(playbook: Playbook) -> list[str]:
    where: dict[str, list[str]] = {}
    for route in playbook.routes:
        for step in route.steps:
            for source in step.source:
                where.setdefault(source, []).append(f"[{step.id}]({route.id}.md)")
    return [
        f"| {_plain(playbook.said(source))} | {', '.join(where[source])} |"
        for source in sorted(where)
    ]


def _page(playbook: Playbook, number: int, route: Route) -> str:
    return _joined(
        f"# Chart {number}: {_plain(route.title)}",
        f"{begins(route.when)}. Edition {playbook.edition}. [All charts](index.md)",
        f"![{_plain(route.title)}]({route.id}.svg)",
        f"Source: {_plain('; '.join(route.source))}",
        *_examples(route),
        *(_step(place, step) for place, step in enumerate(route.steps, start=1)),
        "## The same chart as text",
        f"```mermaid\n{mermaid(route)}```",
    )


def _examples(route: Route) -> list[str]:
    if not route.could_be:
        return []
    return ["\n".join([COULD_BE, "", *(f"- {_plain(one)}" for one in route.could_be)])]


def _step(place: int, step: Step) -> str:
    wording = f"\n\nWords to start from:\n\n{_quoted(step.wording)}" if step.wording else ""
    return _joined(
        f"## {place}. {_plain(step.say)}",
        "\n".join(
            [
                f"- **{step.kind}**, {step.due}; {', '.join(SPOKEN[who] for who in step.who)}"
                + _only_if(step),
                f"- Why: {_plain(step.why)}",
                f"- Ends with: {_plain(spoken_all(step.done_by))}",
                f"- Source: {_plain('; '.join(step.source))}",
            ]
        )
        + wording,
    ).rstrip()


def _only_if(step: Step) -> str:
    if isinstance(step.when, Always):
        return ""
    asks = question(step.when)
    return f". Only if: {asks.asks} {asks.into.capitalize()}"


def _quoted(wording: str) -> str:
    return "\n>\n".join(f"> {_plain(line)}" for line in wording.splitlines())


def _plain(text: str) -> str:
    """A school's own words, kept from being read as HTML, a link, code or the edge of a table.
    Without its brackets nothing is a link or a picture.
    """
    return SIGNS.sub(r"\\\g<0>", text).replace("&", "&amp;").replace("<", "&lt;")


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"
