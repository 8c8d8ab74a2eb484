"""What the Leadership Group keeps: comparisons under a name, and what it agrees for a year."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.domain.area.comparisons import ComparisonPage
from assessment.domain.area.priorities import PointSort
from assessment.store.models.base import Base, choice
from assessment.store.models.named import Named


class SavedComparison(Named, Base):
    """Which page somebody keeps and what was chosen on it; figures and names of organisations are never kept."""

    __tablename__ = "saved_comparisons"
    __table_args__ = (UniqueConstraint("saved_by_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[ComparisonPage] = mapped_column(choice(ComparisonPage, "page"))
    year: Mapped[int]
    chosen: Mapped[dict[str, Any]]
    shared: Mapped[bool] = mapped_column(index=True)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))


class AgreedPoint(Base):
    """A priority or a note that was agreed for a year; one that is taken away stays, and says by whom."""

    __tablename__ = "agreed_points"
    __table_args__ = (CheckConstraint("(sort = 'priority') = (title <> '')", name="priorities_have_titles"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    sort: Mapped[PointSort] = mapped_column(choice(PointSort, "sort"))
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
    taken_away_at: Mapped[datetime | None] = mapped_column(default=None)
    taken_away_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
