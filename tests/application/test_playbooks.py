"""The drawn charts that are handed out are those of the playbook."""

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
