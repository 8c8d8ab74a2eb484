"""Organisations: lists that are taken over by two at once, and what is read of them."""

from __future__ import annotations

from dataclasses import fields

import pytest

from assessment.commands import imports, organisations
from assessment.commands.imports import read_organisations
from assessment.domain.area.organisations import Organisation
from assessment.domain.errors import NotAllowedHere
from assessment.store import tables
from assessment.store.information import kept_rows
from assessment.store.organisations import organisation_with, organisations_by_reference
from assessment.store.partnerships import members_of, partnerships_of
from tests import factories as make

LIST = b"reference,name,sector,size,area,public contact,partnerships\nvale-homes,Vale Homes,charity,50-249,Vale,yes,north\n"


@pytest.fixture
def north(session):
    return organisations.add_partnership(session, reference="north", name="North", at=make.NOON)


def take(session):
    return imports.take_organisations(session, read_organisations(LIST).rows, at=make.NOON)


def test_a_list_that_two_take_over_at_once_adds_everybody_once(session, north):
    planned = imports.plan_organisations(session, read_organisations(LIST).rows)
    assert planned.count(imports.NEW) == 1
    assert take(session).count(imports.NEW) == 1
    assert take(session).count(imports.SAME) == 1
    assert set(organisations_by_reference(session)) == {"vale-homes"}
    assert [one.name for one in members_of(session, north.id)] == ["Vale Homes"]


def test_a_list_that_does_not_fit_any_more_is_not_taken_over(session, north):
    assert not imports.plan_organisations(session, read_organisations(LIST).rows).problems
    make.organisation(session, "other", name="Vale Homes")
    with pytest.raises(NotAllowedHere):
        take(session)
    assert organisation_with(session, "vale-homes") is None


def test_what_is_read_of_an_organisation_is_all_that_there_is(session):
    """Requests for information rest on it."""
    keys = {"name_key", "sort_key", "area_key"}
    assert {one.name for one in fields(Organisation)} == {*tables.organisations.columns.keys()} - keys


def test_everything_that_is_kept_of_an_organisation_is_found(session, north):
    place = make.organisation(session, named=True)
    organisations.set_partnerships(session, place, [north], at=make.NOON)
    organisations.change_organisation(
        session, place, organisations.Profile("lighthouse", "Lantern", place.sector, place.size_band), at=make.NOON
    )
    made = make.assessment(session, place, make.cycle(session))
    make.answer_all(session, made, make.bank(), 2)
    found = organisation_with(session, "lighthouse")
    assert {(row.table, row.label) for row in kept_rows(session, found)} == {
        ("organisations", "Lantern"),
        ("assessments", "2026\N{EN DASH}27"),
        ("answers", "2026\N{EN DASH}27 RL-GOV-1"),
        ("answers", "2026\N{EN DASH}27 RC-GOV-1"),
        ("former_names", "2026-11-23"),
        ("partnerships", "North"),
        ("decisions", "2020-01-01"),
    }
    assert [one.reference for one in partnerships_of(session, found.id)] == ["north"]
