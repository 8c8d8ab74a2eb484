"""The questions of an XLSForm that a bank can take over, and what it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.banks.xlsform_workbook import Form

FEWEST_LEVELS, MOST_LEVELS = 2, 7
NO_GROUP = "general"
IGNORED = {"note", "start", "end", "today", "deviceid", "username", "audit", "calculate", "hidden"}
LOST = {
    "relevant": "is shown only under a condition; a bank asks every question",
    "constraint": "has a constraint; levels don't need one",
    "calculation": "is calculated; a bank calculates nothing",
    "choice_filter": "filters its choices; a bank always shows every level",
    "repeat_count": "repeats; a bank asks every question once",
    "default": "has a default; a bank chooses nothing in advance",
}


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Something in a form that cannot be taken over into a bank."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question with one choice for each level, and the group it stands in."""

    place: str
    name: str
    group: str
    label: str
    hint: str
    choices: tuple[str, ...]


class FormQuestions:
    """The choice questions of a form with their groups, and everything in it that cannot be taken over."""

    def __init__(self, form: Form) -> None:
        self._survey = form.survey
        self._language = self._default_language(form)
        self.left_behind: list[LeftBehind] = []
        self.groups: dict[str, str] = {}
        self._choices: dict[str, list[str]] = {}
        for row in form.choices:
            name = str(row.get("list_name") or row.get("list name") or "").strip()
            self._choices.setdefault(name, []).append(self._label(row) or str(row.get("name") or ""))
        for name in form.others:
            self.leave("workbook", f"the sheet {name} was not read; only survey, choices and settings are")

    def leave(self, place: str, what: str) -> None:
        """Note something that cannot be taken over."""
        self.left_behind.append(LeftBehind(place, what))

    def _default_language(self, form: Form) -> str:
        settings = form.settings[0] if form.settings else {}
        return str(settings.get("default_language") or "")

    def _label(self, row: Mapping[str, str], name: str = "label") -> str:
        """A text of a row in the default language, in its plain form, or in whichever language stands first."""
        forms = {str(key): value for key, value in row.items() if re.fullmatch(rf"{name}(\s*::.*)?", str(key))}
        for wanted in (f"{name}::{self._language}", name, *forms):
            if forms.get(wanted):
                return " ".join(str(forms[wanted]).split())
        return ""

    def questions(self) -> list[ChoiceQuestion]:
        """The choice questions in the order of the form; anything else is noted as left behind."""
        found: list[ChoiceQuestion] = []
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

    def _open(self, place: str, row: Mapping[str, str], *, repeat: bool) -> str:
        name = _id(str(row.get("name") or self._label(row) or f"group{len(self.groups) + 1}"))
        self.groups.setdefault(name, self._label(row) or name)
        if repeat:
            self.leave(place, f"“{name}” repeats; a bank asks every question once")
        if row.get("relevant"):
            self.leave(place, f"“{name}” {LOST['relevant']}")
        return name

    def _question(
        self, place: str, row: Mapping[str, str], kind: str, group: str, names: set[str]
    ) -> Iterator[ChoiceQuestion]:
        _, choice_list, *more = kind.split()
        name, label = _id(str(row.get("name") or f"q{len(names) + 1}")), self._label(row)
        choices = tuple(self._choices.get(choice_list, ()))
        if more:
            self.leave(place, f"“{name}” lets people write another choice; a bank only has its levels")
        if not label:
            self.leave(place, f"“{name}” has no label, so there is nothing to ask")
        elif not FEWEST_LEVELS <= len(choices) <= MOST_LEVELS or not all(choices):
            self.leave(place, f"“{name}” has {len(choices)} choices; a bank takes {FEWEST_LEVELS} to {MOST_LEVELS}")
        elif len({one.casefold() for one in choices}) < len(choices):
            self.leave(place, f"“{name}” has two choices with the same words")
        elif name in names:
            self.leave(place, f"“{name}” appears twice; the second was left out")
        else:
            names.add(name)
            self._leave_details(place, name, row)
            self.groups.setdefault(group or NO_GROUP, "General")
            yield ChoiceQuestion(place, name, group or NO_GROUP, label, self._label(row, "hint"), choices)

    def _leave_details(self, place: str, name: str, row: Mapping[str, str]) -> None:
        for key, what in LOST.items():
            if row.get(key):
                self.leave(place, f"“{name}” {what}")
        languages = [key for key in row if str(key).startswith("label::")]
        if len(languages) > 1:
            self.leave(place, f"“{name}” has texts in {len(languages)} languages; only one was imported")
        if any(str(key).split("::")[0] in {"image", "audio", "video", "media"} for key in row if row[key]):
            self.leave(place, f"“{name}” has a picture or a recording, which was left out")


def _id(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:60]
    return plain or "q"
