"""Who on a new list is whom in the directory, and what then changes."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from application.people.applying import Decisions, Unsure, decisions, outcome
from application.people.lists import as_part
from application.people.matching import Preview, preview
from application.people.person import DirectoryPerson, Kind
from application.people.refusals import NotOneOfThem
from application.people.telling import told
from tests.people.files import (
    HEADINGS,
    NIAMH,
    OTHER_TOM,
    PUPILS,
    TOM,
    ZOE,
    Row,
    csv_file,
    listed,
    oneroster_file,
)

Directory = list[DirectoryPerson]
WITHOUT_NUMBERS = HEADINGS[1:]


def shown(
    directory: Directory, rows: Sequence[Row], headings: Row = HEADINGS, part: bool = False
) -> Preview:
    people = listed(csv_file(rows, headings))
    return preview(directory, as_part(people) if part else people)


def after(directory: Directory, found: Preview, answers: Decisions | None = None) -> Directory:
    """The directory once the preview has been applied."""
    written = {person.id: person for person in outcome(directory, found, answers or {}, uuid4)}
    return list(({person.id: person for person in directory} | written).values())


def taken_in(rows: Sequence[Row] = PUPILS, headings: Row = HEADINGS) -> Directory:
    return after([], shown([], rows, headings))


def named(directory: Directory, name: str) -> DirectoryPerson:
    [person] = [person for person in directory if person.name == name]
    return person


def without_number(row: Row) -> Row:
    return row[1:]


def test_everybody_is_new_to_an_empty_directory() -> None:
    assert shown([], PUPILS).counts["new"] == len(PUPILS)
    assert len({person.id for person in taken_in()}) == len(PUPILS)


def test_the_same_list_again_changes_nothing() -> None:
    directory = taken_in()
    again = shown(directory, PUPILS)
    assert again.changes_nothing
    assert again.counts["unchanged"] == len(PUPILS)
    assert after(directory, again) == directory


def test_the_same_list_without_numbers_changes_nothing_either() -> None:
    rows = [without_number(row) for row in (ZOE, NIAMH, TOM)]
    assert shown(taken_in(rows, WITHOUT_NUMBERS), rows, WITHOUT_NUMBERS).changes_nothing


def test_noughts_that_a_spreadsheet_dropped_do_not_make_a_new_pupil() -> None:
    directory = taken_in([ZOE])
    assert shown(directory, [("1", *ZOE[1:])]).changes_nothing


def test_a_new_surname_and_a_new_year_are_changes_to_the_same_pupil() -> None:
    directory = taken_in([ZOE])
    found = shown(directory, [("001", "Green", "Zoë", "8", "8A")])
    [change] = found.changed
    assert change.sentence == (
        "name: Zoë Winterbourne becomes Zoë Green; year: Year 7 becomes Year 8; "
        "form: 7A becomes 8A."
    )
    assert [person.id for person in after(directory, found)] == [directory[0].id]


def test_a_column_that_is_missing_leaves_what_is_known() -> None:
    directory = taken_in([ZOE])
    assert shown(directory, [ZOE[:4]], HEADINGS[:4]).changes_nothing


def test_whoever_is_no_longer_listed_is_marked_and_kept() -> None:
    directory = taken_in([ZOE, NIAMH])
    found = shown(directory, [ZOE])
    assert [person.name for person in found.leavers] == ["Niamh O'Brien"]
    assert named(after(directory, found), "Niamh O'Brien").leaver


def test_a_leaver_who_comes_back_is_the_same_person() -> None:
    directory = taken_in([ZOE, NIAMH])
    gone = after(directory, shown(directory, [ZOE]))
    found = shown(gone, [ZOE, NIAMH])
    assert (found.counts["back"], found.counts["new"]) == (1, 0)
    assert after(gone, found) == directory


def test_a_leaving_date_marks_a_leaver_and_a_stranger_who_left_is_not_taken_in() -> None:
    directory = taken_in([ZOE])
    rows = [(*ZOE, "31/08/2026"), (*NIAMH, "31/08/2026")]
    found = shown(directory, rows, (*HEADINGS, "Date of leaving"))
    assert (found.counts["leavers"], found.counts["passed_over"]) == (1, 1)
    assert [person.leaver for person in after(directory, found)] == [True]


def test_a_list_of_pupils_says_nothing_of_staff() -> None:
    staff = after([], shown([], [("BJ", "Beth Jones", "Teacher")], ("Staff code", "Name", "Post")))
    assert shown(staff, PUPILS).leavers == ()


def test_a_list_of_a_part_of_the_school_makes_nobody_a_leaver() -> None:
    assert shown(taken_in(), [ZOE], part=True).leavers == ()
    changes = preview(taken_in(), listed(oneroster_file("delta")))
    assert changes.leavers == ()


def test_many_leavers_at_once_are_warned_of() -> None:
    rows = [(str(n), "Ashby", f"Tom{n}", "8", "8A") for n in range(40)]
    directory = taken_in(rows)
    assert shown(directory, rows[:10]).many_leave
    assert "part of the school" in told(shown(directory, rows[:10]))["warnings"][0]
    assert not shown(directory, rows[:36]).many_leave


def test_a_bad_row_makes_nobody_a_leaver() -> None:
    directory = taken_in([ZOE, NIAMH])
    nameless, impossible = ("001", "", "", "7", "7A"), (*NIAMH[:3], "47", "")
    found = shown(directory, [nameless, impossible, TOM])
    assert found.counts["problems"] == 2
    assert found.leavers == ()


def test_two_boys_of_one_name_stay_two() -> None:
    directory = taken_in([TOM, OTHER_TOM])
    found = shown(directory, [(*TOM[:4], "8C"), OTHER_TOM])
    assert [change.before.form for change in found.changed] == ["8A"]
    assert [row.details.form for row in found.unchanged] == ["8B"]


# Perhaps the same


def test_a_name_that_is_there_under_no_number_is_asked_about() -> None:
    directory = taken_in([without_number(ZOE)], WITHOUT_NUMBERS)
    found = shown(directory, [ZOE])
    [doubt] = found.perhaps
    assert doubt.candidates == (directory[0],)
    assert (found.new, found.leavers) == ((), ())


def test_a_row_in_doubt_is_left_alone_until_somebody_says() -> None:
    directory = taken_in([without_number(ZOE)], WITHOUT_NUMBERS)
    found = shown(directory, [ZOE])
    assert after(directory, found, decisions(found, Unsure.LEAVE)) == directory


def test_somebody_confirmed_as_the_same_takes_the_number() -> None:
    directory = taken_in([without_number(ZOE)], WITHOUT_NUMBERS)
    found = shown(directory, [ZOE])
    [zoe] = after(directory, found, decisions(found, Unsure.SAME))
    assert (zoe.id, zoe.mis_id) == (directory[0].id, "001")


def test_somebody_said_to_be_new_is_added_and_the_other_has_left() -> None:
    directory = taken_in([without_number(ZOE)], WITHOUT_NUMBERS)
    found = shown(directory, [ZOE])
    old, new = after(directory, found, decisions(found, Unsure.NEW))
    assert (old.id, old.leaver) == (directory[0].id, True)
    assert (new.mis_id, new.leaver) == ("001", False)


def test_a_change_of_system_changes_every_number_and_is_asked_about() -> None:
    directory = taken_in()
    found = shown(directory, [(f"A{row[0]}", *row[1:]) for row in PUPILS])
    assert found.counts["perhaps"] == len(PUPILS)
    answers = decisions(found, Unsure.SAME)
    assert len(answers) == len(PUPILS) - 2, "The two Toms have to be told apart by hand."


def test_a_number_borne_by_somebody_of_quite_another_name_proves_nothing() -> None:
    directory = taken_in([ZOE])
    found = shown(directory, [("001", "Ashby", "Tom", "8", "8A")])
    [doubt] = found.perhaps
    assert "another name" in doubt.sentence
    assert found.changed == ()
    zoe, tom = after(directory, found, decisions(found, Unsure.NEW))
    assert (zoe.name, zoe.leaver, zoe.mis_id) == ("Zoë Winterbourne", True, "")
    assert (tom.name, tom.leaver, tom.mis_id) == ("Tom Ashby", False, "001")


def test_numbers_given_out_anew_follow_the_names() -> None:
    directory = taken_in([ZOE, NIAMH])
    found = shown(directory, [("004", *ZOE[1:]), ("001", *NIAMH[1:])])
    both = after(directory, found, decisions(found, Unsure.SAME))
    assert {person.name: person.mis_id for person in both} == {
        "Zoë Winterbourne": "004",
        "Niamh O'Brien": "001",
    }


def test_a_misspelling_put_right_is_a_change_to_the_same_pupil() -> None:
    directory = taken_in([("001", "Ashby", "Naimh", "8", "8A")])
    assert shown(directory, [("001", "Ashbey", "Niamh", "8", "8A")]).counts["changed"] == 1


def test_a_pupil_of_that_name_five_years_below_is_somebody_else() -> None:
    directory = taken_in([without_number(NIAMH)], WITHOUT_NUMBERS)
    found = shown(directory, [("077", "O’Brien", "Niamh", "4", "4C")])
    assert (found.counts["new"], found.counts["perhaps"]) == (1, 0)


def test_only_somebody_shown_may_be_chosen_and_for_one_row() -> None:
    directory = taken_in([TOM, OTHER_TOM])
    found = shown(directory, [("A5", *TOM[1:]), ("A6", *OTHER_TOM[1:])])
    tom = directory[0].id
    answers: list[dict[int, UUID | None]] = [{2: uuid4()}, {99: None}, {2: tom, 3: tom}]
    for wrong in answers:
        with pytest.raises(NotOneOfThem):
            outcome(directory, found, wrong, uuid4)
    assert len(after(directory, found, {2: tom, 3: directory[1].id})) == 2


def test_a_preview_shows_neither_numbers_nor_addresses() -> None:
    directory = after([], preview([], listed(oneroster_file())))
    [beth] = [person for person in directory if person.kind is Kind.STAFF]
    shown_to_all = str(told(preview([beth], listed(oneroster_file()))))
    assert "Beth Jones" not in shown_to_all or beth.email not in shown_to_all
    assert "@" not in shown_to_all
    assert "u1" not in shown_to_all


def test_a_row_whose_cells_are_shifted_makes_nobody_a_leaver() -> None:
    """The name stands in other columns, and the number with it."""
    shifted = ("", "002", "Wójcik-Green", "Łukasz", "7", "7B")
    found = shown(taken_in(), [*PUPILS[:1], shifted, *PUPILS[2:]])
    assert (found.counts["problems"], found.leavers) == (1, ())


def test_a_row_with_half_a_name_makes_nobody_a_leaver() -> None:
    found = shown(taken_in(), [*PUPILS[:1], ("", "Wójcik-Green", "", "7", "7B"), *PUPILS[2:]])
    assert (found.counts["problems"], found.leavers) == (1, ())
