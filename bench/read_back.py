"""Reading a case of 200 lines back and unsealing it, against a bare SELECT of its rows."""

from datetime import UTC, datetime

from bench.measuring import in_turns, print_time
from bench.setting import KHAN, REPORT, note, setting

LINES = 200
TIMES = 10  # in a slice
GOAL = 4
SELECT = (
    "SELECT position, version, name, body, sealed, leaf FROM daybook.record"
    " WHERE school = %s AND stream = %s ORDER BY version"
)


def main() -> None:
    with setting(lines=LINES) as here:
        school = here.daybook.add_school("Reading back").id
        log, bare = here.daybook.log(school), here.connection()
        now = datetime.now(UTC)
        reported = log.ask(None, REPORT, by=KHAN, now=now)  # A line, and the steps it brings.
        case = reported.id
        for number in range(reported.version, here.lines):
            log.ask(case, note(number), by=KHAN, now=now)

        def ours() -> None:
            for _ in range(TIMES):
                assert len(log.read(case).lines) == here.lines

        def floor() -> None:
            for _ in range(TIMES):
                bare.execute(SELECT, (school, case), prepare=True, binary=True).fetchall()

        own, raw = in_turns(ours, floor, rounds=40, warm=3)
        print_time("read back and unseal", here.lines, own / TIMES * 1e3, raw / TIMES * 1e3, GOAL)


if __name__ == "__main__":
    main()
