"""Lists of organisations or people: rows checked against columns, with every problem named at once."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from assessment.domain.area.list_cells import quoted, spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Row = tuple[int, list[str]]  # a row that is not blank: its number, and its cells
    Columns = Mapping[str, Callable[[str], Any]]  # how cells are read, in the order of the fields of an entry
    Seen = dict[tuple[str, ...], tuple[int, str]]  # the row where something stood first, and the name with it
    Clashes = Callable[[Mapping[str, Any], int, Seen], Iterator[tuple[str, str]]]

T = TypeVar("T")

MOST_ROWS = 2000
_MOST_HEADINGS = 50
_NO_COLUMN = "-"
_OPTIONAL = frozenset({"area", "public contact", "partnerships"})
_NO_TEXT = "This isn’t a CSV file. Open it in your spreadsheet, save it as CSV (CSV UTF-8 if you can), and upload that."
_BROKEN = "We can’t read anything from here on. Put quotation marks only around whole cells, and double any inside."
_STRAY_RULE = "Put quotation marks around a cell that contains commas, semicolons or tabs, or delete the extra cell."


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a row, counted as a spreadsheet does; the column is empty where it is the whole row or file."""

    row: int
    column: str
    problem: str


@dataclass(frozen=True, slots=True)
class CheckedList(Generic[T]):
    """The entries of a list with nothing wrong in them, and every problem in the order of rows."""

    rows: tuple[T, ...]
    problems: tuple[RowProblem, ...]


def without_text(problem: str = _NO_TEXT) -> CheckedList[Any]:
    """The answer to a file that holds no text, or that is no list for another reason."""
    return CheckedList((), (RowProblem(1, "", problem),))


def checked(
    rows: Sequence[Row], broken_row: int | None, columns: Columns, clashes: Clashes, make: Callable[..., T]
) -> CheckedList[T]:
    """The entries below the headings in the first row; `broken_row` is the row where reading had to stop."""
    broken = () if broken_row is None else (RowProblem(broken_row, "", _BROKEN),)
    refusal = _refusal(rows, columns, broken=bool(broken))
    if refusal or not rows:
        return CheckedList((), (RowProblem(1, "", refusal),) if refusal else broken)
    places, problems = _headings(rows[0], columns)
    found: list[T] = []
    seen: Seen = {}
    for row, cells in rows[1:]:
        values, wrong = _values(cells, places, columns)
        wrong += clashes(values, row, seen)
        problems += (RowProblem(row, column, problem) for column, problem in wrong)
        if not wrong and len(values) == len(columns):
            found.append(make(row, *values.values()))
    return CheckedList(tuple(found), (*problems, *broken))


def column_named(heading: str, columns: Columns) -> str | None:
    """The column that a heading stands for, however it is spelt, or None."""
    return {spelling(column): column for column in columns}.get(spelling(heading))


def _refusal(rows: Sequence[Row], columns: Columns, *, broken: bool) -> str | None:
    """Why a list is not looked at any further, or None."""
    needed = f"The first row must have these headings, with one entry in each row below: {', '.join(columns)}."
    if not (rows[1:] or broken):
        return f"This file {'has only one row' if rows else 'is empty'}. {needed}"
    if rows and sum(map(bool, rows[0][1])) > _MOST_HEADINGS:
        return f"The first row of this file has more than {_MOST_HEADINGS} cells. {needed}"
    if len(rows) > MOST_ROWS + 1:
        return f"This file has more than {MOST_ROWS:,} rows. Split it, and upload the parts one at a time."
    return None


def _headings(first: Row, columns: Columns) -> tuple[list[str], list[RowProblem]]:
    """The column that each place of a row belongs to, and what is wrong with the headings."""
    row, headings = first
    known = {spelling(column): column for column in columns}
    places: list[str] = []
    problems = []
    for heading in headings:
        column = known.get(spelling(heading), _NO_COLUMN if heading else "")
        if column == _NO_COLUMN or (column and column in places):
            problems.append(RowProblem(row, quoted(heading), _wrong_heading(heading, known)))
            column = _NO_COLUMN
        places.append(column)
    missing = (one for one in columns if one not in {*places, *_OPTIONAL})
    problems += (RowProblem(row, one, "This column is missing. Add it with its heading.") for one in missing)
    return places, problems


def _wrong_heading(heading: str, known: Mapping[str, str]) -> str:
    if spelling(heading) in known:
        return "This heading appears twice. Keep one of the two columns."
    near = get_close_matches(spelling(heading), known, n=1)
    remedy = f"Did you mean “{known[near[0]]}”?" if near else f"The headings are: {', '.join(known.values())}."
    return f"“{quoted(heading)}” isn’t a heading we recognise. {remedy}"


def _values(cells: list[str], places: list[str], columns: Columns) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the cells of a row say by column, and what is wrong with the others."""
    written = dict.fromkeys((*_OPTIONAL, *places), "") | dict(zip(places, cells, strict=False))
    values: dict[str, Any] = {}
    stray = next((cell for cell, column in zip_longest(cells, places, fillvalue="") if cell and not column), None)
    wrong = [("", f"“{quoted(stray)}” has no heading above it. {_STRAY_RULE}")] if stray else []
    for column, read in columns.items():
        try:
            values |= {column: read(written[column])} if column in written else {}
        except ValueError as error:
            wrong.append((column, str(error)))
    return values, wrong
