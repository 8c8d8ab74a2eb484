"""Text from bytes: encodings, byte order marks, and what is no text at all."""

from __future__ import annotations

import pytest

from assessment.reading.text import spreadsheet_text, utf_8

WRITTEN = "Zoë – Ash"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_spreadsheets_is_known(encoding):
    assert spreadsheet_text(WRITTEN.encode(encoding)) == WRITTEN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_tells_the_order_of_bytes(encoding):
    assert spreadsheet_text(f"\ufeff{WRITTEN}".encode(encoding)) == WRITTEN


@pytest.mark.parametrize("content", [b"\0", b"PK\x03\x04\0\0", b"\x81\xff", b"\xff\xfea"])
def test_what_is_no_text_is_told_apart_from_empty_text(content):
    assert spreadsheet_text(content) is None
    assert spreadsheet_text(b"") == ""


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert utf_8(b"\xef\xbb\xbfid: x") == "id: x"


def test_what_is_not_utf_8_is_refused_with_the_place():
    with pytest.raises(UnicodeDecodeError) as refused:
        utf_8("id: Zoë".encode("cp1252"))
    assert refused.value.start == 6
