"""Take a file that somebody sends as evidence, or refuse it: files are hostile until shown otherwise.

Pictures are painted anew, so nothing but their pixels stays. Other files stay as they are, and are refused where they
hold what could act by itself. That is no scan for viruses, and a file made to mislead its readers may still hide
something: send accepted files as downloads, with their own media type and without sniffing.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING
from xml.parsers import expat

from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 5 * 1024 * 1024
LARGEST_INSIDE = 100 * 1024 * 1024
HIGHEST_RATIO = 200
MOST_PARTS = 2000
MOST_PIXELS = 40_000_000
MOST_SCANS = 200
LONGEST_NAME = 120
DEEPEST = 3
STEP = 8192

ENDINGS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "txt": "text/plain",
    "csv": "text/csv",
}
OFFICE_FOLDERS = {"word": ENDINGS["docx"], "xl": ENDINGS["xlsx"], "ppt": ENDINGS["pptx"]}
PROGRAM = re.compile(
    r"\.\s*(bat|cmd|dll|exe|hta|html|jar|jse|lnk|msi|php|pif|ps1|scr|vbe|vbs|wsf)\s*(\.|$)", re.IGNORECASE
)
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}

PNG, JPEG, ZIP, OLE = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

PDF_ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|XFA|RichMedia|Encrypt)(?=[\0\s()<>\[\]{}/%]|$)"
    # Short names turn up in packed data by chance; only what can follow them tells them from noise.
    rb"|/(?:JS|EF)(?:[(<%]|[\0\s]+[(<%0-9])"
)
PDF_STREAM = re.compile(rb"(?<!end)stream[\0\s]*")
PDF_PACKED_OTHERWISE = re.compile(
    rb"/(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt|DecodeParms|DP)\b"
    rb"|/Filter[\0\s]+\d"
)
PDF_NUMBER = re.compile(rb"[\0\s]*[0-9+.%-]")

UNSAFE_PART = re.compile(r"[\0-\x1f]|^(/|[a-z]:)|(^|/)\.\.(/|$)")
ACTING_PART = re.compile(r"vbaproject|vbadata|oleobject|(^|/)(activex|macrosheets|basic|scripts)/")
ACTING_TYPE = re.compile(r"macroenabled|vbaproject|macrosheet|oleobject|activex|afchunk", re.IGNORECASE)
ACTING_TEXT = re.compile(rb"vnd\.sun\.star\.script:|<(\w+:)?(dde|encryption-data)")
FETCHED = {"attachedtemplate", "oleobject", "frame", "subdocument"}

NO_TEXT = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
MARKUP = re.compile(r"[\s\ufeff]*<([!?]|[a-z][a-z0-9:-]*([\s/>]|$))", re.IGNORECASE)

ACTS = "holds macros, links that act or other files. Save it as a PDF and send that"
LOCKED = "is locked. Save it without a password or restrictions and send that"
SCRIPTED = "holds scripts, a form that acts or attached files. Print it as a new PDF and send that"
DAMAGED = "is damaged or not complete. Open it where it was made, save it again, and send the new one"
TOO_LARGE = "unpacks to far more than a document needs. Take large pictures out, or save it as a PDF and send that"


class UploadRefused(Exception):  # noqa: N818 - named for what happened, as the screens say it
    """A file that is not taken; its text is for the person and says what to do instead."""

    def __init__(self, because: str) -> None:
        super().__init__(f"This file {because}.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept: a name that is safe to offer, its media type, and the bytes to keep."""

    name: str
    media_type: str
    content: bytes


def accept(name: str, content: bytes) -> Accepted:
    """What to keep of a file that somebody sent; raises UploadRefused with a sentence for that person."""
    plain, ending = _plain_name(name)
    if not content:
        raise UploadRefused("is empty. Check that it opens on your computer, then send it again")
    if len(content) > LARGEST:
        raise UploadRefused("is larger than 5 MB. Send a smaller one, such as only the pages that matter")
    media_type = ENDINGS[ending]
    try:
        return Accepted(plain, media_type, _checked(content, media_type, ending))
    except UploadRefused:
        raise
    except Exception as error:
        # The readers below raise whatever a damaged file makes them stumble over.
        raise UploadRefused(DAMAGED) from error


