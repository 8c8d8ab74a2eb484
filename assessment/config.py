"""Settings, read once from the environment."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_THRESHOLD = 3
SHORTEST_SECRET = 32
SHORTEST_IDLE, LONGEST_IDLE = 5, 240


class SettingsWrong(Exception):  # noqa: N818 - read by the person who starts the program
    """A setting cannot be used as it is; its text says which one and what to write instead."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is handed over, as `smtp://user:password@host:587` or `smtps://...` says it."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    from_start: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class SignInService:
    """An OpenID Connect provider that people may sign in with.

    `claim` names what a person is found by beside a verified e-mail address; `strong` says that the provider always
    asks for a second factor.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "your organisation’s account"
    claim: str = "email"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs."""

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    demonstration: bool = False
    secure_cookies: bool = False
    suppression_threshold: int = 5
    sign_in_hours: int = 12
    idle_minutes: int = 60
    cache_folder: str = "instance/static"
    instance: str = "instance"
    address: str = ""
    proxies: int = 0
    processes: int = 0
    mail_server: MailServer | None = None
    mail_from: str = "Fourfold <fourfold@localhost>"
    sign_in_service: SignInService | None = None
    retention: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; whatever is missing gets a safe default, a secret key among them.

        Raises SettingsWrong, in production with everything that is unsafe at once.
        """
        given = os.environ if environment is None else environment
        instance = Path(given.get("FOURFOLD_INSTANCE", "instance")).resolve()
        if _yes(given, "FOURFOLD_PRODUCTION"):
            _require_safe(given)
        address = _address(given.get("FOURFOLD_ADDRESS", ""))
        return cls(
            database_url=given.get("DATABASE_URL") or f"sqlite:///{_folder(instance) / 'fourfold.db'}",
            secret_key=given.get("FOURFOLD_SECRET_KEY") or _kept_secret(_folder(instance) / "secret-key"),
            demonstration=_yes(given, "FOURFOLD_DEMONSTRATION"),
            secure_cookies=_yes(given, "FOURFOLD_SECURE_COOKIES") or address.startswith("https:"),
            suppression_threshold=_whole(given, "FOURFOLD_SUPPRESSION_THRESHOLD", 5, LEAST_THRESHOLD),
            idle_minutes=_whole(given, "FOURFOLD_IDLE_MINUTES", 60, SHORTEST_IDLE, LONGEST_IDLE),
            cache_folder=str(instance / "static"),
            instance=str(instance),
            address=address,
            proxies=_whole(given, "FOURFOLD_PROXIES", 0, 0, 5),
            processes=_whole(given, "FOURFOLD_PROCESSES", 0, 0, 64),
            mail_server=_mail_server(given.get("FOURFOLD_MAIL_SERVER", "")),
            mail_from=given.get("FOURFOLD_MAIL_FROM") or "Fourfold <fourfold@localhost>",
            sign_in_service=_sign_in_service(given),
            retention=_retention(given.get("FOURFOLD_RETENTION", "")),
        )


def unsafe(given: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that must be put right before real answers are kept with these settings, a sentence each."""
    secret = given.get("FOURFOLD_SECRET_KEY", "")
    faults = {
        "FOURFOLD_SECRET_KEY must be set, to a random value of 32 characters or more that is kept nowhere else.": (
            len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4
        ),
        "FOURFOLD_ADDRESS must be the address people use, and begin with https://.": (
            not given.get("FOURFOLD_ADDRESS", "").startswith("https://")
        ),
        "FOURFOLD_DEMONSTRATION must not be set: it lets anybody continue as somebody without a password.": (
            given.get("FOURFOLD_DEMONSTRATION", "").strip().lower() not in {"", "0", "no", "false", "off"}
        ),
        "DATABASE_URL must be set, so that nobody writes real answers into a trial database.": (
            not given.get("DATABASE_URL")
        ),
        "DATABASE_URL must ask for encryption to another machine: add ?sslmode=verify-full.": (
            _leaves_the_machine(given.get("DATABASE_URL", ""))
        ),
        "FOURFOLD_MAIL_SERVER must be set: invitations and new passwords go by e-mail.": (
            not given.get("FOURFOLD_MAIL_SERVER")
        ),
        "FOURFOLD_MAIL_SERVER must be reached encrypted: smtps://, or smtp:// on port 587.": (
            given.get("FOURFOLD_MAIL_SERVER", "").startswith("smtp+plain:")
        ),
        "FOURFOLD_MAIL_FROM must be an address of your own, so that letters can be answered.": (
            "@" not in given.get("FOURFOLD_MAIL_FROM", "") or "localhost" in given.get("FOURFOLD_MAIL_FROM", "")
        ),
        "FOURFOLD_OIDC_ISSUER must begin with https://.": (
            not given.get("FOURFOLD_OIDC_ISSUER", "https://").startswith("https://")
        ),
        "FLASK_DEBUG must not be set: it shows the inside of the program.": (
            given.get("FLASK_DEBUG", "") not in {"", "0"}
        ),
    }
    return tuple(sentence for sentence, wrong in faults.items() if wrong)


