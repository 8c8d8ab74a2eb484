"""Random tokens that are handed out, and what is kept of them."""

from __future__ import annotations

import secrets
from hashlib import sha256
from unicodedata import normalize

_UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUP, _GROUPS = 5, 6


def new_token() -> str:
    """A token of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token, so that a copy of the database lets nobody in."""
    return sha256(token.encode()).hexdigest()


def new_recovery_codes(count: int = 10) -> tuple[str, ...]:
    """Codes to write down, of letters and digits that cannot be taken for one another; about 148 random bits each."""
    return tuple("-".join(_letters(_GROUP) for _ in range(_GROUPS)) for _ in range(count))


def tidied(code: str) -> str:
    """A recovery code as it was handed out, however it was typed."""
    bare = "".join(letter for letter in normalize("NFKC", code).lower() if letter.isalnum())
    return "-".join(bare[start : start + _GROUP] for start in range(0, len(bare), _GROUP))


def _letters(count: int) -> str:
    return "".join(secrets.choice(_UNMISTAKABLE) for _ in range(count))
