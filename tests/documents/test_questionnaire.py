"""Files to take away: a PDF that screen readers can read, a workbook without formulas, a valid XLSForm."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pikepdf
from pyxform.xls2xform import convert

from assessment import banks
from assessment.documents.questionnaire import pdf, workbook
from assessment.documents.xlsform import export
from assessment.domain.bank.rules import Selection
from assessment.domain.bank.variant import Questionnaire
from tests.factories import BANK, bank, item

WHOLE = Questionnaire.of(banks.load(BANK), Selection.FULL, None)


def structure(document):
    """Every kind of element in the document's structure, as often as it stands there."""
    found, waiting = [], [document.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            kids = node.get("/K")
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


def test_the_pdf_is_tagged_titled_and_in_english():
    with pikepdf.open(BytesIO(pdf(WHOLE, subtitle="Blank questionnaire"))) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo["/Title"]) == WHOLE.bank.title
        assert document.Root.ViewerPreferences.DisplayDocTitle
        kinds = structure(document)
        assert kinds.count("/H1") == 1
        assert kinds.count("/H3") == len(WHOLE.items)
        assert "/Link" in kinds
        metadata = document.open_metadata()
        assert metadata["pdfuaid:part"] == "1"


def test_what_stands_in_a_bank_is_text_and_no_command():
    odd = replace(bank(item("RL-GOV-1", question='#panic("x") $ * _ [ @a <b> "', title="= no heading")), title="#sys")
    assert pdf(Questionnaire.of(odd, Selection.FULL, None), subtitle="#x").startswith(b"%PDF")


def test_the_workbook_has_a_row_for_every_item_and_no_formula():
    odd = bank(item("RL-GOV-1", question="=1+1", title="+cmd"), item("RL-GOV-2", title="@x"))
    book = openpyxl.load_workbook(BytesIO(workbook(Questionnaire.of(odd, Selection.FULL, None))))
    assert book.sheetnames == ["Answers", "Questions", "Scale and evidence"]
    rows = list(book["Answers"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Question id", "RL-GOV-1", "RL-GOV-2"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert len(book["Answers"].data_validations.dataValidation) == 2


def test_the_core_selection_is_shorter():
    core = Questionnaire.of(banks.load(BANK), Selection.CORE, None)
    book = openpyxl.load_workbook(BytesIO(workbook(core)))
    assert book["Answers"].max_row == 25


def test_the_xlsform_is_one_that_survey_tools_take():
    assert convert(export(banks.load(BANK))).warnings == []
