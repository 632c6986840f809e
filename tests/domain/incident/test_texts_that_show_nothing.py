"""A text that shows nothing is no text, whichever sign it is made of."""

from dataclasses import replace

import pytest

from domain.categories import Category, Severity
from domain.incident import commands as ask
from domain.incident.refusals import (
    SanctionOrSupportNeeded,
    SeverityLoweredNeedsReason,
    TaskNeedsResult,
    WordsNeeded,
)
from tests.examples import ELLIE, ELLIE_LINKED, REPORTED, SETTLED, TASK, THREE_TEXTS
from tests.scenario import given

nothing_to_see = pytest.mark.parametrize(
    "text", ["\u200b", "\u2060", "\ufeff", "\u3164", "\u2800 \n"]
)


@nothing_to_see
def test_a_case_is_not_closed_with_texts_that_show_nothing(text: str) -> None:
    command = ask.Close(**dict.fromkeys(THREE_TEXTS, text))
    refused = given(*SETTLED).when(command).then_refused(WordsNeeded)
    assert set(refused.fields) == set(THREE_TEXTS)  # type: ignore[attr-defined]


@nothing_to_see
def test_a_severity_is_not_lowered_for_a_reason_that_shows_nothing(text: str) -> None:
    command = ask.Assess(
        category=Category("CT-01"), severity=Severity.LOW, lowered_because=text, rationale="Read."
    )
    given(REPORTED).when(command).then_refused(SeverityLoweredNeedsReason)


@nothing_to_see
def test_a_sanction_or_a_result_that_shows_nothing_is_none(text: str) -> None:
    measure = ask.DecideSanctionOrSupport(
        person=ELLIE, sanction=text, policy="Behaviour policy", rationale="Twice this term."
    )
    given(REPORTED, ELLIE_LINKED).when(measure).then_refused(SanctionOrSupportNeeded)
    done = ask.CompleteTask(task=TASK, result=text)
    given(REPORTED).when(done).then_refused(TaskNeedsResult)
    given(REPORTED).when(replace(done, cancelled_because=text)).then_refused(TaskNeedsResult)


@nothing_to_see
def test_no_line_is_corrected_into_nothing(text: str) -> None:
    command = ask.CorrectLine(line=1, field="summary", new=text, reason="A slip.")
    given(REPORTED).when(command, corrected=REPORTED).then_refused(WordsNeeded)
