"""Add and change organisations and partnerships; join, divide and close organisations without losing their past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from assessment.commands.audit import record
from assessment.domain.area.succession import Change
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.sectors import Sector, SizeBand


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
    _record(session, organisation, at, done="organisation added")
    return organisation


def change_organisation(session: Session, organisation: models.Organisation, profile: Profile, *, at: datetime) -> bool:
    """Change what is known of an organisation; the name it had is kept. Its reference never changes.

    Gives whether anything was changed.
    """
    fields = ("name", "sector", "size_band", "area", "public_contact")
    changed = [name for name in fields if getattr(organisation, name) != getattr(profile, name)]
    if "name" in changed:
        session.add(models.FormerName(organisation_id=organisation.id, name=organisation.name, until=at.date()))
    for name in changed:
        setattr(organisation, name, getattr(profile, name))
    if changed:
        _record(session, organisation, at, done="organisation changed", fields=changed)
    return bool(changed)


def close(session: Session, organisation: models.Organisation, *, on: date, at: datetime) -> None:
    """Close an organisation: what it has kept stays, and it is asked no more."""
    if organisation.closed_on:
        msg = f"{organisation.name} is closed already."
        raise NotAllowedHere(msg)
    organisation.closed_on = on
    _record(session, organisation, at, done="organisation closed", on=on.isoformat())


def succeed(
    session: Session,
    earlier: Sequence[models.Organisation],
    later: Sequence[models.Organisation],
    *,
    on: date,
    at: datetime,
) -> None:
    """Let organisations go on as others: several as one (merged), or one as several (split).

    Earlier ones close, unless they go on themselves. Raises NotAllowedHere where this is neither a merger nor a split.
    """
    change = Change.MERGED if len(later) == 1 else Change.SPLIT
    if not later or not earlier or (len(earlier) > 1 and len(later) > 1) or (len(earlier) == len(later) == 1):
        raise NotAllowedHere("Name several organisations that become one, or one that becomes several.")
    if closed := next((one for one in (*earlier, *later) if one.closed_on), None):
        msg = f"{closed.name} is closed already."
        raise NotAllowedHere(msg)
    for before in earlier:
        for after in later:
            if before is not after:
                session.merge(models.Succession(earlier_id=before.id, later_id=after.id, change=change, on=on))
                _record(session, after, at, done=f"organisation {change}", earlier=before.id, on=on.isoformat())
        if before not in later:
            close(session, before, on=on, at=at)


def add_partnership(session: Session, *, reference: str, name: str, at: datetime) -> models.Partnership:
    """Add a group of organisations."""
    partnership = models.Partnership(reference=reference, name=name)
    session.add(partnership)
    session.flush()
    record(session, Kind.ORGANISATION, f"partnership {partnership.id}", at=at, done="partnership added")
    return partnership


def set_partnerships(
    session: Session, organisation: models.Organisation, partnerships: Sequence[models.Partnership], *, at: datetime
) -> bool:
    """Say which partnerships an organisation belongs to; gives whether that changed anything."""
    before, after = {one.id for one in organisation.partnerships}, {one.id for one in partnerships}
    if before == after:
        return False
    organisation.partnerships = list(partnerships)
    _record(session, organisation, at, done="partnerships changed", partnerships=sorted(after))
    return True


def set_members(
    session: Session, partnership: models.Partnership, name: str, references: Sequence[str], *, at: datetime
) -> None:
    """Name a partnership, and say which organisations belong to it."""
    wanted = session.scalars(select(models.Organisation).where(models.Organisation.reference.in_(references))).all()
    partnership.name, partnership.organisations = name, list(wanted)
    members = sorted(one.id for one in wanted)
    record(
        session, Kind.ORGANISATION, f"partnership {partnership.id}", at=at, done="partnership changed", members=members
    )


def _record(session: Session, organisation: models.Organisation, at: datetime, **details: Any) -> None:
    session.flush()
    subject = f"organisation {organisation.id}"
    record(session, Kind.ORGANISATION, subject, at=at, organisation=organisation.id, **details)
