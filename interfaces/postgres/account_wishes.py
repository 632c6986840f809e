"""What waits for somebody to agree with an administrator."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

from application.account_acts import MOST_WAITING, SAFEGUARDING_POSTS, WAITS, Act, Waiting, Wish
from application.account_names import looks
from application.sign_in import Happened
from domain.accounts import Whose
from domain.people import Person, Role
from interfaces.postgres.directory import NameTaken
from interfaces.postgres.door import Connect
from interfaces.postgres.happenings import write

COLUMNS = (
    "number, act, account, name, post, role, before, issuer, subject,"
    " asked_by, asked_by_name, asked_by_post, asked_at, until"
)
POSTS = sorted(post.value for post in SAFEGUARDING_POSTS)


ONE_ACT_AT_A_TIME = 0x61637473  # "acts", the first half of the lock; the second is the school.


class TooManyWaiting(Exception):
    """Nobody looks through so many. Some must be agreed to, refused or taken back first."""


class AccountWishes:
    def __init__(self, connect: Connect) -> None:
        self.of = connect

    def ask(self, school: UUID, wish: Wish, by: Person, happened: Happened) -> UUID:
        """An earlier wish of the kind is over: nobody agrees to words that have changed since.
        Raises NameTaken where an account waits already whose name looks the same.
        """
        number, whose = uuid4(), wish.whose
        with self.of(school) as connection:
            connection.execute(
                "DELETE FROM daybook.account_wish WHERE school = %(school)s AND"
                " (until <= %(now)s OR (act = %(act)s AND (account = %(account)s OR"
                "  (act = 'open-account' AND name = %(name)s))))",
                {
                    "school": school,
                    "now": happened.at,
                    "act": wish.act.value,
                    "account": whose.account,
                    "name": whose.name,
                },
            )
            if wish.act is Act.OPEN:
                check_waiting(connection, school, whose.name)
            row = connection.execute(
                "SELECT count(*) AS waiting FROM daybook.account_wish WHERE school = %s", (school,)
            ).fetchone()
            if row and row["waiting"] >= MOST_WAITING:
                raise TooManyWaiting
            connection.execute(
                f"INSERT INTO daybook.account_wish (school, {COLUMNS}) VALUES"
                " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    school,
                    number,
                    wish.act.value,
                    whose.account,
                    whose.name,
                    whose.post,
                    whose.role.value,
                    wish.before.value if wish.before else None,
                    wish.issuer,
                    wish.subject,
                    by.account,
                    by.name,
                    by.post,
                    happened.at,
                    happened.at + WAITS,
                ),
            )
            write(connection, school, happened)
        return number

    def waiting(self, school: UUID, now: datetime) -> list[Waiting]:
        """The oldest first."""
        with self.of(school) as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM daybook.account_wish"
                " WHERE school = %s AND until > %s ORDER BY asked_at, number",
                (school, now),
            ).fetchall()
        return list(map(waiting_of, rows))

    def one(self, school: UUID, number: UUID, now: datetime) -> Waiting | None:
        found = (each for each in self.waiting(school, now) if each.number == number)
        return next(found, None)

    def take(self, school: UUID, number: UUID) -> bool:
        """Whether it was still there: of two who agree at once, one is heard."""
        with self.of(school) as connection:
            taken = connection.execute(
                "DELETE FROM daybook.account_wish WHERE school = %s AND number = %s",
                (school, number),
            )
        return taken.rowcount == 1

    def one_act_at_a_time(self, school: UUID) -> None:
        """Until this transaction is over nobody else does anything to an account here."""
        with self.of(school) as connection:
            connection.execute(
                "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (ONE_ACT_AT_A_TIME, str(school))
            )

    def forget(self, school: UUID, account: UUID) -> None:
        """Something was done to the account: whatever else waits for it is over."""
        with self.of(school) as connection:
            connection.execute(
                "DELETE FROM daybook.account_wish WHERE school = %s AND account = %s",
                (school, account),
            )

    def somebody_held_a_post(self, school: UUID) -> bool:
        """Whether there is, or ever was, somebody who could agree."""
        return self._one_of(school, "")

    def somebody_came_in(self, school: UUID) -> bool:
        """Whether one of those has ever come in."""
        return self._one_of(
            school,
            " AND (EXISTS (SELECT FROM daybook.token t"
            "  WHERE (t.school, t.account) = (a.school, a.account))"
            " OR EXISTS (SELECT FROM daybook.sign_in_event c"
            "  WHERE (c.school, c.account) = (a.school, a.account)"
            "  AND c.what IN ('signed-in', 'token-made')))",
        )

    def _one_of(self, school: UUID, who: str) -> bool:
        with self.of(school) as connection:
            found = connection.execute(
                "SELECT FROM daybook.account a WHERE a.school = %(school)s"
                " AND (a.role = ANY(%(posts)s) OR EXISTS (SELECT FROM daybook.sign_in_event e"
                "  WHERE (e.school, e.account) = (a.school, a.account)"
                "  AND e.what = 'role-changed' AND e.detail ->> 'before' = ANY(%(posts)s)))"
                f"{who} LIMIT 1",
                {"school": school, "posts": POSTS},
            )
        return found.rowcount == 1


def check_waiting(connection: psycopg.Connection[Any], school: UUID, name: str) -> None:
    """Whoever agreed to the second of two would only then be told that the first has the name."""
    rows = connection.execute(
        "SELECT name FROM daybook.account_wish WHERE school = %s AND act = 'open-account'",
        (school,),
    )
    for row in rows:
        if looks(row["name"]) == looks(name):
            raise NameTaken(
                f"An account for {row['name']}, which looks the same, waits for somebody to agree "
                "already. Take that back first, or add what tells the two apart."
            )


def waiting_of(row: dict[str, Any]) -> Waiting:
    return Waiting(
        number=row["number"],
        wish=Wish(
            act=Act(row["act"]),
            whose=Whose(
                account=row["account"],
                name=row["name"],
                post=row["post"],
                role=Role(row["role"]),
            ),
            before=Role(row["before"]) if row["before"] else None,
            issuer=row["issuer"],
            subject=row["subject"],
        ),
        asked_by=Whose(
            account=row["asked_by"],
            name=row["asked_by_name"],
            post=row["asked_by_post"],
            role=Role.ADMINISTRATOR,
        ),
        asked_at=row["asked_at"],
        until=row["until"],
    )
