"""Read models: each a row type and a pure function that evolves it, line by line."""

from application.projections.online_safety_log import ONLINE_SAFETY_LOG
from application.projections.projection import Projection
from application.projections.steps_due import STEPS_DUE

ALL: tuple[Projection, ...] = (ONLINE_SAFETY_LOG, STEPS_DUE)

__all__ = ["ALL", "ONLINE_SAFETY_LOG", "STEPS_DUE", "Projection"]
