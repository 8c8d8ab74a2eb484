"""Names in both databases: the same once, read in one order, found as people type them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from assessment.commands import organisations as commands
from assessment.commands import people as people_commands
from assessment.commands.organisations import Profile
from assessment.domain.area.sectors import Sector, SizeBand
from assessment.domain.errors import NotAllowedHere
from assessment.domain.texts.names import reading_order
from assessment.store.organisations import all_organisations, organisations
from assessment.store.partnerships import partnerships
from assessment.store.people_lists import people
from tests import factories as make

NAMES = ("Zest", "Élan", "eland", "Ward 10", "Ward 2", "Obrecht", "O’Brien", "Ærø", "“Quay”", "apple", "Banana")


def add(session, number, name, area=""):
    profile = Profile(f"place-{number}", name, Sector.CHARITY, SizeBand.FROM_10, area)
    return commands.add_organisation(session, profile, at=make.NOON)


@pytest.fixture
def area(session):
    for number, name in enumerate(NAMES):
        add(session, number, name, area="Ynys Môn" if number < 2 else "")
        commands.add_partnership(session, reference=f"group-{number}", name=name, at=make.NOON)
        people_commands.add_person(session, name=name, email=f"p{number}@example.org", at=make.NOON)
    session.flush()
    return session


def test_everything_with_a_name_is_read_in_one_order(area):
    expected = sorted(NAMES, key=reading_order)
    assert expected[:5] == ["Ærø", "apple", "Banana", "Élan", "eland"]
    assert [one.name for one in all_organisations(area, on=make.NOON.date())] == expected
    assert [one.name for one in organisations(area).rows] == expected
    assert [one.name for one in partnerships(area)] == expected
    assert [one.person.name for one in people(area, now=make.NOON).rows] == expected


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("elan", {"Élan", "eland"}),
        ("ÉLAN", {"Élan", "eland"}),
        ("obrien", {"O’Brien"}),
        ("o'brien", {"O’Brien"}),
        ("2 ward", {"Ward 2"}),
        ("aero", {"Ærø"}),
        ("mon ynys", {"Zest", "Élan"}),
        ("place-0", {"Zest"}),
        ("\u200b", set(NAMES)),
        ("%", set()),
        ("_", set()),
    ],
)
def test_organisations_are_found_as_people_type_them(area, search, found):
    assert {one.name for one in organisations(area, search=search).rows} == found


def test_people_are_found_by_name_and_address(area):
    assert [one.person.name for one in people(area, now=make.NOON, search="ELAN").rows] == ["Élan", "eland"]
    assert [one.person.name for one in people(area, now=make.NOON, search="P0@example").rows] == ["Zest"]


@pytest.mark.parametrize("again", ["ELAN", "E\u0301lan", "  élan ", "Ｅlan", "E\u00adlan"])
def test_a_name_stands_once_in_whatever_spelling(area, again):
    with pytest.raises(IntegrityError), area.begin_nested():
        add(area, 99, again)
    with pytest.raises(IntegrityError), area.begin_nested():
        commands.add_partnership(area, reference="another", name=again, at=make.NOON)


@pytest.mark.parametrize("name", ["", "\u200d\u200c", "\u202e", "Va\u202ele"])
def test_no_command_takes_a_name_without_anything_to_see(session, name):
    for command in (
        lambda: add(session, 1, name),
        lambda: commands.add_partnership(session, reference="x", name=name, at=make.NOON),
        lambda: people_commands.add_person(session, name=name, email="x@example.org", at=make.NOON),
    ):
        with pytest.raises(NotAllowedHere):
            command()


def test_no_query_sorts_by_names_as_a_database_would():
    store = Path(__file__).parents[2] / "assessment" / "store"
    for file in store.rglob("*.py"):
        sorted_by = re.findall(r"order_by\(((?:[^()]|\([^()]*\))*)\)", file.read_text(encoding="utf-8"))
        assert not [one for one in sorted_by if re.search(r"\.name\b", one)], file.name
