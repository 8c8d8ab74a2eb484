"""Priorities and notes on both databases: in order, one version over the other, and never lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assessment.commands import priorities
from assessment.domain.area.priorities import PointSort, PointWords
from assessment.domain.errors import NotAllowedHere, PointChanged
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.store.personal_data import held_about
from assessment.store.priorities import agreed_for, point_numbered
from tests import factories as make

FIRST, OTHER = (
    PointWords("Supervision", "Staff hear distressing things"),
    PointWords("Quiet rooms", "Nobody could speak"),
)
NOTE = PointWords("", "Charities took part")


@pytest.fixture
def two(session):
    """Two members of the group, and one year that can be compared."""
    make.cycle(session, 2025).released_at = make.NOON
    make.cycle(session, 2026)
    return [make.person(session, Role.LEADERSHIP_MEMBER, name=name).id for name in ("Ann Reed", "Ben Hill")]


def add(session, by, words=FIRST, sort=PointSort.PRIORITY, year=2025):
    return priorities.add(session, year, sort, words, by=by, at=make.NOON)


def change(session, number, words, *, seen, by):
    priorities.change(session, point_numbered(session, number), words, seen=seen, by=by, at=make.NOON)


def take_away(session, number, *, seen, by):
    priorities.take_away(session, point_numbered(session, number), seen=seen, by=by, at=make.NOON)


def test_what_is_agreed_is_kept_with_its_year_in_order(session, two):
    ann, ben = two
    add(session, ann)
    add(session, ben, NOTE, PointSort.NOTE)
    add(session, ben, OTHER)
    agreed = agreed_for(session, 2025)
    assert [(one.words, one.added_by.name) for one in agreed.priorities] == [(FIRST, "Ann Reed"), (OTHER, "Ben Hill")]
    assert [one.words for one in agreed.notes] == [NOTE]
    assert agreed_for(session, 2026).points == ()


@pytest.mark.parametrize("year", [2026, 1999])
def test_nothing_is_agreed_for_a_year_that_cannot_be_compared(session, two, year):
    with pytest.raises(NotAllowedHere):
        add(session, two[0], year=year)


def test_the_second_of_two_editors_is_stopped_and_the_first_ones_words_stand(session, two):
    ann, ben = two
    number = add(session, ann)
    change(session, number, OTHER, seen=1, by=ann)
    with pytest.raises(PointChanged):
        change(session, number, PointWords("Third", "Why"), seen=1, by=ben)
    now = point_numbered(session, number)
    assert (now.words, now.version, now.changed_by.name) == (OTHER, 2, "Ann Reed")
    change(session, number, PointWords("Third", "Why"), seen=2, by=ben)
    assert point_numbered(session, number).version == 3


def test_saving_the_same_words_changes_nothing(session, two):
    number = add(session, two[0])
    change(session, number, FIRST, seen=1, by=two[1])
    assert point_numbered(session, number).changed_by is None


def test_what_is_taken_away_stays_and_says_by_whom(session, two):
    ann, ben = two
    number = add(session, ann)
    change(session, number, OTHER, seen=1, by=ann)
    with pytest.raises(PointChanged):
        take_away(session, number, seen=1, by=ben)
    take_away(session, number, seen=2, by=ben)
    (gone,) = agreed_for(session, 2025).taken_away
    assert (gone.words, gone.taken_away_at, gone.taken_away_by.name) == (OTHER, make.NOON, "Ben Hill")
    for act in (
        lambda: change(session, number, FIRST, seen=2, by=ann),
        lambda: take_away(session, number, seen=2, by=ann),
    ):
        with pytest.raises(PointChanged):
            act()


def test_each_change_is_in_the_record_without_its_words(session, two):
    number = add(session, two[0])
    change(session, number, OTHER, seen=1, by=two[0])
    take_away(session, number, seen=2, by=two[0])
    entries = session.scalars(select(models.AuditEntry).where(models.AuditEntry.subject == "year 2025")).all()
    told = [one.details for one in entries if "number" in one.details]
    assert told == [{"done": f"priority {what}", "number": number} for what in ("added", "changed", "removed")]


def test_a_priority_has_a_title_and_a_note_has_none(session, two):
    with pytest.raises(IntegrityError):
        add(session, two[0], NOTE)
    session.rollback()


def test_what_is_held_about_somebody_tells_what_they_agreed(session, two):
    ann, ben = two
    number = add(session, ann)
    change(session, number, OTHER, seen=1, by=ben)
    take_away(session, number, seen=2, by=ben)
    session.flush()
    assert [one["title"] for one in held_about(session, ann)["priorities_and_notes_added"]] == ["Quiet rooms"]
    held = held_about(session, ben)
    assert len(held["priorities_and_notes_changed"]) == len(held["priorities_and_notes_taken_away"]) == 1
