"""Saved comparisons on both databases: who sees which, under which names, and what stays when people go."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assessment.commands import comparisons, people, privacy
from assessment.domain.area import comparisons as rules
from assessment.domain.area.comparisons import ComparisonChoice, ComparisonPage
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.store.comparisons import comparison_for, comparisons_for
from assessment.store.personal_data import held_about
from tests import factories as make

CHOICE = ComparisonChoice(ComparisonPage.OVERLAY, 2026, {"by": "domain", "organisation": ["lighthouse"]})


@pytest.fixture
def two(session):
    """Two who may compare."""
    return [make.person(session, Role.LEADERSHIP_MEMBER, name=name).id for name in ("Ann Reed", "Ben Hill")]


def save(session, by, name, *, shared=False):
    return comparisons.save(session, CHOICE, name=name, shared=shared, by=by, at=make.NOON)


def names(session, person_id):
    return [one.name for one in comparisons_for(session, person_id)]


def test_one_sees_ones_own_and_what_others_share_by_name(session, two):
    ann, ben = two
    hidden = save(session, ann, "Zebra")
    shown = save(session, ann, "École", shared=True)
    save(session, ben, "Apple")
    assert names(session, ann) == ["École", "Zebra"]
    assert names(session, ben) == ["Apple", "École"]
    assert comparison_for(session, ben, hidden) is None
    found = comparison_for(session, ben, shown)
    assert (found.choice, found.saved_by.name, found.saver_is_here) == (CHOICE, "Ann Reed", True)
    assert found.saved_at == make.NOON


@pytest.mark.parametrize("again", ["Schools", "SCHOOLS", "schools ", "Schoöls"])
def test_nobody_has_one_name_twice_but_two_people_may(session, two, again):
    ann, ben = two
    save(session, ann, "Schools")
    save(session, ben, again)
    session.commit()
    with pytest.raises(IntegrityError):
        save(session, ann, again)


def test_renaming_and_sharing(session, two):
    ann, ben = two
    own = comparison_for(session, ann, save(session, ann, "Schools"))
    comparisons.change(session, own, name="Schools by domain", shared=True, at=make.NOON)
    assert names(session, ben) == ["Schools by domain"]
    comparisons.remove(session, own, at=make.NOON)
    assert names(session, ann) == []
    done = session.scalars(select(models.AuditEntry).where(models.AuditEntry.subject == f"comparison {own.id}"))
    assert [one.details["done"] for one in done] == ["comparison saved", "comparison changed", "comparison removed"]


@pytest.mark.parametrize("name", ["", "\u3164", "x" * 81, "a\nb"])
def test_a_name_is_a_name(session, two, name):
    with pytest.raises(NotAllowedHere):
        save(session, two[0], name)


def test_there_is_an_end_to_what_one_person_keeps(session, two, monkeypatch):
    monkeypatch.setattr(comparisons, "MOST_SAVED", 2)
    for name in ("One", "Two"):
        save(session, two[0], name)
    with pytest.raises(NotAllowedHere, match="2 comparisons"):
        save(session, two[0], "Three")
    save(session, two[1], "Three")
    assert rules.MOST_SAVED == 50


def test_who_is_forgotten_takes_along_what_was_theirs_alone(session, two):
    ann, ben = two
    save(session, ann, "Mine")
    save(session, ann, "Ours", shared=True)
    row = session.get(models.Person, ann)
    people.end_role(session, row, row.roles[0], at=make.NOON)
    session.flush()
    privacy.erase(session, row, by=None, at=make.NOON)
    session.flush()
    assert session.scalars(select(models.SavedComparison.name)).all() == ["Ours"]
    (left,) = comparisons_for(session, ben)
    assert (left.saved_by.name, left.saver_is_here) == (privacy.FORGOTTEN, False)


def test_what_is_held_about_somebody_tells_what_they_saved(session, two):
    save(session, two[0], "Mine")
    session.flush()
    assert [one["name"] for one in held_about(session, two[0])["comparisons_saved"]] == ["Mine"]
    assert held_about(session, two[1])["comparisons_saved"] == []
