"""Trusts: adding one, and naming who sees its totals."""

from pathlib import Path
from typing import Annotated

import typer

from domain.people import Role
from interfaces import wiring
from interfaces.cli.choosing import chosen_school, opened
from interfaces.cli.leaving import MISUSE, REFUSED, fail
from interfaces.wiring import Daybook, Trust

app = typer.Typer(help="Trusts of schools.")

Data = Annotated[
    Path | None, typer.Option("--data", help="Where the data lies. Also DAYBOOK_DATA.")
]
OfTrust = Annotated[str, typer.Option("--trust", help="The trust, by its name or id.")]


def chosen_trust(daybook: Daybook, wanted: str) -> Trust:
    for trust in daybook.trusts.all():
        if wanted in (trust.name, str(trust.id)):
            return trust
    fail(f"There is no trust called {wanted}. `daybook trust list` shows them.", MISUSE)


@app.command("add")
def add(name: str, data: Data = None) -> None:
    """Add a trust. Its schools keep a log, keys and accounts each of their own."""
    name = name.strip()
    if not (0 < len(name) <= 200 and name.isprintable()):
        fail("A trust needs a name of at most 200 letters, all of which can be printed.", MISUSE)
    with opened(data) as daybook:
        try:
            print(daybook.trusts.add(name).id)
        except wiring.NameTaken:
            fail(f"There is a trust called {name} already.", REFUSED)


@app.command("list")
def listed(data: Data = None) -> None:
    """Every trust, and the schools that belong to it."""
    with opened(data) as daybook:
        for trust in daybook.trusts.all():
            print(trust.id, trust.name)
            for school in daybook.trusts.schools(trust):
                print("  ", school.id, school.name)


@app.command("lead")
def lead(
    name: str,
    trust: OfTrust,
    post: Annotated[str, typer.Option(help="The post, as the record shall name it.")] = "",
    data: Data = None,
    school: Annotated[
        str | None,
        typer.Option("--school", help="Which school keeps the account."),
    ] = None,
) -> None:
    """Name somebody who sees the totals of a trust. The account is added if it is not there."""
    with opened(data) as daybook:
        there, of = chosen_school(daybook, school), chosen_trust(daybook, trust)
        if daybook.trusts.trust_of(there.id) != of:
            fail(f"{there.name} does not belong to {of.name}. Join it first.", REFUSED)
        person = daybook.account_called(there.id, name) or daybook.directory.add(
            there.id, name, Role.TRUST_LEAD, post or "Trust safeguarding lead", of.name
        )
        if person.role is not Role.TRUST_LEAD:
            fail(f"{name} has another role in {there.name}: {person.role.value}.", REFUSED)
        daybook.trusts.name_lead(there.id, person.account, of)
        print(f"{name} sees the totals of {of.name}. Next: daybook user token '{name}'")
