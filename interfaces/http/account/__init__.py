"""/account: the pages of whoever is signed in, about their own account and nothing of cases.

They hold plain forms; a script is needed for passkeys alone.
"""

from fastapi import FastAPI

from interfaces.http.account import (
    accounts_page,
    deciding_page,
    factors_page,
    one_account_page,
    own_page,
    people_page,
    waiting_page,
)

__all__ = ["add_to"]


def add_to(app: FastAPI) -> None:
    for part in (
        own_page,
        factors_page,
        waiting_page,
        deciding_page,
        accounts_page,
        one_account_page,
        people_page,
    ):
        app.include_router(part.router)
