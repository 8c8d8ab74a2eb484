"""Holes that were found and closed: figures that stood beside the crowds, since they were taken for known."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from assessment.commands import organisations as commands
from assessment.domain.area.consent import Standing
from assessment.domain.area.groups import EVERY_QUESTION, MOVED
from assessment.reports import area as reports
from assessment.reports.moves import moves
from assessment.store.publications import groups_of, latest_publications, organisations_of
from tests.adversary.building import BANK, Area, Place, bank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.domain.area.published import PublishedOrganisation


@pytest.fixture
def area(lite) -> Iterator[Area]:
    """Twelve organisations without a name or a partnership."""
    with lite.writing() as session:
        session.info["banks"][BANK] = bank()
        made = Area(session, Random(1))  # noqa: S311 - an area, no secret
        made.named = 0
        for _ in range(12):
            made.join()
        for place in made.places:
            place.core = False
            made.decide(place.row, Standing.ANONYMOUS)
        yield made


def begin(area: Area, places: list[Place] | None = None):
    cycle = area.begin()
    for place in area.places if places is None else places:
        area.keep(place, cycle)
    return cycle


def published(area: Area) -> dict[int, PublishedOrganisation]:
    latest = latest_publications(area.session)[0]
    return {one.organisation_id: one for one in organisations_of(area.session, latest.cycle.id)}


def test_a_name_in_a_partnership_that_stays_closed_is_no_name(area):
    """Nobody sees its figures, so they may not stand alone between two groups."""
    one = area.places[0].row
    made = commands.add_partnership(area.session, reference="few", name="Few", at=area.moment)
    commands.set_partnerships(area.session, one, [made], at=area.moment)
    area.decide(one, Standing.NAMED, made.id)
    assert area.publish(begin(area))
    assert (published(area)[one.id].named, published(area)[one.id].named_in) == (False, [])


def test_a_new_result_of_whoever_took_their_name_back_is_not_published(area):
    """It would be taken for known, and has never been seen."""
    one = area.places[0]
    area.decide(one.row, Standing.NAMED)
    cycle = begin(area)
    assert area.publish(cycle)
    assert published(area)[one.row.id].named
    area.pass_a_day()
    area.decide(one.row, Standing.ANONYMOUS)
    for place in area.places:
        area.keep(place, cycle)
    assert area.publish(cycle)
    assert list(published(area)[one.row.id].counted_in) == []
    assert published(area)[one.row.id].named_in == []


def test_moves_since_a_year_without_a_name_are_not_counted_beside_known_ones(area):
    """With all others known, the spread of what moved would say what it had the year before."""
    for place in area.places[:11]:
        area.decide(place.row, Standing.NAMED)
    assert area.publish(begin(area))
    area.pass_a_day()
    area.decide(area.places[11].row, Standing.NAMED)
    assert area.publish(begin(area))
    groups = groups_of(area.session, latest_publications(area.session)[0].id)
    assert groups[MOVED].counted == 12
    assert {one and one[0] for one in groups[MOVED].figures["moves"].values()} <= {11, 10, None}


def test_whoever_is_named_in_a_partnership_alone_is_not_counted_over_every_question(area):
    """Its row there is over the questions that all were asked."""
    made = commands.add_partnership(area.session, reference="many", name="Many", at=area.moment)
    for place in area.places[:7]:
        commands.set_partnerships(area.session, place.row, [made], at=area.moment)
    area.decide(area.places[0].row, Standing.NAMED, made.id)
    for place in area.places[7:]:
        place.core = True
    assert area.publish(begin(area))
    found = published(area)
    assert found[area.places[0].row.id].named
    assert EVERY_QUESTION not in found[area.places[0].row.id].counted_in
    assert EVERY_QUESTION in found[area.places[1].row.id].counted_in


def test_what_moved_is_gone_with_the_name_that_the_earlier_year_was_shown_by(area):
    one = area.places[0].row
    area.decide(one, Standing.NAMED)
    made = commands.add_partnership(area.session, reference="many", name="Many", at=area.moment)
    for place in area.places:
        commands.set_partnerships(area.session, place.row, [made], at=area.moment)
    area.decide(one, Standing.ANONYMOUS)
    area.decide(one, Standing.NAMED, made.id)
    assert area.publish(begin(area))
    area.pass_a_day()
    area.decide(one, Standing.NAMED)
    assert area.publish(begin(area))

    def moved() -> list[int]:
        latest = latest_publications(area.session)[0]
        group = reports.group(area.session, latest, on=area.today)
        return [m.member.organisation_id for m in moves(area.session, latest, group.members, on=area.today)]

    assert moved() == [one.id]
    area.pass_a_day()
    area.decide(one, Standing.ANONYMOUS, made.id)
    assert moved() == []
