"""What a list would change in the directory."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from uuid import UUID

import msgspec

from application.people.cells import number_of
from application.people.lists import PeopleList, Row, id_key
from application.people.person import Details, DirectoryPerson, Kind
from domain.names import edits_allowed, plain, slips

NEVER_SHOWN = {"mis_id": "the number", "email": "the e-mail address"}


@dataclass(frozen=True, slots=True)
class Change:
    row: int
    before: DirectoryPerson
    after: DirectoryPerson

    @property
    def sentence(self) -> str:
        """What becomes different, without showing numbers or addresses."""
        return "; ".join(map(self.of_field, changed_fields(self.before, self.after))) + "."

    @property
    def is_back(self) -> bool:
        return self.before.leaver and not self.after.leaver

    @property
    def has_left(self) -> bool:
        return self.after.leaver and not self.before.leaver

    def of_field(self, field: str) -> str:
        if field == "leaver":
            return "has left" if self.has_left else "is back"
        if field in NEVER_SHOWN:
            return f"{NEVER_SHOWN[field]} is another"
        before, after = getattr(self.before, field), getattr(self.after, field)
        return f"{field.replace('_', ' ')}: {before or 'nothing'} becomes {after or 'nothing'}"


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A row that may be somebody who is in the directory already. A person has to say."""

    row: Row
    candidates: tuple[DirectoryPerson, ...]

    @property
    def sentence(self) -> str:
        if all(shares_a_name(self.row.details, person) for person in self.candidates):
            return "Somebody of this name is in the directory. Is it the same person?"
        return "Somebody of another name has this number. Is it the same person?"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen. `passed_over` have left, and were never in the directory."""

    new: tuple[Row, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Row, ...]
    leavers: tuple[DirectoryPerson, ...]
    perhaps: tuple[Perhaps, ...]
    passed_over: tuple[Row, ...]
    listed: PeopleList

    @property
    def counts(self) -> dict[str, int]:
        gone = sum(change.has_left for change in self.changed)
        back = sum(change.is_back for change in self.changed)
        return {
            "new": len(self.new),
            "changed": len(self.changed) - gone - back,
            "unchanged": len(self.unchanged),
            "leavers": len(self.leavers) + gone,
            "back": back,
            "perhaps": len(self.perhaps),
            "passed_over": len(self.passed_over),
            "problems": len(self.listed.problems),
            "doubts": len(self.listed.doubts),
        }

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.leavers or self.perhaps)

    @property
    def many_leave(self) -> bool:
        """More than a quarter of a school at once is more likely a list of one part of it."""
        stay = len(self.unchanged) + len(self.changed) + len(self.perhaps)
        return len(self.leavers) > max(5, stay / 3)

    @property
    def fingerprint(self) -> bytes:
        return sha256(msgspec.json.encode(self)).digest()


def preview(directory: Iterable[DirectoryPerson], listed: PeopleList) -> Preview:
    """Match the list against the directory: by number first, then by name."""
    return Matching(list(directory), listed).preview()


class Matching:
    def __init__(self, directory: Sequence[DirectoryPerson], listed: PeopleList) -> None:
        self.directory = directory
        self.listed = listed
        self.by_number = {
            (person.kind, id_key(person.mis_id)): person for person in directory if person.mis_id
        }
        self.taken: set[UUID] = set()
        self.changed: list[Change] = []
        self.unchanged: list[Row] = []
        self.new: list[Row] = []
        self.passed_over: list[Row] = []
        self.perhaps: list[Perhaps] = []

    def preview(self) -> Preview:
        rest = [row for row in self.listed.rows if not self.matched_by_number(row)]
        by_name = self.untaken_by_name()
        for row in rest:
            self.match_by_name(row, by_name[name_key(row.details)])
        return Preview(
            tuple(self.new),
            tuple(self.changed),
            tuple(self.unchanged),
            tuple(self.leavers()),
            tuple(self.perhaps),
            tuple(self.passed_over),
            self.listed,
        )

    def matched_by_number(self, row: Row) -> bool:
        """A number borne by somebody of quite another name proves nothing."""
        person = self.holder_of(row)
        if person is None or not shares_a_name(row.details, person):
            return False
        self.match(row, person)
        return True

    def holder_of(self, row: Row) -> DirectoryPerson | None:
        number = id_key(row.details.mis_id)
        return self.by_number.get((row.details.kind, number)) if number else None

    def match(self, row: Row, person: DirectoryPerson) -> None:
        self.taken.add(person.id)
        after = merged(person, row.details, self.listed.fields)
        if after == person:
            self.unchanged.append(row)
        else:
            self.changed.append(Change(row.number, person, after))

    def untaken_by_name(self) -> dict[tuple[Kind, str], list[DirectoryPerson]]:
        by_name: dict[tuple[Kind, str], list[DirectoryPerson]] = defaultdict(list)
        for person in self.directory:
            if person.id not in self.taken:
                by_name[name_key(person)].append(person)
        return by_name

    def match_by_name(self, row: Row, there: Sequence[DirectoryPerson]) -> None:
        candidates = tuple(person for person in there if plausible(row.details, person))
        if not row.details.mis_id and len(candidates) == 1:
            [only] = candidates
            if merged(only, row.details, self.listed.fields) == only:
                self.match(row, only)
                return
        holder = self.holder_of(row)
        if not candidates and holder is not None and holder.id not in self.taken:
            candidates = (holder,)
        if candidates:
            self.perhaps.append(Perhaps(row, candidates))
        elif row.details.leaver:
            self.passed_over.append(row)
        else:
            self.new.append(row)

    def leavers(self) -> list[DirectoryPerson]:
        """Whoever is of a kind that the whole list speaks of, and is not on it."""
        if not self.listed.whole:
            return []
        asked = {person.id for perhaps in self.perhaps for person in perhaps.candidates}
        present = self.taken | asked
        kinds = {row.details.kind for row in self.listed.rows}
        # A row with a mistake in it still says that somebody is here.
        numbers = {problem.id_key for problem in self.listed.problems} - {""}
        keys = {problem.name_key for problem in self.listed.problems} - {""}
        names = [set(key.split()) for key in keys]
        rows = [set(problem.words) for problem in self.listed.problems if problem.words]
        return [
            person
            for person in self.directory
            if person.kind in kinds
            and not person.leaver
            and person.id not in present
            and id_key(person.mis_id) not in numbers
            and not named(person, names, rows)
        ]


def named(person: DirectoryPerson, names: Sequence[set[str]], rows: Sequence[set[str]]) -> bool:
    """By as much of a name as a row had, or by words in whatever columns of it."""
    words = set(plain(person.name).split())
    return any(name <= words for name in names) or any(words <= row for row in rows)


def name_key(details: Details) -> tuple[Kind, str]:
    return details.kind, plain(details.name)


def shares_a_name(details: Details, person: Details) -> bool:
    """Surnames change, forenames are shortened; seldom both at once."""
    words, others = (plain(f"{each.name} {each.known_as}").split() for each in (details, person))
    return any(
        slips(word, other, edits_allowed(min(len(word), len(other)))) is not None
        for word in words
        for other in others
    )


def plausible(details: Details, person: DirectoryPerson) -> bool:
    """A pupil goes up a year in September, and seldom more than one."""
    if details.kind is not Kind.PUPIL:
        return True
    ours, theirs = number_of(person.year), number_of(details.year)
    return ours is None or theirs is None or abs(ours - theirs) <= 1


def merged(person: DirectoryPerson, details: Details, spoken_of: Sequence[str]) -> DirectoryPerson:
    """The person as the list has it; what the list does not speak of stays."""
    told = {field: getattr(details, field) for field in spoken_of}
    if not details.mis_id or id_key(details.mis_id) == id_key(person.mis_id):
        told["mis_id"] = person.mis_id
    return replace(person, **told)


def changed_fields(before: DirectoryPerson, after: DirectoryPerson) -> list[str]:
    names = [field.name for field in fields(Details)]
    return [name for name in names if getattr(before, name) != getattr(after, name)]