def _checked(content: bytes, media_type: str, ending: str) -> bytes:
    """The bytes to keep, where they are of the type that the name promises."""
    if content.startswith((PNG, JPEG)):
        found = ENDINGS["png"] if content.startswith(PNG) else ENDINGS["jpg"]
    elif content.startswith(ZIP) and b"%PDF-" not in content[:1024]:
        found = _Unpacking(min(LARGEST_INSIDE, HIGHEST_RATIO * len(content))).media_type(content)
    elif b"%PDF-" in content[:1024]:
        found = ENDINGS["pdf"]
    else:
        found = media_type if media_type.startswith("text/") else ""
    if found != media_type:
        raise UploadRefused(f"ends in .{ending}, but holds something else. Save it anew as .{ending} where it was made")
    if found.startswith("image/"):
        return _painted_anew(content, found)
    if found == ENDINGS["pdf"]:
        _require_quiet_pdf(content)
    elif found.startswith("text/"):
        _require_plain_text(content)
    return content


def _plain_name(name: str) -> tuple[str, str]:
    """A name that is safe on every system, and its ending; raises UploadRefused where the ending is not allowed."""
    last = re.split(r"[/\\]", name)[-1][-1000:]
    seen = "".join(one for one in last if unicodedata.category(one) not in UNSEEN)
    stem, _, ending = " ".join(unicodedata.normalize("NFC", seen).split()).rpartition(".")
    stem, ending = re.sub(r'[<>:"|?*]', "-", stem).strip(" ."), ending.strip().lower()
    if not stem or ending not in ENDINGS or PROGRAM.search(stem):
        raise UploadRefused(f"is of a kind that is not taken here. Send one that ends in {', '.join(ENDINGS)}")
    if RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' .')}.{ending}", ending


