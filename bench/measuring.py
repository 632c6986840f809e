"""Ours and the floor in turns, so that whatever else the machine does befalls both."""

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

Slice = Callable[[], object]


def seconds(work: Slice) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turns(ours: Slice, floor: Slice, rounds: int, warm: int = 1) -> tuple[float, float]:
    """Median seconds of a slice of each. What the first rounds took is not counted."""
    taken = [(seconds(ours), seconds(floor)) for _ in range(rounds + warm)][warm:]
    return median(own for own, _ in taken), median(bare for _, bare in taken)


def print_rate(what: str, n: int, ours: float, floor: float, goal: float) -> None:
    """Per second; the ratio should be at least the goal."""
    print_row(what, n, ours, floor, "per second", goal, ours / floor >= goal)


def print_time(
    what: str, n: int, ours: float, floor: float, goal: float, unit: str = "ms"
) -> None:
    """Time or size; the ratio should be at most the goal."""
    print_row(what, n, ours, floor, unit, goal, ours / floor <= goal)


def print_row(
    what: str, n: int, ours: float, floor: float, unit: str, goal: float, ok: bool
) -> None:
    row = {
        "what": what,
        "n": n,
        "ours": round(ours, 3),
        "floor": round(floor, 3),
        "unit": unit,
        "ratio": round(ours / floor, 3),
        "goal": goal,
        "ok": ok,
    }
    print(json.dumps(row), flush=True)


def in_a_process(work: Callable[..., None], *arguments: Any) -> tuple[float, float]:
    """Seconds and peak memory in MB of this work, alone in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (work, arguments))


def measured(work: Callable[..., None], arguments: tuple[Any, ...]) -> tuple[float, float]:
    taken = seconds(lambda: work(*arguments))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken, peak / (2**20 if sys.platform == "darwin" else 2**10)
