"""The rules that a bank brings along: evidence, stages and their conditions, and what counts as little change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    FULL_ASSESSMENT = "full_assessment"


class Selection(StrEnum):
    """Which items of a bank an organisation is asked."""

    FULL = "full"
    CORE = "core"


class NotApplicable(StrEnum):
    """Whether an organisation may say that an item does not apply to it."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    NO_PUBLIC_CONTACT = "no_public_contact"


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

    def is_little(self, points: float, items: int) -> bool:
        """Whether a move of so many points over so many questions is called little change."""
        return abs(points) < (self.little_for_few_items if items <= self.few_items else self.little)
