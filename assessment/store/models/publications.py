"""What was published of a year: when, over whom, and the figures of every group, which never change again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.models.base import Base


class Publication(Base):
    """One publication of a year; a year that is published again has another one."""

    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("cycle_id", "number"),
        CheckConstraint("number >= 1", name="number_from_1"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    threshold: Mapped[int]
    rules: Mapped[str] = mapped_column(Text)


class PublishedGroup(Base):
    """A group of the catalogue as it was published; without figures where it was closed."""

    __tablename__ = "published_groups"

    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    counted: Mapped[int]
    left_out: Mapped[int]
    figures: Mapped[dict[str, Any] | None]


class PublishedOrganisation(Base):
    """An organisation with the result that was published: the groups it belonged to, and where it had a name.

    Nobody is shown this but where the organisation has a name; it is what later publications are decided by.
    """

    __tablename__ = "published_organisations"

    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id"))
    named: Mapped[bool] = mapped_column(index=True)
    named_in: Mapped[list[int | None]]
    belongs_to: Mapped[list[str]]
    counted_in: Mapped[list[str]]
