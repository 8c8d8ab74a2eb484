"""Add organisations, partnerships and cycles, record consent, and release a year for comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.store import models

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area import Sector, SizeBand


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an organisation when it joins."""

    reference: str
    name: str
    sector: Sector
    size_band: SizeBand
    area: str = ""
    public_contact: bool = True


def add_organisation(session: Session, profile: Profile, *, at: datetime) -> models.Organisation:
    """Add an organisation; it is anonymous in comparisons until it agrees to be named."""
    organisation = models.Organisation(
        reference=profile.reference,
        name=profile.name,
        sector=profile.sector,
        size_band=profile.size_band,
        area=profile.area,
        public_contact=profile.public_contact,
        created_at=at,
    )
    session.add(organisation)
    return organisation


def decide_naming(organisation: models.Organisation, *, named: bool, on: date) -> None:
    """Record whether an organisation agrees to be named where the area is compared."""
    organisation.named_in_comparisons = named
    organisation.naming_decided_on = on


def add_partnership(session: Session, *, reference: str, name: str) -> models.Partnership:
    """Add a group of organisations."""
    partnership = models.Partnership(reference=reference, name=name)
    session.add(partnership)
    return partnership


def open_cycle(session: Session, *, year: int, bank_id: str, opens_on: date, closes_on: date) -> models.Cycle:
    """Open a year, named after the two calendar years that it touches."""
    cycle = models.Cycle(
        year=year,
        name=f"{year}\N{EN DASH}{(year + 1) % 100:02}",
        bank_id=bank_id,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    session.add(cycle)
    return cycle


def release(cycle: models.Cycle, *, at: datetime) -> None:
    """Let the Leadership Group compare what has been kept of a year until now.

    Results that are kept later do not show until the year is released again; showing each as it comes in would
    give away whose it is.
    """
    cycle.released_at = at
