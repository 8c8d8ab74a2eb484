"""Services elsewhere that an installation uses: a mail server, and a service to sign in with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from assessment.config.variables import SettingsWrong, yes

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where emails are sent from, as `smtp://user:password@host:587` or `smtps://...` says it."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    from_start: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class SignInService:
    """An OpenID Connect provider that people may sign in with.

    `claim` names what a person is found by beside a verified email address; `strong` says that the provider always
    asks for a second factor.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "your organisation’s account"
    claim: str = "email"
    strong: bool = False


def mail_server_from(value: str) -> MailServer | None:
    """The mail server that an address names; None where there is none."""
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        raise SettingsWrong("FOURFOLD_MAIL_SERVER isn’t right. Write it like smtp://user:password@host:587.")
    from_start = parts.scheme == "smtps"
    return MailServer(
        parts.hostname,
        parts.port or (465 if from_start else 587),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        from_start=from_start,
        plain=parts.scheme == "smtp+plain",
    )


def sign_in_service_from(given: Mapping[str, str]) -> SignInService | None:
    """The service that the FOURFOLD_OIDC variables describe; None where they do not."""
    issuer = given.get("FOURFOLD_OIDC_ISSUER", "")
    if not issuer:
        return None
    missing = [name for name in ("FOURFOLD_OIDC_CLIENT_ID", "FOURFOLD_OIDC_CLIENT_SECRET") if not given.get(name)]
    if missing:
        msg = f"FOURFOLD_OIDC_ISSUER is set, so you also need to set {' and '.join(missing)}."
        raise SettingsWrong(msg)
    return SignInService(
        issuer.rstrip("/"),
        given["FOURFOLD_OIDC_CLIENT_ID"],
        given["FOURFOLD_OIDC_CLIENT_SECRET"],
        name=given.get("FOURFOLD_OIDC_NAME") or "your organisation’s account",
        claim=given.get("FOURFOLD_OIDC_CLAIM") or "email",
        strong=yes(given, "FOURFOLD_OIDC_STRONG"),
    )
