"""Verifying a school, or rebuilding its read models, against a bare fetch of its rows."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from uuid import UUID

import psycopg

from bench.loading import loaded
from bench.measuring import in_a_process, print_time
from bench.setting import opened, setting

ROUNDS = 2
FLAT = 1.25
FETCH = (
    "SELECT position, stream, version, name, body, sealed, leaf"
    " FROM daybook.record WHERE school = %s ORDER BY position"
)

Work = Callable[[Path, UUID], None]


def fetch(superuser: str, school: UUID) -> None:
    with psycopg.connect(superuser) as connection, connection.cursor(name="floor") as cursor:
        cursor.execute(FETCH, (school,), binary=True)
        while cursor.fetchmany(2000):
            pass


def verify(data: Path, school: UUID) -> None:
    with opened(data, 0) as here:
        verdict = here.daybook.verify(school)
        assert verdict.ok, verdict


def rebuild(data: Path, school: UUID) -> None:
    with opened(data, 0) as here:
        here.daybook.rebuild(school)


def compare(what: str, work: Work, goal: float) -> None:
    with setting(lines=100_000) as here:
        tenth = loaded(here, here.lines // 10)
        school = loaded(here, here.lines)
        taken, bare = [], []
        for _ in range(ROUNDS):
            taken.append(in_a_process(work, here.data, school))
            bare.append(in_a_process(fetch, here.superuser, school))
        small = in_a_process(work, here.data, tenth)
        own, raw = median(s for s, _ in taken), median(s for s, _ in bare)
        print_time(what, here.lines, own, raw, goal, "s")
        peak = max(memory for _, memory in taken)
        print_time(f"{what}: memory, against a tenth", here.lines, peak, small[1], FLAT, "MB")
