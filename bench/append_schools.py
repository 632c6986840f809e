"""The same by eight writers in eight schools, threads of one process, as the server is one."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bench.append import COMMANDS, GOAL, Floor, Ours
from bench.measuring import Slice, in_turns, print_rate
from bench.setting import Setting, setting

WRITERS = 8
CASES = 4  # a writer and slice


def writers(here: Setting) -> tuple[list[Ours], list[Floor]]:
    all_ours, all_floors = [], []
    here.fresh_floor().close()
    for number in range(WRITERS):
        school = here.daybook.add_school(f"Appending with others, {number}").id
        ours = Ours(here.daybook.log(school))
        ours()
        assert ours.last is not None
        _, lines = ours.log.given_recorder.read(ours.last)
        all_ours.append(ours)
        all_floors.append(Floor(here.connection(), school, lines))
    return all_ours, all_floors


def cases(work: Slice) -> None:
    for _ in range(CASES):
        work()


def main() -> None:
    with setting(lines=4800) as here, ThreadPoolExecutor(WRITERS) as threads:
        ours, floors = writers(here)

        def all_at_once(work: list[Slice]) -> None:
            list(threads.map(cases, work))

        commands = WRITERS * CASES * COMMANDS
        rounds = max(5, here.lines // commands)
        own, bare = in_turns(
            partial(all_at_once, list(ours)), partial(all_at_once, list(floors)), rounds
        )
        print_rate(
            "append, 8 writers in 8 schools", here.lines, commands / own, commands / bare, GOAL
        )


if __name__ == "__main__":
    main()
