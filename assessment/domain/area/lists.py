"""Read the files of organisations and people that a Project Lead uploads, naming every problem; nothing is changed."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from assessment.domain.area.sectors import SECTOR_NAMES, SIZE_NAMES, Sector, SizeBand
from assessment.domain.people.permissions import AREA_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Line = tuple[int, list[str]]  # a row that holds something, with its number
    Columns = Mapping[str, Callable[[str], Any]]  # how cells are read, in the order of the fields of a row
    Seen = dict[tuple[str, ...], tuple[int, str]]  # the row where something stood first, and the name with it
    Clashes = Callable[[Mapping[str, Any], int, Seen], Iterator[tuple[str, str]]]

T = TypeVar("T")

MOST_ROWS = 2000
_LONGEST_NAME = 120
_LONGEST_EMAIL = 200
_DELIMITERS = ",;\t"
_NO_COLUMN = "-"
_OPTIONAL = frozenset({"area", "public contact", "partnerships"})
# What spreadsheets begin formulas with; tab and NUL are those of OWASP ASVS 5.0 requirement 1.2.10.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\0]")
# Kept between digits, so that 1049 people are not taken for the size 10-49.
_GAPS = re.compile(r"(?<!\d)[\s_-]+|[\s_-]+(?!\d)|,")
# A page of that name would stand in the way of `new` and the other.
_REFERENCE = re.compile(r"(?!(?:new|joined-or-divided)$)[a-z0-9][a-z0-9-]{0,79}")
_REFERENCE_RULE = "Write lower-case letters, digits and hyphens, at most 80, beginning with a letter or a digit"
_EMAIL = re.compile(
    r"(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,10}[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_ANSWERS = dict.fromkeys(("", "yes", "y", "true", "1"), True) | dict.fromkeys(("no", "n", "false", "0"), False)
_JOINERS = "\u200c\u200d"  # invisible, but part of how names are spelt in some scripts
_BROKEN = "Nothing can be read from here on. Put quotation marks only around whole cells, and double those inside."
_STRAY_RULE = "Put quotation marks around a cell with commas, semicolons or tabs in it, or clear what is too much."


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a row, counted as a spreadsheet does; the column is empty where it is the whole row or file."""

    row: int
    column: str
    problem: str


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as a file describes it."""

    row: int
    reference: str
    name: str
    sector: Sector
    size_band: SizeBand
    area: str
    public_contact: bool
    partnerships: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in one role as a file describes them; the organisation is empty for a role of the whole area."""

    row: int
    email: str
    name: str
    role: Role
    organisation: str


@dataclass(frozen=True, slots=True)
class ListContent(Generic[T]):
    """What was read of a file: the rows with nothing wrong in them, and every problem in the order of rows."""

    rows: tuple[T, ...]
    problems: tuple[RowProblem, ...]


def read_organisations(content: bytes) -> ListContent[OrganisationRow]:
    """Read a file of organisations; what it does not say of contact with the public is taken for yes."""
    return _read(content, _ORGANISATION, _organisation_clashes, OrganisationRow)


def read_people(content: bytes) -> ListContent[PersonRow]:
    """Read a file of people, with a row for each role that somebody holds."""
    return _read(content, _PERSON, _person_clashes, PersonRow)


