"""Make a bank from an XLSForm: its choice questions by dimension, and a list of what could not be taken over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from assessment.banks.xlsform_questions import ChoiceQuestion, FormQuestions, LeftBehind
from assessment.banks.xlsform_workbook import Form, read_workbook, refused


@dataclass(slots=True)
class Imported:
    """The content of a bank file made from a form, and what could not be taken over."""

    value: dict[str, Any]
    left_behind: list[LeftBehind] = field(default_factory=list)


def from_xlsform(data: bytes, *, bank_id: str, kind: str = ".xlsx") -> Imported:
    """Make a bank from a form; raises BankFaulty where it is no form or has no question that can be taken over."""
    return from_form(read_workbook(data, kind), bank_id=bank_id)


def from_form(form: Form, *, bank_id: str) -> Imported:
    """Make a bank from the sheets of a form; raises BankFaulty where no question of it can be taken over."""
    found = FormQuestions(form)
    questions = found.questions()
    if not questions:
        raise refused("has no question of type select_one with two to seven choices", "add some, or write a bank file")
    levels = Counter(len(one.choices) for one in questions).most_common(1)[0][0]
    alike = [one for one in questions if len(one.choices) == levels]
    for one in questions:
        if len(one.choices) != levels:
            found.leave(one.place, f"“{one.name}” has {len(one.choices)} choices; the other questions have {levels}")
    settings = form.settings[0] if form.settings else {}
    title = str(settings.get("form_title") or bank_id)
    version = str(settings.get("version") or "1")
    return Imported(_bank(bank_id, title, version, alike, found.groups), found.left_behind)


def _bank(
    bank_id: str, title: str, version: str, questions: list[ChoiceQuestion], groups: dict[str, str]
) -> dict[str, Any]:
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
        "about": "Made from an XLSForm. The evidence rules are a starting point. Add stages if you want any.",
        "scale": {"levels": [{"name": name} for name in names]},
        "evidence": {"grades": _grades(top)},
        "dimensions": [{"id": name, "name": groups[name]} for name in dict.fromkeys(one.group for one in questions)],
        "items": [_item(one) for one in questions],
    }


def _grades(top: int) -> list[dict[str, Any]]:
    return [
        {"id": "E0", "name": "No evidence yet", "meaning": "There is nothing to look at yet.", "cap": max(1, top - 1)},
        {
            "id": "E1",
            "name": "Something to look at",
            "meaning": "Something that someone outside the team can look at.",
            "cap": top,
            "confirms": True,
            "months": 24,
        },
    ]


def _item(one: ChoiceQuestion) -> dict[str, Any]:
    item: dict[str, Any] = {"id": one.name, "dimension": one.group, "title": one.label[:120], "question": one.label}
    if one.hint:
        item["why"] = one.hint
    return item | {"levels": list(one.choices)}
