"""PDF files, searched for scripts, locks and attached files."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from assessment.uploads.limits import LARGEST_INSIDE
from assessment.uploads.refusals import DAMAGED, LOCKED, SCRIPTED, TOO_LARGE, UploadRefused

if TYPE_CHECKING:
    from collections.abc import Iterator


STEP = 8192
ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|XFA|RichMedia|Encrypt)(?=[\0\s()<>\[\]{}/%]|$)"
    # Short names turn up in packed data by chance; only what can follow them tells them from noise.
    rb"|/(?:JS|EF)(?:[(<%]|[\0\s]+[(<%0-9])"
)
STREAM = re.compile(rb"(?<!end)stream[\0\s]*")
PACKED_OTHERWISE = re.compile(
    rb"/(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt|DecodeParms|DP)\b"
    rb"|/Filter[\0\s]+\d"
)
NUMBER = re.compile(rb"[\0\s]*[0-9+.%-]")


def require_quiet_pdf(content: bytes) -> None:
    """Refuse a PDF that is locked, incomplete, also something else, or that holds scripts, programs or other files."""
    if b"%%EOF" not in content[-1024:]:
        raise UploadRefused(DAMAGED)
    if b"<" in content[: content.index(b"%PDF-")] or zipfile.is_zipfile(BytesIO(content)):
        raise UploadRefused("contains something besides a PDF. Save it as a PDF again and upload the new one")
    for text in chain([content], _objects(content)):
        if found := ACTS.search(_without_escapes(text)):
            raise UploadRefused(LOCKED if found[0] == b"/Encrypt" else SCRIPTED)


def _without_escapes(text: bytes) -> bytes:
    """Names in a PDF may write any letter as # and two hexadecimal digits."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), text)


def _objects(content: bytes) -> Iterator[bytes]:
    """What lies packed in the object streams of a PDF, which would not be seen in the file itself.

    A stream counts as one if it says so, or if it begins with a number, as their lists of objects do; pictures and
    typefaces are left packed, as names would turn up in them by chance.
    """
    end, room = 0, LARGEST_INSIDE
    for stream in STREAM.finditer(content):
        head = _without_escapes(content[max(end, content.rfind(b"endobj", end, stream.start())) : stream.start()])
        end, said = stream.end(), b"/ObjStm" in head
        if said and PACKED_OTHERWISE.search(head):
            raise UploadRefused("is compressed in a way we can’t check. Print it to a new PDF and upload that")
        if said or NUMBER.match(_inflated(memoryview(content)[end : end + STEP], 64)[0]):
            text, used = _inflated(memoryview(content)[end:], room)
            room -= len(text) + used
            if room <= 0:
                raise UploadRefused(TOO_LARGE)
            yield text


def _inflated(packed: memoryview, most: int) -> tuple[bytes, int]:
    """What a stream unpacks to, as far as it does and up to so many bytes, and how many packed bytes were read."""
    stream, text, at = zlib.decompressobj(), bytearray(), 0
    try:
        while at < len(packed) and len(text) < most and not stream.eof:
            text += stream.decompress(packed[at : at + STEP], most - len(text))
            at += STEP
    except zlib.error:
        pass
    return bytes(text), at - len(stream.unused_data)
