"""A preview as JSON, and as anybody may see it: no numbers, no e-mail addresses."""

from collections.abc import Mapping
from typing import Any

from application.people.lists import Row
from application.people.matching import Preview
from application.people.person import Details, DirectoryPerson
from domain.school import Counted, PeopleImported

PART = (
    "Many people would be marked as leavers. If this is the list of a part of the school only, "
    "say so: then nobody is marked."
)


def imported(file_hash: bytes, counts: Mapping[str, int]) -> PeopleImported:
    """What the record keeps of a list: which file it was, and how many; nobody's name."""
    counted = tuple(Counted(what=what, number=number) for what, number in counts.items())
    return PeopleImported(file_sha256=file_hash.hex(), counts=counted)


def told(preview: Preview) -> dict[str, Any]:
    """What would happen, row by row, with the reason for each."""
    listed = preview.listed
    return {
        "counts": preview.counts,
        "warnings": [PART] if preview.many_leave else [],
        "columns_read": list(listed.fields),
        "headings_not_read": list(listed.unread),
        "problems": [{"row": each.row, "sentence": each.sentence} for each in listed.problems],
        "doubts": [{"row": each.row, "sentence": each.sentence} for each in listed.doubts],
        "new": [of_row(row) for row in preview.new],
        "changed": [
            {"row": change.row, "sentence": change.sentence, **of_person(change.after)}
            for change in preview.changed
        ],
        "leavers": [
            {"sentence": "Is not on the list.", **of_person(person)} for person in preview.leavers
        ],
        "perhaps": [
            {
                **of_row(each.row),
                "sentence": each.sentence,
                "candidates": [of_person(person) for person in each.candidates],
            }
            for each in preview.perhaps
        ],
    }


def of_row(row: Row) -> dict[str, Any]:
    return {"row": row.number, **shown(row.details)}


def of_person(person: DirectoryPerson) -> dict[str, Any]:
    return {"id": str(person.id), **shown(person), "leaver": person.leaver}


def shown(details: Details) -> dict[str, Any]:
    return {
        "kind": details.kind.value,
        "name": details.name,
        "known_as": details.known_as,
        "year": details.year,
        "form": details.form,
        "post": details.post,
    }
