"""Files made here, good and bad, and a way to have them refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from PIL import Image

from assessment.uploads.checking import accept
from assessment.uploads.refusals import UploadRefused


def refused(name, content):
    with pytest.raises(UploadRefused) as caught:
        accept(name, content)
    text = str(caught.value)
    assert text.startswith("This file ")
    assert text.endswith(".")
    return text


def picture(kind, size=(8, 6), mode="RGB", colour=0, **more):
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **more)
    return file.getvalue()


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


def workbook():
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "Training held")
        sheet.write_url(1, 0, "https://example.org/")
        sheet.insert_image(2, 0, "chart.png", {"image_data": BytesIO(picture("PNG"))})
    return file.getvalue()
