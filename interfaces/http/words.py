"""/api/incidents/{id}/words: words to start from, for those to whom the school must write."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from application.case_words import NoWording, Prefilled, prefilled
from application.prefilled import Form
from domain.access import Page
from interfaces.http.dependencies import Log
from interfaces.http.documented import problems
from interfaces.http.errors import InvalidField
from interfaces.http.opening import Opened, opened

router = APIRouter(prefix="/api", tags=["words"], responses=problems(401, 422, 503))

EXAMPLE = {
    "form": "lado",
    "title": "Words for the first contact with the LADO",
    "version": 7,
    "blocks": [
        {
            "field": "adult",
            "heading": "The adult this is about",
            "text": "Alan Pike (staff, Teacher of music): said to have done it.",
            "recorded": True,
        },
        {
            "field": "adult-details",
            "heading": "The adult's date of birth and home address",
            "text": "Not recorded.",
            "recorded": False,
        },
    ],
    "gaps": ["The adult's date of birth and home address"],
}
SHOWN: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The form's fields, filled in as far as the case goes.",
        "content": {"application/json": {"example": EXAMPLE}},
    }
}


@router.get("/incidents/{incident}/words", responses=SHOWN | problems(403, 404))
def words(
    log: Log,
    opened: Annotated[Opened, Depends(opened(Page.WORDS))],
    for_: Annotated[Form, Query(alias="for", description="To whom the school writes.")],
    step: Annotated[
        str | None,
        Query(max_length=100, description="For a letter: the step whose words are wanted."),
    ] = None,
) -> Prefilled:
    """Words for a form or a letter, field by field, from the case as it is known now.

    What the case does not hold is "Not recorded". Read it through before anything is sent: this
    sends nothing, and records nothing but that the case was read.
    """
    try:
        return prefilled(for_, opened.lines, log.school_rules(), step)
    except NoWording as no_wording:
        raise InvalidField("query:step", no_wording.because) from None
