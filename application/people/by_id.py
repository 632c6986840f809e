"""Somebody linked by their id in the list of people is who that list says."""

from collections.abc import Sequence
from dataclasses import replace

from application.people.person import DirectoryPerson, Kind
from application.people.search import in_full
from domain.incident.commands import LinkPerson
from domain.people import Person
from domain.texts import is_among

MAY_HAVE_AN_ACCOUNT = {Kind.STAFF, Kind.GOVERNOR, Kind.OUTSIDE}


def as_listed(
    command: LinkPerson, listed: DirectoryPerson, accounts: Sequence[Person]
) -> LinkPerson:
    """With the listed name where none was given, and with the account that has that name or the
    one they go by: only an account can be shut out.
    """
    called = [
        one.account
        for one in accounts
        if listed.kind in MAY_HAVE_AN_ACCOUNT and is_among(one.name, in_full(listed))
    ]
    account = called[0] if len(called) == 1 else None
    return replace(
        command,
        full_name=command.full_name or listed.name,
        account=command.account or account,
    )
