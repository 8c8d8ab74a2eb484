"""What somebody signs in with, and where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessment.domain.people.person import Person

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Account(Person):
    """A person with what proves who they are; read only where somebody signs in or keeps their own account."""

    outside_identity: str | None
    password_hash: str | None = field(repr=False)
    authenticator_sealed: str | None = field(repr=False)
    authenticator_step: int | None


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey that somebody signs in with; nothing of it is secret."""

    id: int
    person_id: int
    credential_id: str
    public_key: str
    sign_count: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailedLink:
    """A link that was sent to somebody and still opens."""

    expires_at: datetime
    person: Person


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser in which somebody is signed in."""

    token_digest: str
    started_at: datetime
    seen_at: datetime
    address: str
    browser: str
