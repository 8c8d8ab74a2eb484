"""One organisation's result of a year, kept or still in the making."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.domain.assessment.journey import next_stage
from assessment.domain.assessment.levels import level_in, supported_level
from assessment.domain.assessment.progress import Changes, Year, changes
from assessment.domain.assessment.records import answer_from, conditions_from, result_record, scorecard_from
from assessment.domain.assessment.scorecard import Scorecard, State
from assessment.domain.bank.rules import Selection
from assessment.store.answers import answers_on, extension_answers
from assessment.store.banks import bank as bank_by_id
from assessment.store.banks import between, questionnaire_of
from assessment.store.results import context_of, results_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.conditions import Condition
    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.assessment.records import Record
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
    """A result with its reasons; `kept_at` is None while it is still in the making."""

    bank: QuestionBank
    card: Scorecard
    basis: State
    stage: Stage | None
    next_stage: Stage | None
    conditions: tuple[Condition, ...]
    kept_at: datetime | None
    strengths: tuple[Standout, ...]
    gaps: tuple[Standout, ...]
    changes: Changes | None = None
    earlier_year: str | None = None
    earlier_bank: str | None = None
    extension: tuple[Standout, ...] = ()

    @property
    def new_bank(self) -> bool:
        """Whether the year before was asked from another bank."""
        return self.earlier_bank is not None and self.earlier_bank != self.bank.id

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
    history = results_of(session, assessment.organisation_id, until_year=assessment.cycle.year)
    kept = next((result for result in history if result.assessment_id == assessment.id), None)
    earlier = [result for result in history if result.assessment_id != assessment.id]
    questionnaire = questionnaire_of(session, assessment)
    bank = questionnaire.bank
    if kept:
        answers, record = kept_answers(kept), kept.figures | kept.journey
    else:
        answers = answers_on(session, assessment.id, bank, on=on)
        record = result_record(bank, answers, context_of(session, assessment, bank, on=on))
    basis = State.MODERATED if (kept.moderated if kept else assessment.moderated) else State.SUPPORTED
    before = earlier[-1] if earlier else None
    this_year = Year(bank, answers, moderated=basis is State.MODERATED)
    return replace(
        _page(bank, answers, record, basis, kept),
        changes=changes_between(session, before, bank, this_year) if before else None,
        earlier_year=before.cycle.name if before else None,
        earlier_bank=before.bank_id if before else None,
        extension=_extension(session, assessment, questionnaire, kept, on=on),
    )


def _extension(
    session: Session, assessment: Assessment, questionnaire: Questionnaire, kept: KeptResult | None, *, on: date
) -> tuple[Standout, ...]:
    if kept:
        written = kept.inputs.get("extension", {})
        answers: Mapping[str, Answer] = {item_id: answer_from(one) for item_id, one in written.items()}
    else:
        answers = extension_answers(session, assessment.id, questionnaire.bank, questionnaire.extension, on=on)
    found = [(item, answers[item.id]) for item in questionnaire.extension if item.id in answers]
    return tuple(
        Standout(item, level, answer.level, None)
        for item, answer in found
        if answer.level is not None and (level := supported_level(questionnaire.bank, item, answer)) is not None
    )


def kept_answers(result: KeptResult) -> Mapping[str, Answer]:
    """The answers on which a kept result rests."""
    return {item_id: answer_from(written) for item_id, written in result.inputs["answers"].items()}


def kept_year(session: Session, result: KeptResult) -> Year:
    """A kept result in the form in which years are compared."""
    whole = bank_by_id(session, result.bank_id)
    bank = whole.core() if result.selection is Selection.CORE else whole
    return Year(bank, kept_answers(result), result.moderated)


def changes_between(session: Session, earlier: KeptResult, bank: QuestionBank, this_year: Year) -> Changes:
    """What moved since an earlier kept result, also where the bank has changed in between."""
    return changes(kept_year(session, earlier), this_year, between=between(session, earlier.bank_id, bank.id))


def _page(
    bank: QuestionBank,
    answers: Mapping[str, Answer],
    record: Record,
    basis: State,
    kept: KeptResult | None,
) -> ResultPage:
    stage = record["stage"] and bank.stages[bank.stage_position(record["stage"]["id"])]
    levels = _levels(bank, answers, basis)
    card = scorecard_from(record)
    return ResultPage(
        bank=bank,
        card=card,
        basis=basis,
        stage=stage,
        next_stage=next_stage(bank, stage.id if stage else None) if card.completeness.complete else None,
        conditions=conditions_from(record),
        kept_at=kept.kept_at if kept else None,
        strengths=_strengths(levels),
        gaps=_gaps(bank, levels),
    )


def _levels(bank: QuestionBank, answers: Mapping[str, Answer], basis: State) -> Sequence[Standout]:
    found = []
    for item in bank.items:
        answer = answers.get(item.id)
        level = level_in(basis, bank, item, answer) if answer else None
        if answer and answer.level is not None and level is not None:
            step = item.levels[level + 1] if level < bank.top_level else None
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
