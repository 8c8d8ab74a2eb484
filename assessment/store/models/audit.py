"""The record of what happened: rows are only ever added, and each holds the digest of the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from assessment.domain.trust.audit import Kind
from assessment.store.models.base import Base, choice


class AuditEntry(Base):
    """One thing that happened. Of a row that stands, only `address` and `salt` may be taken away, by retention.

    There are no foreign keys, since the record outlives what it is about.
    """

    __tablename__ = "audit_entries"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"), index=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any]]
    address_mark: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text, default=None)
    salt: Mapped[str | None] = mapped_column(Text, default=None)
