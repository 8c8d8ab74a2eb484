"""Question banks that were uploaded in the browser; those that are installed are files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.models.base import Base


class BankFile(Base):
    """An uploaded bank: a draft until it is published, and never changed from then on."""

    __tablename__ = "bank_files"
    __table_args__ = (
        CheckConstraint("(published_at IS NULL) = (published_by_id IS NULL)", name="published_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[str] = mapped_column(Text, unique=True)
    content: Mapped[str] = mapped_column(Text, deferred=True)
    recorded: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
