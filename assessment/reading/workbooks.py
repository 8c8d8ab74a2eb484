"""The first sheet of a workbook (.xlsx), read as a stream: nothing is fetched, and only so much is unpacked."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Row = tuple[int, list[str]]

LARGEST_INSIDE = 8 * 1024 * 1024
MOST_COLUMNS = 100
_PIECE = 64 * 1024
_LETTERS = re.compile(r"[A-Z]{1,3}")
PACKED, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class WorkbookUnreadable(Exception):  # noqa: N818 - named for what it is
    """A workbook that is damaged, or far larger inside than a list needs."""


class _Enough(Exception):  # noqa: N818 - stops reading
    """As many rows are read as were asked for."""


def first_sheet(content: bytes, *, most: int) -> tuple[Row, ...]:
    """The first rows of the first sheet that is shown, each with its number; raises WorkbookUnreadable."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as folder:
            return _first_sheet(_Folder(folder), most)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, OSError, RuntimeError, ValueError, LookupError) as error:
        raise WorkbookUnreadable from error


@dataclass(slots=True)
class _Folder:
    """The parts of a workbook, until so many bytes were unpacked."""

    packed: zipfile.ZipFile
    room: int = LARGEST_INSIDE

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.packed.open(name) as part:
            while piece := part.read(_PIECE):
                self.room -= len(piece)
                if self.room < 0:
                    raise WorkbookUnreadable
                yield piece

    def read(self, name: str, start: Callable[..., None], **more: Callable[..., None]) -> None:
        """Go through a part, tag by tag, by the tags' local names."""
        reader = expat.ParserCreate(namespace_separator=" ")
        reader.buffer_text = True
        reader.StartElementHandler = lambda tag, given: start(tag.rpartition(" ")[2], given)
        if "end" in more:
            reader.EndElementHandler = lambda tag: more["end"](tag.rpartition(" ")[2])
            reader.CharacterDataHandler = more["text"]
        reader.StartDoctypeDeclHandler = _refuse_doctype
        for piece in self.pieces(name):
            reader.Parse(piece, False)
        reader.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise WorkbookUnreadable


def _first_sheet(folder: _Folder, most: int) -> tuple[Row, ...]:
    sheet, strings = _places(folder)
    shared = _Texts()
    if strings in folder.packed.namelist():
        folder.read(strings, shared.start, end=shared.end, text=shared.text)
    rows = _Rows(shared.found, most)
    with suppress(_Enough):
        folder.read(sheet, rows.start, end=rows.end, text=rows.text)
    return tuple(rows.found)


def _places(folder: _Folder) -> tuple[str, str]:
    """The names of the parts that hold the first sheet and the shared texts."""
    sheets: list[str] = []
    targets: dict[str, str] = {}
    strings = ""

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet" and given.get("state", "visible") == "visible":
            sheets.extend(value for name, value in given.items() if name.endswith(" id"))

    def link(tag: str, given: dict[str, str]) -> None:
        nonlocal strings
        if tag == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", given["Target"])).lstrip("/")
            targets[given["Id"]] = target
            strings = target if given.get("Type", "").endswith("/sharedStrings") else strings

    folder.read("xl/workbook.xml", sheet)
    folder.read("xl/_rels/workbook.xml.rels", link)
    return targets[sheets[0]] if sheets else "", strings


@dataclass(slots=True)
class _Texts:
    """The texts that cells share; how they are read aloud (rPh) is no part of them."""

    found: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    takes: bool = False
    aside: bool = False

    def start(self, tag: str, _given: dict[str, str]) -> None:
        self.aside = self.aside or tag == "rPh"
        self.takes = tag == "t" and not self.aside

    def end(self, tag: str) -> None:
        self.takes = False
        if tag == "rPh":
            self.aside = False
        elif tag == "si":
            self.found.append("".join(self.parts))
            self.parts = []

    def text(self, text: str) -> None:
        if self.takes:
            self.parts.append(text)


@dataclass(slots=True)
class _Rows:
    """The rows of a sheet as texts; blank ones are left out, and the others keep their numbers."""

    shared: list[str]
    most: int
    found: list[Row] = field(default_factory=list)
    number: int = 0
    column: int = 0
    kind: str = ""
    cells: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    takes: bool = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.number, self.column, self.cells = int(given.get("r", self.number + 1)), 0, []
        elif tag == "c":
            self.kind, self.parts = given.get("t", "n"), []
            self.column = _column(given["r"]) if "r" in given else self.column + 1
        self.takes = tag in {"v", "t"}

    def text(self, text: str) -> None:
        if self.takes:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        self.takes = False
        if tag == "c" and self.column <= MOST_COLUMNS:
            self.cells += [""] * (self.column - len(self.cells))
            self.cells[self.column - 1] = self._cell("".join(self.parts))
        elif tag == "row" and any(self.cells):
            self.found.append((self.number, self.cells))
            if len(self.found) == self.most:
                raise _Enough

    def _cell(self, value: str) -> str:
        if self.kind == "s":
            return self.shared[int(value)] if value else ""
        if self.kind == "b":
            return {"1": "yes", "0": "no"}.get(value, value)
        return _number(value) if self.kind == "n" else value


def _number(value: str) -> str:
    """A number as a sheet shows it by default."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else str(number)


def _column(place: str) -> int:
    """The number of the column in a place such as AB12."""
    letters = _LETTERS.match(place)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number or MOST_COLUMNS + 1