def _painted_anew(content: bytes, media_type: str) -> bytes:
    """The pixels of a picture in a new file, the right way up, and nothing else that was in the old one."""
    # Each scan of a JPEG goes over the whole picture, and each of its notes over all notes before it.
    if max(content.count(b"\xff\xda"), content.count(b"Exif\0\0")) > MOST_SCANS:
        raise UploadRefused("is a picture that takes too long to read. Save it anew as PNG or JPEG and send that")
    reader: type[ImageFile.ImageFile] = PngImageFile if media_type == ENDINGS["png"] else JpegImageFile
    # Image.open would warn of large pictures; these readers leave that to us, and unpack nothing before load().
    with reader(BytesIO(content)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise UploadRefused("is a picture of more than 40 million pixels. Make it smaller and send it again")
        picture.load()
        # Notes too damaged to say which way is up are no reason to refuse the picture.
        with suppress(Exception):
            ImageOps.exif_transpose(picture, in_place=True)
        new, painted = picture.convert(_colours(picture)), BytesIO()
    new.info = {}
    new.save(painted, picture.format, quality=85)
    if painted.tell() > LARGEST:
        raise UploadRefused("is a picture that takes more than 5 MB. Make it smaller and send it again")
    return painted.getvalue()


def _colours(picture: Image.Image) -> str:
    """How to keep the colours: without the notes, transparency has to be among the pixels."""
    if picture.format == "JPEG":
        return "L" if picture.mode == "L" else "RGB"
    return "RGBA" if "transparency" in picture.info and picture.mode in {"1", "L", "P", "RGB"} else picture.mode


def _require_quiet_pdf(content: bytes) -> None:
    """Refuse a PDF that is locked, incomplete, also something else, or that holds scripts, programs or other files."""
    if b"%%EOF" not in content[-1024:]:
        raise UploadRefused(DAMAGED)
    if b"<" in content[: content.index(b"%PDF-")] or zipfile.is_zipfile(BytesIO(content)):
        raise UploadRefused("is a PDF and something else at once. Save it as a PDF again and send the new one")
    for text in chain([content], _pdf_objects(content)):
        if found := PDF_ACTS.search(_without_escapes(text)):
            raise UploadRefused(LOCKED if found[0] == b"/Encrypt" else SCRIPTED)


def _without_escapes(text: bytes) -> bytes:
    """Names in a PDF may write any letter as # and two hexadecimal digits."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), text)


def _pdf_objects(content: bytes) -> Iterator[bytes]:
    """What lies packed in the object streams of a PDF, which would not be seen in the file itself.

    A stream counts as one if it says so, or if it begins with a number, as their lists of objects do; pictures and
    typefaces are left packed, as names would turn up in them by chance.
    """
    end, room = 0, LARGEST_INSIDE
    for stream in PDF_STREAM.finditer(content):
        head = _without_escapes(content[max(end, content.rfind(b"endobj", end, stream.start())) : stream.start()])
        end, said = stream.end(), b"/ObjStm" in head
        if said and PDF_PACKED_OTHERWISE.search(head):
            raise UploadRefused("is packed in a way that cannot be looked into. Print it as a new PDF and send that")
        if said or PDF_NUMBER.match(_inflated(memoryview(content)[end : end + STEP], 64)[0]):
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


@dataclass(slots=True)
class _Unpacking:
    """Looks into Office files, and into files within them, until so many bytes were unpacked."""

    room: int

    def media_type(self, content: bytes, depth: int = 0) -> str:
        """Which Office file this is, or nothing; raises UploadRefused where it misleads or holds what could act."""
        names, mimetype = set(), b""
        with zipfile.ZipFile(BytesIO(content)) as folder:
            self._require_order(folder.infolist(), len(content))
            for part in folder.infolist():
                name, data = _part_name(part), self._read(folder, part)
                self._require_quiet(name, data, depth)
                names.add(name)
                mimetype = data if name == "mimetype" else mimetype
        if mimetype:
            found = mimetype.decode("ascii").strip()
            return found if found in {ENDINGS["odt"], ENDINGS["ods"]} else ""
        folders = {name.partition("/")[0] for name in names} & OFFICE_FOLDERS.keys()
        return OFFICE_FOLDERS[folders.pop()] if "[content_types].xml" in names and len(folders) == 1 else ""

    def _require_order(self, parts: list[zipfile.ZipInfo], size: int) -> None:
        """Refuse a folder that is too large, locked, or that different programs would read differently."""
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > self.room:
            raise UploadRefused(TOO_LARGE)
        if any(part.flag_bits & 1 for part in parts):
            raise UploadRefused(LOCKED)
        names = {_part_name(part) for part in parts}
        if (
            len(names) < len(parts)
            or any(UNSAFE_PART.search(name) for name in names)
            or any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts)
            or min((part.header_offset for part in parts), default=0) > 0
            or sum(part.compress_size for part in parts) > size
        ):
            raise UploadRefused(DAMAGED)

    def _read(self, folder: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        """What a part really unpacks to; zipfile alone would stop at the size that the file claims."""
        claimed, part.file_size = part.file_size, self.room + 1
        with folder.open(part) as packed:
            data = packed.read(self.room + 1)
        self.room -= len(data)
        if len(data) != claimed:
            raise UploadRefused(DAMAGED)
        return data

    def _require_quiet(self, name: str, data: bytes, depth: int) -> None:
        """Refuse a part that is a macro, a program or an embedded object, or that fetches something."""
        if ACTING_PART.search(name) or data.startswith((OLE, b"MZ")):
            raise UploadRefused(ACTS)
        embedded = data.startswith(ZIP) or ("embeddings/" in name and data)
        if embedded and (depth == DEEPEST or data[:4] != ZIP or not self.media_type(data, depth + 1)):
            raise UploadRefused(ACTS)
        if name.endswith(".rels") or name == "[content_types].xml":
            _require_quiet_links(data)
        elif name.endswith(".xml") and ACTING_TEXT.search(text := data.replace(b"\0", b"")):  # also in UTF-16
            raise UploadRefused(LOCKED if b"encryption-data" in text else ACTS)


def _part_name(part: zipfile.ZipInfo) -> str:
    return part.orig_filename.replace("\\", "/").casefold()


def _require_quiet_links(xml: bytes) -> None:
    """Refuse relationships and content types that name macros, or objects that are fetched when the file is opened."""

    def look(_: str, attributes: dict[str, str]) -> None:
        kind, mode = attributes.get("Type", "").strip(), attributes.get("TargetMode", "").strip().casefold()
        if ACTING_TYPE.search(f"{kind} {attributes.get('ContentType', '')}"):
            raise UploadRefused(ACTS)
        if mode == "external" and kind.rpartition("/")[2].casefold() in FETCHED:
            raise UploadRefused("is tied to a template or an object elsewhere. Save it as a PDF and send that")

    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise UploadRefused(DAMAGED)
    reader = expat.ParserCreate()
    reader.StartElementHandler = look
    reader.Parse(xml, True)


def _require_plain_text(content: bytes) -> None:
    """Refuse what is no text in UTF-8, or what a browser could take for a page."""
    text = content.decode(errors="surrogateescape")
    if NO_TEXT.search(text):
        raise UploadRefused("is no plain text in UTF-8. Save it again as text or CSV in UTF-8 and send the new one")
    if MARKUP.match(text):
        raise UploadRefused("is a web page or a drawing rather than text. Save it as a PDF and send that")
