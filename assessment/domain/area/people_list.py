"""Lists of people: their columns, how roles fit places, and what two rows may not share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.domain.area.list_cells import email, name, one_of, organisation_or_none, quoted
from assessment.domain.area.lists import checked, column_named
from assessment.domain.people.permissions import AREA_ROLES, Role
from assessment.domain.texts.names import sameness_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessment.domain.area.lists import CheckedList, Columns, Row, Seen


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in one role as a file describes them; the organisation is empty for a role of the whole area."""

    row: int
    email: str
    name: str
    role: Role
    organisation: str


def people_headings() -> tuple[str, ...]:
    """The headings of a list of people."""
    return tuple(_COLUMNS)


def people_column(heading: str) -> str | None:
    """The column of a list of people that a heading stands for, or None."""
    return column_named(heading, _COLUMNS)


def checked_people(rows: Sequence[Row], *, broken_row: int | None = None) -> CheckedList[PersonRow]:
    """The people in these rows, a row for each role that somebody holds."""
    return checked(rows, broken_row, _COLUMNS, _clashes, PersonRow)


def _clashes(values: Mapping[str, Any], row: int, seen: Seen) -> Iterator[tuple[str, str]]:
    """Where a role does not fit its organisation, and where a person is in the file already."""
    address, called, role, place = (values.get(column) for column in _COLUMNS)
    if address and called:
        first, earlier = seen.setdefault((address,), (row, called))
        if sameness_key(earlier) != sameness_key(called):
            yield "name", f"Row {first} has “{quoted(earlier)}” at this address. Correct the name or the address."
    if role and place is not None and (role in AREA_ROLES) == bool(place):
        area, held = "for the whole area. Leave the organisation empty", "in one organisation. Write its reference"
        yield "organisation", f"The role “{role}” is {area if place else held}."
    if address and role and place is not None:
        first, _ = seen.setdefault((address, role, place), (row, ""))
        if first != row:
            yield "", f"Row {first} already gives this person the same role there. Remove one of the two rows."


_COLUMNS: Columns = {
    "email": email,
    "name": name,
    "role": one_of(dict(zip(Role, Role, strict=True)), Role),
    "organisation": organisation_or_none,
}
