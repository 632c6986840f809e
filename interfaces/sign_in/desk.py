"""The front desk: what somebody shows, and whether it lets them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Never
from uuid import UUID

from application import passwords as rules
from application.ports import KeyRefused
from application.sign_in import (
    Began,
    Happened,
    TooManyTries,
    Visitor,
    What,
    is_fresh,
    needs_second_factor,
)
from domain.people import Person
from interfaces.sign_in import passwords, phone_codes
from interfaces.sign_in.leaked import LEAKED
from interfaces.wiring import Daybook, Session

SECOND_FACTOR = "second-factor"


class SignInRefused(Exception):
    """A sentence for the person. It never tells which part was wrong."""

    because = "Sign-in did not work."

    def __init__(self) -> None:
        super().__init__(self.because)


class WrongSignIn(SignInRefused):
    because = "That name and password do not go together."


class WrongCode(SignInRefused):
    because = "That code is wrong or was used already. Wait for the next one and type it in."


class CodeMissing(SignInRefused):
    because = "The code is missing: type the six figures that your phone shows as well."


class StepOver(SignInRefused):
    because = "This sign-in took too long, was tried too often, or was used. Start again."


class NoSecondFactor(SignInRefused):
    because = "Your role needs a second factor. Ask your administrator for a sign-in link."


class LinkOver(SignInRefused):
    because = "This link has been used or is too old. Ask your administrator for a new one."


class UsePasskey(SignInRefused):
    because = "Prove it with your passkey, or sign out and in again."


@dataclass(frozen=True, slots=True)
class LetIn:
    """What the cookie of the new session holds."""

    cookie: str
    person: Person


@dataclass(frozen=True, slots=True)
class HalfWay:
    """The first factor was right; these ways lead further."""

    step: str
    ways: list[str]


@dataclass(frozen=True, slots=True)
class Desk:
    daybook: Daybook
    now: datetime
    visitor: Visitor
    current: Session | None = None

    def password(
        self, school: UUID, name: str, password: str, own_device: bool
    ) -> LetIn | HalfWay:
        """Takes as long for a name that nobody has."""
        self.hold_back(school, name)
        found = self.daybook.factors.password_hash(school, name)
        account, kept = found or (None, None)
        right = passwords.matches(password, kept)
        person = self.daybook.accounts.person(school, account) if right and account else None
        if person is None:
            self.fail(school, account, "password", WrongSignIn)
        return self.after_first(school, person, "password", own_device)

    def link(self, link: str) -> LetIn | HalfWay:
        """A link opens the door once; past a second factor it does not lead."""
        found = self.daybook.door.take_link(link, self.now)
        person = self.daybook.accounts.person(*found) if found else None
        if found is None or person is None:
            raise LinkOver
        return self.after_first(found[0], person, "link", own_device=False)

    def identity(
        self, school: UUID, account: UUID, proved_at: datetime, two_factors: bool, began: Began
    ) -> LetIn | HalfWay:
        """Somebody whom their school's own provider vouches for, since that moment."""
        person = self.daybook.accounts.person(school, account)
        if person is None:
            self.fail(school, account, "provider", WrongSignIn)
        if two_factors:
            return self.let_in(
                school, person, "provider", two_factors=True, proved_at=proved_at, began=began
            )
        return self.after_first(school, person, "provider", False, proved_at, began)

    def after_first(
        self,
        school: UUID,
        person: Person,
        how: str,
        own_device: bool,
        proved_at: datetime | None = None,
        began: Began | None = None,
    ) -> LetIn | HalfWay:
        had = self.daybook.factors.had_by(school, person.account)
        if had.second:
            since = (proved_at or self.now).isoformat()
            told: dict[str, object] = {"how": how, "own_device": own_device, "proved_at": since}
            if began:
                told["began"] = asdict(began)
            step = self.daybook.door.begin(
                school,
                SECOND_FACTOR,
                self.now,
                person.account,
                told,
                address=self.visitor.address,
            )
            ways = {
                "passkey": had.passkeys,
                "code": had.phone_code,
                "recovery": had.recovery_codes,
            }
            return HalfWay(step, [way for way, there in ways.items() if there])
        if needs_second_factor(person.role) and how != "link":
            self.fail(school, person.account, "second factor missing", NoSecondFactor)
        return self.let_in(
            school,
            person,
            how,
            two_factors=False,
            own_device=own_device,
            proved_at=proved_at,
            began=began,
        )

    def code(self, step: str, code: str) -> LetIn:
        return self.second(step, code, "code")

    def recovery(self, step: str, code: str) -> LetIn:
        return self.second(step, code, "recovery")

    def second(self, cookie: str, code: str, way: str) -> LetIn:
        step = self.daybook.door.attempt(cookie, SECOND_FACTOR, self.now)
        person = (
            self.daybook.accounts.person(step.school, step.account)
            if step and step.account
            else None
        )
        if step is None or person is None:
            raise StepOver
        self.hold_back(step.school, person.name)
        fits = self.fits_code if way == "code" else self.fits_recovery
        if not fits(step.school, person.account, code):
            self.fail(step.school, person.account, way, WrongCode)
        if self.daybook.door.take(cookie, SECOND_FACTOR, self.now) is None:
            raise StepOver
        how, own_device = f"{step.told['how']}+{way}", bool(step.told["own_device"])
        return self.let_in(
            step.school,
            person,
            how,
            two_factors=True,
            own_device=own_device,
            proved_at=datetime.fromisoformat(step.told["proved_at"]),
            began=Began(**step.told["began"]) if "began" in step.told else None,
        )

    def fits_code(self, school: UUID, account: UUID, code: str) -> bool:
        """Uses the code up."""
        kept = self.daybook.factors.phone_code(school, account)
        if kept is None:
            return False
        secret = self.opened(school, account, kept[0])
        step = phone_codes.step_of(secret, code, self.now) if secret else None
        return step is not None and self.daybook.factors.use_step(school, account, step)

    def fits_recovery(self, school: UUID, account: UUID, code: str) -> bool:
        return self.daybook.factors.use_recovery_code(school, account, code)

    def opened(self, school: UUID, account: UUID, sealed: bytes) -> bytes | None:
        """None when the school's key was replaced since."""
        try:
            return self.daybook.account_seal.open(school, account, phone_codes.PURPOSE, sealed)
        except KeyRefused:
            return None

    def prove_again(self, session: Session, password: str, code: str | None) -> LetIn:
        """A full sign-in once more, inside a session: it gets a new cookie and is fresh."""
        school, person = session.school, session.person
        had = self.daybook.factors.had_by(school, person.account)
        if not had.password or (had.second and not had.phone_code):
            raise UsePasskey
        if had.phone_code and not code:
            raise CodeMissing
        self.check_password(session, password)
        if had.phone_code and not self.fits_code(school, person.account, code or ""):
            self.fail(school, person.account, "code", WrongCode)
        return self.renew(session, two_factors=had.second, what=What.PROVED_AGAIN)

    def check_password(self, session: Session, password: str) -> None:
        """Counted inside the session: what strangers try outside holds nobody up in here."""
        school, account = session.school, session.person.account
        with self.held_up(school):
            self.daybook.door.hold_back_inside(session, self.now)
        if not passwords.matches(password, self.daybook.factors.password_of(school, account)):
            self.fail(school, account, "password", WrongSignIn)

    def renew(self, session: Session, *, two_factors: bool, what: What | None = None) -> LetIn:
        """The same session under a new cookie, just proved."""
        self.daybook.door.let_go_inside(session)
        return self.let_in(
            session.school,
            session.person,
            session.how,
            two_factors=two_factors,
            own_device=session.own_device,
            what=what or What.PROVED_AGAIN,
            began=session.began,
        )

    def set_password(self, session: Session, current: str | None, new: str) -> None:
        """Raises PasswordRefused. Who came by a link just now need not know the old one."""
        school, person = session.school, session.person
        by_link = session.how.startswith("link") and is_fresh(session.proved_at, self.now)
        if not by_link:
            self.check_password(session, current or "")
            self.daybook.door.let_go_inside(session)
        about = (person.name, person.post, person.organisation)
        rules.check(new, about, LEAKED)
        self.daybook.factors.set_password(
            school,
            person.account,
            passwords.hashed(new),
            self.happened(What.PASSWORD_CHANGED, person.account),
        )

    def let_in(
        self,
        school: UUID,
        person: Person,
        how: str,
        *,
        two_factors: bool,
        own_device: bool = False,
        what: What = What.SIGNED_IN,
        proved_at: datetime | None = None,
        began: Began | None = None,
    ) -> LetIn:
        if what is What.SIGNED_IN:
            self.daybook.door.let_go(school, person.name, self.visitor.address)
        cookie = self.daybook.door.let_in(
            school,
            person,
            self.visitor,
            self.happened(what, person.account, how=how),
            how=how,
            two_factors=two_factors,
            own_device=own_device,
            proved_at=proved_at,
            instead_of=self.current,
            began=began,
        )
        return LetIn(cookie, person)

    def hold_back(self, school: UUID, name: str) -> None:
        """Raises TooManyTries."""
        with self.held_up(school):
            self.daybook.door.hold_back(school, name, self.visitor.address, self.now)

    @contextmanager
    def held_up(self, school: UUID) -> Iterator[None]:
        try:
            yield
        except TooManyTries as held:
            seconds = int(held.wait.total_seconds())
            self.write_down(school, What.HELD_UP, None, seconds=seconds)
            raise

    def fail(
        self, school: UUID, account: UUID | None, at: str, refusal: type[SignInRefused]
    ) -> Never:
        self.write_down(school, What.FAILED, account, at=at)
        raise refusal

    def write_down(self, school: UUID, what: What, account: UUID | None, **detail: object) -> None:
        self.daybook.door.write_down(school, self.happened(what, account, **detail))

    def happened(self, what: What, account: UUID | None, **detail: object) -> Happened:
        by = self.current.person.account if self.current else None
        return Happened(what, self.now, self.visitor.address, account, by, detail)
