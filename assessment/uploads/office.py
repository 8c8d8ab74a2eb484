"""Office files, unpacked and searched for macros, embedded objects and links that load something."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from assessment.uploads.limits import LARGEST_INSIDE
from assessment.uploads.media_types import ENDINGS
from assessment.uploads.refusals import ACTS, DAMAGED, LOCKED, TOO_LARGE, UploadRefused

HIGHEST_RATIO = 200
MOST_PARTS = 2000
DEEPEST = 3
OFFICE_FOLDERS = {"word": ENDINGS["docx"], "xl": ENDINGS["xlsx"], "ppt": ENDINGS["pptx"]}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNSAFE_PART = re.compile(r"[\0-\x1f]|^(/|[a-z]:)|(^|/)\.\.(/|$)")
ACTING_PART = re.compile(r"vbaproject|vbadata|oleobject|(^|/)(activex|macrosheets|basic|scripts)/")
ACTING_TYPE = re.compile(r"macroenabled|vbaproject|macrosheet|oleobject|activex|afchunk", re.IGNORECASE)
ACTING_TEXT = re.compile(rb"vnd\.sun\.star\.script:|<(\w+:)?(dde|encryption-data)")
FETCHED = {"attachedtemplate", "oleobject", "frame", "subdocument"}


def office_type(content: bytes) -> str:
    """Which Office file this is, or nothing; raises UploadRefused where it misleads or holds what could act."""
    return _Unpacking(min(LARGEST_INSIDE, HIGHEST_RATIO * len(content))).media_type(content)


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
            raise UploadRefused("is linked to a template or an object somewhere else. Save it as a PDF and upload that")

    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise UploadRefused(DAMAGED)
    reader = expat.ParserCreate()
    reader.StartElementHandler = look
    reader.Parse(xml, True)
