"""What somebody is told of their own account: what changed, and who tried to come in.

ASVS 6.3.5 and 6.3.7: read where they come in anyway, from what is written down already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from application.account_acts import ASKS, Act
from application.projections.account_sentences import post
from application.projections.phrases import moment
from application.sign_in import COMMAND_LINE, What
from domain.people import Role

TOLD_OF_CHANGES = timedelta(days=90)
SECOND_FACTORS = frozenset({"code", "recovery", "second factor missing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that happened at the door, with the names of today."""

    at: datetime
    what: What
    address: str
    detail: Mapping[str, Any]
    account: UUID | None
    by: UUID | None
    by_name: str | None
    whose: str | None


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    sentence: str
    new: bool  # since they were last here


@dataclass(frozen=True, slots=True)
class News:
    """`last_here` is the sign-in before this one."""

    last_here: Told | None
    attempts: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def new_changes(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.new)


def news(came_in: Sequence[Told], happened: Sequence[Told], refused: Sequence[Told] = ()) -> News:
    """Each the newest first. Somebody who is here for the first time is told of no attempts.

    `refused` is what they had asked for and another person did not agree to.
    """
    last_here = came_in[1] if len(came_in) > 1 else None
    since = last_here.at if last_here else None
    said = [(one.at, changed(one)) for one in happened]
    said += [(one.at, not_agreed(one)) for one in refused]
    changes = (
        Change(at, sentence, since is not None and at > since)
        for at, sentence in sorted(said, key=lambda one: one[0], reverse=True)
        if sentence
    )
    return News(last_here, tuple(attempts(happened, since)), tuple(changes))


def not_agreed(told: Told) -> str:
    """To whoever asked for it: who refused, and why."""
    detail = told.detail
    by = f" by {told.by_name}" if told.by_name else ""
    because = f": {detail['reason']}" if "reason" in detail else "."
    return f"Not agreed{by}, {ASKS[Act(detail['act'])].lower()} for {detail['name']}{because}"


def attempts(happened: Sequence[Told], since: datetime | None) -> list[str]:
    failed = [
        one for one in happened if one.what is What.FAILED and since is not None and one.at > since
    ]
    if not failed:
        return []
    last, number = failed[0], len(failed)
    tries = "One try to sign in as you failed" if number == 1 else f"{number} tries failed"
    said = [f"{tries}, {'' if number == 1 else 'the last '}on {moment(last.at)}{source(last)}."]
    if halfway := sum(one.detail.get("at") in SECOND_FACTORS for one in failed):
        said.append(knew_the_password(halfway))
    return said


def knew_the_password(number: int) -> str:
    times = "once" if number == 1 else f"{number} times"
    return f"The password was right and the second factor was not, {times}."


def source(told: Told) -> str:
    return f" from {told.address}" if told.address else ""


def changed(told: Told) -> str | None:
    """A sentence for whatever changed how one comes in."""
    said = in_words(told)
    return f"{said}{by_whom(told)}." if said else None


def by_whom(told: Told) -> str:
    """Nothing of what one did oneself."""
    if told.by is None:
        return ", on the command line of the server" if told.address == COMMAND_LINE else ""
    return f", by {told.by_name}" if told.by != told.account and told.by_name else ""


def in_words(told: Told) -> str | None:
    detail = told.detail
    match told.what:
        case What.FACTOR_ADDED | What.FACTOR_REMOVED:
            done = "added" if told.what is What.FACTOR_ADDED else "taken off"
            return factor(detail, done)
        case What.ROLE_CHANGED:
            before, after = Role(detail["before"]), Role(detail["after"])
            return f"Your role was changed from {post(before)} to {post(after)}"
        case What.IDENTITY_LINKED:
            return f"Your account was linked with an identity at {detail.get('issuer')}"
        case What.TOKEN_MADE:
            label = detail.get("label")
            return "A token for a program was made" + (f": {label}" if label else "")
        case What.SIGNED_IN if "recovery" in str(detail.get("how")):
            return "A recovery code was used to sign in"
        case _:
            return SAID.get(told.what)


def factor(detail: Mapping[str, Any], done: str) -> str:
    if detail.get("factor") == "passkey":
        return f"The passkey “{detail.get('label')}” was {done}"
    return f"Codes from a phone were {done}"


SAID = {
    What.PASSWORD_CHANGED: "Your password was changed",
    What.RECOVERY_CODES_MADE: "New recovery codes were made; earlier ones stopped working",
    What.FACTORS_RESET: "Your account was reset: password, phone and passkeys were taken off",
    What.LINK_MADE: "A one-time sign-in link was made for your account",
    What.IDENTITY_REMOVED: "Your account was separated from the identity at a provider",
    What.ACCOUNT_ADDED: "Your account was opened",
    What.ACCOUNT_CLOSED: "Your account was closed",
    What.ACCOUNT_REOPENED: "Your account was opened again",
    What.TOKEN_REVOKED: "A token for a program was revoked",
}
