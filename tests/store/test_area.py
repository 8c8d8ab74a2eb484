"""The area: only released figures, remembered until something changes, and nobody singled out."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from assessment import banks
from assessment.commands import consent, organisations, results
from assessment.domain.area.consent import Standing
from assessment.domain.area.sectors import Sector
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import Selection
from assessment.domain.people.permissions import Role
from assessment.reports import area
from assessment.reports.members import Disclosure
from assessment.reports.stage_flow import stage_flow
from assessment.store import models, tables
from assessment.store.partnerships import partnerships
from assessment.store.revision import AreaRevision, remembered
from tests import factories as make

BANK = banks.load(make.BANK)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
RULES = Disclosure(5, "key", JUNE.date())


def member(session, round_, number, *, named=True, sector=Sector.CHARITY, at=JUNE):
    place = make.organisation(session, f"place-{number}", named=named, sector=sector)
    made = make.assessment(session, place, round_, AssessmentState.SIGNED_OFF)
    make.answer_all(session, made, BANK, number % 5)
    results.keep(session, made, at=at)
    session.flush()
    return place


@pytest.fixture
def year(session):
    return make.cycle(session, 2025, released=True)


def test_nothing_is_compared_before_a_year_is_released(session):
    unreleased = make.cycle(session, 2025)
    for number in range(6):
        member(session, unreleased, number)
    assert area.group(session, unreleased, RULES) is None


def test_what_is_kept_after_the_release_does_not_show(session, year):
    for number in range(6):
        member(session, year, number)
    member(session, year, 6, at=year.released_at + timedelta(days=1))
    assert len(area.group(session, year, RULES).members) == 6


def test_fewer_than_the_threshold_are_not_shown(session, year):
    for number in range(4):
        member(session, year, number)
    assert area.group(session, year, RULES) is None


def test_the_middle_of_the_group_is_that_of_its_members(session, year):
    for number in range(5):
        member(session, year, number)
    group = area.group(session, year, RULES)
    assert group.overall.count == 5
    assert group.spreads[Axis.DIMENSION]["RL"].median == 25.0


def test_an_anonymous_organisation_has_neither_name_nor_sector_nor_stage(session, year):
    for number in range(6):
        member(session, year, number, named=False)
    for one in area.group(session, year, RULES).members:
        assert (one.reference, one.sector, one.stage) == (None, None, None)
        assert "place" not in one.label.lower()


def test_anonymous_organisations_stand_in_an_order_that_says_nothing(session, year):
    for number in range(10):
        member(session, year, number, named=False)
    orders = {
        tuple(one.scores.overall for one in area.group(session, year, Disclosure(5, key, JUNE.date())).members)
        for key in ("a", "b", "c", "d")
    }
    assert len(orders) > 1


def test_withdrawing_consent_shows_at_once(session, year):
    places = [member(session, year, number) for number in range(6)]
    assert sum(one.reference is not None for one in area.group(session, year, RULES).members) == 6
    for place in places[:5]:
        word = consent.Consent(Standing.ANONYMOUS, JUNE.date(), "The board")
        consent.decide(session, place, word, by=None, at=JUNE)
    session.flush()
    assert sum(one.reference is not None for one in area.group(session, year, RULES).members) == 1


def test_a_sector_that_would_single_somebody_out_cannot_be_chosen(session, year):
    for number in range(8):
        member(session, year, number, named=False)
    for number in range(8, 10):
        member(session, year, number, named=False, sector=Sector.POLICE)
    offered = area.filters(session, year, partnerships(session), RULES)
    assert offered.sectors == ()
    assert area.group(session, year, RULES, area.Narrowed(sector="charity")) is None
    assert area.group(session, year, RULES, area.Narrowed(sector="police")) is None


def test_filters_combine_only_where_enough_remain(session, year):
    group = organisations.add_partnership(session, reference="north", name="North", at=JUNE)
    for number in range(12):
        place = member(session, year, number, sector=Sector.HEALTH if number < 6 else Sector.EDUCATION)
        place.partnerships = [group] if 3 <= number < 9 else []
    session.flush()
    assert area.group(session, year, RULES, area.Narrowed(sector="health"))
    assert area.group(session, year, RULES, area.Narrowed(partnership=str(group.id)))
    assert area.group(session, year, RULES, area.Narrowed(sector="health", partnership=str(group.id))) is None


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


def test_stages_are_counted_for_released_years_with_small_numbers_joined(session, year):
    for number in range(9):
        member(session, year, number * 5 + (2 if number < 7 else 0))
    flow = stage_flow(session, [year], RULES)
    assert flow.bands == ("Getting ready to Aware", "Sensitive", "Responsive", "Informed")
    assert flow.years == ((year, (9, 0, 0, 0)),)


def test_few_unnamed_organisations_are_left_out_rather_than_shown(session, year):
    for number in range(8):
        member(session, year, number, named=number != 3)
    group = area.group(session, year, RULES)
    assert len(group.members) == 7
    assert all(one.reference for one in group.members)
    assert sum(sum(counts) for _, counts in stage_flow(session, [year], RULES).years) == 7


def test_stages_are_joined_until_no_band_holds_few_unnamed_organisations(session, year):
    for number in range(12):
        member(session, year, 5 * number + (2 if number < 6 else 0), named=number not in {0, 6, 7, 8, 9})
    flow = stage_flow(session, [year], RULES)
    assert flow.bands[0] == "Getting ready to Aware"
    assert flow.years[0][1][0] == 12


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
    assert len(area.group(session, year, RULES).members) == 8
    early = session.scalars(select(models.Result).order_by(models.Result.id)).all()[:4]
    for one in early:
        figures = {key: value for key, value in one.figures.items() if key != "core"}
        session.execute(update(tables.results).where(tables.results.c.id == one.id).values(figures=figures))
    assert area.group(session, year, Disclosure(5, "another key", JUNE.date())) is None


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
    group = area.group(session, year, RULES)
    assert (group.overall.count, group.spreads[Axis.DIMENSION]["RC"].count) == (12, 12)
    assert group.spreads[Axis.DIMENSION]["RL"].count == 6
