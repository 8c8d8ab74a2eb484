"""One organisation's result of a year, kept or still in the making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.journey import next_stage
from assessment.domain.assessment.levels import supported_level
from assessment.domain.assessment.records import answers_from
from assessment.reports.standouts import Standout, gaps, levels_of, next_steps, strengths
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
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.rules import Stage
    from assessment.domain.bank.variant import Questionnaire


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result with its reasons: the year as it was read, the bank in the sector's words, and what stands out."""

    line: YearLine
    bank: QuestionBank
    next_stage: Stage | None
    levels: tuple[Standout, ...]
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
        return _blockers(self.bank, self.conditions, self.next_stage)

    @property
    def next_steps(self) -> tuple[Standout, ...]:
        """The questions where a step leads on from here; the next stage decides which come first."""
        return next_steps(self.bank, self.levels, self.line.answers, self.blockers)

    @property
    def more_gaps(self) -> tuple[Standout, ...]:
        """The gaps that are not among the next steps."""
        taken = {one.item.id for one in self.next_steps}
        return tuple(one for one in self.gaps if one.item.id not in taken)

    @property
    def above_evidence(self) -> tuple[Standout, ...]:
        """The answers whose evidence supports a lower level than was chosen."""
        return tuple(
            one
            for one in self.levels
            if (supported := supported_level(self.bank, one.item, self.line.answers[one.item.id])) is not None
            and supported < one.claimed
        )


def _blockers(bank: QuestionBank, conditions: Sequence[Condition], following: Stage | None) -> tuple[Condition, ...]:
    if following is None:
        return ()
    upto = bank.stage_position(following.id)
    return tuple(one for one in conditions if not one.holds and bank.stage_position(one.stage) <= upto)


def result_page(session: Session, assessment: Assessment, *, on: date) -> ResultPage:
    """The result of an assessment: as it was kept if it is signed off, else as its answers stand on a day."""
    line = year_of(session, assessment, on=on)
    questionnaire = questionnaire_of(session, assessment)
    bank = questionnaire.bank
    levels = tuple(levels_of(bank, line.answers, line.basis))
    stage = line.stage.id if line.stage else None
    return ResultPage(
        line=line,
        bank=bank,
        next_stage=next_stage(bank, stage) if line.card.completeness.complete else None,
        levels=levels,
        strengths=strengths(levels),
        gaps=gaps(bank, levels),
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
