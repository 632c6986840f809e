"""A refusal that asks for something says in which field, or with which command."""

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from domain.incident import refusals
from domain.incident.commands import COMMANDS, ReportIncident
from domain.incident.refusals import Refused

IN_BRACKETS = re.compile(r"\(([a-z][a-z_, -]*)\)")
FIELDS = {one.name for each in (*COMMANDS.values(), ReportIncident) for one in fields(each)}
FIELDS |= {"occurred"}


def every_refusal() -> Iterator[type[Refused]]:
    for one in vars(refusals).values():
        if isinstance(one, type) and issubclass(one, Refused) and isinstance(said(one), str):
            yield one


def said(refusal: type[Refused]) -> object:
    return vars(refusal).get("because")


REFUSALS = list(every_refusal())


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_what_stands_in_brackets_is_a_field_or_a_command_of_the_api(
    refusal: type[Refused],
) -> None:
    named = [word for group in IN_BRACKETS.findall(refusal.because) for word in group.split(", ")]
    assert {*named} <= FIELDS | {*COMMANDS}, refusal.because


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_a_field_that_is_asked_for_is_named_in_the_sentence(refusal: type[Refused]) -> None:
    assert {*refusal.asks_for} <= FIELDS
    for field in refusal.asks_for:
        assert field in refusal.because


ASKING = re.compile(r"\b(Give|Say|Choose|leave it out|Answer|Propose|Reopen|Link|Contact)\b")
# These ask for another person, for other words, or name their field by FieldRefused or fields.
ANOTHER = {
    "WordsNeeded",
    "ReasonNeeded",
    "NotYetHappened",
    "MayNotLead",
    "NoNamesForTechnicians",
    "NoWordsOfTheCase",
    "NotForASubject",
    "LastWhoMayLift",
    "NotTheirsToRuleOut",
    "NotCorrectable",
}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_no_refusal_asks_for_something_without_saying_where(refusal: type[Refused]) -> None:
    asks = ASKING.search(refusal.because)
    where = any(command in refusal.because for command in (*COMMANDS, "/api/"))
    names = IN_BRACKETS.search(refusal.because) or where
    assert not asks or names or refusal.__name__ in ANOTHER, refusal.because


def test_whoever_asks_too_early_for_removal_is_told_both_ways_on() -> None:
    assert refusals.KeepEvidenceFirst.asks_for == ("not_waiting_because", "occurred")
