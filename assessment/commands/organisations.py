"""Add and change organisations and partnerships; join, divide and close organisations without losing their past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from assessment.commands.audit import record
from assessment.commands.names import kept_name
from assessment.domain.area.succession import Change
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.days import day_of
from assessment.store.organisations import organisations_with
from assessment.store.rows import row_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.sectors import Sector, SizeBand
    from assessment.store.rows import Numbered


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
        name=kept_name(profile.name),
        sector=profile.sector,
        size_band=profile.size_band,
        area=profile.area,
        public_contact=profile.public_contact,
        created_at=at,
    )
    session.add(organisation)
    _record(session, organisation, at, done="organisation added")
    return organisation


def change_organisation(session: Session, organisation: Numbered, profile: Profile, *, at: datetime) -> bool:
    """Change what is known of an organisation; the name it had is kept. Its reference never changes.

    Gives whether anything was changed.
    """
    row = row_of(session, models.Organisation, organisation)
    kept_name(profile.name)
    fields = ("name", "sector", "size_band", "area", "public_contact")
    changed = [name for name in fields if getattr(row, name) != getattr(profile, name)]
    if "name" in changed:
        session.add(models.FormerName(organisation_id=row.id, name=row.name, until=day_of(session, at)))
    for name in changed:
        setattr(row, name, getattr(profile, name))
    if changed:
        _record(session, row, at, done="organisation changed", fields=changed)
    return bool(changed)


def close(session: Session, organisation: Numbered, *, on: date, at: datetime) -> None:
    """Close an organisation: what it has kept stays, and it is asked no more."""
    row = row_of(session, models.Organisation, organisation)
    _require_not_closed(row)
    row.closed_on = on
    _record(session, row, at, done="organisation closed", on=on.isoformat())


def reopen(session: Session, organisation: Numbered, *, at: datetime) -> None:
    """Undo a closing that was a mistake, with what was recorded of who went on from it; it is asked again."""
    row = row_of(session, models.Organisation, organisation)
    if row.closed_on is None:
        msg = f"{row.name} isn’t closed."
        raise NotAllowedHere(msg)
    was, row.closed_on = row.closed_on, None
    session.execute(delete(models.Succession).where(models.Succession.earlier_id == row.id))
    _record(session, row, at, done="organisation reopened", was=was.isoformat())


def succeed(
    session: Session, earlier: Sequence[Numbered], later: Sequence[Numbered], *, on: date, at: datetime
) -> None:
    """Let organisations go on as others: several as one (merged), or one as several (split).

    Earlier ones close, unless they go on themselves. Raises NotAllowedHere where this is neither a merger nor a split.
    """
    change = _change_between(len(earlier), len(later))
    before, after = ([row_of(session, models.Organisation, one) for one in group] for group in (earlier, later))
    for one in (*before, *after):
        _require_not_closed(one)
    for old in before:
        for new in after:
            if old is not new:
                session.merge(models.Succession(earlier_id=old.id, later_id=new.id, change=change, on=on))
                _record(session, new, at, done=f"organisation {change}", earlier=old.id, on=on.isoformat())
        if old not in after:
            close(session, old, on=on, at=at)


def _change_between(earlier: int, later: int) -> Change:
    """What becomes of so many organisations that go on as so many."""
    if min(earlier, later) == 0 or min(earlier, later) > 1 or earlier == later:
        raise NotAllowedHere("Choose several organisations that merge into one, or one that splits into several.")
    return Change.MERGED if later == 1 else Change.SPLIT


def _require_not_closed(organisation: models.Organisation) -> None:
    if organisation.closed_on:
        msg = f"{organisation.name} has already closed."
        raise NotAllowedHere(msg)


def add_partnership(session: Session, *, reference: str, name: str, at: datetime) -> models.Partnership:
    """Add a group of organisations."""
    partnership = models.Partnership(reference=reference, name=kept_name(name))
    session.add(partnership)
    session.flush()
    record(session, Kind.ORGANISATION, f"partnership {partnership.id}", at=at, done="partnership added")
    return partnership


def set_partnerships(
    session: Session, organisation: Numbered, partnerships: Iterable[Numbered], *, at: datetime
) -> bool:
    """Say which partnerships an organisation belongs to; gives whether that changed anything."""
    row = row_of(session, models.Organisation, organisation)
    wanted = [row_of(session, models.Partnership, one) for one in partnerships]
    before, after = {one.id for one in row.partnerships}, {one.id for one in wanted}
    if before == after:
        return False
    row.partnerships = wanted
    _record(session, row, at, done="partnerships changed", partnerships=sorted(after))
    return True


def set_members(session: Session, partnership: Numbered, name: str, references: Iterable[str], *, at: datetime) -> None:
    """Name a partnership, and say which organisations belong to it."""
    row = row_of(session, models.Partnership, partnership)
    row.name = kept_name(name)
    row.organisations = rows_of(session, models.Organisation, organisations_with(session, references))
    members = sorted(one.id for one in row.organisations)
    record(session, Kind.ORGANISATION, f"partnership {row.id}", at=at, done="partnership changed", members=members)


def _record(session: Session, organisation: models.Organisation, at: datetime, **details: Any) -> None:
    session.flush()
    subject = f"organisation {organisation.id}"
    record(session, Kind.ORGANISATION, subject, at=at, organisation=organisation.id, **details)
