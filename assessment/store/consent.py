"""What is asked about consent: how organisations are shown, what they decided, and what partnerships ask of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import CompoundSelect, bindparam, literal, null, select, text, union_all

from assessment.domain.area.consent import Choice, Decision, Request, Standing, choices_of, standing
from assessment.store import tables
from assessment.store.assessments import ORGANISATION
from assessment.store.partnerships import PARTNERSHIP
from assessment.store.values import every, execute, first, kind, or_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

AREA = None

DECISION = kind(Decision, tables.decisions, or_none(PARTNERSHIP))
REQUEST = kind(Request, tables.requests, PARTNERSHIP, ORGANISATION)

_decision, _request = tables.decisions.c, tables.requests.c
_CHOICES = select(
    _decision.organisation_id, _decision.partnership_id, _decision.standing, _decision.starts_on, _decision.ends_on
).order_by(_decision.id)
# Every organisation once by itself, and once for each partnership that it belongs to or is asked by; members first.
_BY_ITSELF = select(tables.organisations.c.id, null().label("partnership_id"), literal(2).label("belongs"))
_AS_MEMBER = select(tables.memberships.c.organisation_id, tables.memberships.c.partnership_id, literal(1))
_AS_OUTSIDER = select(_request.organisation_id, _request.partnership_id, literal(0))
_PLACES: CompoundSelect[*tuple[Any, ...]] = union_all(_BY_ITSELF, _AS_MEMBER, _AS_OUTSIDER).order_by(
    text("belongs DESC")
)
_DECISIONS_OF = (
    select(*DECISION.columns)
    .outerjoin_from(tables.decisions, tables.partnerships, _decision.partnership_id == tables.partnerships.c.id)
    .where(_decision.organisation_id == bindparam("organisation"))
    .order_by(_decision.id.desc())
)
_REQUESTS = (
    select(*REQUEST.columns)
    .join_from(tables.requests, tables.partnerships, _request.partnership_id == tables.partnerships.c.id)
    .join(tables.organisations, _request.organisation_id == tables.organisations.c.id)
    .order_by(_request.asked_at)
)
_REQUESTS_TO = _REQUESTS.where(_request.organisation_id == bindparam("organisation"))
_REQUESTS_BY = _REQUESTS.where(_request.partnership_id == bindparam("partnership"))
_REQUEST = _REQUESTS_TO.where(_request.partnership_id == bindparam("partnership"))


def standings_on(session: Session, on: date) -> Mapping[int, Mapping[int | None, Standing]]:
    """How every organisation appears in the area (None) and in each partnership that may show it, by its id."""
    return _standings(execute(session, _CHOICES), execute(session, _PLACES), on)


def standings_among(
    session: Session, among: Select[int], wanted: Mapping[str, Any], on: date
) -> Mapping[int, Mapping[int | None, Standing]]:
    """The same for those organisations only that a query finds."""
    choices = _CHOICES.where(_decision.organisation_id.in_(among))
    places: CompoundSelect[*tuple[Any, ...]] = union_all(
        _BY_ITSELF.where(tables.organisations.c.id.in_(among)),
        _AS_MEMBER.where(tables.memberships.c.organisation_id.in_(among)),
        _AS_OUTSIDER.where(_request.organisation_id.in_(among)),
    ).order_by(text("belongs DESC"))
    return _standings(execute(session, choices, wanted), execute(session, places, wanted), on)


def _standings(
    chosen: Iterable[Row[*tuple[Any, ...]]], found: Iterable[Row[*tuple[Any, ...]]], on: date
) -> Mapping[int, Mapping[int | None, Standing]]:
    choices: dict[int, list[Choice]] = defaultdict(list)
    for organisation, *choice in chosen:
        choices[organisation].append(Choice(*choice))
    places: dict[int, dict[int | None, Standing]] = {}
    for organisation, partnership, belongs in found:
        mine = places.setdefault(organisation, {AREA: standing(choices[organisation], AREA, on=on)})
        if partnership is not None:
            mine.setdefault(partnership, standing(choices[organisation], partnership, on=on, belongs=bool(belongs)))
    return places


def standing_in_area(session: Session, organisation_id: int, *, on: date) -> Standing:
    """How one organisation appears across the area on a day."""
    return standing(choices_of(decisions_of(session, organisation_id)), AREA, on=on)


def decisions_of(session: Session, organisation_id: int) -> Sequence[Decision]:
    """Everything that an organisation decided about being shown, the latest first."""
    return every(session, DECISION, _DECISIONS_OF, {"organisation": organisation_id})


def requests_to(session: Session, organisation_id: int) -> Sequence[Request]:
    """What partnerships that an organisation does not belong to ask of it, the earliest first."""
    return every(session, REQUEST, _REQUESTS_TO, {"organisation": organisation_id})


def requests_by(session: Session, partnership_id: int) -> Sequence[Request]:
    """What a partnership asks of organisations outside it, the earliest first."""
    return every(session, REQUEST, _REQUESTS_BY, {"partnership": partnership_id})


def request_between(session: Session, partnership_id: int, organisation_id: int) -> Request | None:
    """What a partnership asks of one organisation outside it, if it does."""
    return first(session, REQUEST, _REQUEST, {"partnership": partnership_id, "organisation": organisation_id})