def _leaves_the_machine(database: str) -> bool:
    parts = urlsplit(database)
    elsewhere = parts.scheme.startswith("postgres") and parts.hostname not in {None, "localhost", "127.0.0.1", "::1"}
    return elsewhere and not any(f"sslmode={mode}" in parts.query for mode in ("require", "verify-ca", "verify-full"))


def _require_safe(given: Mapping[str, str]) -> None:
    if found := unsafe(given):
        raise SettingsWrong("Fourfold does not start in production until this is put right:\n- " + "\n- ".join(found))


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _yes(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").strip().lower()
    if value in {"", "0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    msg = f"{name} is {value!r}; write yes or no."
    raise SettingsWrong(msg)


def _whole(given: Mapping[str, str], name: str, default: int, least: int, most: int | None = None) -> int:
    value = given.get(name) or str(default)
    if value.isdecimal() and len(value) < 7 and int(value) >= least and (most is None or int(value) <= most):
        return int(value)
    limits = f"of {least} or more" if most is None else f"from {least} to {most}"
    msg = f"{name} is {value!r}; write a whole number {limits}."
    raise SettingsWrong(msg)


def _address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query):
        msg = f"FOURFOLD_ADDRESS is {value!r}; write the address people use, such as https://fourfold.example.org."
        raise SettingsWrong(msg)
    return value.rstrip("/")


def _mail_server(value: str) -> MailServer | None:
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        raise SettingsWrong("FOURFOLD_MAIL_SERVER cannot be read; write it like smtp://user:password@host:587.")
    from_start = parts.scheme == "smtps"
    return MailServer(
        parts.hostname,
        parts.port or (465 if from_start else 587),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        from_start=from_start,
        plain=parts.scheme == "smtp+plain",
    )


def _sign_in_service(given: Mapping[str, str]) -> SignInService | None:
    issuer = given.get("FOURFOLD_OIDC_ISSUER", "")
    if not issuer:
        return None
    missing = [name for name in ("FOURFOLD_OIDC_CLIENT_ID", "FOURFOLD_OIDC_CLIENT_SECRET") if not given.get(name)]
    if missing:
        msg = f"FOURFOLD_OIDC_ISSUER is set, so {' and '.join(missing)} must be set as well."
        raise SettingsWrong(msg)
    return SignInService(
        issuer.rstrip("/"),
        given["FOURFOLD_OIDC_CLIENT_ID"],
        given["FOURFOLD_OIDC_CLIENT_SECRET"],
        name=given.get("FOURFOLD_OIDC_NAME") or "your organisation’s account",
        claim=given.get("FOURFOLD_OIDC_CLAIM") or "email",
        strong=_yes(given, "FOURFOLD_OIDC_STRONG"),
    )


def _retention(value: str) -> dict[str, int]:
    found = {}
    for part in filter(None, (one.strip() for one in value.split(","))):
        name, _, days = part.partition("=")
        if not days.strip().isdecimal() or len(days.strip()) > 5:
            msg = f"FOURFOLD_RETENTION holds {part!r}; write it like attempts=7,addresses=90, in days."
            raise SettingsWrong(msg)
        found[name.strip()] = int(days)
    return found


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
