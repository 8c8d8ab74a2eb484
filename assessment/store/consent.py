"""Queries about consent: how organisations are to be shown on a day, what they decided, and what they are asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import CompoundSelect, literal, null, select, text, union_all
from sqlalchemy.orm import joinedload

from assessment.domain.area.consent import Choice, Standing, standing
from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

AREA = None

# Every organisation once by itself, and once for each partnership that it belongs to or is asked by; members first.
_MINE = select(models.Organisation.id, null().label("partnership_id"), literal(2).label("belongs"))
_MEMBER = select(models.Membership.organisation_id, models.Membership.partnership_id, literal(1))
_ASKED = select(models.Request.organisation_id, models.Request.partnership_id, literal(0))
_PLACES: CompoundSelect[*tuple[Any, ...]] = union_all(_MINE, _MEMBER, _ASKED).order_by(text("belongs DESC"))


def standings_on(session: Session, on: date) -> Mapping[int, Mapping[int | None, Standing]]:
    """How every organisation appears in the area (None) and in each partnership that may show it, by its id."""
    choices: dict[int, list[Choice]] = defaultdict(list)
    decision = models.Decision
    chosen = select(
        decision.organisation_id, decision.partnership_id, decision.standing, decision.starts_on, decision.ends_on
    )
    for row in session.execute(chosen.order_by(decision.id)):
        choices[row.organisation_id].append(Choice(row.partnership_id, row.standing, row.starts_on, row.ends_on))
    places: dict[int, dict[int | None, Standing]] = {}
    for organisation, partnership, belongs in session.execute(_PLACES):
        mine = places.setdefault(organisation, {AREA: standing(choices[organisation], AREA, on=on)})
        if partnership is not None:
            mine.setdefault(partnership, standing(choices[organisation], partnership, on=on, belongs=bool(belongs)))
    return places


def standing_in_area(session: Session, organisation_id: int, *, on: date) -> Standing:
    """How one organisation appears across the area on a day."""
    return standing(choices_of(decisions_of(session, organisation_id)), AREA, on=on)


def choices_of(decisions: Sequence[models.Decision]) -> list[Choice]:
    """Decisions, of which the latest came first, as the rules take them: in the order in which they were made."""
    return [Choice(one.partnership_id, one.standing, one.starts_on, one.ends_on) for one in reversed(decisions)]


def decisions_of(session: Session, organisation_id: int) -> Sequence[models.Decision]:
    """Everything that an organisation decided about being shown, the latest first."""
    return session.scalars(
        select(models.Decision)
        .where(models.Decision.organisation_id == organisation_id)
        .options(joinedload(models.Decision.partnership))
        .order_by(models.Decision.id.desc())
    ).all()


def requests_to(session: Session, organisation_id: int) -> Sequence[models.Request]:
    """What partnerships that an organisation does not belong to ask of it."""
    return session.scalars(
        select(models.Request)
        .where(models.Request.organisation_id == organisation_id)
        .options(joinedload(models.Request.partnership))
        .order_by(models.Request.asked_at)
    ).all()
