"""Pictures, saved anew so that nothing but their pixels is kept."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from assessment.uploads.limits import LARGEST
from assessment.uploads.media_types import ENDINGS
from assessment.uploads.refusals import UploadRefused

MOST_PIXELS = 40_000_000
MOST_SCANS = 200


def painted_anew(content: bytes, media_type: str) -> bytes:
    """The pixels of a picture in a new file, the right way up, and nothing else that was in the old one."""
    # Each scan of a JPEG goes over the whole picture, and each of its notes over all notes before it.
    if max(content.count(b"\xff\xda"), content.count(b"Exif\0\0")) > MOST_SCANS:
        raise UploadRefused("is a picture we can’t read quickly enough. Save it again as PNG or JPEG and upload that")
    reader: type[ImageFile.ImageFile] = PngImageFile if media_type == ENDINGS["png"] else JpegImageFile
    # Image.open would warn of large pictures; these readers leave that to us, and unpack nothing before load().
    with reader(BytesIO(content)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise UploadRefused("is a picture of more than 40 million pixels. Make it smaller and upload it again")
        picture.load()
        # Notes too damaged to say which way is up are no reason to refuse the picture.
        with suppress(Exception):
            ImageOps.exif_transpose(picture, in_place=True)
        new, painted = picture.convert(_colours(picture)), BytesIO()
    new.info = {}
    new.save(painted, picture.format, quality=85)
    if painted.tell() > LARGEST:
        raise UploadRefused("is a picture of more than 5 MB. Make it smaller and upload it again")
    return painted.getvalue()


def _colours(picture: Image.Image) -> str:
    """How to keep the colours: without the notes, transparency has to be among the pixels."""
    if picture.format == "JPEG":
        return "L" if picture.mode == "L" else "RGB"
    return "RGBA" if "transparency" in picture.info and picture.mode in {"1", "L", "P", "RGB"} else picture.mode
