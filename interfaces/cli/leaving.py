"""How a command ends: 0 done, 1 refused or found wrong, 2 misuse, 3 could not run."""

import sys
from typing import Never

DONE, REFUSED, MISUSE, COULD_NOT_RUN = 0, 1, 2, 3


def fail(sentence: str, code: int) -> Never:
    print(f"daybook: {sentence}", file=sys.stderr)
    sys.exit(code)
