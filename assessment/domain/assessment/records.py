"""The written form of answers and results: what `fourfold score` reads and prints, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.domain.assessment.answers import Answer, Completeness
from assessment.domain.assessment.arithmetic import EXACT
from assessment.domain.assessment.conditions import Condition, Context
from assessment.domain.assessment.journey import journey
from assessment.domain.assessment.scorecard import Scorecard, Scores, State
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.rules import ConditionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.assessment.journey import Journey
    from assessment.domain.bank.question_bank import QuestionBank

Record = dict[str, Any]

FIRST = 1  # the arithmetic of results that were kept without its number
ANSWER_KEYS = frozenset({"level", "evidence", "lived_experience", "moderated", "not_applicable"})


def answer_from(written: Record) -> Answer:
    """The answer that stands in a record."""
    return Answer(**{key: value for key, value in written.items() if key in ANSWER_KEYS})


def answers_from(written: Mapping[str, Record]) -> dict[str, Answer]:
    """The answers that stand in a record, by item."""
    return {item_id: answer_from(one) for item_id, one in written.items()}


def answer_record(answer: Answer) -> Record:
    """The record of an answer; what is not said is left out."""
    written = {key: getattr(answer, key) for key in sorted(ANSWER_KEYS)}
    return {key: value for key, value in written.items() if value is not None and value is not False}


def context_from(bank: QuestionBank, written: Mapping[str, Any]) -> Context:
    """The context that stands in a record; an earlier stage may be given by id or by position."""
    earlier = written.get("earlier_stage")
    return Context(
        earlier_stage=bank.stage_position(earlier) if isinstance(earlier, str) else earlier,
        pulse_age_months=written.get("pulse_age_months"),
        pulse_favourable=written.get("pulse_favourable") or {},
        moderated=written.get("moderated", False),
    )


def context_record(context: Context) -> Record:
    """The record of a context."""
    return {
        "earlier_stage": context.earlier_stage,
        "pulse_age_months": context.pulse_age_months,
        "pulse_favourable": dict(context.pulse_favourable),
        "moderated": context.moderated,
    }


def result_record(
    bank: QuestionBank, answers: Mapping[str, Answer], context: Context, *, arithmetic: int = EXACT.number
) -> Record:
    """The whole result of a set of answers: figures of the three states, stage and conditions."""
    card = score(bank, answers, arithmetic=arithmetic)
    return scorecard_record(card) | journey_record(journey(bank, card, answers, context))


def kept_record(
    bank: QuestionBank, answers: Mapping[str, Answer], context: Context, *, arithmetic: int = EXACT.number
) -> Record:
    """What is kept of a result: beside the result itself the figures over the core items, for comparison with those
    who were asked no more than these.
    """
    core = bank.core()
    figures = {} if core is bank else {"core": scorecard_record(score(core, answers, arithmetic=arithmetic))}
    return result_record(bank, answers, context, arithmetic=arithmetic) | figures


def figures_over(figures: Mapping[str, Any], bank: QuestionBank, *, full: bool) -> Mapping[str, Any] | None:
    """What was kept over the questions of a bank or of its core; an early result may have been kept without.

    `full` says whether every question was asked.
    """
    return figures.get("core") if full and not bank.full else figures


def scorecard_record(card: Scorecard) -> Record:
    """The record of a scorecard."""
    return {
        "bank": card.bank,
        "rules_version": card.rules_version,
        **({"arithmetic": card.arithmetic} if card.arithmetic > FIRST else {}),
        "states": {state.value: _scores_record(card.state(state)) for state in State},
        "asked": card.completeness.total,
        "answered": card.completeness.answered,
        "not_applicable": card.completeness.not_applicable,
    }


def scorecard_from(record: Mapping[str, Any]) -> Scorecard:
    """The scorecard that stands in a record."""
    return Scorecard(
        bank=record["bank"],
        rules_version=record["rules_version"],
        **{state.value: _scores_from(record["states"][state.value]) for state in State},
        completeness=Completeness(record["asked"], record["answered"], record["not_applicable"]),
        arithmetic=record.get("arithmetic", FIRST),
    )


def journey_record(found: Journey) -> Record:
    """The record of a stage and its conditions."""
    stage = found.stage and {
        "id": found.stage.id,
        "name": found.stage.name,
        "basis": found.basis.value,
    }
    return {
        "stage": stage,
        "conditions": [_condition_record(condition) for condition in found.conditions],
    }


def conditions_from(record: Mapping[str, Any]) -> tuple[Condition, ...]:
    """The conditions that stand in a record, in the order in which they were kept."""
    return tuple(Condition(**(written | {"kind": ConditionKind(written["kind"])})) for written in record["conditions"])


def _scores_record(scores: Scores) -> Record:
    return {
        "overall": scores.overall,
        "dimensions": dict(scores.dimensions),
        "domains": dict(scores.domains),
        "lenses": dict(scores.lenses),
        "lowest_dimension": scores.lowest_dimension,
        "evidence_confidence": scores.evidence_confidence,
    }


def _scores_from(written: Mapping[str, Any]) -> Scores:
    return Scores(**{key: value for key, value in written.items() if key != "lowest_dimension"})


def _condition_record(condition: Condition) -> Record:
    return {
        "stage": condition.stage,
        "kind": condition.kind.value,
        "subject": condition.subject,
        "has": condition.has,
        "needs": condition.needs,
        "holds": condition.holds,
    }
