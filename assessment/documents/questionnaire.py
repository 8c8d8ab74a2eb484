"""A bank as a blank questionnaire: a PDF that screen readers can read, or a workbook to fill in."""

from __future__ import annotations

import json
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assessment.documents.printing import printed, unprintable
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import NotApplicable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessment.domain.bank.question_bank import Item, QuestionBank
    from assessment.domain.bank.variant import Questionnaire

LABELS = {
    "why": "Why it matters:",
    "example": "Where you work:",
    "not_applicable": "This does not apply to us, because:",
    "prompts": "Evidence that someone outside your team could look at:",
    "note": "Your reasons (no names or case numbers):",
    "sources": "Sources",
}
_WORKBOOK_COLUMNS = (
    ("Question id", 14),
    ("Section", 20),
    ("Title", 32),
    ("Question", 46),
    ("Level (0 to {top}) or N", 12),
    ("Why it doesn’t apply", 26),
    ("Note", 40),
    ("Evidence: title", 30),
    ("Evidence: link", 30),
    ("Evidence: grade", 12),
    ("Evidence: date", 14),
)


@lru_cache(maxsize=16)
def pdf(questionnaire: Questionnaire, *, subtitle: str) -> bytes:
    """The questionnaire as a tagged PDF (PDF/UA-1); the latest are kept, since anybody may ask for them."""
    return printed("questionnaire.typ", _data(questionnaire, subtitle))


def prove(questionnaires: Iterable[Questionnaire]) -> None:
    """Print each of these once, before a bank is published for good; raises CannotBePrinted."""
    for questionnaire in dict.fromkeys(questionnaires):
        pdf(questionnaire, subtitle="Blank questionnaire")


def unprintable_signs(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The signs of a questionnaire that its PDF has no letters for."""
    return unprintable(json.dumps(_data(questionnaire, ""), ensure_ascii=False))


def _data(questionnaire: Questionnaire, subtitle: str) -> dict[str, Any]:
    bank = questionnaire.bank
    numbers = {item.id: number for number, item in enumerate(questionnaire.items, start=1)}
    sections = [
        {
            "name": one.name,
            "summary": one.summary,
            "items": [_item(bank, item, numbers) for item in bank.items_of(Axis.DIMENSION, one.id)],
        }
        for one in bank.dimensions
    ]
    if questionnaire.extension:
        own = {
            "name": "Questions for your sector",
            "summary": "These don’t count towards scores or comparisons.",
            "items": [_item(bank, item, numbers) for item in questionnaire.extension],
        }
        sections.append(own)
    return {
        "title": bank.title,
        "subtitle": subtitle,
        "about": [bank.about] if bank.about else [],
        "levels": [
            {"number": n, "name": one.name, "meaning": " ".join(part for part in (one.meaning, one.spread) if part)}
            for n, one in enumerate(bank.levels)
        ],
        "sections": [one for one in sections if one["items"]],
        "sources": [{"title": one.title, "link": one.link} for one in bank.sources],
        "labels": LABELS,
        "licence": f"Licence of the text: {bank.licence}" if bank.licence else "",
    }


def _item(bank: QuestionBank, item: Item, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "number": numbers[item.id],
        "title": item.title,
        "question": item.question,
        "why": item.why,
        "example": item.example,
        "not_applicable_allowed": item.not_applicable is not NotApplicable.FORBIDDEN,
        "prompts": list(item.evidence_prompts),
        "levels": [
            {"number": n, "name": level.name, "text": text}
            for n, (level, text) in enumerate(zip(bank.levels, item.levels, strict=True))
        ],
    }


@lru_cache(maxsize=16)
def workbook(questionnaire: Questionnaire) -> bytes:
    """The questionnaire as a workbook: a sheet to fill in, one to read, and one with the scale and the grades."""
    import xlsxwriter

    target = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, settings) as book:
        book.set_properties({"title": questionnaire.bank.title, "author": "Fourfold"})
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#17495a", "font_color": "#ffffff"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        blank = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#f3f8f8", "border": 1})
        _answers(book.add_worksheet("Answers"), questionnaire, head, body, blank)
        _sheet(book.add_worksheet("Questions"), _question_rows(questionnaire), (14, 46, 14, 90), head, body)
        _sheet(book.add_worksheet("Scale and evidence"), _scale_rows(questionnaire.bank), (16, 30, 90), head, body)
    return target.getvalue()


def _answers(sheet: Any, questionnaire: Questionnaire, head: Any, body: Any, blank: Any) -> None:
    bank, names = questionnaire.bank, {one.id: one.name for one in questionnaire.bank.dimensions}
    sheet.freeze_panes(1, 3)
    for column, (title, width) in enumerate(_WORKBOOK_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title.format(top=bank.top_level), head)
    for row, item in enumerate(questionnaire.items, start=1):
        for column, text in enumerate((item.id, names.get(item.dimension, ""), item.title, item.question)):
            sheet.write_string(row, column, text, body)
        for column in range(4, len(_WORKBOOK_COLUMNS)):
            sheet.write_blank(row, column, None, blank)
    last = len(questionnaire.items)
    levels = [str(n) for n in range(len(bank.levels))]
    sheet.data_validation(1, 4, last, 4, {"validate": "list", "source": [*levels, "N"]})
    sheet.data_validation(1, 9, last, 9, {"validate": "list", "source": [one.id for one in bank.evidence.grades]})


def _sheet(sheet: Any, rows: Iterator[Sequence[str]], widths: Sequence[int], head: Any, body: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, body if number else head)


def _question_rows(questionnaire: Questionnaire) -> Iterator[Sequence[str]]:
    yield "Question id", "Question", "Level", "What it takes"
    for item in questionnaire.items:
        for n, (level, text) in enumerate(zip(questionnaire.bank.levels, item.levels, strict=True)):
            yield item.id, item.question, f"{n} – {level.name}", text


def _scale_rows(bank: QuestionBank) -> Iterator[Sequence[str]]:
    yield "What", "Name", "Meaning"
    for n, level in enumerate(bank.levels):
        yield f"Level {n}", level.name, " ".join(part for part in (level.meaning, level.spread) if part)
    for grade in bank.evidence.grades:
        yield f"Evidence {grade.id}", grade.name, f"{grade.meaning} Supports up to level {grade.cap}."
