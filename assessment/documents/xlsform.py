"""A bank as an XLSForm, the form in which survey tools exchange questionnaires."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from assessment.domain.bank.question_bank import Axis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.domain.bank.question_bank import QuestionBank

SURVEY = ("type", "name", "label", "hint", "required", "appearance")
CHOICES = ("list_name", "name", "label")
SETTINGS = ("form_title", "form_id", "version", "default_language")


def export(bank: QuestionBank) -> bytes:
    """The bank as an XLSForm workbook: a group for each dimension, a choice of levels and a note for each item.

    Evidence rules, stages, domains and lenses have no place in an XLSForm and stay behind.
    """
    import xlsxwriter

    target = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, settings) as book:
        for name, rows in (("survey", _survey(bank)), ("choices", _choices(bank)), ("settings", _settings(bank))):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text)
    return target.getvalue()


def name_of(item_id: str) -> str:
    """An id as XLSForm allows names: letters, digits and underscores, not beginning with a digit."""
    name = "".join(sign if sign.isalnum() else "_" for sign in item_id)
    return f"q_{name}" if name[:1].isdigit() else name


def _survey(bank: QuestionBank) -> Iterator[Sequence[str]]:
    yield SURVEY
    for one in bank.dimensions:
        yield "begin_group", name_of(one.id), one.name, one.summary, "", ""
        for item in bank.items_of(Axis.DIMENSION, one.id):
            name = name_of(item.id)
            yield f"select_one {name}_levels", name, item.question, item.why, "yes" if item.gate else "", ""
            yield "text", f"{name}_note", f"{item.title}: your reasons", "", "", "multiline"
        yield "end_group", "", "", "", "", ""


def _choices(bank: QuestionBank) -> Iterator[Sequence[str]]:
    yield CHOICES
    for item in bank.items:
        for n, (level, text) in enumerate(zip(bank.levels, item.levels, strict=True)):
            yield f"{name_of(item.id)}_levels", str(n), f"{level.name}: {text}"


def _settings(bank: QuestionBank) -> Iterator[Sequence[str]]:
    yield SETTINGS
    yield bank.title, bank.id, bank.version, "English (en)"
