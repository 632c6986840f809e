"""Where a provider says that somebody has signed out there. No browser comes here."""

from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import JSONResponse

from application.sign_in import Happened, What
from interfaces.http import sessions
from interfaces.http.dependencies import TheDaybook
from interfaces.http.documented import problems
from interfaces.http.errors import problem
from interfaces.http.sign_in.asked import FromHere
from interfaces.http.sign_in.providers import TheProvider, school_of
from interfaces.sign_in.log_out import LogOutRefused, log_out

router = APIRouter(prefix="/api/sign-in/oidc", tags=["sign-in"])

FORM = "application/x-www-form-urlencoded"
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["logout_token"],
                    "properties": {"logout_token": {"type": "string"}},
                }
            }
        },
    }
}


async def sent(request: Request) -> str:
    """The framework reads a body only so."""
    try:
        fields = parse_qsl((await request.body()).decode(), max_num_fields=20)
    except ValueError:
        return ""
    tokens = [value for name, value in fields if name == "logout_token"]
    return tokens[0] if len(tokens) == 1 else ""


@router.post(
    "/{provider}/backchannel-logout",
    dependencies=[FromHere],
    openapi_extra=BODY,
    responses=problems(400, 404),
)
def backchannel_logout(
    provider: TheProvider,
    token: Annotated[str, Depends(sent)],
    daybook: TheDaybook,
    request: Request,
) -> Response:
    """Ends the sessions that began with this provider: the one it names, or all of a person.

    OpenID Connect Back-Channel Logout 1.0. Each token is taken once.
    """
    now = sessions.now_of(request)
    address = sessions.visitor_of(request).address

    def tell(account: UUID) -> Happened:
        told = {"at": provider.name}
        return Happened(What.SESSIONS_ENDED, now, address, account, detail=told)

    told = log_out(provider, token, now)
    ended = daybook.provider_log_outs.end(school_of(daybook, provider), told, now, tell)
    if ended is None:
        raise LogOutRefused("This log-out token was taken already.")
    return Response(status_code=200, headers={"Cache-Control": "no-store"})


def of_log_out(request: Request, error: Exception) -> JSONResponse:
    """Section 2.8: the provider reads `error`."""
    return problem(
        400,
        "log-out-refused",
        str(error),
        {"Cache-Control": "no-store"},
        error="invalid_request",
        error_description=str(error),
    )
