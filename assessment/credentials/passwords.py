"""Passwords: kept as argon2id hashes, and compared with those that attackers try first."""

from __future__ import annotations

import secrets
import string
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assessment.credentials.hashing import in_turn
from assessment.domain.people.accounts import password_problem

if TYPE_CHECKING:
    from collections.abc import Iterable

# One lane, since a password is to take one core and no more; how long it takes an attacker is up to time and memory.
_hasher = PasswordHasher(parallelism=1)
SERVICE_WORDS = ("fourfold", "trauma", "traumainformed", "trauma-informed", "assessment", "selfassessment")


def hashed(password: str) -> str:
    """What is kept of a password; raises TooManyAtOnce."""
    return in_turn(_hash, password)


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password of which `kept` was kept; it takes as long for nobody as for somebody.

    Raises TooManyAtOnce.
    """
    return in_turn(_verify, kept or _nobodys_hash(), password) and kept is not None


def problem(password: str, *, about: Iterable[str]) -> str | None:
    """What speaks against a password that somebody has chosen; `about` holds their name and address."""
    words = [
        part
        for text in about
        for part in (
            text,
            text.replace(" ", ""),
            text.partition("@")[0],
            *text.replace("@", " ").replace(".", " ").split(),
        )
    ]
    return password_problem(password, common=common(), about=(*words, *SERVICE_WORDS))


@cache
def common() -> frozenset[str]:
    """Passwords that attackers try first, from published breaches; see LICENCES.txt beside the list."""
    text = (files("assessment.credentials") / "common-passwords.txt").read_text(encoding="utf-8")
    words = text.split()
    return (frozenset(words) | {word.strip(string.punctuation) for word in words}) - {""}


def _hash(password: str) -> str:
    return _hasher.hash(password)


def _verify(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return in_turn(_hash, secrets.token_urlsafe())
