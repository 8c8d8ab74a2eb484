"""Codes of authenticator apps, and how their secrets are kept."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.credentials import authenticator

NOW = datetime(2026, 11, 24, 12, 0, 10, tzinfo=UTC)
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
STEP = timedelta(seconds=authenticator.STEP_SECONDS)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    """Appendix B, whose codes of eight digits end in these six."""
    at = datetime.fromtimestamp(seconds, UTC)
    assert authenticator.accepted_step(RFC_SECRET, code, at=at, after=None) == seconds // 30


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_may_be_one_step_early_or_late(steps, taken):
    code = pyotp.TOTP(RFC_SECRET).at(int((NOW + steps * STEP).timestamp()))
    found = authenticator.accepted_step(RFC_SECRET, code, at=NOW, after=None)
    assert found == (int(NOW.timestamp()) // 30 + steps if taken else None)


def test_a_code_is_accepted_once_and_none_from_before_it():
    codes = {step: pyotp.TOTP(RFC_SECRET).at(int((NOW + step * STEP).timestamp())) for step in (-1, 0, 1)}
    used = authenticator.accepted_step(RFC_SECRET, codes[0], at=NOW, after=None)
    for step, taken in ((-1, False), (0, False), (1, True)):
        found = authenticator.accepted_step(RFC_SECRET, codes[step], at=NOW, after=used)
        assert (found is not None) is taken


def test_a_code_may_be_typed_with_a_space():
    code = pyotp.TOTP(RFC_SECRET).at(int(NOW.timestamp()))
    assert authenticator.accepted_step(RFC_SECRET, f" {code[:3]} {code[3:]} ", at=NOW, after=None)


@given(st.text().filter(lambda typed: not re.fullmatch(r"[ \d]*", typed)))
def test_what_is_no_code_is_not_accepted(typed):
    assert authenticator.accepted_step(RFC_SECRET, typed, at=NOW, after=None) is None


def test_digits_of_other_scripts_are_no_code():
    code = pyotp.TOTP(RFC_SECRET).at(int(NOW.timestamp()))
    arabic = code.translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
    assert authenticator.accepted_step(RFC_SECRET, arabic, at=NOW, after=None) is None


def test_a_sealed_secret_opens_with_its_own_key_only():
    secret = authenticator.new_secret()
    kept = authenticator.sealed(secret, "one key")
    assert secret not in kept
    assert authenticator.opened(kept, "one key") == secret
    assert authenticator.opened(kept, "another key") is None
    assert authenticator.opened(kept[:-5] + "AAAA=", "one key") is None
    assert authenticator.sealed(secret, "one key") != kept


@given(st.text())
def test_what_we_did_not_seal_does_not_open(kept):
    assert authenticator.opened(kept, "one key") is None


def test_secrets_are_long_enough_and_differ():
    """RFC 4226, section 4: 160 bits are recommended."""
    made = {authenticator.new_secret() for _ in range(20)}
    assert len(made) == 20
    assert {len(base64.b32decode(secret)) for secret in made} == {20}


def test_the_picture_is_an_svg_of_an_address_that_names_the_account():
    address = authenticator.address(RFC_SECRET, "robin&ash@example.org")
    assert address.startswith("otpauth://totp/Fourfold:robin%26ash%40example.org?")
    assert f"secret={RFC_SECRET}" in address
    drawn = authenticator.picture(RFC_SECRET, '"><script>@example.org')
    assert drawn.startswith("<svg")
    assert "<script" not in drawn
    assert "style" not in drawn
