"""Which files are taken as evidence, and that whatever is sent is taken or refused."""

from __future__ import annotations

import contextlib
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from assessment.uploads.checking import accept
from assessment.uploads.limits import LARGEST
from assessment.uploads.refusals import UploadRefused
from tests.uploads.files import open_document, pdf, picture, refused, word, workbook

OFFICE = "application/vnd.openxmlformats-officedocument."


def other_workbook():
    made, file = openpyxl.Workbook(), BytesIO()
    made.active["A1"] = "Training held"
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", pdf(), "application/pdf"),
        ("a.png", picture("PNG"), "image/png"),
        ("a.jpg", picture("JPEG"), "image/jpeg"),
        ("a.jpeg", picture("JPEG"), "image/jpeg"),
        ("a.docx", word(), f"{OFFICE}wordprocessingml.document"),
        ("a.xlsx", workbook(), f"{OFFICE}spreadsheetml.sheet"),
        ("a.xlsx", other_workbook(), f"{OFFICE}spreadsheetml.sheet"),
        ("a.pptx", word(main="ppt"), f"{OFFICE}presentationml.presentation"),
        ("a.odt", open_document(), "application/vnd.oasis.opendocument.text"),
        ("a.ods", open_document(kind="spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        ("a.txt", "Grüße\r\n\tund mehr".encode(), "text/plain"),
        ("a.csv", "\ufeffname;number\nשלום;1\n".encode(), "text/csv"),
    ],
)
def test_ordinary_files_are_taken(name, content, media_type):
    taken = accept(name, content)
    assert (taken.name, taken.media_type) == (name, media_type)
    if not media_type.startswith("image/"):
        assert taken.content == content


def test_an_empty_file_is_refused():
    assert "is empty" in refused("a.pdf", b"")


def test_a_file_may_have_five_megabytes_and_not_a_byte_more():
    accept("a.txt", b"a" * LARGEST)
    assert "larger than 5 MB" in refused("a.txt", b"a" * (LARGEST + 1))


ORDINARY = {
    "pdf": pdf(),
    "png": picture("PNG"),
    "jpg": picture("JPEG"),
    "docx": word(),
    "xlsx": workbook(),
    "pptx": word(main="ppt"),
    "odt": open_document(),
    "ods": open_document(kind="spreadsheet"),
}


@pytest.mark.parametrize("ending", [*ORDINARY, "txt", "csv"])
@pytest.mark.parametrize("kind", ORDINARY)
def test_the_ending_must_say_what_the_file_holds(ending, kind):
    if ending != kind:
        assert f"ends in .{ending}, but it’s a different kind of file" in refused(f"a.{ending}", ORDINARY[kind])


def test_text_does_not_pass_for_anything_else():
    for ending in ORDINARY:
        assert "a different kind of file" in refused(f"a.{ending}", b"Only text")


@pytest.mark.parametrize("ending", ["exe", "html", "svg", "zip", "doc", "docm", "xlsm", "gif", "js", "", "p"])
def test_other_kinds_are_refused_with_a_list_of_those_that_are_taken(ending):
    assert "pdf, png, jpg" in refused(f"a.{ending}", b"MZ")


NAMES = some.sampled_from([f"a.{ending}" for ending in (*ORDINARY, "jpeg", "txt", "csv")])
STARTS = some.sampled_from(
    [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b"%PDF-1.7\n", *ORDINARY.values()]
)


@given(some.one_of(some.text(), NAMES), some.binary())
def test_whatever_is_sent_is_taken_or_refused(name, content):
    with contextlib.suppress(UploadRefused):
        accept(name, content)


@settings(deadline=None)
@given(NAMES, STARTS, some.binary(), some.binary())
def test_whatever_follows_a_known_beginning_is_taken_or_refused(name, start, more, end):
    for content in (start + more, start + more + b"\n%%EOF" + end):
        with contextlib.suppress(UploadRefused):
            accept(name, content)


@settings(deadline=None)
@given(some.sampled_from(sorted(ORDINARY)), some.data())
def test_a_file_with_some_bytes_changed_is_taken_or_refused(ending, data):
    content = bytearray(ORDINARY[ending])
    for at in data.draw(some.lists(some.integers(0, len(content) - 1), max_size=5)):
        content[at] = data.draw(some.integers(0, 255))
    with contextlib.suppress(UploadRefused):
        accept(f"a.{ending}", bytes(content))
