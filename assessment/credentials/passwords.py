"""Passwords: kept as argon2id hashes, and compared with those that attackers try first."""

from __future__ import annotations

import secrets
import string
from base64 import b64decode
from contextlib import suppress
from functools import cache
from hmac import compare_digest
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import normalize

from argon2 import Parameters, PasswordHasher, extract_parameters, low_level
from argon2.exceptions import InvalidHashError, VerificationError

from assessment.credentials.hashing import TooManyAtOnce, in_turn
from assessment.domain.people.accounts import password_problem

if TYPE_CHECKING:
    from collections.abc import Iterable

# One lane, since a password is to take one core and no more; how long it takes an attacker is up to time and memory.
_hasher = PasswordHasher(parallelism=1)
SERVICE_WORDS = ("fourfold", "trauma", "traumainformed", "trauma-informed", "assessment", "selfassessment")


def hashed(password: str) -> str:
    """What is kept of a password; raises TooManyAtOnce."""
    return in_turn(_hash, one_form(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password of which `kept` was kept; it takes as long for nobody as for somebody.

    Raises TooManyAtOnce.
    """
    return in_turn(_verify, kept or _nobodys_hash(), _spellings(password)) and kept is not None


def renewed(kept: str, password: str) -> str | None:
    """What is kept of a right password from now on, where `kept` was made in another way than today; else None.

    Where too many wait it stays as it is until the next time.
    """
    if not _hasher.check_needs_rehash(kept):
        return None
    with suppress(TooManyAtOnce):
        return hashed(password)
    return None


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
    return password_problem(one_form(password), common=common(), about=(*words, *SERVICE_WORDS))


@cache
def common() -> frozenset[str]:
    """Passwords that attackers try first, from published breaches; see LICENCES.txt beside the list."""
    text = (files("assessment.credentials") / "common-passwords.txt").read_text(encoding="utf-8")
    words = text.split()
    return (frozenset(words) | {word.strip(string.punctuation) for word in words}) - {""}


def one_form(password: str) -> str:
    """A password as it is kept, whichever device it was typed on; NIST SP 800-63B section 3.1.1.2 names this form."""
    return normalize("NFKC", password)


def _spellings(password: str) -> tuple[str, ...]:
    """How a password may have been kept: in one form, or before there was one, as some device had sent it."""
    return tuple(dict.fromkeys((one_form(password), password, *(normalize(one, password) for one in ("NFC", "NFD")))))


def _hash(password: str) -> str:
    return _hasher.hash(password)


def _verify(kept: str, spellings: tuple[str, ...]) -> bool:
    return any(_is_kept(kept, one) for one in spellings)


def _is_kept(kept: str, password: str) -> bool:
    """Whether a password fits a hash; worked out in one thread, whatever number of lanes it was made with.

    So a hash of earlier days takes as long as one of today, and how long an answer takes tells nobody's age.
    """
    try:
        how = extract_parameters(kept)
        salt, digest = (_decoded(part) for part in kept.split("$")[-2:])
    except (InvalidHashError, ValueError):
        return False
    if how.parallelism == 1:
        return _fits(kept, password)
    return len(digest) > 0 and compare_digest(_in_one_thread(password.encode(), salt, how), digest)


def _fits(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _in_one_thread(password: bytes, salt: bytes, how: Parameters) -> bytes:
    """What argon2 makes of a password; only this low-level call takes fewer threads than there are lanes."""
    made = low_level.ffi.new("uint8_t[]", how.hash_len)
    given, salted = (low_level.ffi.new("uint8_t[]", part) for part in (password, salt))
    none = low_level.ffi.NULL
    context = low_level.ffi.new(
        "argon2_context *",
        {
            "version": how.version,
            "out": made,
            "outlen": how.hash_len,
            "pwd": given,
            "pwdlen": len(password),
            "salt": salted,
            "saltlen": len(salt),
            "secret": none,
            "secretlen": 0,
            "ad": none,
            "adlen": 0,
            "t_cost": how.time_cost,
            "m_cost": how.memory_cost,
            "lanes": how.parallelism,
            "threads": 1,
            "allocate_cbk": none,
            "free_cbk": none,
            "flags": 0,
        },
    )
    problem = low_level.core(context, how.type.value)
    return b"" if problem else bytes(low_level.ffi.buffer(made, how.hash_len))


def _decoded(part: str) -> bytes:
    return b64decode(part + "=" * (-len(part) % 4), validate=True)


@cache
def _nobodys_hash() -> str:
    return in_turn(_hash, secrets.token_urlsafe())
