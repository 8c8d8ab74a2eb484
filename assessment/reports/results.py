"""One organisation's result of a year, kept or still in the making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.journey import next_stage
from assessment.domain.assessment.levels import level_in, supported_level
from assessment.domain.assessment.records import answers_from
from assessment.reports.years import YearLine, year_of
from assessment.store.answers import extension_answers
from assessment.store.banks import questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.conditions import Condition
    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.assessment.scorecard import Scorecard, State
    from assessment.domain.bank.question_bank import Item, QuestionBank
    from assessment.domain.bank.rules import Stage
    from assessment.domain.bank.variant import Questionnaire

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Standout:
    """An item that stands out, with its level and the description of the next one."""

    item: Item
    level: int
    claimed: int
    next_step: str | None


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result with its reasons: the year as it was read, the bank in the sector's words, and what stands out."""

    line: YearLine
    bank: QuestionBank
    next_stage: Stage | None
    strengths: tuple[Standout, ...]
    gaps: tuple[Standout, ...]
    extension: tuple[Standout, ...]

    @property
    def card(self) -> Scorecard:
        """The figures of all three states."""
        return self.line.card

    @property
    def basis(self) -> State:
        """The state on which the stage rests."""
        return self.line.basis

    @property
    def stage(self) -> Stage | None:
        """The stage that was reached."""
        return self.line.stage

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of every stage."""
        return self.line.conditions

    @property
    def kept_at(self) -> datetime | None:
        """When it was kept, None while it is still in the making."""
        return self.line.kept.kept_at if self.line.kept else None

    @property
    def partial(self) -> bool:
        """Whether items are left, so that there are figures but no stage."""
        return not self.card.completeness.complete

    @property
    def blockers(self) -> tuple[Condition, ...]:
        """What the next stage asks for and does not hold yet, easiest first."""
        if self.next_stage is None:
            return ()
        upto = self.bank.stage_position(self.next_stage.id)
        return tuple(c for c in self.conditions if not c.holds and self.bank.stage_position(c.stage) <= upto)


def result_page(session: Session, assessment: Assessment, *, on: date) -> ResultPage:
    """The result of an assessment: as it was kept if it is signed off, else as its answers stand on a day."""
    line = year_of(session, assessment, on=on)
    questionnaire = questionnaire_of(session, assessment)
    bank = questionnaire.bank
    levels = _levels(bank, line.answers, line.basis)
    stage = line.stage.id if line.stage else None
    return ResultPage(
        line=line,
        bank=bank,
        next_stage=next_stage(bank, stage) if line.card.completeness.complete else None,
        strengths=_strengths(levels),
        gaps=_gaps(bank, levels),
        extension=_extension(session, assessment, questionnaire, line.kept, on=on),
    )


def _extension(
    session: Session, assessment: Assessment, questionnaire: Questionnaire, kept: KeptResult | None, *, on: date
) -> tuple[Standout, ...]:
    if kept:
        answers: Mapping[str, Answer] = answers_from(kept.inputs.get("extension", {}))
    else:
        answers = extension_answers(session, assessment.id, questionnaire.bank, questionnaire.extension, on=on)
    found = [(item, answers[item.id]) for item in questionnaire.extension if item.id in answers]
    return tuple(
        Standout(item, level, answer.level, None)
        for item, answer in found
        if answer.level is not None and (level := supported_level(questionnaire.bank, item, answer)) is not None
    )


def _levels(bank: QuestionBank, answers: Mapping[str, Answer], basis: State) -> Sequence[Standout]:
    found = []
    for item in bank.items:
        answer = answers.get(item.id)
        level = level_in(basis, bank, item, answer) if answer else None
        if answer and answer.level is not None and level is not None:
            step = bank.description(item, level + 1) if level < bank.top_level else None
            found.append(Standout(item, level, answer.level, step))
    return found


def _strengths(levels: Sequence[Standout]) -> tuple[Standout, ...]:
    average = sum(one.level for one in levels) / len(levels) if levels else 0
    above = [one for one in levels if one.level >= average and one.level > 0]
    return tuple(sorted(above, key=lambda one: (-one.level, not one.item.gate)))[:MOST_NAMED]


def _gaps(bank: QuestionBank, levels: Sequence[Standout]) -> tuple[Standout, ...]:
    shown_as_strengths = {one.item.id for one in _strengths(levels)}
    below = [one for one in levels if one.level < bank.top_level and one.item.id not in shown_as_strengths]
    return tuple(sorted(below, key=lambda one: (one.level, not one.item.gate)))[:MOST_NAMED]
