"""Changing the directory as a preview said, once somebody has confirmed it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from application.people.lists import Row, id_key
from application.people.matching import Perhaps, Preview, merged
from application.people.person import Details, DirectoryPerson
from application.people.refusals import NotOneOfThem


class Unsure(StrEnum):
    """What to do with every row that is perhaps somebody who is there already."""

    LEAVE = "leave"
    SAME = "same"
    NEW = "new"


Decisions = Mapping[int, UUID | None]  # row -> who it is; None for somebody new


def decisions(preview: Preview, unsure: Unsure) -> dict[int, UUID | None]:
    """The same answer for every row in doubt, where it is clear who would be meant."""
    match unsure:
        case Unsure.LEAVE:
            return {}
        case Unsure.NEW:
            return {perhaps.row.number: None for perhaps in preview.perhaps}
        case Unsure.SAME:
            return only_possible(preview.perhaps)
        case _:
            assert_never(unsure)


def only_possible(perhaps: Sequence[Perhaps]) -> dict[int, UUID | None]:
    wanted: dict[UUID, int] = defaultdict(int)
    for each in perhaps:
        for person in each.candidates:
            wanted[person.id] += 1
    return {
        each.row.number: each.candidates[0].id
        for each in perhaps
        if len(each.candidates) == 1 and wanted[each.candidates[0].id] == 1
    }


def outcome(
    directory: Sequence[DirectoryPerson],
    preview: Preview,
    decisions: Decisions,
    new_id: Callable[[], UUID],
) -> list[DirectoryPerson]:
    """Everybody who is to be written, as they shall be. Raises NotOneOfThem."""
    same = claimed(preview, decisions)
    added = [*preview.new, *somebody_new(preview, decisions)]
    confirmed = [
        merged(same[perhaps.row.number], perhaps.row.details, preview.listed.fields)
        for perhaps in preview.perhaps
        if perhaps.row.number in same
    ]
    listed = [
        *(person_from(row.details, new_id()) for row in added),
        *(change.after for change in preview.changed),
        *confirmed,
    ]
    left = [replace(person, leaver=True) for person in gone(preview, decisions, same)]
    return [*listed, *without_their_numbers(directory, listed, left)]


def without_their_numbers(
    directory: Sequence[DirectoryPerson],
    listed: Sequence[DirectoryPerson],
    left: Sequence[DirectoryPerson],
) -> list[DirectoryPerson]:
    """Those who have left, and whoever had a number that the list now gives to somebody else."""
    numbers = {(person.kind, id_key(person.mis_id)) for person in listed if person.mis_id}
    written = {person.id for person in listed}
    leavers = {person.id: person for person in left}
    return [
        replace(person, mis_id="") if (person.kind, id_key(person.mis_id)) in numbers else person
        for person in (leavers.get(each.id, each) for each in directory if each.id not in written)
        if person.id in leavers or (person.kind, id_key(person.mis_id)) in numbers
    ]


def somebody_new(preview: Preview, decisions: Decisions) -> list[Row]:
    return [
        perhaps.row
        for perhaps in preview.perhaps
        if perhaps.row.number in decisions
        and decisions[perhaps.row.number] is None
        and not perhaps.row.details.leaver
    ]


def claimed(preview: Preview, decisions: Decisions) -> dict[int, DirectoryPerson]:
    """Who each confirmed row is. Nobody can be two rows."""
    possible = {
        each.row.number: {person.id: person for person in each.candidates}
        for each in preview.perhaps
    }
    same: dict[int, DirectoryPerson] = {}
    taken: set[UUID] = set()
    for row, who in decisions.items():
        if row not in possible or (who is not None and (who in taken or who not in possible[row])):
            raise NotOneOfThem(row)
        if who is not None:
            taken.add(who)
            same[row] = possible[row][who]
    return same


def gone(
    preview: Preview, decisions: Decisions, same: Mapping[int, DirectoryPerson]
) -> list[DirectoryPerson]:
    """The leavers, and whoever turned out to be somebody else than a row that was in doubt."""
    if not preview.listed.whole:
        return []
    kept = {person.id for person in same.values()} | {
        person.id
        for perhaps in preview.perhaps
        if perhaps.row.number not in decisions
        for person in perhaps.candidates
    }
    others = {
        person.id: person
        for perhaps in preview.perhaps
        for person in perhaps.candidates
        if person.id not in kept and not person.leaver
    }
    return [*preview.leavers, *others.values()]


def person_from(details: Details, id: UUID) -> DirectoryPerson:
    return DirectoryPerson(
        id=id, **{field.name: getattr(details, field.name) for field in fields(Details)}
    )
