"""Workbooks: the first sheet is read as it is shown, and nothing else is."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from assessment.reading.workbooks import WorkbookUnreadable, first_sheet

HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def saved(book):
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def packed(sheet=f"{HEAD}</sheetData></worksheet>", *, book=BOOK, links=LINKS):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        parts = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links, "xl/worksheets/sheet1.xml": sheet}
        for name, text in parts.items():
            if text is not None:
                made.writestr(name, text)
    return kept.getvalue()


def test_cells_are_read_as_they_are_shown_and_blank_rows_keep_their_number():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["C1"], sheet["A3"], sheet["B3"], sheet["C3"] = "Name", "Élan 🦊", 12, 1.5, True
    sheet["A4"] = CellRichText(["Vale ", TextBlock(InlineFont(b=True), "Homes")])
    assert first_sheet(saved(book), most=10) == (
        (1, ["Name", "", "Élan 🦊"]),
        (3, ["12", "1.5", "yes"]),
        (4, ["Vale Homes"]),
    )


def test_the_first_sheet_that_is_shown_is_read_whichever_program_wrote_it():
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        book.add_worksheet("hidden").hide()
        shown = book.add_worksheet("list")
        shown.activate()
        shown.write_row(0, 0, ["a", "b"])
    assert first_sheet(kept.getvalue(), most=10) == ((1, ["a", "b"]),)


def test_reading_stops_where_there_are_enough_rows_though_the_sheet_is_vast():
    rows = "".join(f'<row r="{n}"><c t="inlineStr"><is><t>x</t></is></c></row>' for n in range(1, 60_000))
    sheet = f"{HEAD}{rows}</sheetData></worksheet>"
    assert len(first_sheet(packed(sheet), most=5)) == 5


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        packed(None),
        packed(book=None),
        packed(links=None),
        packed(book="<workbook/>"),
        packed(book="not xml"),
        packed("<worksheet>"),
        packed(f'{HEAD}<row r="x"/></sheetData></worksheet>'),
        packed(f'{HEAD}<row><c t="s"><v>7</v></c></row></sheetData></worksheet>'),
        packed('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
        packed(f"{HEAD}{'<row/>' * 2_000_000}</sheetData></worksheet>"),
        packed()[:-30],
    ],
)
def test_what_cannot_be_read_is_said_and_never_a_traceback(content):
    with pytest.raises(WorkbookUnreadable):
        first_sheet(content, most=10)
