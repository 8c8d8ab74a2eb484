"""Organisations and the partnerships they work in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment.domain.area import Sector, SizeBand
from assessment.store.models.base import Base, choice


class Organisation(Base):
    """A body that assesses itself; `reference` is its name in addresses and never changes."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(
            "(named_in_comparisons = false) OR (naming_decided_on IS NOT NULL)",
            name="naming_is_dated",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    sector: Mapped[Sector] = mapped_column(choice(Sector, "sector"), index=True)
    size_band: Mapped[SizeBand] = mapped_column(choice(SizeBand, "size_band"))
    area: Mapped[str] = mapped_column(Text, default="")
    public_contact: Mapped[bool] = mapped_column(default=True)
    named_in_comparisons: Mapped[bool] = mapped_column(default=False)
    naming_decided_on: Mapped[date | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    partnerships: Mapped[list[Partnership]] = relationship(
        secondary="memberships",
        back_populates="organisations",
        order_by="Partnership.name",
    )


class Partnership(Base):
    """Organisations that work together and look at themselves as a group."""

    __tablename__ = "partnerships"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    organisations: Mapped[list[Organisation]] = relationship(secondary="memberships", back_populates="partnerships")


class Membership(Base):
    """An organisation's place in a partnership."""

    __tablename__ = "memberships"

    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
