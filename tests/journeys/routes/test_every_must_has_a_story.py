"""No must of the edition is without a story in which it is asked for, and can be left out."""

import pytest

from domain.facts import Answer, Fact
from domain.playbook.conditions import holds
from domain.playbook.words import Kind
from tests.domain.playbook.edition import PLAYBOOK
from tests.journeys.routes.test_danger import MINA
from tests.journeys.routes.test_devices import PHONE
from tests.journeys.routes.test_illegal import DEEPFAKE, SAM
from tests.journeys.routes.test_intake import PAGE
from tests.journeys.routes.test_others import STRANGER
from tests.journeys.routes.test_prevent import OWEN
from tests.journeys.routes.test_pupils import AFRAID_OF_HOME, ELLIE, LEAVING, NOAH
from tests.journeys.routes.test_serious import HATE
from tests.journeys.routes.test_sexual_image import LEILA
from tests.journeys.routes.test_staff import HEAD, PIKE
from tests.journeys.routes.test_staff_as_victims import (
    A_PUPIL_IS_PART_OF_IT,
    A_SMALL_MATTER,
    BY_A_COLLEAGUE,
    BY_A_PARENT,
    BY_A_PUPIL,
)
from tests.journeys.routes.test_technical import PASSWORD
from tests.journeys.routes.test_three_routes_at_once import FIGHT
from tests.journeys.routes.walker import Story

# The story, and the routes on which each must is left out in turn.
LEFT_OUT: tuple[tuple[Story, tuple[str, ...]], ...] = (
    (PAGE, ("intake", "reporting", "closing")),
    (MINA, ("danger",)),
    (SAM, ("illegal",)),
    (DEEPFAKE, ("adult-image",)),
    (LEILA, ("intake", "sexual-image")),
    (PIKE, ("staff-instigator", "staff-outcome")),
    (HEAD, ("reporting", "staff-instigator")),
    (ELLIE, ("pupil-victim",)),
    (AFRAID_OF_HOME, ("pupil-victim",)),
    (NOAH, ("pupil-instigator",)),
    (BY_A_PARENT, ("staff-support", "staff-victim-of-parent")),
    (BY_A_PUPIL, ("staff-victim-of-pupil",)),
    (BY_A_COLLEAGUE, ("staff-support", "staff-victim-of-staff")),
    (A_SMALL_MATTER, ("staff-victim-of-staff",)),
    (FIGHT, ("pupil-victim", "pupil-instigator")),
    (A_PUPIL_IS_PART_OF_IT, ("staff-support", "staff-victim-of-staff")),
    (STRANGER, ("others",)),
    (PHONE, ("devices",)),
    (HATE, ("serious",)),
    (OWEN, ("prevent",)),
    (PASSWORD, ("technical",)),
    (LEAVING, ("leaving",)),
)


def asked_of(story: Story, route: str) -> set[str]:
    """The musts of a route that the answers of this story bring."""
    said: dict[Fact, Answer] = dict.fromkeys(Fact, Answer.NO)
    said |= {Fact(name): Answer.YES for name in story.yes}
    said |= {Fact(name): Answer.NOT_KNOWN for name in story.not_known}
    return {
        step.id
        for one in PLAYBOOK.routes
        for step in one.steps
        if one.id == route and step.kind is Kind.MUST
        if holds(one.when, said) and holds(step.when, said)
    }


@pytest.mark.parametrize("route", [route.id for route in PLAYBOOK.routes])
def test_every_must_of_a_route_is_in_a_story_that_tries_to_leave_it_out(route: str) -> None:
    musts = {
        step.id
        for one in PLAYBOOK.routes
        for step in one.steps
        if one.id == route and step.kind is Kind.MUST
    }
    tried = [asked_of(story, route) for story, routes in LEFT_OUT if route in routes]
    assert tried, "A route without a story."
    assert musts == set().union(*tried)
