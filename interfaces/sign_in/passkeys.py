"""Passkeys (WebAuthn). The device checks its owner, so that one gesture is two factors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from domain.people import Person
from interfaces.wiring import Passkey


class PasskeyRefused(Exception):
    """This passkey does not answer what was asked."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the browser says it is. A passkey works at one host name only."""

    origin: str

    @property
    def rp_id(self) -> str:
        host = urlsplit(self.origin).hostname or ""
        try:
            ip_address(host)
        except ValueError:
            return host
        raise PasskeyRefused(
            "A passkey needs a name, not a number, as the address. On this machine use localhost."
        )


def to_add(address: Address, school: UUID, person: Person, had: list[Passkey]) -> str:
    """What the browser needs to make a passkey, as JSON."""
    options = webauthn.generate_registration_options(
        rp_id=address.rp_id,
        rp_name="Daybook",
        user_id=school.bytes + person.account.bytes,
        user_name=person.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in had],
    )
    return webauthn.options_to_json(options)


def added(
    address: Address,
    challenge: str,
    answer: Mapping[str, Any],
    account: UUID,
    label: str,
    now: datetime,
) -> Passkey:
    """Raises PasskeyRefused."""
    try:
        proven = webauthn.verify_registration_response(
            credential=dict(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=address.rp_id,
            expected_origin=address.origin,
            require_user_verification=True,
        )
    except Exception:  # Whatever a hostile answer makes the parser trip over.
        raise PasskeyRefused("The passkey could not be added. Try again.") from None
    return Passkey(
        proven.credential_id,
        account,
        proven.credential_public_key,
        proven.sign_count,
        address.rp_id,
        label,
        now,
    )


def to_sign_in(address: Address) -> str:
    """No account is named: the device knows whose it is, and a stranger learns nothing."""
    options = webauthn.generate_authentication_options(
        rp_id=address.rp_id, user_verification=UserVerificationRequirement.REQUIRED
    )
    return webauthn.options_to_json(options)


def credential_of(answer: Mapping[str, Any]) -> bytes:
    try:
        return base64url_to_bytes(answer["rawId"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PasskeyRefused("That is no answer of a passkey.") from None


def uses(address: Address, challenge: str, answer: Mapping[str, Any], passkey: Passkey) -> int:
    """How often the passkey says it was used. Raises PasskeyRefused."""
    try:
        proven = webauthn.verify_authentication_response(
            credential=dict(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=passkey.rp_id,
            expected_origin=address.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception:  # Whatever a hostile answer makes the parser trip over.
        raise PasskeyRefused("The passkey did not fit. Try again.") from None
    return proven.new_sign_count
