"""What a school sets about itself, and what cannot be right."""

from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from domain.school_days import Due, Unit, due_at
from domain.school_setup.checking import calendar_notes, contact_notes
from domain.school_setup.commands import (
    COMMANDS,
    AdoptEdition,
    Circumstances,
    Command,
    SetCalendar,
    SetCaseManagers,
    SetConcernReaders,
    SetContacts,
    SetCover,
)
from domain.school_setup.decisions import decide
from domain.school_setup.events import (
    CalendarSet,
    CaseManagersSet,
    Colleague,
    ConcernReadersSet,
    Contact,
    ContactKind,
    ContactsSet,
    CoverSet,
    EditionAdopted,
    NamedTerm,
)
from domain.school_setup.refusals import CalendarMistaken, EditionRefused, Mistaken
from domain.school_setup.state import Setup
from tests.domain.school_setup.examples import (
    ADOPTED,
    AUTUMN_1,
    AUTUMN_2,
    CALENDAR,
    CONTACTS,
    COVER,
    DOYLE,
    KHAN,
    LADO,
    MANAGERS,
    READERS,
    REID,
    SMALL,
    SPRING_1,
    TERMS,
)
from tests.domain.school_setup.scenario import SHIPPED, given, set_up
from tests.examples import DEPUTY, HEAD, LEAD, TEACHER


def as_fields(event: Any) -> dict[str, Any]:
    return {each.name: getattr(event, each.name) for each in fields(event)}


ASKED: list[tuple[Command, Any]] = [
    (SetCalendar(**as_fields(CALENDAR)), CALENDAR),
    (SetContacts(**as_fields(CONTACTS)), CONTACTS),
    (SetCaseManagers(**as_fields(MANAGERS)), MANAGERS),
    (SetCover(**as_fields(COVER)), COVER),
    (AdoptEdition(text=SMALL, reason=ADOPTED.reason), ADOPTED),
    (SetConcernReaders(**as_fields(READERS)), READERS),
]
every_command = pytest.mark.parametrize(
    ("command", "event"), ASKED, ids=[type(command).__name__ for command, _ in ASKED]
)


def terms(*entered: NamedTerm, **more: Any) -> SetCalendar:
    return SetCalendar(terms=entered, **more)


def test_every_command_is_tried_here() -> None:
    assert {type(command) for command, _ in ASKED} == set(COMMANDS.values())


@every_command
def test_what_is_asked_is_what_is_set(command: Command, event: Any) -> None:
    given().when(command).then(event)


@every_command
def test_asking_twice_writes_nothing(command: Command, event: Any) -> None:
    given(event).when(command).then_nothing()


def test_somebody_without_an_account_cannot_be_let_in_to_low_level_concerns() -> None:
    stranger = replace(READERS.readers[0], account=None)
    given().when(SetConcernReaders(readers=(stranger, stranger))).then_refused(
        "readers.1: This person stands here twice.",
        "readers.0.account: Give the account that this person signs in to.",
        "readers.1.account: Give the account that this person signs in to.",
    )


# The calendar


def test_days_are_written_in_their_order() -> None:
    muddled = terms(AUTUMN_2, AUTUMN_1, inset_days=(date(2026, 11, 2), date(2026, 9, 3)))
    (written,) = given().when(muddled).decided()
    assert isinstance(written, CalendarSet)
    assert written.terms == (AUTUMN_1, AUTUMN_2)
    assert written.inset_days == (date(2026, 9, 3), date(2026, 11, 2))


def test_a_term_does_not_end_before_it_begins() -> None:
    backwards = replace(AUTUMN_2, first=date(2026, 12, 18), last=date(2026, 11, 2))
    given().when(terms(AUTUMN_1, backwards)).then_refused(
        "terms.1.last: This term ends before it begins."
    )


def test_two_terms_do_not_overlap_in_whatever_order_they_are_entered() -> None:
    early = replace(AUTUMN_2, first=AUTUMN_1.last)
    given().when(terms(early, AUTUMN_1)).then_refused(
        "terms.0.first: This term begins before another one has ended."
    )


def test_a_mistyped_year_is_found() -> None:
    given().when(terms(replace(AUTUMN_1, last=date(2027, 10, 23)))).then_refused(
        "terms.0.last: This term lasts over 150 days."
    )
    given().when(terms(replace(AUTUMN_1, first=date(206, 9, 3)))).then_refused(
        "terms.0.first: The year 206 cannot be meant.",
        "terms.0.last: This term lasts over 150 days.",
    )


