"""Lists that people take away to a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from flask import current_app

from assessment.reading.cells import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask import Response


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """Rows as a file that no spreadsheet takes for formulas; spreadsheets know UTF-8 by the mark at its start."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([neutral(str(cell)) for cell in row] for row in rows)
    answer: Response = current_app.response_class("\ufeff" + written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
