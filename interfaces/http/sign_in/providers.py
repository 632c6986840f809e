"""/api/sign-in/oidc: through the school's own Microsoft or Google."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import RedirectResponse

from application.sign_in import STEP_UP, Began, What
from interfaces.http import sessions
from interfaces.http.bodies import Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import Problem
from interfaces.http.sessions import STEP
from interfaces.http.sign_in.asked import (
    FromHere,
    TheDesk,
    come,
    not_kept,
    school_called,
    step_cookie,
)
from interfaces.sign_in.desk import Desk, HalfWay, StepOver
from interfaces.sign_in.openid import Claimed, Provider, ProviderRefused, Providers
from interfaces.wiring import Daybook

router = APIRouter(prefix="/api/sign-in/oidc", tags=["sign-in"])
PURPOSE = "provider"
ONLY_JUST = 5 * 60  # seconds: what "asked for proof again" may be old


def provider_named(request: Request, provider: str) -> Provider:
    known: Providers = request.app.state.providers
    if provider not in known:
        raise Problem(404, "not-found", "There is no such provider.")
    return known[provider]


TheProvider = Annotated[Provider, Depends(provider_named)]


def configured_for(request: Request, name: str, school: UUID) -> Provider:
    provider = provider_named(request, name)
    if school_of(sessions.daybook_of(request), provider) != school:
        raise Problem(404, "not-found", "There is no such provider.")
    return provider


def school_of(daybook: Daybook, provider: Provider) -> UUID:
    return school_called(daybook, provider.school).id


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class AllKnown:
    items: list[Known]
    next: None = None


@router.get("")
def providers(request: Request) -> AllKnown:
    """Which providers the sign-in page can offer."""
    known: Providers = request.app.state.providers
    return AllKnown([Known(one.name, one.label or one.name) for one in known.values()])


class Begin(Strict):
    """`again` asks the provider for proof anew, as step-up does."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the browser goes next."""

    location: str


@router.post("/{provider}", dependencies=[FromHere])
def begin(
    asked: Begin,
    provider: TheProvider,
    daybook: TheDaybook,
    desk: TheDesk,
    request: Request,
    answer: Response,
) -> Elsewhere:
    """POST, so that no other site signs anybody in."""
    not_kept(answer)
    back_to = f"{sessions.public_origin(request)}/api/sign-in/oidc/{quote(provider.name)}/callback"
    url, told = provider.begin(back_to, asked.again)
    kept = {**told, "again": asked.again}
    step = daybook.door.begin(
        school_of(daybook, provider), PURPOSE, desk.now, told=kept, address=desk.visitor.address
    )
    sessions.set_cookie(request, answer, STEP, step)
    return Elsewhere(url)


Text = Annotated[str | None, Query(max_length=8192)]


@router.get("/{provider}/callback", include_in_schema=False)
def back(
    provider: TheProvider,
    daybook: TheDaybook,
    desk: TheDesk,
    request: Request,
    code: Text = None,
    state: Text = None,
    iss: Text = None,
    error: Text = None,
) -> Response:
    """The provider sends the browser here. Nothing is believed but what this browser began."""
    step = daybook.door.take(step_cookie(request), PURPOSE, desk.now)
    if step is None:
        raise StepOver
    told = {"code": code, "state": state, "iss": iss, "error": error}
    try:
        claimed = provider.finish(step.told, {k: v for k, v in told.items() if v}, desk.now)
        check_only_just(claimed, bool(step.told["again"]), desk)
    except ProviderRefused as refusal:
        desk.write_down(step.school, What.FAILED, None, at=provider.name, why=str(refusal))
        raise
    outcome = desk.identity(
        step.school,
        known_account(daybook, desk, step.school, claimed),
        claimed.proved_at or desk.now - STEP_UP,
        claimed.two_factors,
        Began(claimed.issuer, claimed.subject, claimed.sid),
    )
    where = "/sign-in#second-factor" if isinstance(outcome, HalfWay) else "/sign-in"
    answer = RedirectResponse(where, 303)
    come(request, answer, outcome)
    return answer


def check_only_just(claimed: Claimed, again: bool, desk: Desk) -> None:
    """A provider that does not say when it last asked is taken not to have asked."""
    if not again:
        return
    proved = claimed.proved_at
    if proved is None or (desk.now - proved).total_seconds() > ONLY_JUST:
        raise ProviderRefused("The provider did not ask you to prove it again.")


def known_account(daybook: Daybook, desk: Desk, school: UUID, claimed: Claimed) -> UUID:
    """The first time an administrator links the two: see the event that is written here."""
    account = daybook.factors.account_of(school, claimed.issuer, claimed.subject)
    if account is None:
        desk.write_down(
            school,
            What.IDENTITY_UNKNOWN,
            None,
            issuer=claimed.issuer,
            subject=claimed.subject,
            called=claimed.called,
        )
        raise ProviderRefused(
            "Nobody has linked this account with Daybook yet. Ask your administrator."
        )
    return account