def test_a_forgotten_term_is_found() -> None:
    summer = NamedTerm(name="Summer", first=date(2027, 4, 12), last=date(2027, 7, 21))
    given().when(terms(AUTUMN_1, AUTUMN_2, summer)).then_refused(
        "terms.2.first: No term for over 100 days before this one. Enter those between."
    )


def test_hours_run_forwards_and_by_the_schools_own_clock() -> None:
    given().when(terms(school_closes=time(8), office_closes=time(9))).then_refused(
        "school_closes: The school closes before it opens.",
        "office_closes: The office closes before it opens.",
    )
    given().when(terms(school_opens=time(8, tzinfo=UTC))).then_refused(
        "school_opens: Give the time of the school's own clock, such as 16:30."
    )


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = terms(
        replace(AUTUMN_1, name=" "),
        replace(AUTUMN_2, last=date(2026, 11, 1)),
        inset_days=(date(2026, 10, 2),),
        closed_days=(date(2026, 10, 2),),
    )
    asked = given().when(wrong)
    asked.then_refused(
        "terms.0.name: A term needs a name, such as Autumn, first half.",
        "terms.1.last: This term ends before it begins.",
        "closed_days.0: 2 October 2026 is both an INSET day and a closed day. Choose one.",
    )
    with pytest.raises(CalendarMistaken, match=r"cannot be right.*A term needs a name"):
        asked.decided()


def test_an_inset_day_outside_every_term_is_allowed_and_noted() -> None:
    early = terms(AUTUMN_1, inset_days=(date(2026, 9, 1), date(2026, 9, 5), date(2026, 12, 25)))
    (written,) = given().when(early).decided()
    assert isinstance(written, CalendarSet)
    assert calendar_notes(written) == (
        "The INSET day 1 September 2026 is in no term.",
        "The INSET day 5 September 2026 is at a weekend.",
        "The INSET day 25 December 2026 is a bank holiday.",
        "Terms are entered until 23 October 2026: after that every weekday that is not a bank "
        "holiday counts as a school day.",
    )


def test_without_terms_every_working_day_is_a_school_day_and_that_is_said() -> None:
    bare = Setup().calendar
    assert bare.is_school_day(date(2026, 8, 12))
    assert not bare.is_school_day(date(2026, 8, 31))
    (note,) = calendar_notes(None)
    assert note.startswith("No terms have been entered")
    assert calendar_notes(CalendarSet()) == (note,)


def test_on_a_day_when_only_this_school_is_closed_the_lados_clock_runs_on() -> None:
    calendar = set_up(CALENDAR).calendar
    thursday = datetime(2026, 10, 1, 10, tzinfo=UTC)
    closed, monday = date(2026, 10, 2), date(2026, 10, 5)
    lado = due_at(Due(Unit.WORKING_DAYS, 1), thursday, calendar)
    own = due_at(Due(Unit.SCHOOL_DAYS, 1), thursday, calendar)
    assert lado is not None
    assert own is not None
    assert (lado.date(), own.date()) == (closed, monday)


def test_an_extra_bank_holiday_stops_the_lados_clock_as_well() -> None:
    calendar = set_up(CALENDAR).calendar
    thursday = datetime(2026, 11, 19, 10, tzinfo=UTC)
    lado = due_at(Due(Unit.WORKING_DAYS, 1), thursday, calendar)
    assert lado == datetime(2026, 11, 23, 17, 15, tzinfo=UTC)


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
some_terms = st.lists(
    st.builds(NamedTerm, name=st.just("A term"), first=days, last=days), max_size=4
).map(tuple)
some_days = st.lists(days, max_size=4).map(tuple)
calendars = st.builds(
    SetCalendar,
    terms=st.one_of(some_terms, st.just(TERMS), st.just((AUTUMN_1, AUTUMN_2, SPRING_1)[:2])),
    inset_days=some_days,
    closed_days=some_days,
    extra_bank_holidays=some_days,
)


