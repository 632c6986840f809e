"""OneRoster 1.2, and 1.1, as a ZIP of CSV files. Of all of them, two or three are opened."""

from collections.abc import Mapping

from application.people.headings import letters
from application.people.lists import Sheet
from interfaces.people_files.comma_separated import read_csv
from interfaces.people_files.refusals import Damaged

MANIFEST, USERS, ROLES = "manifest.csv", "users.csv", "roles.csv"


def read_oneroster(members: Mapping[str, bytes]) -> Sheet:
    files = by_last_name(members)
    users = read_csv(files[USERS])
    whole = processing(files, "fileusers") != "delta"
    if processing(files, "fileusers") == "absent":
        raise Damaged("its manifest says that it brings no users")
    if ROLES not in files or not users.rows or "role" in map(letters, users.rows[0][1]):
        return Sheet(users.rows, whole)
    return Sheet(with_roles(users, roles_of(read_csv(files[ROLES]))).rows, whole)


def by_last_name(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Some programs pack the folder that the files lie in."""
    return {name.rsplit("/", 1)[-1].casefold(): content for name, content in members.items()}


def processing(files: Mapping[str, bytes], wanted: str) -> str:
    """What the manifest says of a file: bulk, delta or absent. Without one it is bulk."""
    if MANIFEST not in files:
        return "bulk"
    for _, cells in read_csv(files[MANIFEST]).rows:
        if len(cells) > 1 and letters(cells[0]) == wanted:
            return cells[1].strip().casefold()
    return "bulk"


def roles_of(sheet: Sheet) -> dict[str, str]:
    """Each user's primary role, else the first one."""
    if not sheet.rows:
        return {}
    places = {letters(heading): place for place, heading in enumerate(sheet.rows[0][1])}
    if not {"usersourcedid", "role"} <= set(places):
        raise Damaged("its roles.csv names no users or no roles")
    user, role, primary = places["usersourcedid"], places["role"], places.get("roletype")
    roles: dict[str, str] = {}
    for _, cells in sheet.rows[1:]:
        if len(cells) <= max(user, role):
            continue
        first = primary is not None and primary < len(cells) and cells[primary] == "primary"
        if first or cells[user] not in roles:
            roles[cells[user]] = cells[role]
    return roles


def with_roles(users: Sheet, roles: Mapping[str, str]) -> Sheet:
    (number, headings), *people = users.rows
    names = [letters(heading) for heading in headings]
    if "sourcedid" not in names:
        raise Damaged("its users.csv has no column sourcedId")
    user = names.index("sourcedid")
    joined = [
        (
            at,
            (
                *start(cells, len(headings)),
                roles.get(cell(cells, user), ""),
                *cells[len(headings) :],
            ),
        )
        for at, cells in people
    ]
    return Sheet(((number, (*headings, "role")), *joined), users.whole)


def start(cells: tuple[str, ...], length: int) -> tuple[str, ...]:
    """The role stands after so many, however short the row; what a row has too many comes last."""
    return (*cells[:length], *[""] * (length - len(cells)))


def cell(cells: tuple[str, ...], place: int) -> str:
    return cells[place] if place < len(cells) else ""
