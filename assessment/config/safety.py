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
        raise SettingsWrong("Fourfold won’t start in production until you fix this:\n- " + "\n- ".join(found))


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
    "Set FOURFOLD_SECRET_KEY to a random value of 32 characters or more, and don’t use it anywhere else.": (
        _secret_is_weak
    ),
    "Set FOURFOLD_ADDRESS to the web address people use. It must start with https://.": (
        lambda given: not given.get("FOURFOLD_ADDRESS", "").startswith("https://")
    ),
    "Don’t set FOURFOLD_DEMONSTRATION: it lets anyone sign in without a password.": (
        lambda given: given.get("FOURFOLD_DEMONSTRATION", "").strip().lower() not in NO
    ),
    "Set DATABASE_URL, so that real answers don’t end up in a trial database.": (
        lambda given: not given.get("DATABASE_URL")
    ),
    "DATABASE_URL must use encryption to reach another machine: add ?sslmode=verify-full.": _leaves_the_machine,
    "Set FOURFOLD_MAIL_SERVER: invitations and new passwords are sent by email.": (
        lambda given: not given.get("FOURFOLD_MAIL_SERVER")
    ),
    "FOURFOLD_MAIL_SERVER must use encryption: smtps://, or smtp:// on port 587.": (
        lambda given: given.get("FOURFOLD_MAIL_SERVER", "").startswith("smtp+plain:")
    ),
    "Set FOURFOLD_MAIL_FROM to an address of your own, so that people can reply.": _sender_is_unset,
    "FOURFOLD_OIDC_ISSUER must start with https://.": (
        lambda given: not given.get("FOURFOLD_OIDC_ISSUER", "https://").startswith("https://")
    ),
    "Don’t set FLASK_DEBUG: it shows how the system works inside.": (
        lambda given: given.get("FLASK_DEBUG", "") not in {"", "0"}
    ),
}