@whatever(st.lists(calendars, max_size=6), days)
def test_the_calendar_that_holds_is_the_last_that_was_accepted(
    asked: list[SetCalendar], day: date
) -> None:
    history: list[Any] = []
    accepted: SetCalendar | None = None
    for command in asked:
        setup = set_up(*history)
        try:
            history += decide(setup, command, Circumstances(by=LEAD, shipped=SHIPPED))
        except Mistaken:
            continue
        accepted = command
    calendar = set_up(*history).calendar
    assert calendar == set_up(*history).calendar
    if accepted is None:
        assert calendar == Setup().calendar
        return
    assert {(term.first, term.last) for term in calendar.terms} == {
        (term.first, term.last) for term in accepted.terms
    }
    assert calendar.extra_holidays == frozenset(accepted.extra_bank_holidays)
    shut = {*accepted.inset_days, *accepted.closed_days, *accepted.extra_bank_holidays}
    if day in shut or day.weekday() >= 5:
        assert not calendar.is_school_day(day)


# Contacts


def test_public_numbers_are_there_until_the_school_enters_its_own() -> None:
    kinds = {contact.kind for contact in Setup().contacts}
    assert {ContactKind.POSH, ContactKind.IWF, ContactKind.CEOP} <= kinds
    police = Contact(kind=ContactKind.POLICE, name="PC Ada Holm", phone="01632 960 030")
    own = set_up(ContactsSet(contacts=(LADO, police))).contacts
    assert [one.name for one in own if one.kind is ContactKind.POLICE] == ["PC Ada Holm"]
    assert ContactKind.POSH in {contact.kind for contact in own}


def test_what_must_be_known_before_the_first_incident_is_asked_for() -> None:
    kinds = [contact.kind for contact in Setup().contacts]
    assert contact_notes(kinds) == (
        "The LADO's name and number have not been entered.",
        "The number of children's social care has not been entered.",
    )
    assert contact_notes([*kinds, ContactKind.LADO, ContactKind.SOCIAL_CARE]) == ()


def test_a_contact_can_be_reached_and_stands_there_once() -> None:
    nobody = Contact(kind=ContactKind.UNION, name=" ")
    given().when(SetContacts(contacts=(LADO, nobody, LADO))).then_refused(
        "contacts.1.name: Give a name, or the name of the team.",
        "contacts.1.phone: Give a phone number or an address to write to.",
        "contacts.2: This contact stands here twice.",
    )


# Who acts for whom


def test_the_head_does_not_manage_a_case_about_the_head() -> None:
    themselves = replace(DOYLE, name="ruth ainsley", account=None)
    asked = SetCaseManagers(**{**as_fields(MANAGERS), "about_the_head": themselves})
    told = "The head cannot manage a case about the head. Name somebody else."
    given().when(asked, by=HEAD).then_refused(f"about_the_head: {told}")
    by_account = replace(asked, about_the_head=replace(DOYLE, account=HEAD.account))
    given().when(by_account, by=HEAD).then_refused(f"about_the_head: {told}")


def test_a_deputy_has_a_name_and_a_post_and_stands_there_once() -> None:
    nameless = replace(REID, name="", post=" ", account=None)
    asked = SetCaseManagers(**{**as_fields(MANAGERS), "deputies": (DOYLE, nameless, DOYLE)})
    given().when(asked).then_refused(
        "deputies.1.name: Give the full name.",
        "deputies.1.post: Give the post.",
        "deputies.2: This person stands here twice.",
    )


@pytest.mark.parametrize("by_name", [False, True])
def test_whoever_stands_in_for_a_safeguarding_lead_can_acknowledge(by_name: bool) -> None:
    teacher = Colleague(
        name=TEACHER.name, post=TEACHER.post, account=None if by_name else TEACHER.account
    )
    (week,) = COVER.stand_ins
    away = replace(week, away=KHAN, stands_in=teacher)
    asked = given().when(SetCover(stand_ins=(away,))).while_at_work(LEAD, DEPUTY, TEACHER)
    asked.then_refused(
        f"stand_ins.0.stands_in: {TEACHER.name} cannot acknowledge what a safeguarding lead is "
        "told. Choose the safeguarding lead or a deputy, or make them a deputy first."
    )
    deputy = replace(away, stands_in=DOYLE)
    rung = replace(away, stands_in=replace(teacher, name="Somebody on call", account=None))
    for fine in (deputy, rung):
        asked = given().when(SetCover(stand_ins=(fine,))).while_at_work(LEAD, DEPUTY, TEACHER)
        assert asked.decided()


