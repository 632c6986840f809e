"""Read models: each a row type and a pure function that evolves it, line by line."""

from application.projections.concern_register import CONCERN_REGISTER
from application.projections.online_safety_log import ONLINE_SAFETY_LOG
from application.projections.prevention_entry import PREVENTION_ENTRY
from application.projections.projection import Projection
from application.projections.steps_due import STEPS_DUE

ALL: tuple[Projection, ...] = (
    ONLINE_SAFETY_LOG,
    STEPS_DUE,
    CONCERN_REGISTER,
    PREVENTION_ENTRY,
)

__all__ = [
    "ALL",
    "CONCERN_REGISTER",
    "ONLINE_SAFETY_LOG",
    "PREVENTION_ENTRY",
    "STEPS_DUE",
    "Projection",
]
