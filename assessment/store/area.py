"""Queries about the area as a whole: its partnerships and the years that may be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def partnerships(session: Session) -> Sequence[models.Partnership]:
    """All partnerships, by name."""
    return session.scalars(select(models.Partnership).order_by(models.Partnership.name)).all()


def released_cycles(session: Session) -> Sequence[models.Cycle]:
    """The years that were released for comparison, the latest first."""
    return session.scalars(
        select(models.Cycle).where(models.Cycle.released_at.is_not(None)).order_by(models.Cycle.year.desc())
    ).all()


def cycle_of(session: Session, year: int) -> models.Cycle | None:
    """The cycle that begins in a year."""
    return session.scalar(select(models.Cycle).where(models.Cycle.year == year))
