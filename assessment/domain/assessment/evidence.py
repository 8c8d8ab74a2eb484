"""What a piece of evidence still carries: older pieces count one grade lower."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from assessment.domain.bank.rules import EvidenceGrade, EvidenceRules


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: its grade as claimed, its date, and whether lived experience speaks in it."""

    grade: str
    dated: date
    lived_experience: bool = False


class Support(NamedTuple):
    """The best that the evidence of one item carries."""

    grade: str | None
    lived_experience: bool


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another, never below 0."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


def out_of_date(grade: EvidenceGrade, piece: Piece, *, level: int | None, on: date) -> bool:
    """Whether a piece is older than its grade allows for the level that is claimed."""
    allowed = grade.months
    if level is not None and grade.strict_from_level is not None and level >= grade.strict_from_level:
        allowed = grade.strict_months
    if allowed is None:
        return False
    months = months_between(piece.dated, on)
    return months > allowed or (months == allowed and piece.dated.day < on.day)


def counted_grade(rules: EvidenceRules, piece: Piece, *, level: int | None, on: date) -> EvidenceGrade:
    """The grade that a piece counts as on a day: one lower than claimed once it is out of date."""
    position = next((n for n, grade in enumerate(rules.grades) if grade.id == piece.grade), 0)
    aged = out_of_date(rules.grades[position], piece, level=level, on=on)
    return rules.grades[max(0, position - aged)]


def support(rules: EvidenceRules, pieces: Iterable[Piece], *, level: int | None, on: date) -> Support:
    """The strongest piece of an item; of equally strong ones, one in which lived experience speaks."""
    strengths = [(counted_grade(rules, piece, level=level, on=on), piece.lived_experience) for piece in pieces]
    if not strengths:
        return Support(None, lived_experience=False)
    grade, lived = max(strengths, key=lambda strength: (strength[0].cap, strength[1]))
    return Support(grade.id, lived)
