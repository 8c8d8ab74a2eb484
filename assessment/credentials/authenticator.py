"""Codes of an authenticator app (RFC 6238), each accepted once; the shared secret is kept sealed."""

from __future__ import annotations

import base64
import io
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING
from unicodedata import normalize

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken

if TYPE_CHECKING:
    from datetime import datetime

STEP_SECONDS = 30
_TOLERANCE = 1
_ISSUER = "Fourfold"


def new_secret() -> str:
    """A secret to share with an app, 160 random bits in base 32."""
    return pyotp.random_base32()


def address(secret: str, account: str) -> str:
    """The address that an app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=_ISSUER)


def picture(secret: str, account: str) -> str:
    """The address as a QR code, an SVG element without styles."""
    drawn = io.BytesIO()
    segno.make(address(secret, account), error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=False, scale=5, border=4, light="#fff", title="QR code for your app"
    )
    return drawn.getvalue().decode()


def accepted_step(secret: str, code: str, *, at: datetime, after: int | None) -> int | None:
    """The time step to which a code belongs, if it is right now or a step away, and later than the last one used."""
    typed = normalize("NFKC", code).replace(" ", "")
    now = int(at.timestamp()) // STEP_SECONDS
    for step in range(now - _TOLERANCE, now + _TOLERANCE + 1):
        right = compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), typed.encode())
        if right and (after is None or step > after):
            return step
    return None


def sealed(secret: str, key: str) -> str:
    """A secret as it is kept in the database, sealed with the key of the installation."""
    return _box(key).encrypt(secret.encode()).decode()


def opened(kept: str, key: str) -> str | None:
    """The secret again, or None if it was sealed with another key."""
    try:
        return _box(key).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _box(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(sha256(f"authenticator secrets:{key}".encode()).digest()))