def neutral(cell: str) -> str:
    """A cell for an export, so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _read(content: bytes, columns: Columns, clashes: Clashes, make: Callable[..., T]) -> ListContent[T]:
    text = _text(content)
    lines, broken = _lines(text, _delimiter(text, columns), MOST_ROWS + 2)
    refusal = _refusal(text, lines, columns, broken=bool(broken))
    if refusal or not lines:
        return ListContent((), (RowProblem(1, "", refusal),) if refusal else broken)
    places, problems = _headings(lines[0], columns)
    rows: list[T] = []
    seen: Seen = {}
    for row, cells in lines[1:]:
        values, wrong = _values(cells, places, columns)
        wrong += clashes(values, row, seen)
        problems += (RowProblem(row, column, problem) for column, problem in wrong)
        if not wrong and len(values) == len(columns):
            rows.append(make(row, *values.values()))
    return ListContent(tuple(rows), (*problems, *broken))


def _text(content: bytes) -> str:
    """The text of a file in whichever way a spreadsheet wrote it; a NUL in it says that it is none."""
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return "\0"


def _delimiter(text: str, columns: Columns) -> str:
    """Whichever delimiter finds the most headings in the first line; a comma where none does better."""

    def found(delimiter: str) -> tuple[int, int]:
        headings = [_key(cell) for _, cells in _lines(text.lstrip(), delimiter, 1)[0] for cell in cells]
        return len({_key(column) for column in columns}.intersection(headings)), len(headings)

    return max(_DELIMITERS, key=found)


def _lines(text: str, delimiter: str, most: int) -> tuple[list[Line], tuple[RowProblem, ...]]:
    """Up to so many rows that hold something, and where reading had to stop."""
    lines: list[Line] = []
    row = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for row, written in enumerate(reader, 1):
            cells = [_plain(cell) for cell in written]
            lines += [(row, cells)] if "".join(cells).strip(_DELIMITERS) else []
            if len(lines) == most:
                break
    except csv.Error:
        return lines, (RowProblem(row + 1, "", _BROKEN),)
    return lines, ()


def _refusal(text: str, lines: list[Line], columns: Columns, *, broken: bool) -> str | None:
    """Why a file is not looked at any further, or None."""
    needed = f"The first row must hold these headings, and each row below it one entry: {', '.join(columns)}."
    if "\0" in text:
        return "This is not a CSV file. Open it in your spreadsheet, save as CSV (best: CSV UTF-8), and upload that."
    if not (lines[1:] or broken):
        return f"This file {'has only one row' if lines else 'is empty'}. {needed}"
    if lines and sum(map(bool, lines[0][1])) > 50:
        return f"The first row of this file has more than 50 cells. {needed}"
    if len(lines) > MOST_ROWS + 1:
        return f"This file has more than {MOST_ROWS:,} rows. Split it, and upload the parts one after the other."
    return None


def _headings(line: Line, columns: Columns) -> tuple[list[str], list[RowProblem]]:
    """The column that each place of a row belongs to, and what is wrong with the headings."""
    row, headings = line
    known = {_key(column): column for column in columns}
    places: list[str] = []
    problems = []
    for heading in headings:
        column = known.get(_key(heading), _NO_COLUMN if heading else "")
        if column == _NO_COLUMN or (column and column in places):
            problems.append(RowProblem(row, _shown(heading), _wrong_heading(heading, known)))
            column = _NO_COLUMN
        places.append(column)
    missing = (one for one in columns if one not in {*places, *_OPTIONAL})
    problems += (RowProblem(row, one, "This column is missing. Add it with its heading.") for one in missing)
    return places, problems


def _wrong_heading(heading: str, known: Mapping[str, str]) -> str:
    if _key(heading) in known:
        return "This heading is there twice. Keep one of the two columns."
    near = get_close_matches(_key(heading), known, n=1)
    remedy = f"Did you mean “{known[near[0]]}”?" if near else f"The headings are: {', '.join(known.values())}."
    return f"“{_shown(heading)}” is not a heading that is known here. {remedy}"


def _values(cells: list[str], places: list[str], columns: Columns) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What the cells of a row say by column, and what is wrong with the others."""
    written = dict.fromkeys((*_OPTIONAL, *places), "") | dict(zip(places, cells, strict=False))
    values: dict[str, Any] = {}
    stray = next((cell for cell, column in zip_longest(cells, places, fillvalue="") if cell and not column), None)
    wrong = [("", f"“{_shown(stray)}” stands under no heading. {_STRAY_RULE}")] if stray else []
    for column, read in columns.items():
        try:
            values |= {column: read(written[column])} if column in written else {}
        except ValueError as error:
            wrong.append((column, str(error)))
    return values, wrong


def _key(written: str) -> str:
    """What two spellings of a heading or of a choice have in common."""
    return _GAPS.sub("", written.casefold().replace("–", "-")) or written


def _plain(cell: str) -> str:
    """A cell without space around it, and without the apostrophe that kept it from being a formula."""
    left = cell.lstrip()
    return left[1:].strip() if left.startswith("'") and _FORMULA.match(left, 1) else left.rstrip()


def _shown(cell: str) -> str:
    """A cell as a problem quotes it: on one line, short, with nothing invisible."""
    flat = "".join(one if one.isprintable() else "\ufffd" for one in " ".join(cell[:200].split()))
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def _refuse(cell: str, said: str, remedy: str) -> NoReturn:
    raise ValueError(f"“{_shown(cell)}” {said}. {remedy}." if cell else f"This cell is empty. {remedy}.")


