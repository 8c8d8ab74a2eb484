"""Years that were released before publications were kept are published once, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from assessment import banks
from assessment.commands import results
from assessment.commands.publication import publish_earlier
from assessment.domain.area.publication import Disclosure
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.store import models
from tests import factories as make

RULES = Disclosure(5, "a secret for tests only")
RELEASED = datetime(2026, 6, 12, 9, tzinfo=UTC)


@pytest.fixture
def released(session) -> models.Cycle:
    """A year of seven organisations that an earlier version released, and one that was late for it."""
    cycle = make.cycle(session, 2025)
    for number in range(8):
        place = make.organisation(session, f"place-{number}", named=number < 2)
        made = make.assessment(session, place, cycle, AssessmentState.SIGNED_OFF)
        make.answer_all(session, made, banks.load(make.BANK), 1 + number % 3)
        results.keep(session, made, at=RELEASED.replace(month=7 if number == 7 else 5))
    make.cycle(session, 2026)
    cycle.released_at = RELEASED
    session.flush()
    return cycle


def publications(session) -> list[tuple[int, int, datetime]]:
    rows = session.scalars(select(models.Publication))
    return [(one.cycle_id, one.number, one.at) for one in rows]


def test_a_released_year_is_published_once_as_it_stood_when_it_was_released(session, released):
    publish_earlier(session, disclosure=RULES)
    assert publications(session) == [(released.id, 1, RELEASED)]
    assert released.released_at == RELEASED
    area = session.scalar(select(models.PublishedGroup).where(models.PublishedGroup.key == "area"))
    assert area.figures
    assert (area.counted, area.left_out) == (7, 0)


def test_the_second_time_there_is_nothing_left_to_publish(session, released):
    publish_earlier(session, disclosure=RULES)
    before = publications(session)
    publish_earlier(session, disclosure=RULES)
    assert publications(session) == before


def test_a_year_that_was_never_released_stays_unpublished(session):
    make.cycle(session, 2025)
    publish_earlier(session, disclosure=RULES)
    assert publications(session) == []
