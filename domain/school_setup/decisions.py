"""What follows from what a school is asked to set, or why nothing does."""

from hashlib import sha256
from typing import assert_never

from domain.playbook.grammar import parse
from domain.playbook.playbook import Playbook, PlaybookRefused, Problem
from domain.school_setup.checking import (
    calendar_mistakes,
    cannot_acknowledge,
    contact_mistakes,
    cover_mistakes,
    manager_mistakes,
    not_at_work,
    reader_mistakes,
)
from domain.school_setup.commands import (
    AdoptEdition,
    Circumstances,
    Command,
    SetCalendar,
    SetCaseManagers,
    SetConcernReaders,
    SetContacts,
    SetCover,
)
from domain.school_setup.events import (
    CalendarSet,
    CaseManagersSet,
    ConcernReadersSet,
    ContactsSet,
    CoverSet,
    EditionAdopted,
    Event,
)
from domain.school_setup.refusals import CalendarMistaken, EditionRefused, Mistake, Mistaken
from domain.school_setup.state import Setup
from domain.texts import says_nothing


def decide(setup: Setup, command: Command, circumstances: Circumstances) -> list[Event]:
    match command:
        case SetCalendar():
            return set_calendar(setup, command)
        case SetContacts():
            return set_contacts(setup, command)
        case SetCaseManagers():
            return set_case_managers(setup, command, circumstances)
        case SetCover():
            return set_cover(setup, command, circumstances)
        case AdoptEdition():
            return adopt_edition(setup, command, circumstances)
        case SetConcernReaders():
            return set_concern_readers(setup, command, circumstances)
        case _:
            assert_never(command)


def set_calendar(setup: Setup, command: SetCalendar) -> list[Event]:
    """Written in the order of the days, whatever the order in which they were entered."""
    calendar = CalendarSet(
        terms=tuple(sorted(command.terms, key=lambda term: term.first)),
        inset_days=tuple(sorted(set(command.inset_days))),
        closed_days=tuple(sorted(set(command.closed_days))),
        extra_bank_holidays=tuple(sorted(set(command.extra_bank_holidays))),
        school_opens=command.school_opens,
        school_closes=command.school_closes,
        office_opens=command.office_opens,
        office_closes=command.office_closes,
    )
    if mistakes := calendar_mistakes(command):
        raise CalendarMistaken(*mistakes)
    return once(setup.days, calendar)


def set_contacts(setup: Setup, command: SetContacts) -> list[Event]:
    unless(contact_mistakes(command))
    return once(setup.contacts_set, ContactsSet(contacts=command.contacts))


def set_case_managers(
    setup: Setup, command: SetCaseManagers, circumstances: Circumstances
) -> list[Event]:
    accounts = circumstances.accounts
    unless((*manager_mistakes(command, circumstances.by), *not_at_work(command, accounts)))
    managers = CaseManagersSet(
        about_the_head=command.about_the_head,
        manages_head_as=command.manages_head_as,
        alternates=command.alternates,
        deputies=command.deputies,
    )
    return once(setup.managers, managers)


def set_cover(setup: Setup, command: SetCover, circumstances: Circumstances) -> list[Event]:
    missing = not_at_work(command, circumstances.accounts)
    deaf = cannot_acknowledge(command, circumstances.people)
    unless((*cover_mistakes(command), *missing, *deaf))
    cover = CoverSet(
        stand_ins=command.stand_ins,
        out_of_hours=command.out_of_hours,
        deputy_after_minutes=command.deputy_after_minutes,
        alternate_after_minutes=command.alternate_after_minutes,
        out_of_hours_after_minutes=command.out_of_hours_after_minutes,
    )
    return once(setup.cover_set, cover)


def adopt_edition(
    setup: Setup, command: AdoptEdition, circumstances: Circumstances
) -> list[Event]:
    """The same text again writes nothing, whatever the reason given."""
    playbook, digest = read(command.text), sha256_of(command.text)
    if says_nothing(command.reason):
        raise Mistaken(Mistake(("reason",), "Give the reason: somebody will ask for it."))
    if setup.adopted and setup.adopted.sha256 == digest:
        return []
    taken = dict([circumstances.shipped]) | setup.editions
    if taken.get(playbook.edition, digest) != digest:
        raise EditionRefused(name_taken(playbook.edition))
    return [
        EditionAdopted(
            edition=playbook.edition,
            title=playbook.title,
            text=command.text,
            sha256=digest,
            reason=command.reason,
        )
    ]


def set_concern_readers(
    setup: Setup, command: SetConcernReaders, circumstances: Circumstances
) -> list[Event]:
    unless((*reader_mistakes(command), *not_at_work(command, circumstances.accounts)))
    return once(setup.concern_readers, ConcernReadersSet(readers=command.readers))


def read(text: str) -> Playbook:
    """Raises EditionRefused with every problem in the file."""
    try:
        return parse(text)
    except PlaybookRefused as refused:
        raise EditionRefused(*map(mistake_of, refused.problems)) from None


def mistake_of(problem: Problem) -> Mistake:
    return Mistake(("text",), f"Line {problem.line}: {problem.expected}.")


def sha256_of(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def name_taken(edition: str) -> Mistake:
    # A case says which edition it was asked by: one name must never mean two texts.
    return Mistake(
        ("text",),
        f"There is another playbook with the name {edition} already. "
        f'Give yours a name of its own, such as "{edition}-ours".',
    )


def unless(mistakes: tuple[Mistake, ...]) -> None:
    if mistakes:
        raise Mistaken(*mistakes)


def once(earlier: Event | None, event: Event) -> list[Event]:
    return [] if event == earlier else [event]
