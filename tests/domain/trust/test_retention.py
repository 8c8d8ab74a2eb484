"""How long things are kept."""

from __future__ import annotations

import pytest

from assessment.domain.trust.retention import PERIODS, periods


def test_periods_can_be_changed_by_their_names_only():
    assert {one.key: one.days for one in periods({"attempts": 9})}["attempts"] == 9
    with pytest.raises(KeyError):
        periods({"nonsense": 1})
    assert len({one.key for one in PERIODS}) == len(PERIODS)
