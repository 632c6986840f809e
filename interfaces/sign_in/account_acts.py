"""Doing what was asked of an account, once whoever must agree has agreed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from application.account_acts import (
    SAFEGUARDING_POSTS,
    Act,
    Waiting,
    Wish,
    as_event,
    begins_anew,
    is_recorded,
    leaves_a_post,
    may_agree,
    needs_agreement,
    tell_the_school,
    whose,
)
from application.newcomers import shut_out_where_meant
from application.people.by_id import MAY_HAVE_AN_ACCOUNT as LISTED
from application.people.person import Kind
from application.sign_in import Happened, What
from domain.accounts import Whose
from domain.incident.refusals import Refused
from domain.meant import perhaps_meant
from domain.people import Person
from domain.texts import is_among
from interfaces.wiring import Daybook

Tell = Callable[..., Happened]


class NotYoursToAgree(Refused):
    because = (
        "The head, a safeguarding lead or the chair agrees to this: "
        "neither who asked for it nor whose account it is."
    )


class NothingWaits(Refused):
    because = (
        "Nothing waits under that number: it was decided, taken back, is too old, or the account "
        "has changed since."
    )


class AccountHasChanged(Refused):
    because = "The account has changed since this was asked for. Ask for it again."


class LastToAnswer(Refused):
    because = (
        "Nobody else would be left who answers for the cases: head, safeguarding lead, deputy or "
        "chair. Give somebody else the post first."
    )


class IdentityTaken(Refused):
    because = "That identity belongs to an account already."


@dataclass(frozen=True, slots=True)
class Done:
    """The link is for whoever did it, to hand over."""

    account: UUID
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Acts:
    """What one person does with the accounts of a school. `tell` words it for who looks on."""

    daybook: Daybook
    school: UUID
    by: Person
    tell: Tell

    def ask(self, wish: Wish) -> Done | UUID:
        """Done at once, or the number under which it waits."""
        with self.together() as acts:
            return acts.asked(wish)

    def asked(self, wish: Wish) -> Done | UUID:
        self.check_somebody_is_left(wish)
        if not self.must_wait(wish):
            return self.done(wish, None)
        happened = self.tell(
            What.ASKED_FOR, wish.whose.account, act=wish.act.value, name=wish.whose.name
        )
        return self.daybook.wishes.ask(self.school, wish, self.by, happened)

    def must_wait(self, wish: Wish) -> bool:
        """Not while there is nobody yet who could agree."""
        if not needs_agreement(wish) and not self.is_to_be_vouched_for(wish):
            return False
        if wish.act is Act.LINK:  # The first of them has perhaps let the first link run out.
            return self.daybook.wishes.somebody_came_in(self.school)
        return self.daybook.wishes.somebody_held_a_post(self.school)

    def is_to_be_vouched_for(self, wish: Wish) -> bool:
        """A case that names somebody gets a line when their account is opened, and the log shows
        how long it is: so nobody tries names out alone.
        """
        name = wish.whose.name
        if wish.act is not Act.OPEN or not name:
            return False
        accounts = self.daybook.directory.people(self.school)
        return bool(perhaps_meant(name, None, accounts)) or self.is_not_listed(name)

    def is_not_listed(self, name: str) -> bool:
        """Where the list of people has staff at all."""
        names = {kind: self.daybook.people(self.school).every_name(kind) for kind in LISTED}
        return bool(names[Kind.STAFF]) and not any(is_among(name, each) for each in names.values())

    def agree(self, number: UUID) -> Done:
        with self.together() as acts:
            return acts.agreed(acts.waiting(number))

    def agreed(self, waiting: Waiting) -> Done:
        """By somebody who still may: their own post was perhaps taken from them just now."""
        by = self.daybook.accounts.person(self.school, self.by.account)
        if by is None or not may_agree(by, waiting):
            raise NotYoursToAgree
        self.check_still_so(waiting.wish)
        self.check_somebody_is_left(waiting.wish)
        self.take(waiting.number)
        return self.done(waiting.wish, waiting.asked_by)

    def refuse(self, number: UUID, reason: str = "") -> None:
        """Whoever asked may take it back."""
        waiting = self.waiting(number)
        if not may_agree(self.by, waiting) and self.by.account != waiting.asked_by.account:
            raise NotYoursToAgree
        wish = waiting.wish
        happened = self.tell(
            What.NOT_AGREED,
            wish.whose.account,
            act=wish.act.value,
            name=wish.whose.name,
            asked_by=str(waiting.asked_by.account),
            **({"reason": reason} if reason else {}),
        )
        with self.together() as acts:
            acts.take(number)
            acts.daybook.door.write_down(self.school, happened)

    def waiting(self, number: UUID) -> Waiting:
        found = self.daybook.wishes.one(self.school, number, self.tell(What.ASKED_FOR).at)
        if found is None:
            raise NothingWaits
        return found

    def take(self, number: UUID) -> None:
        if not self.daybook.wishes.take(self.school, number):
            raise NothingWaits

    def check_still_so(self, wish: Wish) -> None:
        """What somebody agrees to is what they read."""
        if wish.act is Act.OPEN:
            return self.daybook.accounts.check_name(self.school, wish.whose.name)
        account = self.daybook.accounts.one(self.school, wish.whose.account)
        before = wish.before or wish.whose.role
        closed = account is None or account.closed_at is not None
        if account is None or account.person.role is not before:
            raise AccountHasChanged
        if closed is not (wish.act is Act.REOPEN):
            raise AccountHasChanged
        if wish.act is Act.IDENTITY:
            self.check_free(wish)
        return None

    def check_somebody_is_left(self, wish: Wish) -> None:
        if not leaves_a_post(wish):
            return
        left = self.daybook.directory.at_work(self.school)
        others = (one for one in left if one.account != wish.whose.account)
        if not any(one.role in SAFEGUARDING_POSTS for one in others):
            raise LastToAnswer

    def check_free(self, wish: Wish) -> None:
        if self.daybook.factors.account_of(self.school, wish.issuer, wish.subject):
            raise IdentityTaken

    @contextmanager
    def together(self) -> Iterator["Acts"]:
        """One transaction: the wish that is taken, what is done, and the line that tells of it.

        Whatever stops it half-way, none of them is there without the others. One at a time in a
        school: what is asked before it is done still holds when it is done.
        """
        with self.daybook.at_once(self.school) as daybook:
            daybook.wishes.one_act_at_a_time(self.school)
            yield replace(self, daybook=daybook)

    def do(self, wish: Wish, asked_by: Whose | None) -> Done:
        with self.together() as acts:
            return acts.done(wish, asked_by)

    def done(self, wish: Wish, asked_by: Whose | None) -> Done:
        """The line comes last: until then nobody else who writes for this school waits."""
        link = self.carried_out(wish, asked_by)
        self.daybook.wishes.forget(self.school, wish.whose.account)
        self.record(wish, asked_by)
        return Done(wish.whose.account, link)

    def record(self, wish: Wish, asked_by: Whose | None) -> None:
        if asked_by or is_recorded(wish):
            tell_the_school(self.daybook.log(self.school), as_event(wish, asked_by), self.by)

    def carried_out(self, wish: Wish, asked_by: Whose | None) -> str | None:
        account = wish.whose.account
        more = {"asked_by": str(asked_by.account)} if asked_by else {}
        match wish.act:
            case Act.OPEN:
                self.add(wish, more)
                return self.new_link(account, more)
            case Act.REOPEN:
                happened = self.tell(What.ACCOUNT_REOPENED, account, **more)
                self.daybook.accounts.reopen(self.school, account, happened)
                return None
            case Act.CLOSE:
                happened = self.tell(What.ACCOUNT_CLOSED, account, **more)
                self.daybook.accounts.close(self.school, account, happened)
                return None
            case Act.GIVE_ROLE:
                return self.give_role(wish, asked_by, more)
            case Act.LINK:
                return self.new_link(account, more)
            case Act.RESET:
                happened = self.tell(What.FACTORS_RESET, account, **more)
                self.daybook.factors.reset(self.school, account, happened)
                return self.new_link(account, more)
            case Act.IDENTITY:
                self.link_identity(wish, more)
                return None
            case _:
                assert_never(wish.act)

    def add(self, wish: Wish, more: dict[str, str]) -> None:
        """Raises NameTaken."""
        told = wish.whose
        person = Person(
            told.account, told.name, told.post, self.daybook.called(self.school), told.role
        )
        happened = self.tell(What.ACCOUNT_ADDED, person.account, role=told.role.value, **more)
        self.daybook.accounts.add(self.school, person, happened)
        cases = self.daybook.rows(self.school).restricted()
        log = self.daybook.log(self.school)
        shut_out_where_meant(log, cases, person, self.by, happened.at)

    def give_role(self, wish: Wish, asked_by: Whose | None, more: dict[str, str]) -> str | None:
        """The link is for who agreed. Nobody is handed one for a role given alone."""
        assert wish.before is not None
        account, role = wish.whose.account, wish.whose.role
        anew = begins_anew(wish) and asked_by is not None
        happened = self.tell(
            What.ROLE_CHANGED, account, before=wish.before.value, after=role.value, **more
        )
        self.daybook.accounts.change_role(self.school, account, role, happened, anew=anew)
        return self.new_link(account, more) if anew else None

    def new_link(self, account: UUID, more: dict[str, str]) -> str:
        happened = self.tell(What.LINK_MADE, account, **more)
        return self.daybook.door.new_link(self.school, account, happened)

    def link_identity(self, wish: Wish, more: dict[str, str]) -> None:
        account, issuer, subject = wish.whose.account, wish.issuer, wish.subject
        happened = self.tell(What.IDENTITY_LINKED, account, issuer=issuer, subject=subject, **more)
        if not self.daybook.factors.link_identity(self.school, account, issuer, subject, happened):
            raise IdentityTaken


def to_account(act: Act, person: Person, issuer: str = "", subject: str = "") -> Wish:
    """For an account that is there and keeps its role."""
    return Wish(act=act, whose=whose(person), issuer=issuer, subject=subject)
