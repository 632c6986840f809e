"""docs/what-is-shown.md, field by field, against the code and the API itself."""

import re
from dataclasses import fields
from pathlib import Path

from application.case import Case, OwnReport, ToCountersign
from application.permissions import OWN_REPORT
from application.projections.background import WHO_TOLD
from domain.people import Role
from interfaces.http.documented import examples
from interfaces.http.incidents import TO_COUNTERSIGN, TO_ITS_REPORTER
from tests.http.conftest import EveryRole
from tests.http.school_api import INCIDENTS

PAGE = Path(__file__).parents[2] / "docs" / "what-is-shown.md"
NOT_BY_ROW = "report"


def rows(heading: str) -> dict[str, list[str]]:
    """The first table below a heading: its first column, and the others."""
    text = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^\| `([\w-]+)` \|(.*)\|$", text, re.MULTILINE)
    return {name: [cell.strip() for cell in more.split("|")] for name, more in found}


def names(kind: type[Case] | type[OwnReport] | type[ToCountersign]) -> set[str]:
    return {field.name for field in fields(kind)}


def shown(column: int) -> set[str]:
    return {name for name, cells in rows("A case").items() if cells[column] == "yes"}


def test_the_page_names_every_field_of_a_case_and_who_is_shown_it() -> None:
    assert set(rows("A case")) == names(Case) | names(OwnReport) | names(ToCountersign)
    assert shown(0) == names(Case)
    assert shown(1) == names(OwnReport)
    assert shown(2) == names(ToCountersign)
    assert {cell for cells in rows("A case").values() for cell in cells} == {"yes", "–"}


def test_the_page_names_every_column_of_a_list_for_those_who_are_shown_a_part() -> None:
    table = rows("In a list")
    assert {name for name, cells in table.items() if cells[0] == "yes"} == {"id", *TO_ITS_REPORTER}
    assert {name for name, cells in table.items() if cells[1] == "yes"} == {"id", *TO_COUNTERSIGN}


def test_the_page_names_everything_a_reporter_may_add_to_their_own_report() -> None:
    assert set(rows("What its reporter may add")) == OWN_REPORT - {NOT_BY_ROW}


def test_the_page_names_the_fields_that_are_kept_back_inside_a_line() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in WHO_TOLD)


def test_a_reporter_is_sent_those_fields_and_no_other_page(everybody: EveryRole) -> None:
    reporter = everybody[Role.REPORTER]
    incident = reporter.report()
    assert set(reporter.read(incident).json()) == shown(1)
    mine = [one for one in reporter.read(INCIDENTS).json()["items"] if one["id"] in incident]
    assert [set(one) for one in mine] == [{"id", *TO_ITS_REPORTER}]
    for page in ("timeline", "steps"):
        assert reporter.read(f"{incident}/{page}").status_code == 403
    assert set(everybody.lead.read(incident).json()) == shown(0)


def test_a_countersigner_is_sent_those_fields_and_no_other_page(everybody: EveryRole) -> None:
    outside = everybody[Role.OUTSIDE_COUNTERSIGNER]
    incident = everybody.lead.report()
    assert outside.read(incident).status_code == 404
    for command in ("assess", "keep-no-evidence", "propose-closure"):
        asked = everybody.lead.ask(f"{incident}/{command}", examples()[command])
        assert asked.status_code == 200, asked.text
    assert set(outside.read(incident).json()) == shown(2)
    assert outside.read(f"{incident}/timeline").status_code == 403
