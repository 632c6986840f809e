"""Six-digit codes from an app on a phone (RFC 6238)."""

import hmac
import os
from base64 import b32encode
from datetime import datetime
from io import BytesIO

import pyotp
import segno

SECRET_SIZE = 20  # bytes (RFC 4226, section 4, R6)
SECONDS = 30
PURPOSE = "phone-code"


def new_secret() -> bytes:
    return os.urandom(SECRET_SIZE)


def base32(secret: bytes) -> str:
    return b32encode(secret).decode().rstrip("=")


def step_of(secret: bytes, code: str, now: datetime, digits: int = 6) -> int | None:
    """The step that the code belongs to: this one, or the one before for who types slowly."""
    asked = "".join(code.split())
    current = int(now.timestamp()) // SECONDS
    codes = pyotp.HOTP(base32(secret), digits=digits)
    for step in (current, current - 1):
        if hmac.compare_digest(codes.at(step).encode(), asked.encode()):
            return step
    return None


def address(secret: bytes, name: str, school: str) -> str:
    return pyotp.TOTP(base32(secret)).provisioning_uri(name=name, issuer_name=f"Daybook {school}")


def picture(address: str) -> str:
    """The square code as SVG, which a page may hold as it is or show as a picture."""
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", xmldecl=False, scale=4, border=4)
    return drawn.getvalue().decode()
