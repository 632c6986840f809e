"""Being asked once more who you are, before what is grave."""

from typing import Annotated

from fastapi import Depends

from interfaces.http.dependencies import Who
from interfaces.http.errors import Problem
from interfaces.wiring import SignedIn


class StepUpNeeded(Problem):
    """Whoever is signed in must prove it again, just now."""

    def __init__(self) -> None:
        super().__init__(403, "step-up-needed", "Confirm that it is you, then try again.")


def stepped_up(who: Who) -> SignedIn:
    """The seam for sign-in: raises StepUpNeeded for a session that was not confirmed just now.

    Bearer tokens have no second factor to ask for, so today nobody is asked.
    """
    return who


SteppedUp = Annotated[SignedIn, Depends(stepped_up)]
