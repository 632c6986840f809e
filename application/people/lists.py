"""A school's list of people, read row by row."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from application.people.called import names, spoken_of
from application.people.cells import (
    Unclear,
    clean,
    email_of,
    has_gone,
    within,
    year_of,
)
from application.people.headings import (
    KIND_OF,
    NEEDED,
    Column,
    kind_of_list,
    letters,
    recognised,
)
from application.people.person import Details, Kind
from application.people.refusals import HeadingsNotRecognised, KindNotSaid, NobodyListed
from application.people.upn import is_upn
from domain.names import plain

LOOK_FOR_HEADINGS = 20  # rows: reports open with a title and a date
MOST_ROWS = 20_000

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with the numbers that a spreadsheet shows beside them.

    `whole` is False when the file says that it holds changes only.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    details: Details


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row: a reason to leave it out, or only a doubt."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that cannot be taken in. Whoever it seems to name is not taken for a leaver.

    `words` are all that stand in a row whose cells may be in the wrong columns.
    """

    row: int
    sentence: str
    name_key: str = ""
    id_key: str = field(default="", repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class PeopleList:
    """`fields` are those of `Details` that the list speaks of; `unread` are its other headings."""

    rows: tuple[Row, ...]
    problems: tuple[LeftOut, ...]
    doubts: tuple[Remark, ...]
    fields: tuple[str, ...]
    unread: tuple[str, ...]
    whole: bool


def read_list(sheets: Sequence[Sheet], today: date, kind: Kind | None = None) -> PeopleList:
    """The first sheet whose headings are recognised. Raises ListRefused."""
    for sheet in sheets:
        for at, (_, cells) in enumerate(sheet.rows[:LOOK_FOR_HEADINGS]):
            if columns := recognised(cells):
                below = Sheet(sheet.rows[at + 1 :], sheet.whole)
                return rows_below(below, cells, columns, today, kind)
    raise HeadingsNotRecognised(first_words(sheets), NEEDED)


def first_words(sheets: Sequence[Sheet]) -> list[str]:
    for sheet in sheets:
        for _, cells in sheet.rows:
            if words := [cell.strip() for cell in cells if cell.strip()]:
                return words
    return []


def rows_below(
    sheet: Sheet, headings: Cells, columns: dict[Column, int], today: date, kind: Kind | None
) -> PeopleList:
    usual = kind or kind_of_list(headings, columns)
    if usual is None and not {Column.KIND, Column.ROLE} & set(columns):
        raise KindNotSaid
    filled = [(number, cells) for number, cells in sheet.rows if any(map(str.strip, cells))]
    lengths = Counter(len(cells) for _, cells in filled)
    usual_length = max(lengths, key=lambda length: (lengths[length], -length), default=0)
    most = max(len(headings), usual_length)
    reader = RowReader(columns, today, usual, without_blank_end(headings), most)
    for number, cells in filled:
        reader.read(number, cells)
    if not reader.rows and not reader.problems:
        raise NobodyListed
    reader.leave_out_doubles()
    return PeopleList(
        tuple(reader.rows),
        tuple(sorted(reader.problems, key=lambda problem: problem.row)),
        tuple(reader.doubts),
        tuple(sorted(fields_of(columns))),
        tuple(
            heading.strip()[:80]
            for place, heading in enumerate(headings)
            if heading.strip() and place not in columns.values()
        ),
        sheet.whole,
    )


def without_blank_end(headings: Cells) -> Cells:
    """A spreadsheet may write separators after the last heading."""
    filled = [place for place, heading in enumerate(headings, start=1) if heading.strip()]
    return headings[: max(filled, default=0)]


def fields_of(columns: Mapping[Column, int]) -> Iterator[str]:
    """What the list says something about; the rest of a person stays as it is."""
    yield from ("name", "kind", "leaver")
    for column in (Column.YEAR, Column.FORM, Column.EMAIL):
        if column in columns:
            yield column.value
    if {Column.POST, Column.ROLE} & set(columns):
        yield "post"
    if {Column.MIS_ID, Column.UPN} & set(columns):
        yield "mis_id"
    if {Column.KNOWN_AS, Column.PREFERRED_GIVEN, Column.PREFERRED_FAMILY} & set(columns):
        yield "known_as"


class RowReader:
    """Reads one row after the other, and keeps what is wrong with each."""

    def __init__(
        self,
        columns: dict[Column, int],
        today: date,
        usual: Kind | None,
        headings: Cells,
        most: int,
    ) -> None:
        self.columns = columns
        self.most = most  # cells of a row, blank ones at its end included
        self.headings = headings
        self.today = today
        self.usual = usual
        self.rows: list[Row] = []
        self.problems: list[LeftOut] = []
        self.doubts: list[Remark] = []

    def read(self, number: int, cells: Cells) -> None:
        try:
            row = self.row(number, cells)
        except Unclear as error:
            self.problems.append(self.left_out(number, str(error), cells))
            return
        self.rows.append(row)

    def row(self, number: int, cells: Cells) -> Row:
        self.check_length(cells)
        says = {column: clean(self.raw(cells, column)) for column in self.columns}
        kind, post = self.kind_and_post(says)
        name, known_as = names(says)
        details = Details(
            kind=kind,
            name=within(name, 200, "name"),
            known_as=within(known_as, 200, "name they are known by"),
            year=year_of(says.get(Column.YEAR, "")) if kind is Kind.PUPIL else "",
            form=within(says.get(Column.FORM, ""), 40, "form"),
            post=within(post, 120, "post") if kind is not Kind.PUPIL else "",
            mis_id=self.mis_id(number, says),
            email=email_of(says.get(Column.EMAIL, "")) if kind is Kind.STAFF else "",
            leaver=has_gone(
                says.get(Column.LEFT_ON, ""),
                says.get(Column.LEAVER, ""),
                says.get(Column.STATUS, ""),
                self.today,
            ),
        )
        return Row(number, details)

    def check_length(self, cells: Cells) -> None:
        """A cell may be lost in the middle of a row, or cut in two by a comma in a name: then all
        after it are wrong.
        """
        if self.too_long(cells):
            raise Unclear(
                f"This row has {counted(len(cells))} and the headings have {len(self.headings)}. "
                "Is a cell cut in two, say at a comma in a name, or is there a cell without a "
                "heading?"
            )
        if len(cells) >= len(self.headings):
            return
        missing = ", ".join(h.strip()[:40] or "a column" for h in self.headings[len(cells) :])
        raise Unclear(
            f"This row has {counted(len(cells))} and the headings have {len(self.headings)}. "
            f"Missing: {missing}."
        )

    def raw(self, cells: Cells, column: Column) -> str:
        place = self.columns.get(column)
        return cells[place] if place is not None and place < len(cells) else ""

    def kind_and_post(self, says: dict[Column, str]) -> tuple[Kind, str]:
        """A column called “Role” holds either what somebody is or the post."""
        said, role, post = (
            says.get(column, "") for column in (Column.KIND, Column.ROLE, Column.POST)
        )
        if said and letters(said) not in KIND_OF:
            raise Unclear(f"“{said[:40]}” is neither pupil, staff, parent, governor nor outside.")
        kind = KIND_OF.get(letters(said)) or KIND_OF.get(letters(role)) or self.usual
        if kind is None:
            raise Unclear("It is not said whether this is a pupil, staff or somebody else.")
        return kind, post or ("" if letters(role) == kind.value else role)

    def mis_id(self, number: int, says: dict[Column, str]) -> str:
        """The school's own number; the UPN only where there is no other."""
        own, upn = says.get(Column.MIS_ID, ""), says.get(Column.UPN, "").upper()
        if not own and upn and not is_upn(upn):
            self.doubts.append(
                Remark(number, "The check letter of this UPN is wrong. Is it typed correctly?")
            )
        return within(own or upn, 64, "number")

    def left_out(self, number: int, sentence: str, cells: Cells) -> LeftOut:
        say = {column: " ".join(self.raw(cells, column).split()) for column in self.columns}
        name, _ = spoken_of(say)
        return LeftOut(
            number,
            sentence,
            plain(name),
            id_key(say.get(Column.MIS_ID) or say.get(Column.UPN, "")),
            self.in_any_column(cells),
        )

    def too_long(self, cells: Cells) -> bool:
        """Longer than the headings and most rows, or with something after the last heading."""
        return len(cells) > self.most or len(without_blank_end(cells)) > len(self.headings)

    def in_any_column(self, cells: Cells) -> tuple[str, ...]:
        if len(cells) >= len(self.headings) and not self.too_long(cells):
            return ()
        return tuple(sorted({word for cell in cells for word in plain(cell).split()}))

    def leave_out_doubles(self) -> None:
        """Rows that cannot be told apart are left out, every one of them."""
        for doubles, sentence in (*self.same_number(), *self.same_name_without_a_number()):
            for row in doubles:
                others = ", ".join(str(each.number) for each in doubles[:6] if each is not row)
                details = row.details
                self.problems.append(
                    LeftOut(
                        row.number,
                        sentence.format(others=others),
                        plain(details.name),
                        id_key(details.mis_id),
                    )
                )
        bad = {problem.row for problem in self.problems}
        self.rows = [row for row in self.rows if row.number not in bad]

    def same_number(self) -> Iterator[tuple[list[Row], str]]:
        groups: dict[tuple[Kind, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.details.mis_id:
                groups[row.details.kind, id_key(row.details.mis_id)].append(row)
        for rows in groups.values():
            if len(rows) > 1:
                yield rows, "The same number stands in row {others}."

    def same_name_without_a_number(self) -> Iterator[tuple[list[Row], str]]:
        groups: dict[tuple[Kind, str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            if not row.details.mis_id:
                details = row.details
                groups[details.kind, plain(details.name), details.year].append(row)
        for rows in groups.values():
            if len(rows) > 1:
                yield (
                    rows,
                    (
                        "The same name stands in row {others}, and no number tells them apart. "
                        "Add a column with the numbers of your school's system."
                    ),
                )


def counted(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"


def id_key(mis_id: str) -> str:
    """A spreadsheet drops the noughts that a number begins with."""
    key = mis_id.casefold()
    return key.lstrip("0") or key if key.isdigit() else key


def as_part(listed: PeopleList) -> PeopleList:
    """The same list, when it holds a part of the school: whoever is missing has not left."""
    return replace(listed, whole=False)
