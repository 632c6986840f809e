"""The rules of sign-in, without a database: times, passwords, codes, seals."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from application import passwords
from application.ports import KeyRefused
from application.sign_in import (
    FOR_A_NAME,
    FOR_AN_ADDRESS,
    PASSWORD_ALONE,
    Scope,
    limits,
    needs_second_factor,
)
from domain.people import Role
from interfaces.keys.accounts import AccountSeal
from interfaces.keys.folder import KeyFolder
from interfaces.sign_in import phone_codes
from interfaces.sign_in.leaked import LEAKED
from interfaces.sign_in.passwords import hashed, matches
from tests.sign_in.people import GOOD_PASSWORD

VECTORS = Path(__file__).parent.parent / "vectors" / "otp" / "rfc6238-rfc4226.json"
PUBLISHED = json.loads(VECTORS.read_text())
TOTP = list(PUBLISHED["totp_sha1_8digits_secret_ascii_12345678901234567890"].items())
HOTP = list(enumerate(PUBLISHED["hotp_6digits_counter_0_to_9"]))
PUBLISHED_SECRET = b"12345678901234567890"


@pytest.mark.parametrize("role", Role)
def test_every_role_has_limits_and_no_session_outlasts_a_month(role: Role) -> None:
    for own_device in (False, True):
        found = limits(role, own_device)
        assert timedelta(minutes=15) <= found.idle <= found.absolute <= timedelta(days=30)
        if needs_second_factor(role):
            assert found.absolute <= timedelta(days=1)


def test_only_reporters_may_come_in_with_a_password_alone() -> None:
    assert {Role.REPORTER} == PASSWORD_ALONE


@given(st.integers(0, 10**9))
def test_no_pause_is_for_ever(failures: int) -> None:
    for brake in (FOR_A_NAME, FOR_AN_ADDRESS):
        assert timedelta(0) <= brake.pause(failures) <= brake.longest
        assert brake.pause(failures) <= brake.pause(failures + 1)


def test_scopes_allow_what_they_say() -> None:
    assert Scope.EVERYTHING.allows("DELETE", "/api/anything")
    assert Scope.READ.allows("GET", "/api/incidents")
    assert not Scope.READ.allows("POST", "/api/incidents")
    assert Scope.REPORT.allows("POST", "/api/incidents")
    assert not Scope.REPORT.allows("POST", "/api/incidents/1/close")
    assert not Scope.REPORT.allows("GET", "/api/incidents")


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "elevenchars",
        "password1234",
        "P@ssw0rd2026!",
        "passwordpassword",
        "Safeguarding1",
        "aaaaaaaaaaaa",
        "abababababab",
        "123456789012",
        "qwertyuiopas",
        "Liverpool2026",
        "liverpoolarsenal",
        "amina.khan.2026",
        "TorHillSchool1",
        "!!!!2026!!!!09",
        "x" * 129,
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(passwords.PasswordRefused):
        passwords.check(password, ("Amina Khan", "Safeguarding lead", "Tor Hill School"))


@pytest.mark.parametrize(
    "password",
    [
        "teapot marigold envelope",
        "correct horse battery stapler",
        "gnäw lantern Ł 中 tea",
        "k7$Qz-9vXw2!pL",
        "mfghtkqwzvbn",
        "x7 " * 21 + "teapot",
        "tea" * 10 + " " + "lantern gravel" * 4,
    ],
)
def test_what_is_hard_to_guess_is_taken_whatever_it_is_made_of(password: str) -> None:
    passwords.check(password, ("Amina Khan", "Safeguarding lead", "Tor Hill School"))


@pytest.mark.parametrize(
    "password",
    [
        "1qaz2wsx3edc",
        "Q1w2e3r4t5y6",
        "sonyericsson",
        "leavemealone",
        "Marigold2026!",
        "lollipoplollipop",
    ],
)
def test_what_leaked_elsewhere_is_refused(password: str) -> None:
    with pytest.raises(passwords.PasswordRefused):
        passwords.check(password, (), LEAKED)


@pytest.mark.parametrize("password", ["reinforcements", "Quarterfinals!", "7intelligence7"])
def test_one_long_word_is_refused(password: str) -> None:
    with pytest.raises(passwords.PasswordRefused):
        passwords.check(password, (), LEAKED)


def test_more_than_3000_common_words_and_passwords_are_as_long_as_ours_must_be() -> None:
    assert sum(len(word) >= passwords.SHORTEST for word in LEAKED) > 3_000


def test_words_that_leaked_do_well_together() -> None:
    for password in ("teapot marigold envelope", "purple-lantern gravel", GOOD_PASSWORD):
        passwords.check(password, (), LEAKED)


@given(st.text(min_size=12, max_size=128))
def test_any_text_is_checked_without_fault(password: str) -> None:
    with suppress(passwords.PasswordRefused):
        passwords.check(password, ("Amina Khan",))


def test_a_password_is_compared_exactly_as_it_was_typed() -> None:
    kept = hashed("Teapot marigold  Ł")
    assert kept.startswith("$argon2id$")
    assert matches("Teapot marigold  Ł", kept)
    for near in ("teapot marigold  Ł", "Teapot marigold Ł", "Teapot marigold  L", ""):
        assert not matches(near, kept)
    assert not matches("anything", None)


# Codes


@pytest.mark.parametrize(("second", "code"), TOTP)
def test_codes_agree_with_rfc_6238(second: str, code: str) -> None:
    now = datetime.fromtimestamp(int(second), UTC)
    step = phone_codes.step_of(PUBLISHED_SECRET, code, now, digits=8)
    assert step == int(second) // 30


@pytest.mark.parametrize(("counter", "code"), HOTP)
def test_codes_agree_with_rfc_4226(counter: int, code: str) -> None:
    now = datetime.fromtimestamp(counter * 30 + 29, UTC)
    assert phone_codes.step_of(PUBLISHED_SECRET, code, now) == counter
    just_over = now + timedelta(seconds=30)
    assert phone_codes.step_of(PUBLISHED_SECRET, code, just_over) == counter
    assert phone_codes.step_of(PUBLISHED_SECRET, code, just_over + timedelta(seconds=1)) is None


def test_a_phone_reads_the_square_code() -> None:
    secret = phone_codes.new_secret()
    address = phone_codes.address(secret, "A. Khan", "Tor Hill School")
    read = pyotp.parse_uri(address)
    assert isinstance(read, pyotp.TOTP)
    assert (read.name, read.issuer) == ("A. Khan", "Daybook Tor Hill School")
    now = datetime(2026, 9, 7, 9, tzinfo=UTC)
    assert phone_codes.step_of(secret, read.at(now), now) is not None
    svg = phone_codes.picture(address)
    assert svg.startswith("<svg")
    assert "style=" not in svg
    assert "<script" not in svg


# Seals


def test_a_seal_opens_for_its_own_account_and_purpose_alone(tmp_path: Path) -> None:
    keys, school, other, account = KeyFolder(tmp_path), uuid4(), uuid4(), uuid4()
    keys.create(school)
    keys.create(other)
    seal = AccountSeal(keys)
    sealed = seal.seal(school, account, "phone-code", b"a secret")
    assert seal.open(school, account, "phone-code", sealed) == b"a secret"
    assert b"a secret" not in sealed
    for asked in (
        (other, account, "phone-code"),
        (school, uuid4(), "phone-code"),
        (school, account, "another"),
    ):
        with pytest.raises(KeyRefused):
            seal.open(*asked, sealed)
