"""Make a bank from an XLSForm: its choice questions, grouped by dimension, with a report of what stayed behind.

The workbook is read by pyxform, the reference reader of that form.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assessment.banks.problems import BankFaulty, BankProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_INSIDE = 40 * 1024 * 1024
MOST_ROWS = 5000
FEWEST_LEVELS, MOST_LEVELS = 2, 7
NO_GROUP = "general"
IGNORED = {"note", "start", "end", "today", "deviceid", "username", "audit", "calculate", "hidden"}
LOST = {
    "relevant": "is shown under a condition; here every question is asked",
    "constraint": "has a constraint; here levels need none",
    "calculation": "is calculated; here nothing is",
    "choice_filter": "filters its choices; here all levels stand",
    "repeat_count": "repeats; here every question is asked once",
    "default": "has a default; here nothing is chosen beforehand",
}


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Something of a form that a bank has no place for."""

    place: str
    what: str


@dataclass(slots=True)
class Imported:
    """A bank file's content made from a form, and what stayed behind."""

    value: dict[str, Any]
    left_behind: list[LeftBehind] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Question:
    place: str
    name: str
    group: str
    label: str
    hint: str
    choices: tuple[str, ...]


def from_xlsform(data: bytes, *, bank_id: str, kind: str = ".xlsx") -> Imported:
    """The bank that a form amounts to; raises BankFaulty where it is no form or has no question to take over."""
    form = _read(data, kind)
    if len(form.survey) + len(form.choices) > MOST_ROWS:
        raise _refused(f"has more than {MOST_ROWS} rows", "split it")
    reading = _Form(form)
    questions = reading.questions()
    if not questions:
        raise _refused("has no question of type select_one with two to seven choices", "add some, or write a bank file")
    levels = Counter(len(one.choices) for one in questions).most_common(1)[0][0]
    fitting = [one for one in questions if len(one.choices) == levels]
    for one in questions:
        if len(one.choices) != levels:
            reading.leave(one.place, f"“{one.name}” has {len(one.choices)} choices; the other questions have {levels}")
    settings = form.settings[0] if form.settings else {}
    title = str(settings.get("form_title") or bank_id)
    version = str(settings.get("version") or "1")
    return Imported(_bank(bank_id, title, version, fitting, reading.groups), reading.left_behind)


def _read(data: bytes, kind: str) -> Any:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    if len(data) > LARGEST_FILE:
        raise _refused("is larger than 2 MB", "split it, or take pictures out")
    _require_small_inside(data)
    try:
        return get_xlsform(BytesIO(data), file_type=kind)
    except PyXFormError as error:
        raise _refused(
            f"is no XLSForm ({_first_line(error)})", "save it as an .xlsx workbook with survey and choices"
        ) from error
    except Exception as error:
        # The readers below pyxform raise whatever a damaged workbook makes them stumble over.
        raise _refused(
            f"cannot be read as a workbook ({type(error).__name__})", "open it and save it again as .xlsx"
        ) from error


