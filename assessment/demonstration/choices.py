"""How the fictional organisations want to be shown, and which of them change their mind after a year was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.commands import consent
from assessment.domain.area.consent import Standing
from assessment.store.days import day_of
from assessment.store.partnerships import partnership_with

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.demonstration.area import Sketch
    from assessment.store import models

ANONYMOUS_IN_ITS_PARTNERSHIP = "northmere-debt-helpline", "north"
TOOK_ITS_NAME_BACK, NAMED_ITSELF_LATER = "vale-sport", "vale-womens-centre"


def at_first(session: Session, sketch: Sketch, organisation: models.Organisation, *, at: datetime) -> None:
    """What an organisation decides for the whole area when it joins."""
    shown = Standing.NAMED if sketch.named else Standing.ANONYMOUS
    _decide(session, organisation, Standing.NOT_SHOWN if sketch.hidden else shown, at=at)


def for_a_partnership(session: Session, organisations: Mapping[str, models.Organisation], *, at: datetime) -> None:
    """An organisation that is not shown across the area counts in its partnership, without its name."""
    reference, key = ANONYMOUS_IN_ITS_PARTNERSHIP
    place = partnership_with(session, key)
    if place:
        _decide(session, organisations[reference], Standing.ANONYMOUS, partnership=place.id, at=at)


def changes_of_mind(session: Session, organisations: Mapping[str, models.Organisation], *, at: datetime) -> None:
    """One takes its name back and one agrees to be named, both after the last year was published."""
    _decide(session, organisations[TOOK_ITS_NAME_BACK], Standing.ANONYMOUS, at=at)
    _decide(session, organisations[NAMED_ITSELF_LATER], Standing.NAMED, at=at)


def _decide(
    session: Session,
    organisation: models.Organisation,
    standing: Standing,
    *,
    at: datetime,
    partnership: int | None = None,
) -> None:
    word = consent.Consent(standing, day_of(session, at), "The organisation’s board", partnership_id=partnership)
    consent.decide(session, organisation, word, by=None, at=at)
