"""What getting in rests on beside a password: mailed links, recovery codes, passkeys, and attempts that failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment.domain.people.accounts import LinkPurpose
from assessment.store.models.base import Base, choice
from assessment.store.models.people import Person


class MailedLink(Base):
    """A link that was sent to somebody; it opens once, for a while. Only a digest of it is kept."""

    __tablename__ = "mailed_links"
    __table_args__ = (CheckConstraint("used_at IS NULL OR revoked_at IS NULL", name="used_or_revoked"),)

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(choice(LinkPurpose, "purpose"))
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    failed_at: Mapped[datetime | None] = mapped_column(default=None)
    person: Mapped[Person] = relationship()


class RecoveryCode(Base):
    """A code for the day on which somebody's second factor is lost; it works once, and only a digest is kept."""

    __tablename__ = "recovery_codes"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Passkey(Base):
    """A passkey that somebody signs in with; what is kept of it is public."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(Text, unique=True)
    public_key: Mapped[str] = mapped_column(Text)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    person: Mapped[Person] = relationship()


class Attempt(Base):
    """A failed attempt to get in, under the digest of what it is counted for: an account, a browser, an address."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_counted_for_at", "counted_for", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    counted_for: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(index=True)
