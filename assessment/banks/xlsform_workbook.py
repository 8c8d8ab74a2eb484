"""The workbook of an XLSForm: its sheets as rows, or words on why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from assessment.banks.problems import BankFaulty, BankProblem
from assessment.reading import xlsforms
from assessment.reading.archives import unpacked_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Rows = Sequence[Mapping[str, str]]

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_INSIDE = 10 * 1024 * 1024
KINDS = (".xlsx", ".xlsm", ".xls", ".csv", ".md")


@dataclass(frozen=True, slots=True)
class Form:
    """The sheets of a form; those that are not there have no rows."""

    survey: Rows
    choices: Rows
    settings: Rows
    others: Sequence[str]


def read_workbook(data: bytes, kind: str) -> Form:
    """The sheets of a form; raises BankFaulty where they cannot be read, are far too large or take too long."""
    _require_small(data)
    if kind not in KINDS:
        raise refused("is of a kind that is not read here", "save it as an .xlsx workbook with survey and choices")
    return as_form(xlsforms.read(data, kind))


def as_form(found: dict[str, Any]) -> Form:
    """What reading has found; raises BankFaulty where that is no form."""
    if "slow" in found:
        raise refused("takes too long to read", "take pictures and other sheets out, or split it")
    if "no_form" in found:
        said = f"is no XLSForm ({found['no_form']})"
        raise refused(said, "save it as an .xlsx workbook with survey and choices")
    if "damaged" in found:
        remedy = "open it, see that its headings are words, and save it again as .xlsx"
        raise refused("cannot be read as a workbook", remedy)
    if "long" in found:
        raise refused(f"has more than {found['long']} rows", "split it")
    return Form(found["survey"], found["choices"], found["settings"], found["others"])


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
