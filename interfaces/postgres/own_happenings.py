"""What happened at the door to one account, as its owner is told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from application.account_news import Told
from application.sign_in import What
from interfaces.postgres.door import Connect

MOST = 200
COLUMNS = "e.at, e.what, e.address, e.detail, e.account, e.by, b.name AS by_name, a.name AS whose"
NAMED = (
    " FROM daybook.sign_in_event e"
    " LEFT JOIN daybook.account a ON (a.school, a.account) = (e.school, e.account)"
    " LEFT JOIN daybook.account b ON (b.school, b.account) = (e.school, e.by)"
)


class OwnHappenings:
    def __init__(self, connect: Connect) -> None:
        self.of = connect

    def to(self, school: UUID, account: UUID, since: datetime) -> list[Told]:
        """The newest first."""
        return self._found(school, "e.account = %s AND e.at > %s", (account, since))

    def came_in(self, school: UUID, account: UUID) -> list[Told]:
        """The last two times, the newest first."""
        asked = (account, What.SIGNED_IN.value)
        return self._found(school, "e.account = %s AND e.what = %s", asked, most=2)

    def not_agreed(self, school: UUID, by: UUID, since: datetime) -> list[Told]:
        """What somebody refused, or took back."""
        asked = (by, since, What.NOT_AGREED.value)
        return self._found(school, "e.by = %s AND e.at > %s AND e.what = %s", asked)

    def refused_to(self, school: UUID, asked_by: UUID, since: datetime) -> list[Told]:
        """What somebody asked for and another person did not agree to."""
        asked = (str(asked_by), asked_by, since, What.NOT_AGREED.value)
        return self._found(
            school,
            "e.detail ->> 'asked_by' = %s AND e.by <> %s AND e.at > %s AND e.what = %s",
            asked,
        )

    def _found(
        self, school: UUID, which: str, asked: tuple[Any, ...], most: int = MOST
    ) -> list[Told]:
        with self.of(school) as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS}{NAMED} WHERE e.school = %s AND {which}"
                " ORDER BY e.at DESC, e.id DESC LIMIT %s",
                (school, *asked, most),
            ).fetchall()
        return [Told(**{**row, "what": What(row["what"])}) for row in rows]
