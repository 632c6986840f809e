"""A school's own edition may ask less than ours; it is told so."""

from dataclasses import replace

from application.edition_notes import edition_notes
from domain.playbook.conditions import Always
from domain.playbook.playbook import Route
from domain.playbook.words import Kind
from tests.domain.playbook.edition import PLAYBOOK


def test_an_edition_that_protects_less_than_ours_is_noted_and_ours_is_not() -> None:
    assert list(edition_notes(PLAYBOOK, PLAYBOOK)) == []
    asked = tuple(route for route in PLAYBOOK.routes if not isinstance(route.when, Always))
    assert any(
        "always" in note for note in edition_notes(replace(PLAYBOOK, routes=asked), PLAYBOOK)
    )
    (first, *rest) = PLAYBOOK.routes
    softer = replace(first, steps=tuple(replace(one, kind=Kind.MAY) for one in first.steps))
    (note, *_) = edition_notes(replace(PLAYBOOK, routes=(softer, *rest)), PLAYBOOK)
    assert note.startswith('"make-safe" is only offered')
    bare = replace(PLAYBOOK, routes=(first,))
    assert 'Nothing opens when "child-at-risk" is not known.' in list(
        edition_notes(bare, PLAYBOOK)
    )


def test_a_chart_that_is_missing_is_named_and_one_that_was_only_renamed_is_not() -> None:
    fewer = tuple(route for route in PLAYBOOK.routes if route.id not in ("devices", "others"))
    (note,) = edition_notes(replace(PLAYBOOK, routes=fewer), PLAYBOOK)
    assert note == (
        "Charts of the edition of Daybook that are missing here: "
        '"Governors, visitors and other adults" (others), "A device taken in" (devices).'
    )
    renamed = tuple(
        replace(route, id="phones") if route.id == "devices" else route
        for route in PLAYBOOK.routes
    )
    assert list(edition_notes(replace(PLAYBOOK, routes=renamed), PLAYBOOK)) == []


def test_what_has_to_be_done_and_was_left_out_of_a_chart_is_named() -> None:
    victim = next(route for route in PLAYBOOK.routes if "support-the-pupil" in ids(route))
    fewer = tuple(step for step in victim.steps if step.id != "support-the-pupil")
    others = [route for route in PLAYBOOK.routes if route is not victim]
    (note,) = edition_notes(
        replace(PLAYBOOK, routes=(*others, replace(victim, steps=fewer))), PLAYBOOK
    )
    assert note == (
        f'"{victim.title}" ({victim.id}) leaves out what has to be done in the edition of '
        'Daybook: "support-the-pupil".'
    )


def ids(route: Route) -> set[str]:
    return {step.id for step in route.steps}
