"""What must be put right before an installation keeps real answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assessment.config.variables import NO, SettingsWrong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHORTEST_SECRET = 32


def unsafe(given: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that must be put right before real answers are kept with these settings, a sentence each."""
    return tuple(sentence for sentence, wrong in _FAULTS.items() if wrong(given))


def require_safe(given: Mapping[str, str]) -> None:
    """Refuse to start in production while anything is unsafe; raises SettingsWrong with all of it."""
    if found := unsafe(given):
        raise SettingsWrong("Fourfold does not start in production until this is put right:\n- " + "\n- ".join(found))


def _secret_is_weak(given: Mapping[str, str]) -> bool:
    secret = given.get("FOURFOLD_SECRET_KEY", "")
    return len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4


def _sender_is_unset(given: Mapping[str, str]) -> bool:
    sender = given.get("FOURFOLD_MAIL_FROM", "")
    return "@" not in sender or "localhost" in sender


def _leaves_the_machine(given: Mapping[str, str]) -> bool:
    parts = urlsplit(given.get("DATABASE_URL", ""))
    elsewhere = parts.scheme.startswith("postgres") and parts.hostname not in {None, "localhost", "127.0.0.1", "::1"}
    return elsewhere and not any(f"sslmode={mode}" in parts.query for mode in ("require", "verify-ca", "verify-full"))


_FAULTS: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
    "FOURFOLD_SECRET_KEY must be set, to a random value of 32 characters or more that is kept nowhere else.": (
        _secret_is_weak
    ),
    "FOURFOLD_ADDRESS must be the address people use, and begin with https://.": (
        lambda given: not given.get("FOURFOLD_ADDRESS", "").startswith("https://")
    ),
    "FOURFOLD_DEMONSTRATION must not be set: it lets anybody continue as somebody without a password.": (
        lambda given: given.get("FOURFOLD_DEMONSTRATION", "").strip().lower() not in NO
    ),
    "DATABASE_URL must be set, so that nobody writes real answers into a trial database.": (
        lambda given: not given.get("DATABASE_URL")
    ),
    "DATABASE_URL must ask for encryption to another machine: add ?sslmode=verify-full.": _leaves_the_machine,
    "FOURFOLD_MAIL_SERVER must be set: invitations and new passwords go by e-mail.": (
        lambda given: not given.get("FOURFOLD_MAIL_SERVER")
    ),
    "FOURFOLD_MAIL_SERVER must be reached encrypted: smtps://, or smtp:// on port 587.": (
        lambda given: given.get("FOURFOLD_MAIL_SERVER", "").startswith("smtp+plain:")
    ),
    "FOURFOLD_MAIL_FROM must be an address of your own, so that letters can be answered.": _sender_is_unset,
    "FOURFOLD_OIDC_ISSUER must begin with https://.": (
        lambda given: not given.get("FOURFOLD_OIDC_ISSUER", "https://").startswith("https://")
    ),
    "FLASK_DEBUG must not be set: it shows the inside of the program.": (
        lambda given: given.get("FLASK_DEBUG", "") not in {"", "0"}
    ),
}
