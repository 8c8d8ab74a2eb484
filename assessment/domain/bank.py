"""The question bank as a value: everything that differs between questionnaires is in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Axis(StrEnum):
    """The three ways in which a bank groups its items."""

    DIMENSION = "dimension"
    DOMAIN = "domain"
    LENS = "lens"


class ConditionKind(StrEnum):
    """What a stage may ask for; each kind is explained in docs/question-banks.md."""

    OVERALL = "overall"
    DIMENSION = "dimension"
    DOMAIN = "domain"
    GATE = "gate"
    EVIDENCE_CONFIDENCE = "evidence_confidence"
    MODERATED = "moderated"
    PULSE_AGE = "pulse_age"
    PULSE_FAVOURABLE = "pulse_favourable"
    PULSE_GAP = "pulse_gap"
    EARLIER_STAGE = "earlier_stage"


class NotApplicable(StrEnum):
    """Whether an organisation may say that an item does not apply to it."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    NO_PUBLIC_CONTACT = "no_public_contact"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale, with what it means whatever the item."""

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


@dataclass(frozen=True, slots=True)
class EvidenceGrade:
    """How far a kind of evidence carries a claim, and for how many months."""

    id: str
    name: str
    meaning: str
    cap: int
    confirms: bool = False
    months: int | None = None
    strict_months: int | None = None
    strict_from_level: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """The grades from weakest to strongest, and the rules that hold for all of them."""

    grades: tuple[EvidenceGrade, ...]
    pieces_per_item: int = 3
    lived_experience_cap: int | None = None
    confidence_from_level: int = 0

    def grade(self, grade_id: str | None) -> EvidenceGrade:
        """The grade of that id; no evidence counts as the weakest grade."""
        return next((grade for grade in self.grades if grade.id == grade_id), self.grades[0])


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of a stage: what is looked at, and what it takes."""

    kind: ConditionKind
    needs: float | bool | str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the journey, reached when its own and all lower requirements hold."""

    id: str
    name: str
    summary: str = ""
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """Below how many points a move between two years is called little change."""

    little: float = 5.0
    little_for_few_items: float = 10.0
    few_items: int = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A publication to which items trace at topic level."""

    id: str
    title: str
    link: str = ""


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
    change: ChangeRules = ChangeRules()
    sources: tuple[Source, ...] = ()
    status: str = "draft"
    about: str = ""
    licence: str = ""
    stage_note: str = ""

    def __hash__(self) -> int:
        return hash((self.id, self.rules_version))

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

    def stage_position(self, stage_id: str) -> int:
        """Where a stage stands in the bank's order, 0 being the first."""
        return next(position for position, stage in enumerate(self.stages) if stage.id == stage_id)


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
