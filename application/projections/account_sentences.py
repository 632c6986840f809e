"""Whose account was opened or given a new way in, as the school's history tells it."""

from typing import assert_never

from application.projections.phrases import words
from domain.accounts import (
    AccountClosed,
    AccountEvent,
    AccountOpened,
    AccountReopened,
    FactorsReset,
    IdentityLinked,
    LinkGiven,
    RoleGiven,
    TokenGiven,
    Whose,
)
from domain.people import Role


def about_account(event: AccountEvent) -> str:
    match event:
        case AccountClosed() | TokenGiven():
            return act(event)
        case _:
            asked_by = event.asked_by
            return act(event) + (f", as asked for by {named(asked_by)}" if asked_by else "")


def act(event: AccountEvent) -> str:
    whose = event.whose
    match event:
        case AccountOpened():
            return f"opened an account for {named(whose)} as {post(whose.role)}"
        case AccountReopened():
            return f"opened the account of {named(whose)} again, as {post(whose.role)}"
        case AccountClosed():
            return f"closed the account of {named(whose)}"
        case RoleGiven(before=before):
            return f"made {named(whose)} {post(whose.role)} instead of {post(before)}"
        case LinkGiven():
            return f"gave a one-time link for the account of {named(whose)}"
        case FactorsReset():
            return f"reset the account of {named(whose)}, which begins anew with a one-time link"
        case IdentityLinked(issuer=issuer):
            return f"linked the account of {named(whose)} with an identity at {issuer}"
        case TokenGiven():
            return f"gave a token for the account of {named(whose)}"
        case _:
            assert_never(event)


def post(role: Role) -> str:
    said = words(role.value)
    return " ".join(word.upper() if word in ("dsl", "hr") else word for word in said.split())


def named(whose: Whose) -> str:
    return f"{whose.name} ({whose.post})"