def _reference(cell: str, rule: str = _REFERENCE_RULE) -> str:
    return cell if _REFERENCE.fullmatch(cell) else _refuse(cell, "is not a reference", rule)


def _references(cell: str) -> tuple[str, ...]:
    found = dict.fromkeys(part.strip() for part in cell.split(";") if part.strip())
    wrong = "; ".join(part for part in found if not _REFERENCE.fullmatch(part))
    if wrong:
        _refuse(wrong, "cannot be read as references", f"{_REFERENCE_RULE}; put semicolons between references")
    return tuple(found)


def _place(cell: str) -> str:
    return cell and _reference(cell, f"{_REFERENCE_RULE}; or leave the cell empty for a role of the whole area")


def _name(cell: str) -> str:
    return _note(cell) if cell else _refuse(cell, "", f"Write a name of at most {_LONGEST_NAME} characters")


def _note(cell: str) -> str:
    """A short text on one line, or none."""
    note = unicodedata.normalize("NFC", cell)
    if len(note) > _LONGEST_NAME:
        _refuse(cell, f"has {len(note)} characters", f"Shorten it to {_LONGEST_NAME} or fewer")
    if not all(one.isprintable() or one in _JOINERS or unicodedata.category(one) == "Zs" for one in note):
        _refuse(cell, "holds a line break or something invisible", "Type it again on one line")
    return note


def _email(cell: str) -> str:
    right = len(cell) <= _LONGEST_EMAIL and _EMAIL.fullmatch(cell)
    remedy = f"Write one address such as name@example.org, of at most {_LONGEST_EMAIL} characters"
    return cell.lower() if right else _refuse(cell, "is not an e-mail address", remedy)


def _one_of(known: Mapping[str, T], shown: Iterable[str]) -> Callable[[str], T]:
    """How to read one of several things, each written in one of the ways that are known."""
    keys = {_key(written): one for written, one in known.items()}
    remedy = f"Write one of these: {'; '.join(shown)}"
    return lambda cell: keys[_key(cell)] if _key(cell) in keys else _refuse(cell, "is not known here", remedy)


def _organisation_clashes(values: Mapping[str, Any], row: int, seen: Seen) -> Iterator[tuple[str, str]]:
    """Where an organisation is in the file already."""
    for column in ("reference", "name"):
        key = " ".join(values.get(column, "").casefold().split())
        first, _ = seen.setdefault((column, key), (row, ""))
        if key and first != row:
            yield column, f"Row {first} has the same {column}. Remove one of the two rows, or correct the {column}."


def _person_clashes(values: Mapping[str, Any], row: int, seen: Seen) -> Iterator[tuple[str, str]]:
    """Where a role does not fit its organisation, and where a person is in the file already."""
    email, name, role, place = (values.get(column) for column in _PERSON)
    if email and name:
        first, earlier = seen.setdefault((email,), (row, name))
        if earlier != name:
            yield "name", f"Row {first} has “{_shown(earlier)}” at this address. Correct the name or the address."
    if role and place is not None and (role in AREA_ROLES) == bool(place):
        area, held = "for the whole area. Leave the organisation empty", "held in one organisation. Write its reference"
        yield "organisation", f"The role “{role}” is {area if place else held}."
    if email and role and place is not None:
        first, _ = seen.setdefault((email, role, place), (row, ""))
        if first != row:
            yield "", f"Row {first} gives this person the same role in the same place. Remove one of the two rows."


_ORGANISATION: Columns = {
    "reference": _reference,
    "name": _name,
    "sector": _one_of({name: one for one in Sector for name in (one, SECTOR_NAMES[one])}, Sector),
    # Its names are offered and not its values, since spreadsheets take "10-49" for a date.
    "size": _one_of({name: one for one in SizeBand for name in (one, SIZE_NAMES[one])}, SIZE_NAMES.values()),
    "area": _note,
    "public contact": _one_of(_ANSWERS, ("yes", "no")),
    "partnerships": _references,
}
_PERSON: Columns = {
    "email": _email,
    "name": _name,
    "role": _one_of(dict(zip(Role, Role, strict=True)), Role),
    "organisation": _place,
}
