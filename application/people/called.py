"""What a row of a list calls somebody: the name in full, and the one they go by."""

from application.people.cells import Unclear, turned_round
from application.people.headings import Column
from domain.names import plain

GIVEN_NAMES = (Column.GIVEN, Column.PREFERRED_GIVEN)
FAMILY_NAMES = (Column.FAMILY, Column.PREFERRED_FAMILY)


def names(says: dict[Column, str]) -> tuple[str, str]:
    name, known_as = spoken_of(says)
    if not plain(name):
        raise Unclear("There is no name in this row.")
    both_names(says)
    return name, "" if known_as == name else known_as


def both_names(says: dict[Column, str]) -> None:
    """A dash, or any other sign, says that there is only one name."""
    if says.get(Column.NAME):
        return
    given, family = (
        next((one for column in columns if (one := says.get(column, ""))), "")
        for columns in (GIVEN_NAMES, FAMILY_NAMES)
    )
    if not given or not family:
        there, missing = ("surname", "forename") if family else ("forename", "surname")
        raise Unclear(
            f"“{(given or family)[:40]}” is a {there} without a {missing}. Where somebody has "
            "one name only, write a dash for the other."
        )


def spoken_of(says: dict[Column, str]) -> tuple[str, str]:
    """The name in full, and the name they go by where it is another."""
    given = says.get(Column.GIVEN) or says.get(Column.PREFERRED_GIVEN, "")
    family = says.get(Column.FAMILY) or says.get(Column.PREFERRED_FAMILY, "")
    name = " ".join(one for one in (given, family) if plain(one)) or turned_round(
        says.get(Column.NAME, "")
    )
    if known_as := says.get(Column.KNOWN_AS, ""):
        return name, turned_round(known_as)
    preferred_family = says.get(Column.PREFERRED_FAMILY) or family
    preferred_given = says.get(Column.PREFERRED_GIVEN) or given
    if preferred_family == family:
        return name, "" if preferred_given == given else preferred_given
    return name, f"{preferred_given} {preferred_family}"
