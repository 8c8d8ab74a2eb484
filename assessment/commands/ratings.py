"""Keep what single people think of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.commands.audit import record
from assessment.domain.assessment import life_cycle
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.assessments import assessment_with
from assessment.store.banks import selected
from assessment.store.days import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.store.rows import Numbered


def rate(  # noqa: PLR0913 - who thinks what, where from and when
    session: Session,
    rated: Numbered,
    levels: Mapping[str, int],
    *,
    by: int,
    source: str,
    at: datetime,
) -> int:
    """Keep one person's levels as their own view, over what they thought before; says how many were kept.

    The organisation's answers stay as they are. Levels of items that are not asked, or outside the scale, are refused.
    """
    assessment = assessment_with(session, rated.id)
    life_cycle.require_open(assessment.state, assessment.term, day_of(session, at))
    bank = selected(session, assessment)
    for item_id, level in levels.items():
        if not 0 <= level <= bank.top_level:
            msg = f"Choose a level from 0 to {bank.top_level}."
            raise NotAllowedHere(msg)
        if item_id in bank.items_by_id:
            session.merge(
                models.Rating(
                    assessment_id=assessment.id, item_id=item_id, person_id=by, level=level, source=source, at=at
                )
            )
    kept = sum(item_id in bank.items_by_id for item_id in levels)
    record(
        session,
        Kind.ANSWER,
        f"assessment {assessment.id}",
        at=at,
        organisation=assessment.organisation_id,
        done="ratings kept",
        ratings=kept,
    )
    return kept