def test_a_rota_names_one_other_person_for_each_day() -> None:
    (first,) = COVER.stand_ins
    again = replace(first, first=date(2026, 9, 18), last=date(2026, 9, 25))
    alone = replace(first, away=REID, first=date(2026, 10, 2), last=date(2026, 10, 1))
    given().when(SetCover(stand_ins=(first, again, alone))).then_refused(
        "stand_ins.2.last: This ends before it begins.",
        "stand_ins.2.stands_in: Nobody can stand in for themselves.",
        "stand_ins.1.first: Somebody else stands in for this person on one of these days.",
    )


def test_the_same_person_may_be_away_twice() -> None:
    (first,) = COVER.stand_ins
    later = replace(first, first=date(2026, 9, 19), last=date(2026, 9, 25))
    asked = SetCover(stand_ins=(first, later))
    given().when(asked).then(CoverSet(stand_ins=(first, later)))


def test_waits_are_within_a_day_and_out_of_hours_is_a_number_to_ring() -> None:
    asked = SetCover(
        out_of_hours=(replace(DOYLE, phone=" "),),
        deputy_after_minutes=60,
        alternate_after_minutes=30,
        out_of_hours_after_minutes=0,
    )
    given().when(asked).then_refused(
        "out_of_hours.0.phone: Out of hours only a phone number helps.",
        "out_of_hours_after_minutes: Choose between one minute and a day.",
        "alternate_after_minutes: The alternates come after the deputies, not before them.",
    )


# The school's own edition


def test_a_playbook_that_does_not_read_is_refused_with_every_line_to_mend() -> None:
    broken = SMALL.replace('kind = "must"', 'kind = "ought"').replace("always", "sometimes")
    asked = given().when(AdoptEdition(text=broken, reason="New"))
    with pytest.raises(EditionRefused) as refused:
        asked.decided()
    told = [mistake.sentence for mistake in refused.value.mistakes]
    assert [each.split(":")[0] for each in told] == ["Line 10", "Line 16"]


def test_an_edition_is_adopted_with_a_reason() -> None:
    given().when(AdoptEdition(text=SMALL, reason=" ")).then_refused(
        "reason: Give the reason: somebody will ask for it."
    )


def test_one_name_never_means_two_playbooks() -> None:
    changed = SMALL.replace("Memory fades.", "Because we say so.")
    taken = "There is another playbook with the name {} already. Give yours a name of its own, "
    for history, edition in (((ADOPTED,), ADOPTED.edition), ((), SHIPPED[0])):
        text = changed.replace(ADOPTED.edition, edition)
        given(*history).when(AdoptEdition(text=text, reason="Mended")).then_refused(
            f'text: {taken.format(edition)}such as "{edition}-ours".'
        )


def test_a_school_can_go_back_to_an_edition_that_it_had() -> None:
    second = SMALL.replace(ADOPTED.edition, "2027-09-tor-hill")
    (newer,) = given(ADOPTED).when(AdoptEdition(text=second, reason="A new year")).decided()
    back = AdoptEdition(text=SMALL, reason="The new one was not agreed.")
    given(ADOPTED, newer).when(back).then(replace(ADOPTED, reason=back.reason))


def test_each_thing_is_kept_apart_from_the_others() -> None:
    setup = set_up(COVER, ADOPTED, READERS, MANAGERS, CONTACTS, CALENDAR)
    assert (setup.days, setup.contacts_set, setup.managers) == (CALENDAR, CONTACTS, MANAGERS)
    assert (setup.cover, setup.adopted) == (COVER, ADOPTED)
    assert setup.concern_readers == READERS
    assert asdict(Setup().cover) == asdict(CoverSet())
    assert {type(each) for _, each in ASKED} == {
        CalendarSet, ContactsSet, CaseManagersSet, CoverSet, EditionAdopted,
        ConcernReadersSet,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (SetCaseManagers(**as_fields(MANAGERS)), ["about_the_head", "deputies.0"]),
        (SetCover(**as_fields(COVER)), ["stand_ins.0.away", "stand_ins.0.stands_in"]),
        (SetConcernReaders(readers=(KHAN, DOYLE)), ["readers.1"]),
    ],
)
def test_only_whoever_has_an_account_at_work_is_named_with_one(
    asked: SetCaseManagers | SetCover | SetConcernReaders, where: list[str]
) -> None:
    told = "Nobody at work here has this account. Choose the person again."
    expected = [f"{each}.account: {told}" for each in where]
    given().when(asked).while_at_work(LEAD).then_refused(*expected)
