"""A reader of the Leadership Group who tampers with addresses, and what is left when somebody takes their name back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from assessment import banks
from assessment.commands import organisations as commands
from assessment.commands import results
from assessment.domain.area.consent import Standing
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make

PAGES = ("/compare/", "/compare/everyone", "/compare/heat-map", "/compare/stages")
UNNAMED = ("harbour", *(f"filler-{number}" for number in range(5, 10)))
NAMED = ("lighthouse", *(f"filler-{number}" for number in range(5)))
EVERYBODY = "&".join(f"organisation={one}" for one in NAMED)
CLOSED = ("sector:health", "sector:charity", "moved", "partnership:{west}", "partnership:{south}")
TAMPERED = (
    *CLOSED,
    "sector:education,size:under-10",
    "sector:education+size:under-10",
    "sector:education&group=size:under-10",
    "sector:education%20OR%201=1",
    "sector%3Ahealth",
    "SECTOR:HEALTH",
    "sector:health%00",
    "joined:first",
    "partnership:999999",
    "partnership:-1",
    "partnership:%D9%A1",
    "partnership:1e0",
    "partnership:",
    ":",
    "%00",
    "moved&group=area",
    "a" * 5000,
)


@pytest.fixture
def partnerships(lite, world) -> dict[str, int]:
    """West has one member without a name alone, South four with a name; neither may be opened when a year comes."""
    with lite.writing() as session:
        every = {one.reference: one for one in session.scalars(select(models.Organisation))}
        made = {}
        for name, members in {"west": ("harbour",), "south": NAMED[1:5]}.items():
            one = commands.add_partnership(session, reference=name, name=name.title(), at=make.NOON)
            one.organisations = [every[reference] for reference in members]
            session.flush()
            made[name] = one.id
        session.commit()
    return made


@pytest.fixture
def second_year(lite, world, partnerships) -> None:
    """The year that is open, kept by everybody and published; Harbour is named by now, and Filler-0 took over from others."""
    with lite.writing() as session:
        every = {one.reference: one for one in session.scalars(select(models.Organisation))}
        now = session.scalars(select(models.Cycle).order_by(models.Cycle.year.desc())).first()
        make.name_in_comparisons(session, every["harbour"])
        have = {
            one.organisation_id: one for one in session.scalars(select(models.Assessment).filter_by(cycle_id=now.id))
        }
        for number, place in enumerate(every.values()):
            made = have.get(place.id) or make.assessment(session, place, now)
            made.state, made.signed_off_at = AssessmentState.SIGNED_OFF, make.NOON
            make.answer_all(session, made, banks.load(make.BANK), 1 + number % 3)
            results.keep(session, made, at=clock.now() - timedelta(hours=1))
        for earlier in ("lighthouse", "filler-6"):
            whole = [every["filler-0"], every[earlier]]
            commands.succeed(session, [every[earlier]], whole, on=clock.today(), at=clock.now())
        make.publish(session, now, at=clock.now())
        session.commit()


def told_apart(page: str) -> set[str]:
    """Which organisations are on a page."""
    return {one for one in (*UNNAMED, *NAMED) if one in page or one.title() in page}


def shown(visitor, path: str) -> str:
    """What a page says it shows: the year, the group and how many organisations it counts."""
    return " ".join(visitor.soup(path).select_one(".ff-scope__what").text.split())


@pytest.mark.parametrize("key", TAMPERED)
def test_tampered_groups_are_the_area_and_name_nobody_else(visitor, partnerships, second_year, key):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in PAGES:
        page = visitor.get(f"{path}?group={key.format(**partnerships)}&{EVERYBODY}&organisation=filler-7")
        assert page.status_code == 200
        assert told_apart(page.text) <= {"harbour", *NAMED}, (path, key)
        if path != "/compare/stages" and not key.startswith("sector:education&"):
            assert "the whole area, 12 organisations" in " ".join(page.text.split()), (path, key)


@pytest.mark.parametrize("year", ["", "0", "x", "-1", "1' or 1=1", "%00", "2025.0", "９９９９", "99999999999999999999"])
def test_tampered_years_are_the_latest_published_one(visitor, year):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in PAGES:
        assert visitor.get(f"{path}?year={year}&{EVERYBODY}").text.count("<h1") == 1
    assert shown(visitor, f"/compare/?year={year}") == shown(visitor, "/compare/")


def test_a_year_that_is_not_published_is_not_shown_for_the_asking(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    year = clock.today().year - (clock.today().month < 9)
    assert shown(visitor, f"/compare/?year={year}") == shown(visitor, "/compare/")


@pytest.mark.parametrize("one", UNNAMED)
def test_whoever_has_no_name_is_not_found_by_any_spelling_of_their_reference(visitor, one):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for wanted in (one, one.upper(), one.title(), f"{one}%00", f"%20{one}", one.replace("r", "%72")):
        for path in PAGES:
            assert one not in told_apart(visitor.get(f"{path}?organisation={wanted}&{EVERYBODY}").text)


@pytest.mark.parametrize("page", ["0", "1", "2", "-1", "99999999", "x", "1&page=2", "1e3"])
def test_every_page_of_the_lists_holds_named_ones_only(visitor, page):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in ("/compare/everyone", "/compare/heat-map"):
        for axis in ("dimension", "domain", "item", "level"):
            shown = visitor.get(f"{path}?page={page}&by={axis}")
            assert shown.status_code == 200
            assert told_apart(shown.text) <= set(NAMED)


def test_a_name_that_is_taken_back_is_gone_at_once_from_every_page(visitor, second_year):
    visitor.be(Role.LEADERSHIP_MEMBER)
    years = [one["value"] for one in visitor.soup("/compare/").select("#year option")]
    assert len(years) == 2
    paths = [f"{path}?year={year}&organisation=lighthouse&organisation=filler-0" for path in PAGES for year in years]
    paths += [f"{path}&group=size:under-10" for path in paths]
    assert sum("lighthouse" in told_apart(visitor.get(path).text) for path in paths) > len(paths) / 2
    assert "Filler-0 took over from Lighthouse" in visitor.get(paths[0]).text
    before = {path: visitor.soup(path).select(".ff-by-axis td:nth-last-child(-n+2)") for path in paths}
    answer = visitor.be(Role.ORGANISATION_LEAD).post(
        "/organisations/lighthouse/consent/",
        {
            "partnership": "",
            "standing": Standing.ANONYMOUS.value,
            "starts_on": str(clock.today()),
            "ends_on": "",
            "decided_by": "The board",
        },
    )
    assert answer.status_code == 302
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in paths:
        page = visitor.get(path)
        assert "lighthouse" not in told_apart(page.text.replace("organisation=lighthouse", "")), path
        after = visitor.soup(path).select(".ff-by-axis td:nth-last-child(-n+2)")
        assert [one.text for one in after] == [one.text for one in before[path]]


def test_nothing_is_said_of_what_moved_since_a_year_without_a_name(visitor, second_year):
    """Harbour is named in the later year: what moved would say what it had before."""
    visitor.be(Role.LEADERSHIP_MEMBER)
    page = visitor.soup("/compare/?organisation=harbour&organisation=filler-1")
    rows = {row.th.text: " ".join(row.select("td")[2].text.split()) for row in page.select(".ff-compared tbody tr")}
    assert rows.pop("Harbour") == "No earlier year to compare"
    assert list(rows) == ["Filler-1"]
    assert "→" in rows["Filler-1"]
    assert page.select_one(".ff-compared tbody tr").select("td")[3].text == "–"
    earlier = page.select("#year option")[1]["value"]
    assert "harbour" not in told_apart(visitor.get(f"/compare/?year={earlier}&organisation=filler-1").text)


def test_an_origin_without_a_name_is_not_said(visitor, second_year):
    page = visitor.be(Role.LEADERSHIP_MEMBER).get("/compare/?organisation=filler-0").text
    assert "took over from Lighthouse" in page
    assert "Filler-6" not in page


def test_the_results_page_of_an_organisation_is_not_open_to_those_who_compare(visitor, world, second_year):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in (
        *(f"/assessments/{number}/results" for number in (world.open, world.earlier, world.others)),
        *(f"/organisations/{one}/progress" for one in ("lighthouse", "harbour", "filler-7")),
        *(f"/organisations/{one}/consent/" for one in ("lighthouse", "harbour", "filler-7")),
    ):
        assert visitor.get(path).status_code in {403, 404}, path


def test_a_lead_sees_the_median_of_the_area_and_nobody_elses_result(visitor, world, second_year):
    visitor.be(Role.ORGANISATION_LEAD)
    assert told_apart(visitor.get(f"/assessments/{world.earlier}/results").text) <= {"lighthouse"}
    assert visitor.get(f"/assessments/{world.others}/results").status_code in {403, 404}
    assert all(visitor.get(path).status_code in {403, 404} for path in PAGES)
