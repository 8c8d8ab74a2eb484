"""Tables: the rows of CSV files, whichever delimiter separates their cells."""

from __future__ import annotations

import io

import openpyxl
import pytest

from assessment.reading.tables import ListUnreadable, Table, csv_table
from assessment.reading.tables import table as any_table

COLUMNS = ("name", "place")


def table(text, *, most=100, encoding="utf-8"):
    return csv_table(text.encode(encoding), lambda heading: heading if heading in COLUMNS else None, most=most)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_known_headings_tell_the_delimiter(delimiter, end):
    found = table(end.join((f"name{delimiter}place", f'"Ash{delimiter} Robin"{delimiter}North', "")))
    assert found == Table(((1, ["name", "place"]), (2, [f"Ash{delimiter} Robin", "North"])))


def test_without_a_known_heading_a_comma_is_taken_if_the_cells_are_as_many():
    assert table("a,b;c\n").rows == ((1, ["a", "b;c"]),)


def test_blank_rows_are_left_out_and_still_counted():
    assert [number for number, _ in table("name,place\n\n,,\n' '\nAsh,North\n").rows] == [1, 4, 5]


def test_reading_stops_where_there_are_enough_rows():
    assert table("name,place\na,b\nc,d\n", most=2).rows[-1] == (2, ["a", "b"])


def test_a_broken_row_is_named_and_the_rows_before_it_are_kept():
    found = table('name,place\nAsh,North\n"Ash,North\n')
    assert (len(found.rows), found.broken_row) == (2, 3)


def test_a_file_without_text_has_no_table():
    assert csv_table(b"PK\x03\x04\0", lambda _: None, most=1) is None
    assert table("") == Table(())


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n', "SEP=;;;\r"])
def test_a_line_for_excel_tells_the_delimiter_and_is_not_counted(first):
    assert table(f"{first}name;place\nAsh, Robin;North\n").rows == (
        (1, ["name", "place"]),
        (2, ["Ash, Robin", "North"]),
    )


@pytest.mark.parametrize("above", ["Our area\n", "List of people;;;\n\nMade on 1 May, by Robin;;\n"])
def test_a_title_above_the_headings_is_passed_over_and_counted(above):
    found = table(f"{above}name;place\nAsh;North\n")
    start = above.count("\n") + 1
    assert found.rows == ((start, ["name", "place"]), (start + 1, ["Ash", "North"]))


def test_a_workbook_is_read_like_a_file():
    kept, book = io.BytesIO(), openpyxl.Workbook()
    for row in (["Our area"], ["name", "place"], ["Ash", "North"]):
        book.active.append(row)
    book.save(kept)
    found = any_table(kept.getvalue(), lambda heading: heading if heading in COLUMNS else None, most=9)
    assert found.rows == ((2, ["name", "place"]), (3, ["Ash", "North"]))


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"])
def test_workbooks_that_cannot_be_read_are_told_what_to_do(content):
    with pytest.raises(ListUnreadable, match=r"CSV"):
        any_table(content, lambda _: None, most=9)
