"""The question bank: everything that differs from one questionnaire to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from assessment.domain.bank.rules import ChangeRules, NotApplicable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.domain.bank.lineage import Predecessor, Replaced, Retired
    from assessment.domain.bank.references import Source, Term
    from assessment.domain.bank.rules import EvidenceRules, Stage


class Axis(StrEnum):
    """The three ways in which a bank groups its items."""

    DIMENSION = "dimension"
    DOMAIN = "domain"
    LENS = "lens"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the scale, and what it means for every item."""

    name: str
    meaning: str = ""
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A main axis of the bank; overall is the mean of the dimensions, each with the same weight."""

    id: str
    name: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A second axis, across the dimensions; a bank may have none."""

    id: str
    name: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Lens:
    """A cross-cutting tag that is reported beside the axes; a bank may have none."""

    id: str
    name: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked, with a description of every level of the scale."""

    id: str
    dimension: str
    title: str
    question: str
    levels: tuple[str, ...]
    domain: str | None = None
    why: str = ""
    evidence_prompts: tuple[str, ...] = ()
    tipping_point: str = ""
    core: bool = False
    gate: bool = False
    lived_experience: bool = False
    not_applicable: NotApplicable = NotApplicable.ALLOWED
    lenses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    example: str = ""
    usual_reason: str = ""
    bank_words: tuple[str, tuple[str, ...]] | None = None

    @property
    def asks(self) -> tuple[str, tuple[str, ...]]:
        """Question and levels in the words of the bank itself, which alone decide what an item means."""
        return self.bank_words or (self.question, self.levels)


LITTLE_CHANGE = ChangeRules()


@dataclass(frozen=True)
class QuestionBank:
    """A whole questionnaire with its scale, evidence rules and stages; equal content is an equal bank."""

    id: str
    title: str
    version: str
    rules_version: str
    levels: tuple[Level, ...]
    evidence: EvidenceRules
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    domains: tuple[Domain, ...] = ()
    lenses: tuple[Lens, ...] = ()
    stages: tuple[Stage, ...] = ()
    not_applicable_share: float = 100.0
    change: ChangeRules = LITTLE_CHANGE
    sources: tuple[Source, ...] = ()
    status: str = "draft"
    about: str = ""
    licence: str = ""
    stage_note: str = ""
    people_word: str = ""
    replaces: Predecessor | None = None
    retired: tuple[Retired, ...] = ()
    change_log: tuple[str, ...] = ()
    glossary: tuple[Term, ...] = ()
    full: bool = True

    def __hash__(self) -> int:
        return hash((self.id, self.rules_version, self.full))

    @property
    def top_level(self) -> int:
        """The number of the highest level; the lowest is 0."""
        return len(self.levels) - 1

    @cached_property
    def items_by_id(self) -> Mapping[str, Item]:
        """Every item by its id, in the bank's order."""
        return {item.id: item for item in self.items}

    @cached_property
    def groups(self) -> Mapping[Axis, tuple[Dimension | Domain | Lens, ...]]:
        """The dimensions, domains and lenses, in the bank's order."""
        return {
            Axis.DIMENSION: self.dimensions,
            Axis.DOMAIN: self.domains,
            Axis.LENS: self.lenses,
        }

    @cached_property
    def _items_of(self) -> Mapping[tuple[Axis, str], tuple[Item, ...]]:
        return {
            (axis, group.id): tuple(item for item in self.items if group.id in groups_of(item, axis))
            for axis, groups in self.groups.items()
            for group in groups
        }

    def items_of(self, axis: Axis, group_id: str) -> tuple[Item, ...]:
        """The items of one dimension, domain or lens, in the bank's order."""
        return self._items_of[axis, group_id]

    def group(self, axis: Axis, group_id: str) -> Dimension | Domain | Lens:
        """The dimension, domain or lens of that id."""
        return next(group for group in self.groups[axis] if group.id == group_id)

    def description(self, item: Item, level: int) -> str | None:
        """What a level means for an item, None where it says no more than the name of the level."""
        text = item.levels[level]
        return None if text.casefold() == self.levels[level].name.casefold() else text

    @property
    def published(self) -> bool:
        """Whether the bank is finished, so that it never changes again."""
        return self.status == "published"

    def core(self) -> QuestionBank:
        """The shorter selection of the same bank; the bank itself where no item is flagged for one."""
        items = tuple(item for item in self.items if item.core)
        return replace(self, items=items, full=False) if items and self.full else self

    def stage_position(self, stage_id: str) -> int:
        """The position of a stage in the bank's order, 0 being the first."""
        return next(position for position, stage in enumerate(self.stages) if stage.id == stage_id)

    def stage(self, stage_id: str) -> Stage:
        """The stage with this id."""
        return self.stages[self.stage_position(stage_id)]


def groups_of(item: Item, axis: Axis) -> tuple[str, ...]:
    """The ids of the groups of one axis to which an item belongs."""
    if axis is Axis.DIMENSION:
        return (item.dimension,)
    if axis is Axis.DOMAIN:
        return (item.domain,) if item.domain else ()
    return item.lenses


def gates(bank: QuestionBank) -> Iterator[Item]:
    """The items that a stage may ask for by name."""
    return (item for item in bank.items if item.gate)
