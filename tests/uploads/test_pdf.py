"""PDF files: those that act, are locked or are something else are refused."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest

from assessment.uploads.checking import accept
from tests.uploads.files import folder, pdf, refused, word


def stream(text, head=b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", pack=zlib.compress):
    packed = pack(text)
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(packed), packed)


@pytest.mark.parametrize(
    "text",
    [
        b"<</S/JavaScript/JS(app.alert(1))>>",
        b"<</S /JavaScript /JS 9 0 R>>",
        b"<</S/Rendition/JS<feff>>>",
        b"<</S/Rendition/JS%x\n(x)>>",
        b"<</OpenAction<</S/JavaScript>>>>",
        b"<</S/J#61vaScript>>",
        b"<</S/#4a#61#76#61#53#63#72#69#70#74>>",
        b"<</S/R/#4aS (x)>>",
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</S/L#61unch>>",
        b"<</Type/EmbeddedFile>>",
        b"<</Names<</EmbeddedFiles 9 0 R>>>>",
        b"<</Type/Filespec/EF<</F 9 0 R>>>>",
        b"<</AcroForm<</XFA[]>>>>",
        b"<</Subtype/RichMedia>>",
    ],
)
def test_a_pdf_that_acts_is_refused_wherever_it_says_so(text):
    for content in (
        pdf(text),
        pdf(b"<<>>\nstream\n" + text + b"\nendstream"),
        pdf(stream(b"7 0 " + text)),
        pdf(stream(b"7 0 " + text, head=b"/Filter/FlateDecode")),
        pdf(stream(text, head=b"/Type/Obj#53tm/Filter/FlateDecode")),
        pdf(stream(b" " * 90 + b"7 0 " + text)),
        pdf(stream(b"7 0 " + text)).replace(b"stream\n", b"stream\r\n"),
        pdf(stream(b"7 0 " + random.Random(1).randbytes(90_000) + text)),  # noqa: S311
        pdf(stream(b"BT ET", head=b"/Filter/FlateDecode"), stream(b"7 0 " + text)),
    ):
        assert "contains scripts" in refused("a.pdf", content)


@pytest.mark.parametrize(
    "text", [b"/JSx(", b"/JS1", b"/Launcher", b"/EncryptMetadata true", b"/XFAx", b"/EF/F1", b"(JavaScript)"]
)
def test_names_that_only_begin_alike_do_no_harm(text):
    accept("a.pdf", pdf(b"<<" + text + b">>"))


def test_a_locked_pdf_is_refused_as_such():
    assert "is locked" in refused("a.pdf", pdf(trailer=b"/Root 1 0 R/Encrypt 5 0 R"))


@pytest.mark.parametrize(
    "head", [b"/Filter/LZWDecode", b"/Filter[/AHx/Fl]", b"/Filter 9 0 R", b"/Filter/Fl/DecodeParms<<>>"]
)
def test_objects_packed_in_unusual_ways_are_refused(head):
    assert "compressed in a way we can’t check" in refused("a.pdf", pdf(stream(b"7 0 x", head=b"/Type/ObjStm" + head)))


def test_a_pdf_may_hold_pictures_that_unpack_to_a_lot_but_not_objects():
    many = [stream(b"\xff" * 40_000_000, head=b"/Subtype/Image/Filter/FlateDecode")] * 4
    accept("a.pdf", pdf(*many))
    many = [stream(b"7 0 " + bytes(40_000_000))] * 4
    assert "far larger inside" in refused("a.pdf", pdf(*many))


def test_streams_inside_one_another_are_not_read_again_and_again():
    start = b"/ObjStm stream\n\x78\x9c"
    block = b"\0" + struct.pack("<HH", len(start), 0xFFFF - len(start)) + start
    assert "far larger inside" in refused("a.pdf", pdf(start + block * 150_000))


@pytest.mark.parametrize("content", [pdf()[:-7], pdf() + bytes(1100), b"%PDF-1.7"])
def test_a_pdf_without_its_end_is_refused(content):
    assert "damaged or incomplete" in refused("a.pdf", content)


def test_a_pdf_may_begin_a_little_later_but_not_anywhere():
    accept("a.pdf", b"\xef\xbb\xbf\r\n" + pdf())
    assert "a different kind of file" in refused("a.pdf", b" " * 1024 + pdf())


@pytest.mark.parametrize(
    "content",
    [b"<html><script>alert(1)</script>" + pdf(), pdf()[:-6] + word() + b"%%EOF", pdf() + folder({"a": "b"})],
)
def test_a_pdf_that_is_something_else_too_is_refused(content):
    assert "contains something besides a PDF" in refused("a.pdf", content)


@pytest.mark.parametrize("ending", ["docx", "txt", "png"])
def test_a_pdf_inside_another_file_does_not_pass(ending):
    assert "a different kind of file" in refused(f"a.{ending}", folder({"a": pdf()}, how=zipfile.ZIP_STORED))


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode.__members__.values()))
def test_files_of_a_common_pdf_writer_are_seen_through(mode):
    with pikepdf.new() as made:
        made.add_blank_page()
        file = BytesIO()
        made.save(file, object_stream_mode=mode)
        accept("a.pdf", file.getvalue())
        made.Root.OpenAction = made.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        )
        file = BytesIO()
        made.save(file, object_stream_mode=mode)
        assert "contains scripts" in refused("a.pdf", file.getvalue())
        del made.Root.OpenAction
        file = BytesIO()
        made.save(file, object_stream_mode=mode, encryption=pikepdf.Encryption(owner="x", user=""))
        assert "is locked" in refused("a.pdf", file.getvalue())
