"""What earlier publications of a year hold, as the next one has to take it into account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.groups import AREA
from assessment.store import publications

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.publication import Figure
    from assessment.domain.area.published import PublishedOrganisation


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier publications of a year hold. Whoever had a name once keeps counting as known, and the reverse."""

    number: int
    named: frozenset[int]
    unnamed: frozenset[int]
    groups: tuple[frozenset[Figure], ...]
    in_area: Mapping[int, int]
    by_name: frozenset[Figure]

    @classmethod
    def of(cls, session: Session, cycle: Cycle) -> Past:
        """What the publications of a year hold until now."""
        found = publications.publications_of(session, cycle.id)
        taken_in = [publications.organisations_of(session, one.id) for one in found]
        rows = [row for rows in taken_in for row in rows]
        return cls(
            number=found[-1].number if found else 0,
            named=frozenset(row.organisation_id for row in rows if row.named),
            unnamed=frozenset(row.organisation_id for row in rows if not row.named),
            groups=tuple(group for rows in taken_in for group in _groups(rows)),
            in_area={row.organisation_id: row.result_id for row in (taken_in[-1] if taken_in else ()) if _in_area(row)},
            by_name=frozenset((row.organisation_id, row.result_id) for row in rows if row.named_in),
        )

    @classmethod
    def of_nothing(cls) -> Past:
        """A year that there is none of."""
        return cls(0, frozenset(), frozenset(), (), {}, frozenset())


def _groups(rows: Sequence[PublishedOrganisation]) -> list[frozenset[Figure]]:
    keys = sorted({key for row in rows for key in row.counted_in})
    return [
        frozenset((row.organisation_id, row.result_id) for row in rows if not row.named and key in row.counted_in)
        for key in keys
    ]


def _in_area(row: PublishedOrganisation) -> bool:
    return AREA in row.counted_in
