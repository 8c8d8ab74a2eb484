"""The workbook of an XLSForm, read by pyxform, the reference reader of that form."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from assessment.banks.problems import BankFaulty, BankProblem
from assessment.reading.archives import unpacked_size

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_INSIDE = 40 * 1024 * 1024
MOST_ROWS = 5000


def read_workbook(data: bytes, kind: str) -> Any:
    """The sheets of a form; raises BankFaulty where they cannot be read or are far too large."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    _require_small(data)
    try:
        form = get_xlsform(BytesIO(data), file_type=kind)
    except PyXFormError as error:
        raise refused(
            f"is no XLSForm ({_first_line(error)})", "save it as an .xlsx workbook with survey and choices"
        ) from error
    except Exception as error:
        # The readers below pyxform raise whatever a damaged workbook makes them stumble over.
        raise refused(
            f"cannot be read as a workbook ({type(error).__name__})", "open it and save it again as .xlsx"
        ) from error
    if len(form.survey) + len(form.choices) > MOST_ROWS:
        raise refused(f"has more than {MOST_ROWS} rows", "split it")
    return form


def refused(problem: str, remedy: str) -> BankFaulty:
    """An error about the form as a whole."""
    return BankFaulty((BankProblem(None, "file", problem, remedy),))


def _require_small(data: bytes) -> None:
    """Refuse a large file, and a workbook that would unpack to far more than it weighs, unopened."""
    if len(data) > LARGEST_FILE:
        raise refused("is larger than 2 MB", "split it, or take pictures out")
    try:
        size = unpacked_size(data)
    except BadZipFile as error:
        raise refused("is a damaged workbook", "open it and save it again as .xlsx") from error
    if size is not None and size > LARGEST_INSIDE:
        raise refused("unpacks to far more than a questionnaire needs", "take pictures and other sheets out")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200].rstrip(".")
