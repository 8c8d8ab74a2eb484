"""A published group without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assessment import banks
from assessment.domain.area.cycles import Cycle
from assessment.domain.area.group_figures import Profile, figures_of
from assessment.domain.area.published import Publication
from assessment.domain.assessment.scorecard import State
from assessment.domain.assessment.scoring import score
from assessment.reports.area import Group, View
from assessment.reports.members import Member
from tests import factories as make


@pytest.fixture(scope="session")
def a_group() -> Group:
    """Six organisations at levels 0 to 2, the first of them by name."""
    bank = banks.load(make.BANK)
    scores = [score(bank, {item.id: make.at(number % 3) for item in bank.items}).supported for number in range(6)]
    levels = [{item.id: number % 3 for item in bank.items} for number in range(6)]
    profiles = [
        Profile(False, State.SUPPORTED, one, one, mine, None, {}) for one, mine in zip(scores, levels, strict=True)
    ]
    cycle = Cycle(1, 2026, "2026–27", bank.id, date(2026, 9, 1), date(2027, 8, 31), None)
    return Group(
        View("area", "The whole area", 6, 0),
        bank,
        figures_of(bank, profiles, threshold=5, area=True),
        (Member(1, "Place", "place", "Health", scores[0], scores[0], State.SUPPORTED, None, 1),),
        Publication(1, 1, datetime(2027, 1, 1, tzinfo=UTC), 5, "1", cycle),
    )
