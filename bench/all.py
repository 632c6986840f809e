"""Every measurement that there is, one after the other."""

import subprocess
import sys

from bench.setting import arguments

SMALL = ("append", "append_schools", "over_http", "read_back", "hidden")
LARGE = ("rebuild", "verify", "growth")


def main() -> None:
    given = arguments(lines=100_000).parse_args()
    for script in (*SMALL, *LARGE):
        command = [sys.executable, "-m", f"bench.{script}", "--data", str(given.data)]
        size = [] if script in SMALL else ["--lines", str(given.lines)]
        subprocess.run([*command, *size], check=True)


if __name__ == "__main__":
    main()
