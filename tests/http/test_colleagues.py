"""GET /api/colleagues: the accounts that commands ask for, found by name."""

from domain.people import Role
from tests.http.cases import told
from tests.http.conftest import Watched
from tests.http.school_api import no

COLLEAGUES = "/api/colleagues"


def test_a_lead_finds_the_account_to_hand_a_case_to(watched: Watched) -> None:
    items = watched.lead.read(COLLEAGUES).json()["items"]
    (head,) = [one for one in items if one["role"] == "head"]
    case = told(watched.lead)
    handed = {"owner": head["account"], "handover": "The head takes it from here."}
    assert watched.lead.ask(f"{case.address}/change-owner", handed).status_code == 200
    assert watched.lead.read(case.address).json()["owner"]["name"] == head["name"]


def test_governors_are_not_told_who_works_here(watched: Watched) -> None:
    no(watched[Role.GOVERNOR].read(COLLEAGUES), 403)
