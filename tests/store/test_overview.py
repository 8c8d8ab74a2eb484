"""An overview on a database: what is shared, what moved in the area, and levels question by question by name only."""

from __future__ import annotations

import pytest

from assessment import banks
from assessment.commands import results
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.question_bank import Axis
from assessment.reports import area
from assessment.reports.item_levels import item_levels
from assessment.reports.overview import overview
from assessment.store import models
from assessment.store.publications import latest_publications
from tests import factories as make

BANK = banks.load(make.BANK)
FIRST = BANK.dimensions[0].id
TODAY = make.NOON.date()


def answered(session, place, cycle, level):
    one = make.assessment(session, place, cycle, AssessmentState.SIGNED_OFF)
    session.add_all(
        models.Answer(assessment_id=one.id, item_id=item.id, level=level, saved_at=make.NOON) for item in BANK.items[1:]
    )
    session.flush()
    results.keep(session, one, at=make.NOON.replace(year=cycle.year + 1, month=3))


@pytest.fixture
def year(session):
    """Twelve organisations, half of them by name, who went from level 0 to level 1 in a year."""
    before, now = make.cycle(session, 2024), make.cycle(session, 2025)
    for number in range(12):
        place = make.organisation(session, f"place-{number}", named=number < 6)
        answered(session, place, before, 0)
        answered(session, place, now, 1)
    make.publish(session, before)
    make.publish(session, now)
    session.flush()
    return area.year(session, latest_publications(session)[0], on=TODAY)


def test_what_moved_and_what_is_shared(session, year):
    found = overview(session, year, area.group(session, year.publication, on=TODAY))
    assert (found.group.figures.count, len(found.group.members), found.movement.count) == (12, 6, 12)
    moved = found.movement.spreads[FIRST]
    assert found.movement.counted == 12
    assert (moved.count, moved.lower_quartile, moved.median, moved.upper_quartile) == (12, 25.0, 25.0, 25.0)
    assert found.strengths is None
    assert (found.gaps.level, found.gaps.count) == (1, len(BANK.items) - 1)


def test_nothing_is_said_of_a_year_before_that_nobody_answered(session, year):
    earlier = area.year(session, latest_publications(session)[1], on=TODAY)
    assert overview(session, earlier, area.group(session, earlier.publication, on=TODAY)).movement is None


def test_levels_by_question_rest_on_what_was_kept(session, year):
    group = area.group(session, year.publication, on=TODAY)
    levels = item_levels(session, group.bank, group.members, FIRST)
    asked = group.bank.items_of(Axis.DIMENSION, FIRST)
    assert [len(one) for one in levels] == [len(asked)] * 6
    expected = tuple(None if item == BANK.items[0] else 1 for item in asked)
    assert set(levels) == {expected}
    assert item_levels(session, group.bank, (), FIRST) == ()


def test_levels_are_those_that_evidence_supports_not_those_that_are_claimed(session, year):
    claims = make.organisation(session, "claims", named=True)
    others = [make.organisation(session, f"other-{number}", named=True) for number in range(5)]
    later = make.cycle(session, 2026)
    for place in (claims, *others):
        answered(session, place, later, 4)
    make.publish(session, later)
    publication = latest_publications(session)[0]
    group = area.group(session, publication, on=TODAY)
    levels = item_levels(session, group.bank, group.named(["claims"]), FIRST)
    assert set(levels[0]) - {None} == {1}
