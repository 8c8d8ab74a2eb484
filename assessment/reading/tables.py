"""The rows of a CSV file, whichever delimiter separates its cells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.reading.cells import plain
from assessment.reading.text import spreadsheet_text

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = tuple[int, list[str]]  # its number as a spreadsheet counts, and its cells

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file that are not blank, and the number of the row that could not be read, if there was one."""

    rows: tuple[Row, ...]
    broken_row: int | None = None


def csv_table(content: bytes, column_of: Callable[[str], str | None], *, most: int) -> Table | None:
    """The first rows of a CSV file, or None where the file holds no text; known headings tell the delimiter."""
    text = spreadsheet_text(content)
    return None if text is None else _table(text, _delimiter(text, column_of), most)


def _delimiter(text: str, column_of: Callable[[str], str | None]) -> str:
    """Whichever delimiter finds the most headings in the first line; a comma where none does better."""

    def found(delimiter: str) -> tuple[int, int]:
        columns = [column_of(cell) for _, cells in _table(text.lstrip(), delimiter, 1).rows for cell in cells]
        return len({*columns} - {None}), len(columns)

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
