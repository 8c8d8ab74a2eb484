"""The chain of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from assessment.domain.trust.audit import BEGINNING, Entry, Kind, Recorded, address_mark, first_broken

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def chain(length: int) -> list[Recorded]:
    made, previous = [], BEGINNING
    for number in range(1, length + 1):
        at = NOON + timedelta(seconds=number)
        mark = address_mark("192.0.2.1", "salt")
        entry = Entry(number, at, Kind.ANSWER, number % 3, 7, "assessment 1", {"n": number}, mark, previous)
        made.append(Recorded(entry, entry.digest, "192.0.2.1", "salt"))
        previous = entry.digest
    return made


def test_a_chain_that_was_left_alone_is_whole():
    assert first_broken([]) is None
    assert first_broken(chain(20)) is None


CHANGES = {
    "at": NOON,
    "kind": Kind.ACCESS,
    "person_id": 99,
    "organisation_id": None,
    "subject": "assessment 2",
    "details": {"n": -1},
    "address_mark": "x",
}


@given(some.integers(1, 20), some.sampled_from(sorted(CHANGES)))
def test_whatever_is_changed_in_one_entry_is_found_there(number, field):
    made = chain(20)
    there = made[number - 1]
    made[number - 1] = replace(there, entry=replace(there.entry, **{field: CHANGES[field]}))
    assert first_broken(made).number == number


@given(some.integers(1, 19))
def test_an_entry_that_is_missing_is_found(number):
    made = chain(20)
    del made[number - 1]
    assert first_broken(made).number == number


@given(some.integers(1, 19))
def test_an_entry_that_was_written_anew_breaks_the_next(number):
    made = chain(20)
    forged = replace(made[number - 1].entry, subject="forged")
    made[number - 1] = Recorded(forged, forged.digest)
    assert first_broken(made).number == number + 1


def test_an_address_may_go_but_not_change():
    made = chain(3)
    made[1] = replace(made[1], address=None, salt=None)
    assert first_broken(made) is None
    made[2] = replace(made[2], address="198.51.100.9")
    assert first_broken(made).number == 3
