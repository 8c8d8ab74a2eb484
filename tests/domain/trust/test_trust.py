"""The rules that trust rests on: the chain of the record, consent, succession, waiting, openness, retention."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessment.domain.area.consent import Choice, Standing, standing
from assessment.domain.area.succession import Change, Link, lineage
from assessment.domain.people.accounts import wait
from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, Role, grantable
from assessment.domain.trust.audit import BEGINNING, Entry, Kind, Recorded, address_mark, first_broken
from assessment.domain.trust.classification import CLASSES, Openness
from assessment.domain.trust.retention import PERIODS, periods
from assessment.store import models
from assessment.store.revision import AreaRevision

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()


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


def test_lineage_goes_all_the_way_back_and_never_in_circles():
    merged = [Link(1, 3, Change.MERGED, date(2026, 1, 1)), Link(2, 3, Change.MERGED, date(2026, 1, 1))]
    later = [Link(3, 4, Change.SPLIT, date(2027, 1, 1)), Link(4, 1, Change.MERGED, date(2028, 1, 1))]
    assert [link.earlier for link in lineage(4, [*merged, *later])] == [3, 1, 2]
    assert lineage(2, merged) == ()


def test_waiting_begins_after_the_free_attempts_doubles_and_stays_bounded():
    longest = timedelta(minutes=5)
    waits = [wait([NOON] * count, free=3, longest=longest).total_seconds() for count in range(3, 14)]
    assert wait([NOON] * 2, free=3, longest=longest) == timedelta()
    assert waits == sorted(waits)
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == 300


def test_every_column_of_every_table_is_classed():
    tables = {table.name: {column.name for column in table.columns} for table in models.Base.metadata.sorted_tables}
    assert AreaRevision.__tablename__ in tables
    assert {name: set(classes) for name, classes in CLASSES.items()} == tables


def test_whatever_points_at_a_person_is_personal():
    for table in models.Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == "people" for key in column.foreign_keys):
                assert CLASSES[table.name][column.name] is Openness.PERSONAL, (table.name, column.name)


def test_nobody_gives_more_than_their_part_allows():
    assert grantable([Role.CONTRIBUTOR, Role.SPONSOR, Role.ADVISER, Role.LEADERSHIP_MEMBER]) == frozenset()
    assert grantable([Role.ORGANISATION_LEAD]) == ORGANISATION_ROLES
    assert AREA_ROLES - grantable([Role.PROJECT_LEAD]) == {Role.PROJECT_LEAD, Role.ADMINISTRATOR}
    assert grantable([Role.ADMINISTRATOR]) == set(Role)


def test_periods_can_be_changed_by_their_names_only():
    assert {one.key: one.days for one in periods({"attempts": 9})}["attempts"] == 9
    with pytest.raises(KeyError):
        periods({"nonsense": 1})
    assert len({one.key for one in PERIODS}) == len(PERIODS)
