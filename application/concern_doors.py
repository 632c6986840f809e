"""Who may know of a register of low-level concerns: told once, for a page and a list alike.

The head reads them, and whoever the school has named; the chair of governors, and whoever the
school has named for it, those about the head. Above all: nobody sees a register about themselves,
nor one that may be, by a name or a post that is nearly theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from application.access import Offices
from domain.meant import cost_of, is_perhaps_meant, offices_in
from domain.names import plain
from domain.people import Person, Role

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir"})
POSTS_OF_A_HEAD = frozenset(
    {"head", "headteacher", "head teacher", "head of school", "principal", "executive principal"}
)


def name_key(full_name: str) -> str:
    """A name as two people may write it: without titles, accents and capitals."""
    words = plain(full_name).split()
    return " ".join(word for word in words if word not in TITLES) or " ".join(words)


def person_unlisted(school: UUID, full_name: str) -> UUID:
    """An id that the name alone makes: a second concern about somebody who is in no list of people
    finds the register of the first.
    """
    return uuid5(school, f"adult:{name_key(full_name)}")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a register is about, as far as its doors ask. `called` and `works_as` are as written:
    signs between two words say who may be meant.
    """

    account: UUID | None
    name: str
    post: str
    called: str
    works_as: str

    @classmethod
    def of(cls, account: UUID | None, full_name: str, post: str) -> "Subject":
        return cls(account, name_key(full_name), plain(post), full_name, post)


def is_the(subject: Subject, person: Person) -> bool:
    """By account, or by name: whoever wrote the concern down may not have known the account."""
    return person.account == subject.account or name_key(person.name) == subject.name


@dataclass(frozen=True, slots=True)
class Eyes:
    """What one person may see of registers, as the school stands today."""

    person: Person
    of_the_head: bool
    of_others: bool
    accounts: Sequence[Person]  # Closed ones too: a name may be that of somebody who has left.
    heads: Sequence[Person]
    names: frozenset[str]
    posts_of_heads: frozenset[str]

    @classmethod
    def of(cls, person: Person, offices: Offices) -> "Eyes":
        accounts = (*offices.people, *offices.gone)
        return cls(
            person=person,
            of_the_head=reads_of_the_head(person, offices),
            of_others=reads_of_others(person, offices),
            accounts=accounts,
            heads=[one for one in offices.people if one.role is Role.HEAD],
            names=frozenset(name_key(one.name) for one in accounts),
            posts_of_heads=posts_of_heads(offices),
        )

    def see(self, subject: Subject) -> bool:
        """Deny in doubt: to whoever may be meant there is no such register."""
        if not (self.of_the_head or self.of_others) or self.may_be(subject, [self.person]):
            return False
        return self.of_the_head if self.about_the_head(subject) else self.of_others

    def about_the_head(self, subject: Subject) -> bool:
        """Protective: whoever has the name or the post of the head, or nearly, is taken for the
        head.
        """
        by_post = subject.post in self.posts_of_heads or Role.HEAD in offices_in(subject.works_as)
        return by_post or self.may_be(subject, self.heads)

    def may_be(self, subject: Subject, some: Sequence[Person]) -> bool:
        if any(is_the(subject, one) for one in some):
            return True
        return not self.known(subject) and any(self.nearly(subject, one) for one in some)

    def nearly(self, subject: Subject, one: Person) -> bool:
        return is_perhaps_meant(subject.called, subject.works_as, one, self.accounts)

    def known(self, subject: Subject) -> bool:
        """Somebody has the very name, or the account that was given could bear it: then it is
        nobody else of nearly that name.
        """
        return subject.name in self.names or any(
            one.account == subject.account and cost_of(subject.called, one.name) is not None
            for one in self.accounts
            if subject.account
        )


def reads_of_others(person: Person, offices: Offices) -> bool:
    return person.role is Role.HEAD or person.account in offices.concern_readers


def reads_of_the_head(person: Person, offices: Offices) -> bool:
    """Never a head, whoever named them."""
    named = person.account in offices.about_the_head
    return person.role is Role.CHAIR_OF_GOVERNORS or (named and person.role is not Role.HEAD)


def account_of(subject: Subject, offices: Offices) -> UUID | None:
    """The account that the adult has today, if the school knows one: a head by the post alone."""
    found = [one.account for one in offices.people if is_the(subject, one)]
    if not found and subject.post in posts_of_heads(offices):
        found = [*offices.holders(Role.HEAD)]
    return found[0] if len(found) == 1 else None


def posts_of_heads(offices: Offices) -> frozenset[str]:
    return POSTS_OF_A_HEAD | {plain(one.post) for one in offices.people if one.role is Role.HEAD}
