"""A made-up school as it set itself up in September. All the people are invented."""

from datetime import date, time
from uuid import UUID

from domain.school_setup.decisions import sha256_of
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
    Event,
    ManagesHead,
    NamedTerm,
    StandIn,
)
from tests.examples import CHAIR, DEPUTY, LEAD

KHAN = Colleague(name=LEAD.name, post=LEAD.post, account=LEAD.account)
DOYLE = Colleague(
    name=DEPUTY.name, post=DEPUTY.post, phone="01632 960 002", account=DEPUTY.account
)
OBI = Colleague(name=CHAIR.name, post=CHAIR.post, phone="01632 960 006", account=CHAIR.account)
REID = Colleague(
    name="Carol Reid", post="Assistant head", phone="01632 960 010", account=UUID(int=0xA010)
)
LUND = Colleague(name="Mary Lund", post="Trust safeguarding lead", phone="01632 960 011")
ON_CALL = Colleague(name="Trust on-call", post="Duty officer", phone="01632 960 099")

AUTUMN_1 = NamedTerm(name="Autumn, first half", first=date(2026, 9, 3), last=date(2026, 10, 23))
AUTUMN_2 = NamedTerm(name="Autumn, second half", first=date(2026, 11, 2), last=date(2026, 12, 18))
SPRING_1 = NamedTerm(name="Spring, first half", first=date(2027, 1, 5), last=date(2027, 2, 12))
TERMS = (AUTUMN_1, AUTUMN_2, SPRING_1)

CALENDAR = CalendarSet(
    terms=TERMS,
    inset_days=(date(2026, 9, 3), date(2027, 1, 5)),
    closed_days=(date(2026, 10, 2),),
    extra_bank_holidays=(date(2026, 11, 20),),
    school_opens=time(8, 15),
    school_closes=time(16, 0),
    office_opens=time(8, 45),
    office_closes=time(17, 15),
)
LADO = Contact(
    kind=ContactKind.LADO,
    name="Pat Whinfell, Fellside LADO",
    phone="01632 960 020",
    out_of_hours="01632 960 021",
    email="lado@fellside.example",
    note="Rings back within the hour.",
)
CONTACTS = ContactsSet(contacts=(LADO,))
MANAGERS = CaseManagersSet(
    about_the_head=OBI,
    manages_head_as=ManagesHead.CHAIR,
    alternates=(LUND,),
    deputies=(DOYLE,),
)
COVER = CoverSet(
    stand_ins=(
        StandIn(away=DOYLE, stands_in=REID, first=date(2026, 9, 14), last=date(2026, 9, 18)),
    ),
    out_of_hours=(ON_CALL,),
    deputy_after_minutes=20,
    alternate_after_minutes=45,
    out_of_hours_after_minutes=15,
)
SMALL = """edition = "2026-09-tor-hill"
title = "Tor Hill's playbook"

[sources]
tor-hill = "Our own policy."

[[route]]
id = "intake"
title = "Every incident"
when = "always"
source = ["tor-hill: page 1"]

[[route.step]]
id = "note-it"
say = "Write down what happened."
kind = "must"
who = ["reporter"]
due = "same school day"
done_by = ["note-added"]
why = "Memory fades."
source = ["tor-hill: page 2"]
"""
ADOPTED = EditionAdopted(
    edition="2026-09-tor-hill",
    title="Tor Hill's playbook",
    text=SMALL,
    sha256=sha256_of(SMALL),
    reason="Governors agreed it on 1 September.",
)

READERS = ConcernReadersSet(readers=(DOYLE,))

SET_UP: tuple[Event, ...] = (CALENDAR, CONTACTS, MANAGERS, COVER, ADOPTED, READERS)
