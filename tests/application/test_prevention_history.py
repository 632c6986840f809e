"""The history of an entry of prevention tells one true sentence for every line."""

from dataclasses import replace

import pytest

from application.projections.history import sentence
from domain.prevention.events import Event, Signer
from tests.application.lines import line
from tests.domain.prevention import examples as ex

WHO = "Owen Marsh (Online safety coordinator)"


def told(event: Event) -> str:
    return sentence(line(event, by=ex.COORDINATOR))


@pytest.mark.parametrize("event", ex.EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_has_one_sentence_that_says_who_did_it(event: Event) -> None:
    story = told(event)
    assert story.startswith(f"{WHO} ")
    assert story.rstrip("”")[-1] in ".!?"
    for slip in ("None", "  ", "..", ".:", " ;", ".”."):
        assert slip not in story


@pytest.mark.parametrize(
    ("event", "deed"),
    [
        (
            ex.AGREEMENT_OPENED,
            "began an entry of the register of agreements: agreement for pupils, "
            "“Acceptable use, pupils”.",
        ),
        (
            ex.PUBLISHED,
            "published version 1, which holds from 1 September 2026, approved by Governing body, "
            "at https://fellside.example/acceptable-use (SHA-256 of its text "
            f"{ex.PUBLISHED.text_sha256}). It says to parents and carers: “{ex.CLAUSE}” "
            "Next review by 1 September 2027.",
        ),
        (
            ex.SIGNED,
            "recorded that version 1 was signed on 4 September 2026 (paper): 2 people by name, "
            "1 of them through a parent or carer and 26 people of 8B by number.",
        ),
        (
            replace(ex.SIGNED, signers=(Signer(person=ex.SAM),), head_count=0),
            "recorded that version 1 was signed on 4 September 2026 (paper): one person by name.",
        ),
        (
            ex.DOCUMENT_REVIEWED,
            "recorded that Online safety committee reviewed it on 7 September 2026 and left it as "
            "it is: It still says what we mean. Next review by 7 September 2027.",
        ),
        (
            ex.SESSION,
            "recorded the session of 3 September 2026 on “Games and chat” (contact and commerce), "
            "held by The online safety coordinator before 41 people. Materials: Slides, and a "
            "leaflet to take home.",
        ),
        (
            replace(ex.SESSION, head_count=None, materials=None, risks=()),
            "recorded the session of 3 September 2026 on “Games and chat”, "
            "held by The online safety coordinator.",
        ),
        (
            ex.COVERAGE,
            "recorded that Year 8 was taught “Sharing pictures” in PSHE on 4 September 2026 "
            "(conduct).",
        ),
        (
            ex.RECEIVED,
            "recorded a complaint received on 1 September 2026 (from: parent): “Nobody rang back "
            "about a picture in a class chat.” The answer at stage 1 is due by 15 September 2026. "
            "Incident: OSI-2026-K7Q4ZM.",
        ),
        (
            ex.TAKEN_FURTHER,
            "recorded that the complaint was taken to stage 2 on 7 September 2026: The parent "
            "asks for the governors. The answer is due by 14 September 2026. "
            "Out of order: this stage had not been answered.",
        ),
        (
            ex.ANSWERED,
            "recorded the answer at stage 1, given on 7 September 2026 (partly upheld): “We "
            "should have rung the same day, and do so from now on.”",
        ),
        (
            ex.CORRECTED,
            "corrected line 2 (head count) from “41” to “14”: The figures had changed places.",
        ),
        (
            replace(ex.CORRECTED, field="held_on", old=None, new="2026-09-04"),
            "corrected line 2 (held on) from no entry to “4 September 2026”: "
            "The figures had changed places.",
        ),
        (
            ex.WITHDRAWN,
            "withdrew line 3 as recorded in error: It was the list of another class.",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_line_is_told_in_the_words_of_a_school(event: Event, deed: str) -> None:
    assert told(event) == f"{WHO} {deed}"


def test_a_review_of_the_filter_tells_all_that_it_found() -> None:
    story = told(ex.FILTERING)
    for said in (ex.FILTERING.blocked, ex.FILTERING.allowed, ex.FILTERING.tests):
        assert said in story
    assert f"Gaps: {ex.FILTERING.gaps} Actions: {ex.FILTERING.actions}" in story
