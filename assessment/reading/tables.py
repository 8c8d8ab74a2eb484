"""The rows of a list, from a CSV file with whichever delimiter or from the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.reading.cells import plain
from assessment.reading.text import spreadsheet_text
from assessment.reading.workbooks import OLD_OFFICE, PACKED, WorkbookUnreadable, first_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Row = tuple[int, list[str]]  # its number as a spreadsheet counts, and its cells
    Columns = Callable[[str], str | None]  # the column that a heading stands for

_DELIMITERS = ",;\t|"
# A line by which Excel is told what separates cells; it shows none of it.
_SEPARATED_BY = re.compile(r'\s*"?sep=(.)"?[,;\t ]*(?:\r\n|\n|\r|$)', re.IGNORECASE)
# Above the headings there may be a title and a word on who made the list.
_LATEST_HEADINGS = 10
_FEWEST_HEADINGS = 2
_DAMAGED = (
    "We can’t read this workbook. Open it in your spreadsheet, save it as CSV or again as .xlsx, and upload that."
)
_OLD = "This file has a password or is in an old format. Save it as .xlsx without a password, or as CSV."


class ListUnreadable(Exception):  # noqa: N818 - named for what it is
    """A file that is no list, with what to do instead."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file that are not blank, and the number of the row that could not be read, if there was one."""

    rows: tuple[Row, ...]
    broken_row: int | None = None


def table(content: bytes, column_of: Columns, *, most: int) -> Table | None:
    """The first rows of a list from its headings on, or None where the file holds no text; raises ListUnreadable."""
    if content.startswith(OLD_OFFICE):
        raise ListUnreadable(_OLD)
    if content.startswith(PACKED):
        try:
            rows = first_sheet(content, most=most + _LATEST_HEADINGS)
        except WorkbookUnreadable as error:
            raise ListUnreadable(_DAMAGED) from error
        return Table(
            _from_headings([(number, [plain(cell) for cell in cells]) for number, cells in rows], column_of)[:most]
        )
    return csv_table(content, column_of, most=most)


def csv_table(content: bytes, column_of: Columns, *, most: int) -> Table | None:
    """The first rows of a CSV file from its headings on, or None where it holds no text."""
    text = spreadsheet_text(content)
    if text is None:
        return None
    said = _SEPARATED_BY.match(text)
    text = text[said.end() :] if said else text
    read = _table(text, said[1] if said else _delimiter(text, column_of), most + _LATEST_HEADINGS)
    rows = _from_headings(read.rows, column_of)[:most]
    return Table(rows, read.broken_row if len(rows) < most else None)


def _from_headings(rows: Sequence[Row], column_of: Columns) -> tuple[Row, ...]:
    """The rows from the first one on that has the most headings among those at the top."""
    top = rows[:_LATEST_HEADINGS]
    counts = [_headings(cells, column_of) for _, cells in top]
    most = max(counts, default=0)
    return tuple(rows[counts.index(most) :] if most >= _FEWEST_HEADINGS else rows)


def _headings(cells: Sequence[str], column_of: Columns) -> int:
    return len({column_of(cell) for cell in cells} - {None})


def _delimiter(text: str, column_of: Columns) -> str:
    """Whichever delimiter finds the most headings in one of the first lines; a comma where none does better."""

    def found(delimiter: str) -> tuple[int, int]:
        rows = _table(text.lstrip(), delimiter, _LATEST_HEADINGS).rows
        return max(((_headings(cells, column_of), len(cells)) for _, cells in rows), default=(0, 0))

    return max(_DELIMITERS, key=found)


def _table(text: str, delimiter: str, most: int) -> Table:
    rows: list[Row] = []
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for number, written in enumerate(reader, 1):
            cells = [plain(cell) for cell in written]
            rows += [(number, cells)] if "".join(cells).strip(_DELIMITERS) else []
            if len(rows) == most:
                break
    except csv.Error:
        return Table(tuple(rows), number + 1)
    return Table(tuple(rows))
