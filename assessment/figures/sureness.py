"""How sure a result is, in words that follow from its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.scorecard import State
from assessment.domain.rounding import figure, shown
from assessment.domain.texts.phrases import count_of, upper_first
from assessment.figures.requirements import confirming_grades
from assessment.figures.stage import left_words, what_state_means

if TYPE_CHECKING:
    from assessment.reports.results import ResultPage

WELL, PARTLY = 75, 50


@dataclass(frozen=True, slots=True)
class Sure:
    """A word for how well a result is supported, and what that follows from, each with its name."""

    verdict: str
    facts: tuple[tuple[str, str], ...]


def how_sure(page: ResultPage) -> Sure:
    """How well a result is supported, and the figures from which that follows."""
    return Sure(
        _verdict(page),
        (
            ("Evidence", _evidence(page)),
            ("Answers that need more evidence", _above(page)),
            ("Moderation", _moderation(page)),
            ("Questions left", _left(page)),
            ("Does not apply", _not_applicable(page)),
        ),
    )


def _asked(page: ResultPage) -> bool:
    """Whether evidence makes any difference by the rules of the bank."""
    return page.bank.evidence.grades[0].cap < page.bank.top_level


def _verdict(page: ResultPage) -> str:
    confidence = page.card.state(page.basis).evidence_confidence
    if not _asked(page):
        return "Based on what you told us"
    if confidence is None:
        return "Little to support yet"
    share = shown(confidence)
    return "Well supported" if share >= WELL else "Partly supported" if share >= PARTLY else "Based on little evidence"


def _evidence(page: ResultPage) -> str:
    if not _asked(page):
        return "These questions do not ask for evidence."
    level = page.bank.evidence.confidence_from_level
    confidence = page.card.state(page.basis).evidence_confidence
    if confidence is None:
        return f"No answer is at level {level} or above yet. From there on, {confirming_grades(page.bank)} count."
    return f"{figure(confidence)}% of answers at level {level} or above have {confirming_grades(page.bank)}."


def _above(page: ResultPage) -> str:
    if not page.above_evidence:
        return "None. Your evidence supports every level you chose."
    answered = page.card.completeness.answered
    return f"{len(page.above_evidence)} of {answered}. Evidence supports a lower level than you chose."


def _moderation(page: ResultPage) -> str:
    if page.basis is State.MODERATED:
        return f"Moderated. {what_state_means(page)}" if page.kept_at else "Moderated by the Independent Adviser."
    return "Not moderated yet. Nobody outside your organisation has checked it."


def _left(page: ResultPage) -> str:
    completeness = page.card.completeness
    if completeness.left:
        return f"{upper_first(left_words(completeness))}."
    return f"None. All {count_of(completeness.total, 'question')} have been answered."


def _not_applicable(page: ResultPage) -> str:
    completeness = page.card.completeness
    number = completeness.not_applicable
    if not number:
        return "No question was left out."
    share = shown(100 * number / completeness.total)
    are = "is" if number == 1 else "are"
    return f"{number} of {completeness.total} questions ({share}%) {are} left out of every score."
