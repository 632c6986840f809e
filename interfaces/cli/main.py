"""`daybook`, a verb a command.

Exit 0 done, 1 refused or found wrong, 2 misuse, 3 could not run.
"""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from eventsourcing.persistence import PersistenceError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from application.account_acts import Act
from application.account_names import as_typed
from application.people.applying import Unsure
from application.people.person import Kind
from application.people.refusals import KindNotSaid, ListRefused
from application.record import LineRefused
from application.school_setup import ask_school, setup_of
from application.sign_in import MOST_TOKEN_DAYS, TOKEN_DAYS, Scope
from domain.incident.refusals import Refused
from domain.people import Role
from domain.school_setup.checking import calendar_notes
from domain.school_setup.refusals import Mistaken
from interfaces import wiring
from interfaces.cli import demo as made_up
from interfaces.cli import links, people, playbook, trusts
from interfaces.cli.calendar_file import calendar_in, where
from interfaces.cli.choosing import chosen_school, opened, there, whoever
from interfaces.cli.leaving import COULD_NOT_RUN, DONE, MISUSE, REFUSED, fail
from interfaces.cli.links import known_as
from interfaces.cli.serving import address_of, free_port, serve_forever, this_port_or_another
from interfaces.settings import Settings
from interfaces.sign_in.account_acts import to_account
from interfaces.wiring import Daybook, School

app = typer.Typer(
    help="Daybook: the online-safety record that a school can stand behind in court.",
    pretty_exceptions_enable=False,
    add_completion=False,
)
school_app = typer.Typer(help="Schools of this Daybook.")
user_app = typer.Typer(help="Who may come in.")
app.add_typer(school_app, name="school")
app.add_typer(user_app, name="user")
app.add_typer(playbook.app, name="playbook")
app.add_typer(trusts.app, name="trust")

LONGEST_NAME = 200
# What the library says of a wrong word, and how we say it.
PLAINER = (
    ("Value error, ", ""),
    (
        "Input should be a valid integer, unable to parse string as an integer",
        "it is no whole number",
    ),
    ("Input should be less than or equal to", "it is at most"),
    ("Input should be greater than or equal to", "it is at least"),
)
UsageError: type[Any] = typer.BadParameter.__mro__[1]  # Typer shows its subclasses only.

Data = Annotated[
    Path | None, typer.Option("--data", help="Where the data lies. Also DAYBOOK_DATA.")
]
AtAddress = Annotated[
    str | None,
    typer.Option(
        "--address", help="Where Daybook is served, if not at DAYBOOK_ADDRESS or port 8000 here."
    ),
]
ForSchool = Annotated[
    str | None, typer.Option("--school", help="Name or id, where there are several schools.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")]


def main() -> None:
    """The console script. No traceback reaches the person; no case text reaches the terminal."""
    signal.signal(signal.SIGTERM, leave)
    try:
        app(standalone_mode=False)
    except UsageError as error:
        fail(in_one_line(error.format_message()), MISUSE)
    except typer.Abort:
        sys.exit(130)
    except (wiring.PostgresUnavailable, wiring.SchoolKeyMissing, OSError) as error:
        fail(str(error), COULD_NOT_RUN)
    except LineRefused:
        fail("A line of the record is not as it was written: `daybook verify` names it.", REFUSED)
    except PersistenceError:
        fail("The database broke off. Nothing half-written is left; try again.", COULD_NOT_RUN)
    except KeyboardInterrupt:
        sys.exit(130)


def in_one_line(message: str) -> str:
    for theirs, ours in PLAINER:
        message = message.replace(theirs, ours)
    return f"{' '.join(message.split()).rstrip('.')}. --help explains."


def leave(number: int, frame: FrameType | None) -> None:
    """A polite end: what is open is closed, and PostgreSQL stops if nobody else needs it."""
    sys.exit(128 + number)


