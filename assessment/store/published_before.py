"""What earlier publications of a year hold, as the next one has to take it into account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.groups import AREA
from assessment.store.publications import organisations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
        rows = organisations_of(session, cycle.id)
        latest = rows[-1].number if rows else 0
        return cls(
            number=latest,
            named=frozenset(row.organisation_id for row in rows if row.named),
            unnamed=frozenset(row.organisation_id for row in rows if not row.named),
            groups=tuple(_groups(rows)),
            in_area={row.organisation_id: row.result_id for row in rows if row.number == latest and _in_area(row)},
            by_name=frozenset((row.organisation_id, row.result_id) for row in rows if row.named_in),
        )

    @classmethod
    def of_nothing(cls) -> Past:
        """A year that there is none of."""
        return cls(0, frozenset(), frozenset(), (), {}, frozenset())


def _groups(rows: Sequence[PublishedOrganisation]) -> Iterator[frozenset[Figure]]:
    found: dict[tuple[int, str], set[Figure]] = {}
    for row in rows:
        for key in row.counted_in:
            group = found.setdefault((row.number, key), set())
            if not row.named:
                group.add((row.organisation_id, row.result_id))
    return (frozenset(found[group]) for group in sorted(found))


def _in_area(row: PublishedOrganisation) -> bool:
    return AREA in row.counted_in
