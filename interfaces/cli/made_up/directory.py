"""The made-up school's list of people, taken in by the way that any school's list takes."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from application.people.lists import read_list
from domain.people import Role
from interfaces.cli.made_up.people import PEOPLE, SCHOOL
from interfaces.people_files.reading import sheets_of
from interfaces.wiring import By, People

TAKEN_IN_ON = date(2026, 9, 2)
HEADINGS = ("Number", "Name", "Type", "Year", "Form", "Post", "Email")
FORMS = "ABCD"

# Those who come into a story, and the parents who do: of the pupil on their left.
IN_STORIES: dict[int, tuple[tuple[str, ...], ...]] = {
    7: (
        ("Alfie Denholm", "Carol Denholm"),
        ("Amelia Grant",),
        ("Chloe Whitaker", "Rachel Whitaker", "Dean Whitaker"),
        ("Isla Penrose", "Victoria Penrose"),
        ("Joshua Tattersall", "Louise Tattersall"),
    ),
    8: (
        ("Ella Marsh", "Joanne Marsh"),
        ("Hannah Sewell", "Tracey Sewell"),
        ("Harvey Nwosu",),
        ("Luke Avery", "Michelle Avery"),
        ("Maya Sandhu", "Harpreet Sandhu"),
        ("Ryan Holt", "Dawn Holt"),
    ),
    9: (
        ("Chidi Obi", "Adaeze Obi"),
        ("Freddie Cole",),
        ("Kieran Blythe",),
        ("Lewis Carrick", "Ian Carrick"),
        ("Oliver Stanton",),
        ("Poppy Langdon", "Sarah Langdon", "Craig Langdon"),
        ("Toby Radley", "Emma Radley"),
        ("Zain Mahmood",),
    ),
    10: (
        ("Callie Brannigan",),
        ("Dominik Zielinski",),
        ("Jack Merriman", "Fiona Merriman"),
        ("Leila Haddad", "Samira Haddad"),
        ("Megan Foley", "Siobhan Foley"),
        ("Nathan Brook", "Lorraine Brook"),
    ),
    11: (
        ("Ethan Cartwright", "Neil Cartwright"),
        ("Freya Lindley", "Paula Lindley"),
        ("Jordan Teague", "Alison Teague"),
    ),
}

# Their classmates: a forename and a surname each, so that a search has something to look through.
FORENAMES = (
    *("Ada", "Bilal", "Cerys", "Dylan", "Esme", "Farah"),
    *("Gethin", "Holly", "Idris", "Jasmine", "Kofi", "Lowri"),
)
SURNAMES = (
    *("Ashdown", "Birtles", "Catterall", "Dunmore", "Eastham"),
    *("Fairhurst", "Greenall", "Hosker", "Iddon"),
)

OTHER_PARENTS = (("Gareth Pollard", "parent of a pupil in Year 9"),)
OTHER_STAFF = (
    ("Keith Anstey", "Site manager"),
    ("Nadia Rahman", "Supply teacher of English"),
    ("Sian Hopkins", "Form tutor, Year 7"),
    ("Tom Fielding", "Maths teacher"),
)
GOVERNORS = (Role.GOVERNOR, Role.CHAIR_OF_GOVERNORS)

Row = tuple[str, str, str, str, str, str, str]


def fill_directory(people: People) -> None:
    """Everybody at once; the first list of a school leaves nothing in doubt."""
    data = school_list()
    preview = people.preview(read_list(sheets_of(data), TAKEN_IN_ON))
    people.apply(
        preview.listed, preview.fingerprint, {}, By("The command line"), sha256(data).digest()
    )


def school_list() -> bytes:
    """The file, as an office would export it."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    rows.writerows((*pupils(), *parents(), *staff()))
    return text.getvalue().encode("utf-8")


def pupils() -> Iterator[Row]:
    for year, families in IN_STORIES.items():
        names = sorted([*(pupil for pupil, *_ in families), *classmates(year)])
        for place, name in enumerate(names):
            form = f"{year}{FORMS[place % len(FORMS)]}"
            yield (f"{year:02}{place + 1:03}", name, "pupil", str(year), form, "", "")


def classmates(year: int) -> Iterator[str]:
    """Each of the two lists is walked at a pace of its own, so that no name comes twice."""
    for place, forename in enumerate(FORENAMES):
        yield f"{forename} {SURNAMES[(place + 2 * year) % len(SURNAMES)]}"


def parents() -> Iterator[Row]:
    known = [
        (parent, f"parent of {pupil}")
        for families in IN_STORIES.values()
        for pupil, *both in families
        for parent in both
    ]
    for number, (name, post) in enumerate((*known, *OTHER_PARENTS), start=1):
        yield (f"P{number:03}", name, "parent", "", "", post, "")


def staff() -> Iterator[Row]:
    accounts = [
        (name, "governor" if role in GOVERNORS else "staff", post)
        for name, role, post, organisation in PEOPLE
        if organisation == SCHOOL
    ]
    others = [(name, "staff", post) for name, post in OTHER_STAFF]
    for number, (name, kind, post) in enumerate((*accounts, *others), start=1):
        email = f"{name.replace(' ', '.').lower()}@tor-hill.example" if kind == "staff" else ""
        yield (f"S{number:03}", name, kind, "", "", post, email)