def _require_small_inside(data: bytes) -> None:
    """A workbook is a packed folder; one that would unpack to far more than it weighs is refused unopened."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as folder:
            size = sum(one.file_size for one in folder.infolist())
    except zipfile.BadZipFile as error:
        raise _refused("is a damaged workbook", "open it and save it again as .xlsx") from error
    if size > LARGEST_INSIDE:
        raise _refused("unpacks to far more than a questionnaire needs", "take pictures and other sheets out")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200].rstrip(".")


def _refused(problem: str, remedy: str) -> BankFaulty:
    return BankFaulty((BankProblem(None, "file", problem, remedy),))


class _Form:
    def __init__(self, form: Any) -> None:
        self._survey = form.survey
        self._language = self._default_language(form)
        self.left_behind: list[LeftBehind] = []
        self.groups: dict[str, str] = {}
        self._choices: dict[str, list[str]] = {}
        for row in form.choices:
            name = str(row.get("list_name") or row.get("list name") or "").strip()
            self._choices.setdefault(name, []).append(self._label(row) or str(row.get("name") or ""))
        for header in (form.external_choices, form.entities, form.osm):
            if header:
                self.leave("workbook", "a sheet beside survey, choices and settings was not read")

    def leave(self, place: str, what: str) -> None:
        self.left_behind.append(LeftBehind(place, what))

    def _default_language(self, form: Any) -> str:
        settings = form.settings[0] if form.settings else {}
        return str(settings.get("default_language") or "")

    def _label(self, row: dict[str, Any], name: str = "label") -> str:
        """A text of a row in the default language, in its plain form, or in whichever language stands first."""
        forms = {str(key): value for key, value in row.items() if re.fullmatch(rf"{name}(\s*::.*)?", str(key))}
        for wanted in (f"{name}::{self._language}", name, *forms):
            if forms.get(wanted):
                return " ".join(str(forms[wanted]).split())
        return ""

    def questions(self) -> list[_Question]:
        """The choice questions in the order of the form; whatever else stands there is left behind."""
        found: list[_Question] = []
        open_groups: list[str] = []
        names: set[str] = set()
        for number, row in enumerate(self._survey, start=2):
            place, kind = f"survey, row {number}", " ".join(str(row.get("type") or "").split())
            word = kind.replace(" ", "_").casefold()
            if word in {"begin_group", "begin_repeat"}:
                open_groups.append(self._open(place, row, repeat=word == "begin_repeat"))
            elif word in {"end_group", "end_repeat"}:
                del open_groups[-1:]
            elif kind.startswith("select_one "):
                found += self._question(place, row, kind, "".join(open_groups[-1:]), names)
            elif word and word not in IGNORED:
                self.leave(place, f"“{row.get('name') or kind}” is of type {kind}; a bank takes select_one")
        for name in self.groups.keys() - {one.group for one in found}:
            del self.groups[name]
        return found

    def _open(self, place: str, row: dict[str, Any], *, repeat: bool) -> str:
        name = _id(str(row.get("name") or self._label(row) or f"group{len(self.groups) + 1}"))
        self.groups.setdefault(name, self._label(row) or name)
        if repeat:
            self.leave(place, f"“{name}” repeats; here every question is asked once")
        if row.get("relevant"):
            self.leave(place, f"“{name}” {LOST['relevant']}")
        return name

    def _question(self, place: str, row: dict[str, Any], kind: str, group: str, names: set[str]) -> Iterator[_Question]:
        _, choice_list, *more = kind.split()
        name, label = _id(str(row.get("name") or f"q{len(names) + 1}")), self._label(row)
        choices = tuple(self._choices.get(choice_list, ()))
        if more:
            self.leave(place, f"“{name}” lets people write another choice; here levels are all there is")
        if not label:
            self.leave(place, f"“{name}” has no label, so there is nothing to ask")
        elif not FEWEST_LEVELS <= len(choices) <= MOST_LEVELS or not all(choices):
            self.leave(place, f"“{name}” has {len(choices)} choices; a bank takes {FEWEST_LEVELS} to {MOST_LEVELS}")
        elif name in names:
            self.leave(place, f"“{name}” stands twice; the second was left out")
        else:
            names.add(name)
            self._say_what_is_lost(place, name, row)
            self.groups.setdefault(group or NO_GROUP, "General")
            yield _Question(place, name, group or NO_GROUP, label, self._label(row, "hint"), choices)

    def _say_what_is_lost(self, place: str, name: str, row: dict[str, Any]) -> None:
        for key, what in LOST.items():
            if row.get(key):
                self.leave(place, f"“{name}” {what}")
        languages = [key for key in row if str(key).startswith("label::")]
        if len(languages) > 1:
            self.leave(place, f"“{name}” has texts in {len(languages)} languages; one was taken")
        if any(str(key).split("::")[0] in {"image", "audio", "video", "media"} for key in row if row[key]):
            self.leave(place, f"“{name}” has a picture or a recording, which was left out")


def _id(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:60]
    return plain or "q"


def _bank(bank_id: str, title: str, version: str, questions: list[_Question], groups: dict[str, str]) -> dict[str, Any]:
    top = len(questions[0].choices) - 1
    shared = {one.choices for one in questions}
    names = shared.pop() if len(shared) == 1 else tuple(f"Level {n}" for n in range(top + 1))
    return {
        "format": 1,
        "id": bank_id,
        "title": title,
        "version": version,
        "status": "draft",
        "rules_version": "1",
        "about": "Made from an XLSForm. The rules of evidence are a start; write stages if there are to be any.",
        "scale": {"levels": [{"name": name} for name in names]},
        "evidence": {
            "grades": [
                {"id": "E0", "name": "Our word for it", "meaning": "Nothing yet to look at.", "cap": max(1, top - 1)},
                {
                    "id": "E1",
                    "name": "Something to look at",
                    "meaning": "Something that somebody outside the team can look at.",
                    "cap": top,
                    "confirms": True,
                    "months": 24,
                },
            ]
        },
        "dimensions": [{"id": name, "name": groups[name]} for name in dict.fromkeys(one.group for one in questions)],
        "items": [_item(one) for one in questions],
    }


def _item(one: _Question) -> dict[str, Any]:
    item: dict[str, Any] = {"id": one.name, "dimension": one.group, "title": one.label[:120], "question": one.label}
    if one.hint:
        item["why"] = one.hint
    return item | {"levels": list(one.choices)}
