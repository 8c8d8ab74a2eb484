"""Forms that were sent, so that each acts once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.models.base import Base


class FormKey(Base):
    """A form that has acted: the digest of its key with what was typed and by whom, and the page that it led to."""

    __tablename__ = "form_keys"

    mark: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    led_to: Mapped[str] = mapped_column(Text, default="")
