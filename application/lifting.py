"""How the past reaches today: an old name, the next one, and what becomes of its fields."""

from collections.abc import Callable
from typing import Any

Told = dict[str, Any]
Lift = tuple[str, Callable[[Told], Told]]

# Whom the four routes that were about somebody were about, before a step said it itself.
WERE_ABOUT = {
    "pupil-victim": "victim",
    "pupil-instigator": "instigator",
    "staff-victim-of-pupil": "instigator",
    "staff-outcome": "instigator",
}


def with_whom_it_is_about(told: Told) -> Told:
    steps = [{**step, "about": WERE_ABOUT.get(step["route"])} for step in told["steps"]]
    return {**told, "steps": steps}


def without_its_readers(told: Told) -> Told:
    """Who had read a case was not destroyed with it then."""
    return {**told, "access_stream": None, "reads": 0}


def without_a_kind(told: Told) -> Told:
    """Nobody had been asked for it, so nothing is claimed."""
    return {**told, "adviser_kind": None}


def without_a_recipient(told: Told) -> Told:
    """Nobody had been asked as what somebody received it."""
    return {**told, "recipient": None}


LIFTS: dict[str, Lift] = {
    "case-disposed.1": ("case-disposed.2", without_its_readers),
    "routes-opened.1": ("routes-opened.2", with_whom_it_is_about),
    "advice-sought.1": ("advice-sought.2", without_a_kind),
    "exhibit-handed-over.1": ("exhibit-handed-over.2", without_a_recipient),
}
