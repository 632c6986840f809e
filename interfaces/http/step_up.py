"""Being asked once more who you are, before what is grave."""

from typing import Annotated

from fastapi import Depends, Request

from interfaces.http.dependencies import Who
from interfaces.http.sessions import came_by_token
from interfaces.http.sign_in.asked import proved, session, step_up
from interfaces.wiring import SignedIn


def stepped_up(request: Request, who: Who) -> SignedIn:
    """A browser's session must have been proved within the last minutes.

    A token was made by somebody who had just done so, and has nothing more to show.
    """
    if not came_by_token(request):
        step_up(request, proved(request, session(request)))
    return who


SteppedUp = Annotated[SignedIn, Depends(stepped_up)]
