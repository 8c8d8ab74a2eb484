"""Organisations and the partnerships they work in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from assessment.domain.area.consent import Standing
from assessment.domain.area.sectors import Sector, SizeBand
from assessment.domain.area.succession import Change
from assessment.domain.texts.names import sameness_key
from assessment.store.models.base import Base, choice
from assessment.store.models.named import NamedOnce


class Organisation(NamedOnce, Base):
    """A body that assesses itself; `reference` is its name in addresses and never changes."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(Text, unique=True)
    sector: Mapped[Sector] = mapped_column(choice(Sector, "sector"), index=True)
    size_band: Mapped[SizeBand] = mapped_column(choice(SizeBand, "size_band"))
    area: Mapped[str] = mapped_column(Text, default="")
    area_key: Mapped[str] = mapped_column(Text, default="")
    public_contact: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    closed_on: Mapped[date | None] = mapped_column(default=None)
    partnerships: Mapped[list[Partnership]] = relationship(
        secondary="memberships",
        back_populates="organisations",
        order_by="Partnership.sort_key",
    )

    @validates("area")
    def _set_area_key(self, _column: str, area: str) -> str:
        self.area_key = sameness_key(area)
        return area


class Partnership(NamedOnce, Base):
    """Organisations that work together and look at themselves as a group."""

    __tablename__ = "partnerships"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(Text, unique=True)
    organisations: Mapped[list[Organisation]] = relationship(secondary="memberships", back_populates="partnerships")


class Membership(Base):
    """An organisation's place in a partnership."""

    __tablename__ = "memberships"

    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Decision(Base):
    """What an organisation decided about being shown in a partnership, or in the whole area. Rows are only added."""

    __tablename__ = "decisions"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    partnership_id: Mapped[int | None] = mapped_column(
        ForeignKey("partnerships.id", ondelete="CASCADE"), index=True, default=None
    )
    standing: Mapped[Standing] = mapped_column(choice(Standing, "standing"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
    partnership: Mapped[Partnership | None] = relationship()


class Request(Base):
    """A partnership's request to see an organisation that is not one of its members."""

    __tablename__ = "requests"
    __table_args__ = (UniqueConstraint("partnership_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
    partnership: Mapped[Partnership] = relationship()


class FormerName(Base):
    """A name that an organisation went by until a day."""

    __tablename__ = "former_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Text)
    until: Mapped[date]


class Succession(Base):
    """One organisation that went on as, or partly as, another from a day on."""

    __tablename__ = "successions"
    __table_args__ = (CheckConstraint("earlier_id <> later_id", name="of_two_organisations"),)

    earlier_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    later_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, index=True)
    change: Mapped[Change] = mapped_column(choice(Change, "change"))
    on: Mapped[date]
    earlier: Mapped[Organisation] = relationship(foreign_keys=[earlier_id])
    later: Mapped[Organisation] = relationship(foreign_keys=[later_id])
