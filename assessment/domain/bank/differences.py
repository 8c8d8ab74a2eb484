"""What differs between two versions of a bank: what became of every item, and which rules moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.bank.equivalents import same_words
from assessment.domain.bank.lineage import Meaning
from assessment.domain.bank.question_bank import Axis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.domain.bank.question_bank import Item, QuestionBank


class Fate(StrEnum):
    """What became of an item from one version to the next."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    CHANGED = "changed"
    RETIRED = "retired"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """What became of one item: its versions, why, and the parts in which they differ."""

    fate: Fate
    before: Item | None
    after: Item | None
    why: str = ""
    parts: tuple[tuple[str, str, str], ...] = ()

    @property
    def item(self) -> Item:
        """The later version of the item, or the earlier one of a retired item."""
        found = self.after or self.before
        if found is None:
            raise LookupError("a difference is about an item")
        return found


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """A rule that moved: where it stands, and what it said before and says now; None where it did not exist."""

    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class BankDifference:
    """Everything that differs between two versions of a bank."""

    items: tuple[ItemDifference, ...]
    rules: tuple[RuleDifference, ...]

    def of(self, fate: Fate | str) -> tuple[ItemDifference, ...]:
        """The items with one fate, in the bank's order."""
        return tuple(one for one in self.items if one.fate == fate)


def compare(earlier: QuestionBank, later: QuestionBank) -> BankDifference:
    """What became of every item and every rule from one bank to another."""
    items = [_difference(earlier, item) for item in later.items]
    taken = {one.before.id for one in items if one.before} | {r.item for i in later.items for r in i.replaces}
    reasons = {one.id: one.why for one in later.retired}
    retired = [
        ItemDifference(Fate.RETIRED, item, None, reasons.get(item.id, ""))
        for item in earlier.items
        if item.id not in taken
    ]
    before, after = dict(_rules(earlier)), dict(_rules(later))
    moved = [
        RuleDifference(place, before.get(place), after.get(place))
        for place in dict.fromkeys((*before, *after))
        if before.get(place) != after.get(place)
    ]
    return BankDifference((*items, *retired), tuple(moved))


def _difference(earlier: QuestionBank, item: Item) -> ItemDifference:
    declared = next((one for one in item.replaces if one.item in earlier.items_by_id), None)
    before = earlier.items_by_id.get(declared.item if declared else item.id)
    if before is None:
        return ItemDifference(Fate.NEW, None, item)
    same = declared is not None and declared.meaning is Meaning.SAME
    if same_words(before, item) and (declared is None or same):
        fate = Fate.UNCHANGED
    else:
        fate = Fate.REWORDED if same else Fate.CHANGED
    return ItemDifference(fate, before, item, declared.why if declared else "", tuple(_parts(before, item)))


def _parts(before: Item, after: Item) -> Iterator[tuple[str, str, str]]:
    was, now = _texts(before), _texts(after)
    for part in dict.fromkeys((*was, *now)):
        if was.get(part) != now.get(part):
            yield part, was.get(part, ""), now.get(part, "")


_AXES = {Axis.LENS: "theme"}  # as people call it
_FLAGS = ("dimension", "domain", "core", "gate", "lived_experience", "not_applicable")


def _texts(item: Item) -> dict[str, str]:
    return {
        "title": item.title,
        "question": item.question,
        "why it matters": item.why,
        **{f"level {n}": text for n, text in enumerate(item.levels)},
        "tipping point": item.tipping_point,
        "evidence to look for": "; ".join(item.evidence_prompts),
        "themes": ", ".join(item.lenses),
        **{name.replace("_", " "): _said(getattr(item, name)) for name in _FLAGS},
    }


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")


def _rules(bank: QuestionBank) -> Iterator[tuple[str, str]]:
    for n, level in enumerate(bank.levels):
        yield f"level {n} of the scale", " · ".join(part for part in (level.name, level.meaning, level.spread) if part)
    for grade in bank.evidence.grades:
        yield f"evidence {grade.id}: name", grade.name
        yield f"evidence {grade.id}: highest level it supports", str(grade.cap)
        yield f"evidence {grade.id}: months until it counts one grade lower", _said(grade.months)
        yield f"evidence {grade.id}: months for higher levels", _said(grade.strict_months)
    yield "pieces of evidence for a question", str(bank.evidence.pieces_per_item)
    yield "highest level without lived experience", _said(bank.evidence.lived_experience_cap)
    yield "lowest level that evidence confidence looks at", str(bank.evidence.confidence_from_level)
    yield "questions that can be not applicable, per cent", _said(bank.not_applicable_share)
    yield (
        "points that count as little change",
        f"{bank.change.little:g}, or {bank.change.little_for_few_items:g} over a few questions",
    )
    for axis in Axis:
        for group in bank.groups[axis]:
            yield f"{_AXES.get(axis, axis)} {group.id}", group.name
    for stage in bank.stages:
        yield f"stage {stage.id}", stage.name
        for one in stage.requirements:
            about = f" {one.subject}" if one.subject else ""
            yield f"stage {stage.name}: {one.kind.replace('_', ' ')}{about}", _said(one.needs)
