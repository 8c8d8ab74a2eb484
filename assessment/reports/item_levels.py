"""The levels of named organisations, question by question, as their figures in a comparison rest on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.assessment.levels import level_in
from assessment.domain.assessment.records import answers_from
from assessment.domain.bank.question_bank import Axis
from assessment.store.results import inputs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.bank.question_bank import Item, QuestionBank
    from assessment.reports.members import Member

    Levels = tuple[int | None, ...]


def item_levels(session: Session, bank: QuestionBank, members: Sequence[Member], dimension: str) -> tuple[Levels, ...]:
    """For each of these organisations its levels on the questions of a dimension; None where there is none."""
    inputs = inputs_of(session, [member.result_id for member in members])
    items = bank.items_of(Axis.DIMENSION, dimension)
    return tuple(_levels(bank, items, member, answers_from(inputs[member.result_id]["answers"])) for member in members)


def _levels(bank: QuestionBank, items: Sequence[Item], member: Member, answers: Mapping[str, Answer]) -> Levels:
    return tuple(
        level_in(member.basis, bank, item, answer) if (answer := answers.get(item.id)) else None for item in items
    )
