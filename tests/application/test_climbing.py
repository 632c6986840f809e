"""An alert climbs to people who are at work, whoever the school once named."""

from dataclasses import replace
from uuid import UUID

from application.urgent import Staff
from domain.school_setup.events import Colleague
from domain.school_setup.state import Setup
from tests.domain.school_setup.examples import COVER, MANAGERS, REID
from tests.domain.school_setup.scenario import set_up
from tests.examples import DEPUTY, HEAD, LEAD, MONDAY_NINE

GONE = Colleague(name="Nell Frost", post="Deputy head", account=UUID(int=0xA0FF))


def staff(told: Setup) -> Staff:
    return Staff(told, (LEAD, DEPUTY, HEAD), MONDAY_NINE)


def test_where_nobody_named_is_at_work_an_alert_climbs_to_the_holders_of_the_role() -> None:
    told = set_up(replace(MANAGERS, deputies=(GONE,), alternates=(GONE,)))
    managers = staff(told).setup.managers
    assert managers is not None
    assert [one.account for one in managers.deputies] == [DEPUTY.account]
    assert [one.account for one in managers.alternates] == [HEAD.account]


def test_a_stand_in_whose_account_is_closed_covers_for_nobody() -> None:
    assert COVER.stand_ins[0].stands_in == REID
    assert staff(set_up(COVER)).setup.cover.stand_ins == ()
