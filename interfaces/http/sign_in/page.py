"""/sign-in: the page at the door, and what it and the pages behind it run and look like."""

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse

router = APIRouter(prefix="/sign-in", include_in_schema=False)

STATIC = Path(__file__).with_name("static")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none'; object-src 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


@router.get("")
def page() -> FileResponse:
    return FileResponse(STATIC / "sign-in.html", headers=HEADERS)


@router.get("/sign-in.js")
def script() -> FileResponse:
    return FileResponse(STATIC / "sign-in.js", headers=HEADERS)


@router.get("/account.js")
def script_of_account() -> FileResponse:
    return FileResponse(STATIC / "account.js", headers=HEADERS)


@router.get("/daybook.css")
def style() -> FileResponse:
    return FileResponse(STATIC / "daybook.css", headers=HEADERS)
