"""Lists of organisations: their columns, and what two rows may not share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.domain.area.list_cells import YES_OR_NO, name, one_of, reference, references, short_text
from assessment.domain.area.lists import checked, column_named
from assessment.domain.area.sectors import SECTOR_NAMES, SIZE_NAMES, Sector, SizeBand
from assessment.domain.texts.names import sameness_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessment.domain.area.lists import CheckedList, Columns, Row, Seen


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as a file describes it; what is empty there, a file says nothing about."""

    row: int
    reference: str
    name: str
    sector: Sector
    size_band: SizeBand
    area: str
    public_contact: bool | None
    partnerships: tuple[str, ...]


ORGANISATION_CODES: tuple[tuple[str, str, str], ...] = (
    *(("sector", one.value, SECTOR_NAMES[one]) for one in Sector),
    *(("size", one.value, SIZE_NAMES[one]) for one in SizeBand),
    *(("public contact", one, "") for one in ("yes", "no")),
)


def organisation_headings() -> tuple[str, ...]:
    """The headings of a list of organisations."""
    return tuple(_COLUMNS)


def organisation_column(heading: str) -> str | None:
    """The column of a list of organisations that a heading stands for, or None."""
    return column_named(heading, _COLUMNS)


def checked_organisations(rows: Sequence[Row], *, broken_row: int | None = None) -> CheckedList[OrganisationRow]:
    """The organisations in these rows."""
    return checked(rows, broken_row, _COLUMNS, _clashes, OrganisationRow)


def _clashes(values: Mapping[str, Any], row: int, seen: Seen) -> Iterator[tuple[str, str]]:
    """Where an organisation is in the file already."""
    for column in ("reference", "name"):
        key = sameness_key(values.get(column, ""))
        first, _ = seen.setdefault((column, key), (row, ""))
        if key and first != row:
            yield column, f"Row {first} has the same {column}. Remove one of the two rows, or correct the {column}."


_COLUMNS: Columns = {
    "reference": reference,
    "name": name,
    "sector": one_of({name: one for one in Sector for name in (one, SECTOR_NAMES[one])}, Sector),
    # Its names are offered and not its values, since spreadsheets take "10-49" for a date.
    "size": one_of({name: one for one in SizeBand for name in (one, SIZE_NAMES[one])}, SIZE_NAMES.values()),
    "area": short_text,
    "public contact": one_of(YES_OR_NO, ("yes", "no")),
    "partnerships": references,
}
