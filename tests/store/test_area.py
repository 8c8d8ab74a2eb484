"""The area: only published figures, remembered until something changes, and nobody singled out."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from assessment import banks
from assessment.commands import consent, organisations, results
from assessment.domain.area.consent import Standing
from assessment.domain.area.groups import AREA, GroupKind
from assessment.domain.area.sectors import Sector
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import Selection
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Role
from assessment.reports import area
from assessment.reports.moves import moves
from assessment.reports.stage_flow import stage_flow
from assessment.store import models, tables
from assessment.store.publications import latest_publication
from assessment.store.revision import AreaRevision, remembered
from tests import factories as make

BANK = banks.load(make.BANK)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
JULY = datetime(2026, 7, 1, tzinfo=UTC)


def member(session, round_, number, *, named=True, sector=Sector.CHARITY, at=JUNE):
    place = make.organisation(session, f"place-{number}", named=named, sector=sector)
    result(session, round_, place, number % 5, at=at)
    return place


def result(session, round_, place, level, *, at):
    made = make.assessment(session, place, round_, AssessmentState.SIGNED_OFF)
    make.answer_all(session, made, BANK, level)
    results.keep(session, made, at=at)
    session.flush()


def decide(session, place, standing, *, partnership=None):
    word = consent.Consent(standing, JUNE.date(), "The board", partnership_id=partnership)
    consent.decide(session, place, word, by=None, at=JUNE)
    session.flush()


def place_with(session, reference):
    return session.scalars(select(models.Organisation).where(models.Organisation.reference == reference)).one()


@pytest.fixture
def year(session):
    return make.cycle(session, 2025)


def published(session, year, *, at=JULY, threshold=5):
    """What is kept of a publication, read again from the database."""
    make.publish(session, year, at=at, threshold=threshold)
    return latest_publication(session, year.id)


def shown(session, publication, *, on=JULY, key=AREA):
    return area.group(session, publication, on=on.date(), key=key)


def test_what_is_kept_after_the_publication_does_not_show(session, year):
    for number in range(6):
        member(session, year, number)
    publication = published(session, year)
    member(session, year, 6, at=JULY + timedelta(days=1))
    group = shown(session, publication)
    assert (group.figures.count, len(group.members)) == (6, 6)


def test_fewer_than_the_threshold_are_not_shown(session, year):
    for number in range(4):
        member(session, year, number)
    with pytest.raises(NotAllowedHere, match="at least 5 organisations"):
        make.publish(session, year)


def test_the_middle_of_the_group_is_that_of_its_members(session, year):
    for number in range(5):
        member(session, year, number)
    group = shown(session, published(session, year))
    assert group.overall.count == 5
    assert group.spreads[Axis.DIMENSION]["RL"].median == 25.0


def test_an_anonymous_organisation_is_in_the_figures_and_nowhere_else(session, year):
    for number in range(12):
        member(session, year, number, named=number < 6)
    group = shown(session, published(session, year))
    assert (group.figures.count, len(group.members)) == (12, 6)
    assert {one.reference for one in group.members} == {f"place-{number}" for number in range(6)}


def test_withdrawing_a_name_takes_the_row_away_at_once_and_leaves_the_figures(session, year):
    places = [member(session, year, number) for number in range(6)]
    publication = published(session, year)
    before = shown(session, publication)
    for place in places[:5]:
        decide(session, place, Standing.ANONYMOUS)
    after = shown(session, publication)
    assert (len(before.members), len(after.members)) == (6, 1)
    assert after.figures == before.figures


def test_a_name_that_is_given_later_counts_from_the_next_year_on(session, year):
    places = [member(session, year, number, named=False) for number in range(6)]
    publication = published(session, year)
    for place in places:
        decide(session, place, Standing.NAMED)
    assert shown(session, publication).members == ()
    following = make.cycle(session, 2026)
    for place in places:
        result(session, following, place, 2, at=JULY + timedelta(days=300))
    later = JULY + timedelta(days=365)
    group = shown(session, published(session, following, at=later), on=later)
    assert len(group.members) == 6
    assert moves(session, group.publication, group.members, on=later.date()) == ()


def test_another_publication_needs_enough_that_have_changed(session, year):
    for number in range(6):
        member(session, year, number)
    published(session, year)
    for number in range(6, 10):
        member(session, year, number, at=JULY + timedelta(days=1))
    with pytest.raises(NotAllowedHere, match="4 organisations have changed"):
        make.publish(session, year, at=JULY + timedelta(days=2))
    member(session, year, 10, at=JULY + timedelta(days=1))
    again = published(session, year, at=JULY + timedelta(days=2))
    assert (again.number, shown(session, again).figures.count) == (2, 11)


def test_what_was_published_cannot_be_changed(session, year):
    for number in range(6):
        member(session, year, number)
    published(session, year)
    with pytest.raises(DBAPIError, match="cannot be changed"):
        session.execute(update(tables.published_groups).values(counted=99))


def test_a_sector_that_would_single_somebody_out_is_not_published(session, year):
    for number in range(6):
        member(session, year, number, named=False)
    for number in range(6, 8):
        member(session, year, number, named=False, sector=Sector.POLICE)
    found = area.year(session, published(session, year), on=JULY.date())
    assert [view.key for view in found.views if view.kind is GroupKind.SECTOR] == []
    assert {view.key for view in found.closed} >= {"sector:charity", "sector:police"}


def test_a_sector_gives_way_so_that_the_rest_is_a_crowd_again(session, year):
    for number in range(8):
        member(session, year, number, named=False)
    for number in range(8, 10):
        member(session, year, number, named=False, sector=Sector.POLICE)
    group = shown(session, published(session, year), key="sector:charity")
    assert (group.view.counted, group.view.left_out) == (5, 3)


def test_one_organisation_that_only_its_partnership_may_show_empties_nothing(session, year):
    """One choice of "not shown" for the area and "anonymous" for a partnership once emptied the whole comparison."""
    group = organisations.add_partnership(session, reference="north", name="North", at=JUNE)
    for number in range(12):
        place = member(session, year, number, named=False)
        place.partnerships = [group] if number < 6 else []
    session.flush()
    decide(session, place_with(session, "place-0"), Standing.NOT_SHOWN)
    decide(session, place_with(session, "place-0"), Standing.ANONYMOUS, partnership=group.id)
    publication = published(session, year)
    assert shown(session, publication).figures.count == 11
    north = shown(session, publication, key=f"partnership:{group.id}")
    assert (north.view.counted, north.view.left_out) == (5, 1)


def test_remembered_values_last_until_something_compared_changes(session):
    calls = []
    for _ in range(2):
        remembered(session, "key", lambda: calls.append(1))
    assert len(calls) == 1
    make.organisation(session)
    remembered(session, "key", lambda: calls.append(1))
    assert len(calls) == 2


def test_a_change_of_a_partnership_moves_the_revision(session):
    place = make.organisation(session)
    group = organisations.add_partnership(session, reference="north", name="North", at=JUNE)
    session.flush()
    before = session.get(AreaRevision, 1).number
    session.expire_all()
    place.partnerships.append(group)
    session.flush()
    assert session.get(AreaRevision, 1, populate_existing=True).number > before


def number(session):
    return session.scalar(select(AreaRevision.number))


@pytest.mark.parametrize(
    "write",
    [
        update(models.Organisation).values(area="Vale"),
        update(tables.cycles).values(released_at=JUNE),
        delete(models.Decision),
        insert(tables.partnerships).values(reference="north", name="North"),
    ],
)
def test_a_statement_moves_the_revision_as_well_as_a_changed_object(session, write):
    make.organisation(session, named=True)
    before = number(session)
    session.execute(write)
    moved = number(session)
    make.without_guard(session)
    session.connection().execute(write if not write.is_insert else update(tables.results).values(moderated=True))
    assert before < moved < number(session)


def test_what_is_not_compared_leaves_the_revision_where_it_is(session):
    person = make.person(session, Role.ADVISER)
    before = number(session)
    person.name = "Kit Vale"
    session.execute(update(models.Person).values(active=False))
    session.flush()
    assert number(session) == before


def test_stages_are_counted_for_published_years_with_small_numbers_joined(session, year):
    for number in range(9):
        member(session, year, number * 5 + (2 if number < 7 else 0))
    publication = published(session, year)
    flow = stage_flow(session, [publication])
    assert flow.bands == ("Getting ready to Aware", "Sensitive", "Responsive", "Informed")
    assert flow.years == ((publication.cycle, (9, 0, 0, 0)),)


def test_few_unnamed_organisations_are_left_out_rather_than_shown(session, year):
    for number in range(8):
        member(session, year, number, named=number != 3)
    publication = published(session, year)
    group = shown(session, publication)
    assert (len(group.members), group.view.counted, group.view.left_out) == (7, 7, 1)
    assert sum(sum(counts) for _, counts in stage_flow(session, [publication]).years) == 7


def test_stages_are_joined_until_no_band_holds_few_unnamed_organisations(session, year):
    for number in range(12):
        member(session, year, 5 * number + (2 if number < 6 else 0), named=number not in {0, 6, 7, 8, 9})
    flow = stage_flow(session, [published(session, year)])
    assert flow.bands[0] == "Getting ready to Aware"
    assert flow.years[0][1][0] == 12


def test_a_year_in_which_stages_could_not_be_told_apart_joins_nothing_of_other_years(session, year):
    for number in range(10):
        member(session, year, 5 * number + (2 if number < 5 else 0))
    make.without_guard(session, of="published_groups")
    publication = published(session, year)
    following = make.cycle(session, 2026)
    for place in session.scalars(select(models.Organisation)).all():
        result(session, following, place, 2, at=JULY + timedelta(days=300))
    later = published(session, following, at=JULY + timedelta(days=365))
    groups, key = tables.published_groups, tables.published_groups.c
    of_year = (key.publication_id == later.id) & (key.key == AREA)
    figures = session.scalar(select(key.figures).where(of_year)) | {"stages": [[0, 5, 10]]}
    session.execute(update(groups).where(of_year).values(figures=figures))
    flow = stage_flow(session, [later, publication])
    assert len(flow.bands) > 1
    assert [counts is None for _, counts in flow.years] == [False, True]


def test_no_year_joins_the_stages_of_another_into_one_bar_of_everybody(session, year):
    """Bands of three years: the earliest parts where the later two do not, so that together they would be one."""
    for number in range(10):
        member(session, year, number)
    make.without_guard(session, of="published_groups")
    publications = [published(session, year)]
    for number, later in enumerate((2026, 2027), start=1):
        cycle = make.cycle(session, later)
        for place in session.scalars(select(models.Organisation)).all():
            result(session, cycle, place, 2, at=JULY + timedelta(days=365 * number - 9))
        publications.insert(0, published(session, cycle, at=JULY + timedelta(days=365 * number)))
    bands = {0: [[0, 2, 6], [2, 5, 7]], 1: [[0, 1, 0], [1, 2, 5], [2, 5, 9]], 2: [[0, 3, 8], [3, 5, 6]]}
    groups, key = tables.published_groups, tables.published_groups.c
    known = {"count": 14, "moderated": None, "overall": None, "axes": {"dimension": {}, "domain": {}}, "drift": {}}
    known |= {"items": {}, "moves": {}, "core": False}
    for number, publication in enumerate(publications):
        of_year = (key.publication_id == publication.id) & (key.key == AREA)
        session.execute(update(groups).where(of_year).values(figures=known | {"stages": bands[number]}))
    flow = stage_flow(session, publications)
    assert flow.bands == ("Getting ready to Aware", "Sensitive to Informed")
    assert [counts for _, counts in flow.years] == [None, (5, 9), (6, 7)]
    assert [cycle.year for cycle, _ in flow.told] == [2026, 2027]
    assert ([cycle.year for cycle, _ in flow.untold], flow.taken) == ([year.year], (0, 1))


def test_the_threshold_is_tested_after_those_without_figures_have_been_dropped(session, year):
    """Results that were kept without figures over the core items say nothing where others were asked no more."""
    make.without_guard(session)
    for number in range(7):
        member(session, year, number)
    short = make.organisation(session, "short", named=True)
    asked = make.assessment(session, short, year, AssessmentState.SIGNED_OFF)
    asked.selection = Selection.CORE
    make.answer_all(session, asked, BANK.core(), 2)
    results.keep(session, asked, at=JUNE)
    session.flush()
    early = session.scalars(select(models.Result).order_by(models.Result.id)).all()[:4]
    for one in early:
        figures = {key: value for key, value in one.figures.items() if key != "core"}
        session.execute(update(tables.results).where(tables.results.c.id == one.id).values(figures=figures))
    with pytest.raises(NotAllowedHere, match="at least 5 organisations"):
        make.publish(session, year)


def test_an_axis_that_few_unnamed_organisations_answered_shows_the_named_ones_alone(session, year):
    """Or else the figures of the named ones could be taken away from the middle, and the others would be left."""
    make.without_guard(session)
    for number in range(6):
        member(session, year, number)
    for number in range(6, 12):
        member(session, year, number, named=False)
    for one in session.scalars(select(models.Result).order_by(models.Result.id)).all()[7:]:
        figures = deepcopy(one.figures)
        figures["states"]["supported"]["dimensions"]["RL"] = None
        session.execute(update(tables.results).where(tables.results.c.id == one.id).values(figures=figures))
    session.expire_all()
    group = shown(session, published(session, year))
    assert (group.overall.count, group.spreads[Axis.DIMENSION]["RC"].count) == (12, 12)
    assert group.spreads[Axis.DIMENSION]["RL"].count == 6
