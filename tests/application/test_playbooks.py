"""The drawn charts that are handed out are those of the playbook."""

from dataclasses import replace
from pathlib import Path

from application.playbooks import draw_all
from domain.playbook.acts import FOR_A_STEP, KINDS
from domain.playbook.grammar import validate
from tests.domain.playbook.edition import PLAYBOOK

FOLDER = Path(__file__).parents[2] / "docs/playbooks"


def test_the_drawn_charts_are_up_to_date() -> None:
    kept = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()}
    assert kept == draw_all(PLAYBOOK)


def test_every_route_has_a_page_and_a_picture_and_the_index_names_them() -> None:
    files = draw_all(PLAYBOOK)
    for route in PLAYBOOK.routes:
        assert f"{route.id}.svg" in files[f"{route.id}.md"]
        assert f"({route.id}.md)" in files["index.md"]


def test_the_page_on_playbook_files_is_right() -> None:
    page = (FOLDER.parent / "playbook-files.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert validate(example) == ()
    for name in {*KINDS, *FOR_A_STEP}:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
        assert (name in FOR_A_STEP) is ("`this-step`" in row)
        if name not in ("facts-changed", "case-manager-appointed"):
            assert all(f"`{kind}`" in row for kind in KINDS.get(name, ()))


def test_what_a_school_writes_is_no_link_and_no_picture_on_a_page() -> None:
    # Given a chart whose title and steps are written as links, pictures and code.
    evil = "[Phones](javascript:alert(1)) ![x](//elsewhere/x.png) `<b>` \\[y](z)"
    first, *others = PLAYBOOK.routes
    step, *rest = first.steps
    steps = (replace(step, say=evil, why=evil, wording=evil), *rest)
    ours = replace(PLAYBOOK, routes=(replace(first, title=evil, steps=steps), *others))
    # Then the only links of the pages are Daybook's own.
    files = draw_all(ours)
    page, index = files[f"{first.id}.md"].split("```mermaid")[0], files["index.md"]
    kept = r"\[Phones\](javascript:alert(1)) !\[x\](//elsewhere/x.png) \`&lt;b>\` \\\[y\](z)"
    assert f"[{kept}]({first.id}.md)" in index
    assert page.count(kept) == page.count("Phones")
    assert "[Phones]" not in page + index
