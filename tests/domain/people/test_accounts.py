"""How long somebody waits after guesses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from assessment.domain.people.accounts import wait

NOW = datetime(2026, 11, 24, 12, 0, 10, tzinfo=UTC)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_the_wait_doubles_up_to_the_longest():
    longest = timedelta(minutes=5)
    waits = [wait([NOW] * failures, free=5, longest=longest).total_seconds() for failures in range(20)]
    assert waits[:5] == [0] * 5
    assert waits[5:10] == [1, 2, 4, 8, 16]
    assert max(waits) == waits[-1] == 300
    assert wait([NOW] * 100_000, free=5, longest=longest) == longest


def test_waiting_begins_after_the_free_attempts_doubles_and_stays_bounded():
    longest = timedelta(minutes=5)
    waits = [wait([NOON] * count, free=3, longest=longest).total_seconds() for count in range(3, 14)]
    assert wait([NOON] * 2, free=3, longest=longest) == timedelta()
    assert waits == sorted(waits)
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == 300
