"""What an organisation is known as once a row of a list is taken over, and what of it that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.commands.organisations import Profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.domain.area.organisation_list import OrganisationRow
    from assessment.domain.area.organisations import Organisation, Partnership


def _known(place: Organisation) -> Profile:
    return Profile(place.reference, place.name, place.sector, place.size_band, place.area, place.public_contact)


def wanted(
    row: OrganisationRow, place: Organisation | None, belongs: Sequence[Partnership]
) -> tuple[Profile, tuple[str, ...]]:
    """What is known of an organisation once a row is taken over: what the row leaves empty is kept as it was."""
    before = _known(place) if place else Profile(row.reference, row.name, row.sector, row.size_band)
    contact = before.public_contact if row.public_contact is None else row.public_contact
    profile = Profile(row.reference, row.name, row.sector, row.size_band, row.area or before.area, contact)
    return profile, row.partnerships or tuple(one.reference for one in belongs)


def changes_of(row: OrganisationRow, place: Organisation, belongs: Sequence[Partnership]) -> tuple[str, ...]:
    """The columns of a row that say something else than what is known."""
    before, (after, groups) = _known(place), wanted(row, place, belongs)
    columns = {
        "name": "name",
        "sector": "sector",
        "size_band": "size",
        "area": "area",
        "public_contact": "public contact",
    }
    changed = [column for field, column in columns.items() if getattr(before, field) != getattr(after, field)]
    return (*changed, *(["partnerships"] if {one.reference for one in belongs} != set(groups) else []))
