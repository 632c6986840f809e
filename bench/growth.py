"""What must not depend on how long the log is: the large school against a small one."""

from collections.abc import Callable
from random import Random
from uuid import UUID

from bench.append import Ours
from bench.loading import loaded
from bench.measuring import Slice, in_turns, print_time
from bench.setting import Setting, setting
from interfaces.postgres.rows import Reader

SMALL = 10_000
GOAL = 1.3
TIMES = 10  # in a slice
HEAD = Reader(
    account=UUID(int=5), general=True, also_restricted=True, is_head=True, is_chair=False
)


def appending(here: Setting, school: UUID) -> Slice:
    return Ours(here.daybook.log(school))


def log_page(here: Setting, school: UUID) -> Slice:
    rows = here.daybook.rows(school)

    def work() -> None:
        for _ in range(TIMES):
            assert len(rows.log_page(limit=50, reader=HEAD)) == 50

    return work


def proof(here: Setting, school: UUID) -> Slice:
    proofs = here.daybook.proofs(school)
    size = here.daybook.log(school).given_recorder.max_notification_id()  # type: ignore[attr-defined]
    dice = Random(7)

    def work() -> None:
        for _ in range(TIMES):
            assert proofs.inclusion(dice.randrange(size), size)

    return work


def opening(here: Setting, school: UUID) -> Slice:
    log = here.daybook.log(school)
    dice = Random(7)
    page = here.daybook.rows(school).log_page(limit=500, reader=HEAD)

    def work() -> None:
        for _ in range(TIMES):
            assert log.read(dice.choice(page)["incident"]).lines

    return work


WORK: dict[str, Callable[[Setting, UUID], Slice]] = {
    "append": appending,
    "the log's first page": log_page,
    "a proof of inclusion": proof,
    "opening a case": opening,
}


def main() -> None:
    with setting(lines=100_000) as here:
        small, large = loaded(here, SMALL), loaded(here, here.lines)
        for what, work in WORK.items():
            own, bare = in_turns(work(here, large), work(here, small), rounds=40, warm=3)
            print_time(f"{what}, against {SMALL} lines", here.lines, own * 1e3, bare * 1e3, GOAL)


if __name__ == "__main__":
    main()