@app.command()
def serve(data: Data = None, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the API and its pages until stopped."""
    settings = there(data)
    with wiring.opened(settings) as daybook:
        if not daybook.schools():
            fail("There is no school yet. Run `daybook school add NAME` first.", MISUSE)
        chosen = free_port(host, port)
        print(f"Serving on http://{host}:{chosen} (Ctrl-C stops)", flush=True)
        for school in daybook.schools():
            show_first_link(daybook, school, known_as(address_of(host, chosen)))
            say_what_is_wrong_with_its_edition(daybook, school)
        serve_forever(settings, host, chosen)


def say_what_is_wrong_with_its_edition(daybook: Daybook, school: School) -> None:
    """It is followed all the same, as far as it can be read. A key that is missing and a newer
    Daybook's set-up are told where they matter.
    """
    problems: tuple[str, ...] = ()
    with suppress(Refused, LineRefused, wiring.SchoolKeyMissing):
        problems = setup_of(daybook.log(school.id)).edition_problems
    for problem in problems:
        print(f"The playbook of {school.name}: {problem}", file=sys.stderr, flush=True)


@app.command()
def demo(
    data: Data = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Fill the school and stop.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fill a made-up school with a term of incidents, and serve it."""
    settings = Settings.read(data)
    chosen = port if no_serve else this_port_or_another(host, port)
    with wiring.opened(settings) as daybook:
        try:
            with progress("Filling the school", as_json) as tell:
                told = made_up.fill(daybook, tell)
        except made_up.NotFilled as error:
            fail(f"{error} Give the demo a new folder of its own: --data DIR.", REFUSED)
        url = f"http://{host}:{chosen}"
        show_demo(told, url, settings.data, as_json, no_serve)
        if not no_serve:
            serve_forever(settings, host, chosen)


def show_demo(told: made_up.Filled, url: str, data: Path, as_json: bool, no_serve: bool) -> None:
    people = [
        {"name": person.name, "role": person.role.value, "token": token}
        for person, token in told.people
    ]
    if as_json:
        print(json.dumps({"url": url, "school": told.school.name, "people": people}), flush=True)
        return
    print(f"\n{told.school.name}: {told.incidents} incidents, {told.lines} lines in the record.\n")
    for person in people:
        print(f"  {person['name']} ({person['role']})\n    {person['token']}")
    first = people[0]["token"]
    print(
        f"\nTry:  curl -H 'Authorization: Bearer {first}' {url}/api/incidents\n"
        f"      daybook verify --data {data}\n"
    )
    print(
        f"Serve it with: daybook serve --data {data} --port {url.rsplit(':', 1)[1]}"
        if no_serve
        else f"Serving on {url} (Ctrl-C stops)",
        flush=True,
    )


@school_app.command("add")
def school_add(
    name: str,
    data: Data = None,
    trust: Annotated[str | None, typer.Option(help="The trust it belongs to.")] = None,
) -> None:
    """Add a school: its key, its empty log, and the log's first line."""
    name = plain_name(name, "school")
    with wiring.opened(Settings.read(data)) as daybook:
        for other in daybook.schools():
            if as_typed(other.name) == as_typed(name):
                fail(f"There is a school called {other.name} already.", REFUSED)
        of = trusts.chosen_trust(daybook, trust) if trust else None
        school = daybook.add_school(name)
        if of:
            daybook.join_trust(school, of, whoever(daybook, school, None))
        print(school.id)
        if sys.stderr.isatty():  # Else `daybook serve` shows it.
            show_first_link(daybook, school, links.beside(Settings.read(data)))


def show_first_link(daybook: Daybook, school: School, at: str) -> None:
    """On standard error: the output of a command is for programs."""
    link = links.first_link(daybook, school)
    if link is None and (name := links.who_comes_in_first(daybook, school)):
        print(
            f"Nobody has finished signing in at {school.name} yet. Another link, if the first is "
            f"lost or used up: {links.next_hint(daybook, school, name)}",
            file=sys.stderr,
            flush=True,
        )
    if link:
        print(
            f"The administrator of {school.name} signs in first, within three days, at:\n"
            f"  {links.address(link, at)}",
            file=sys.stderr,
            flush=True,
        )


@school_app.command("join")
def school_join(trust: trusts.OfTrust, data: Data = None, school: ForSchool = None) -> None:
    """Join a school to a trust, whose leads are told numbers of it and nothing else."""
    with opened(data) as daybook:
        there, of = chosen_school(daybook, school), trusts.chosen_trust(daybook, trust)
        daybook.join_trust(there, of, whoever(daybook, there, None))
        print(f"{there.name} belongs to {of.name}.")


@school_app.command("list")
def school_list(data: Data = None) -> None:
    """Every school of this Daybook: its id and its name."""
    with opened(data) as daybook:
        for school in daybook.schools():
            print(school.id, school.name)


@school_app.command("calendar")
def school_calendar(
    file: Annotated[Path, typer.Argument(help="Terms and closed days, as TOML or JSON.")],
    by: Annotated[
        str | None, typer.Option(help="The account that sets it; else the software itself.")
    ] = None,
    data: Data = None,
    school: ForSchool = None,
) -> None:
    """Set the school's calendar. It replaces the one before."""
    command = calendar_in(file)
    with opened(data) as daybook:
        there = chosen_school(daybook, school)
        log = daybook.log(there.id)
        try:
            told = ask_school(log, command, by=whoever(daybook, there, by))
        except Mistaken as mistaken:
            fail(" ".join([mistaken.because, *map(where, mistaken.mistakes)]), REFUSED)
        except Refused as refused:
            fail(refused.because, REFUSED)
        said = "was set so already" if told.position is None else "is set"
        print(f"{there.name}: the calendar {said}, {len(command.terms)} terms.")
        print(*calendar_notes(setup_of(log).told.days), sep="\n")


@user_app.command("add")
def user_add(
    name: str,
    role: Annotated[Role, typer.Option("--role", help="What this person is in the school.")],
    post: Annotated[str, typer.Option(help="The post, as the record shall name it.")] = "",
    data: Data = None,
    school: ForSchool = None,
) -> None:
    """Add an account."""
    name = plain_name(name, "person")
    with opened(data) as daybook:
        there = chosen_school(daybook, school)
        try:
            links.add(daybook, there, name, role, post or links.usual_post(role))
        except wiring.NameTaken as taken:
            fail(str(taken), REFUSED)
        print(
            f"{name} may now use {there.name} as {role.value}. "
            f"Next: {links.next_hint(daybook, there, name)}"
        )


@user_app.command("token")
def user_token(
    name: str,
    scope: Annotated[
        Scope, typer.Option(help="What the token may be used for.")
    ] = Scope.EVERYTHING,
    days: Annotated[
        int, typer.Option(min=1, max=MOST_TOKEN_DAYS, help="How long it is good for.")
    ] = TOKEN_DAYS,
    data: Data = None,
    school: ForSchool = None,
) -> None:
    """A new bearer token for an account: the token alone, on standard output."""
    with opened(data) as daybook:
        there = chosen_school(daybook, school)
        person = whoever(daybook, there, name)
        made = links.new_token(daybook, there, person, scope, days)
        print(made.token, flush=True)
        print(made.sentence, file=sys.stderr)


@user_app.command("link")
def user_link(
    name: str, data: Data = None, school: ForSchool = None, address: AtAddress = None
) -> None:
    """A one-time link to sign in with, for who has no password yet or has lost it."""
    with opened(data) as daybook:
        there = chosen_school(daybook, school)
        person = whoever(daybook, there, name)
        link = links.give(daybook, there, to_account(Act.LINK, person))
        print(links.address(link, links.beside(Settings.read(data), address)))


@user_app.command("reset")
def user_reset(
    name: str, data: Data = None, school: ForSchool = None, address: AtAddress = None
) -> None:
    """Begin an account anew, with a one-time link, when everything is lost."""
    with opened(data) as daybook:
        there = chosen_school(daybook, school)
        person = whoever(daybook, there, name)
        link = links.give(daybook, there, to_account(Act.RESET, person))
        print(links.address(link, links.beside(Settings.read(data), address)))


@app.command("import-people")
def import_people(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    data: Data = None,
    school: ForSchool = None,
    kind: Annotated[
        Kind | None, typer.Option(help="Who is listed, where the headings do not say so.")
    ] = None,
    part: Annotated[
        bool, typer.Option("--part", help="A part of the school: nobody missing has left.")
    ] = False,
    unsure: Annotated[
        Unsure, typer.Option(help="What to do with rows that are perhaps there already.")
    ] = Unsure.LEAVE,
    yes: Annotated[bool, typer.Option("--yes", help="Apply it without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take in a list of people: CSV, XLSX or OneRoster. Shows what would change, then asks."""
    with opened(data) as daybook:
        there = chosen_school(daybook, school)
        today = datetime.now().date()  # noqa: DTZ005 (the day as the school's own clock has it)
        asked = people.Asked(file, today, kind, part, unsure, yes, as_json)
        try:
            by = whoever(daybook, there, None)
            people.import_people(daybook, there.id, by, asked, progress)
        except KindNotSaid:
            fail("The headings do not say who these people are. Say so: --kind pupil.", REFUSED)
        except ListRefused as error:
            fail(str(error), REFUSED)


@app.command()
def verify(data: Data = None, school: ForSchool = None, as_json: AsJson = False) -> None:
    """Check the whole record of every school, or of one, and name the first line that is wrong."""
    with opened(data) as daybook:
        several = school is None and len(daybook.schools()) > 1
        asked = daybook.schools() if several else [chosen_school(daybook, school)]
        found = [verified(daybook, each, as_json) for each in asked]
    ok = all(each["ok"] for each in found)
    if as_json:
        print(json.dumps({"ok": ok, "schools": found} if several else found[0]))
    sys.exit(DONE if ok else REFUSED)


def verified(daybook: Daybook, school: School, as_json: bool) -> dict[str, Any]:
    """Said at once, unless a program waits for the whole."""
    with progress("Verifying", as_json) as tell:
        verdict = daybook.verify(school.id, tell)
    where = "" if verdict.position is None else f" Line {verdict.position}:"
    if as_json:
        pass
    elif verdict.ok:
        print(f"{school.name}: {verdict.lines} lines, every one as it was written.")
        print(f"Root {verdict.root.hex()}")
    else:
        print(f"{school.name}: the record is NOT as it was written.{where} {verdict.what}")
    return {
        "ok": verdict.ok,
        "school": school.name,
        "lines": verdict.lines,
        "root": verdict.root.hex(),
        "position": verdict.position,
        "what": verdict.what,
    }


@app.command()
def rebuild(data: Data = None, school: ForSchool = None) -> None:
    """Make every read model again from the record. Writers wait meanwhile."""
    with opened(data) as daybook:
        there = chosen_school(daybook, school)
        with progress("Rebuilding", False) as tell:
            daybook.rebuild(there.id, tell)
        print(f"{there.name}: every read model made again from the record.")


@app.command()
def stop(data: Data = None) -> None:
    """Stop the embedded PostgreSQL, whoever is using it."""
    stopped = wiring.stop(Settings.read(data))
    print("PostgreSQL stopped." if stopped else "PostgreSQL was not running.")


def plain_name(name: str, whose: str) -> str:
    """A name as it may stand on paper, or the end of the command."""
    name = name.strip()
    if not name:
        fail(f"A {whose} needs a name.", MISUSE)
    if len(name) > LONGEST_NAME or not name.isprintable():
        fail(f"A name is at most {LONGEST_NAME} letters, all of which can be printed.", MISUSE)
    return name


@contextmanager
def progress(what: str, quiet: bool) -> Iterator[Any]:
    """A bar on a terminal; nothing in a pipe."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done, of: None
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


if __name__ == "__main__":
    main()
