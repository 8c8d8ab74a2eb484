"""Which choice counts, where and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessment.domain.area.consent import Choice, Standing, standing

TODAY = date(2026, 11, 24)
ALWAYS = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("choices", "place", "belongs", "expected"),
    [
        ((), None, True, Standing.ANONYMOUS),
        ((), 5, True, Standing.ANONYMOUS),
        ((), 5, False, Standing.NOT_SHOWN),
        ((Choice(None, Standing.NAMED, ALWAYS),), None, True, Standing.NAMED),
        ((Choice(None, Standing.NAMED, ALWAYS),), 5, True, Standing.NAMED),
        ((Choice(None, Standing.NAMED, ALWAYS),), 5, False, Standing.NOT_SHOWN),
        ((Choice(5, Standing.NAMED, ALWAYS),), 5, False, Standing.NAMED),
        ((Choice(5, Standing.NAMED, ALWAYS),), 6, True, Standing.ANONYMOUS),
        ((Choice(5, Standing.NOT_SHOWN, ALWAYS), Choice(None, Standing.NAMED, ALWAYS)), 5, True, Standing.NOT_SHOWN),
        ((Choice(None, Standing.NAMED, TODAY + timedelta(1)),), None, True, Standing.ANONYMOUS),
        ((Choice(None, Standing.NAMED, ALWAYS, TODAY - timedelta(1)),), None, True, Standing.ANONYMOUS),
        ((Choice(None, Standing.NAMED, ALWAYS, TODAY),), None, True, Standing.NAMED),
        (
            (Choice(None, Standing.NAMED, ALWAYS), Choice(None, Standing.NOT_SHOWN, TODAY)),
            None,
            True,
            Standing.NOT_SHOWN,
        ),
        (
            (Choice(None, Standing.NAMED, ALWAYS), Choice(None, Standing.NOT_SHOWN, ALWAYS, TODAY - timedelta(1))),
            None,
            True,
            Standing.NAMED,
        ),
    ],
)
def test_the_latest_choice_that_holds_counts(choices, place, belongs, expected):
    assert standing(choices, place, on=TODAY, belongs=belongs) is expected


@given(
    some.lists(
        some.builds(
            Choice,
            some.sampled_from([None, 5, 6]),
            some.sampled_from(Standing),
            some.dates(date(2026, 1, 1), date(2027, 1, 1)),
        ),
        max_size=6,
    )
)
def test_an_outside_partnership_never_sees_what_was_not_chosen_for_it(choices):
    shown = standing(choices, 5, on=TODAY, belongs=False)
    assert shown is Standing.NOT_SHOWN or any(one.partnership == 5 and one.holds(TODAY) for one in choices)


@given(some.dates(date(2020, 1, 1), date(2030, 1, 1)), some.integers(0, 800))
def test_a_choice_that_has_run_out_never_holds_again(starts, days):
    choice = Choice(None, Standing.NAMED, starts, starts + timedelta(days))
    held = [choice.holds(starts + timedelta(day)) for day in range(days + 500)]
    assert held == [True] * (days + 1) + [False] * 499
