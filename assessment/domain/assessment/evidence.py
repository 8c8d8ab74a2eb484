"""What a piece of evidence still carries: older pieces count one grade lower."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from assessment.domain.dates import older_than

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


def out_of_date(grade: EvidenceGrade, piece: Piece, *, level: int | None, on: date) -> bool:
    """Whether a piece is older than its grade allows for the level that is claimed."""
    allowed = grade.months
    if level is not None and grade.strict_from_level is not None and level >= grade.strict_from_level:
        allowed = grade.strict_months
    return allowed is not None and older_than(piece.dated, allowed, on=on)


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
