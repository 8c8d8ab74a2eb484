"""Organisations that are added, renamed, joined, divided and closed; partnerships; years."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment.commands import organisations as commands
from assessment.domain.area.sectors import Sector
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make

if TYPE_CHECKING:
    from tests.world import Browser

VALE = {
    "name": "Vale Homes", "reference": "vale-homes", "sector": "charity", "size": "50-249", "area": "Vale",
    "public_contact": "y", "partnerships": ["north"],
}  # fmt: skip
DAY = "2026-04-01"


@pytest.fixture
def lead(visitor) -> Browser:
    return visitor.be(Role.PROJECT_LEAD)


@pytest.fixture
def north(lite, world) -> int:
    """A partnership of Lighthouse and Harbour."""
    with lite.writing() as session:
        made = commands.add_partnership(session, reference="north", name="North", at=make.NOON)
        commands.add_partnership(session, reference="south", name="South", at=make.NOON)
        for reference in ("lighthouse", "harbour"):
            made.organisations.append(found(session, reference))
        session.commit()
        return made.id


def found(session, reference: str) -> models.Organisation:
    return session.scalar(select(models.Organisation).where(models.Organisation.reference == reference))


def organisation(lite, reference: str) -> models.Organisation:
    with lite.reading() as session:
        one = found(session, reference)
        if one:
            _ = one.partnerships
        return one


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def said_at(answer, field: str) -> str:
    at = page(answer).find(id=f"{field}-error")
    return at.get_text(" ", strip=True) if at else ""


def typed(answer, name: str) -> list[str]:
    """What stands in the fields of this name."""
    fields = page(answer).find("main").find_all(["input", "select", "textarea"], attrs={"name": name})
    values = []
    for one in fields:
        if one.name == "select":
            values += [option["value"] for option in one.find_all("option", selected=True)]
        elif one.name == "textarea":
            values.append(one.text.strip())
        elif one["type"] != "checkbox" or one.has_attr("checked"):
            values.append(one["value"])
    return values


def everything(lite) -> dict[str, list[tuple]]:
    with lite.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in models.Base.metadata.sorted_tables
        }


def sent_by(browser: Browser, path: str, action: str) -> dict[str, list[str]]:
    """What a form would send if somebody just pressed its button."""
    form = next(one for one in browser.soup(path).select("form[method=post]") if one["action"] == action)
    data: dict[str, list[str]] = {}
    for field in form.find_all(["input", "select"]):
        if field.name == "select":
            data.setdefault(field["name"], []).extend(one["value"] for one in field.find_all("option", selected=True))
        elif field["type"] != "checkbox" or field.has_attr("checked"):
            data.setdefault(field["name"], []).append(field["value"])
    return data


# Adding and changing


def test_an_organisation_is_added_with_its_partnerships(lead, lite, north):
    answer = lead.post("/organisations/new", VALE)
    assert answer.location == "/organisations/vale-homes/people/"
    made = organisation(lite, "vale-homes")
    assert (made.name, made.sector, made.area, made.public_contact) == ("Vale Homes", Sector.CHARITY, "Vale", True)
    assert [one.reference for one in made.partnerships] == ["north"]
    assert "Vale Homes" in lead.get("/organisations/?q=vale&sector=charity").text
    assert "Vale Homes" not in lead.get("/organisations/?q=vale&sector=health").text


@pytest.mark.parametrize("same", [{"name": "Harbour"}, {"reference": "harbour"}])
def test_a_name_or_reference_that_another_has_is_refused_and_what_was_typed_stays(lead, lite, north, same):
    before = everything(lite)
    sent = VALE | same
    answer = lead.post("/organisations/new", sent)
    assert answer.status_code == 409
    assert "Another organisation has this name or reference already" in said_at(answer, "name")
    for name in ("name", "reference", "sector", "size", "area", "public_contact"):
        assert typed(answer, name) == [sent[name]], name
    assert typed(answer, "partnerships") == ["north"]
    assert everything(lite) == before


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"name": " "}, "name", "Enter a name"),
        ({"name": "x" * 121}, "name", "120 characters or fewer"),
        ({"reference": "Vale Homes"}, "reference", "small letters, digits and hyphens"),
        ({"reference": ""}, "reference", "small letters, digits and hyphens"),
        ({"sector": ""}, "sector", "Choose one of the options"),
        ({"sector": "navy"}, "sector", "Choose one of the options"),
        ({"size": ""}, "size", "Choose one of the options"),
        ({"area": "x" * 121}, "area", "120 characters or fewer"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(lead, lite, changed, field, message):
    answer = lead.post("/organisations/new", VALE | changed)
    assert answer.status_code == 422
    assert message in said_at(answer, field)
    assert organisation(lite, "vale-homes") is None


@pytest.mark.parametrize("reference", ["new", "joined-or-divided"])
def test_an_organisation_is_not_called_like_a_page_that_would_hide_it(lead, lite, reference):
    answer = lead.post("/organisations/new", VALE | {"reference": reference})
    assert answer.status_code in {409, 422}
    assert organisation(lite, reference) is None


def test_an_organisation_with_a_reference_that_lists_allow_can_be_changed(lead, lite):
    with lite.writing() as session:
        make.organisation(session, "q", name="Quay")
        session.commit()
    data = sent_by(lead, "/organisations/q/edit", "/organisations/q/edit") | {"name": "The Quay"}
    answer = lead.post("/organisations/q/edit", data)
    assert answer.status_code == 302, page(answer).select_one(".govuk-error-summary").text
    assert organisation(lite, "q").name == "The Quay"


def test_under_a_new_name_an_organisation_is_the_same_and_its_former_name_is_told(lead, lite):
    data = sent_by(lead, "/organisations/lighthouse/edit", "/organisations/lighthouse/edit")
    answer = lead.post("/organisations/lighthouse/edit", data | {"name": "Lantern", "sector": "justice"})
    assert answer.location == "/organisations/lighthouse"
    shown = lead.soup("/organisations/lighthouse").get_text(" ", strip=True)
    assert f"Called Lighthouse until {clock.today():%-d %B %Y}" in shown
    assert organisation(lite, "lighthouse").name == "Lantern"
    progress = visitor_rows(lead.be(Role.ADVISER), "/organisations/lighthouse/progress")
    assert len(progress) == 1
    assert "Before:" not in lead.get("/organisations/lighthouse/progress").text
    assert "Lantern" in lead.get("/compare/").text


def visitor_rows(browser: Browser, path: str) -> list[str]:
    return [row.th.text for row in browser.soup(path).select("table")[-1].select("tbody tr")]


def test_a_name_that_another_has_changes_nothing(lead, lite):
    before = everything(lite)
    data = sent_by(lead, "/organisations/lighthouse/edit", "/organisations/lighthouse/edit")
    answer = lead.post("/organisations/lighthouse/edit", data | {"name": "Harbour", "area": "Cove"})
    assert answer.status_code == 409
    assert (typed(answer, "name"), typed(answer, "area")) == (["Harbour"], ["Cove"])
    assert everything(lite) == before


def test_saving_an_organisation_as_it_stands_changes_nothing(lead, lite, north):
    before = everything(lite)
    lead.post(
        "/organisations/lighthouse/edit",
        sent_by(lead, "/organisations/lighthouse/edit", "/organisations/lighthouse/edit"),
    )
    assert everything(lite) == before


# Closing


@pytest.fixture
def meadow(lite, world) -> int:
    """A lead whose organisation has not begun this year."""
    with lite.writing() as session:
        place = make.organisation(session, "meadow")
        lead_there = make.person(session, Role.ORGANISATION_LEAD, place, "Ines Moor").id
        session.commit()
        return lead_there


def close(browser: Browser, reference: str, on: date | str):
    return browser.post(f"/organisations/{reference}/close", {"on": str(on), "sure": "y"})


def test_a_closed_organisation_starts_no_assessment_and_is_not_asked_to(lead, lite, meadow):
    lead.be(meadow)
    assert "Start the assessment" in lead.get("/organisations/meadow").text
    close(lead.be(Role.PROJECT_LEAD), "meadow", clock.today())
    lead.be(meadow)
    answer = lead.post("/organisations/meadow/start")
    assert answer.status_code == 409
    assert "Meadow is closed" in answer.text
    with lite.reading() as session:
        place = found(session, "meadow").id
        assert session.query(models.Assessment).filter_by(organisation_id=place).count() == 0


def test_the_pages_of_a_closed_organisation_offer_no_start(lead, meadow):
    close(lead, "meadow", clock.today())
    lead.be(meadow)
    assert "Start the assessment" not in lead.get("/organisations/meadow").text
    assert "Start this year’s assessment" not in lead.get("/home").text


def test_an_organisation_that_closes_later_may_still_begin(lead, meadow):
    close(lead, "meadow", clock.today() + timedelta(days=30))
    assert lead.be(meadow).post("/organisations/meadow/start").status_code == 302


def test_a_closed_organisation_is_in_the_status_of_its_last_year_and_of_none_after(lead, lite):
    opened = date(clock.today().year - (clock.today().month < 9), 9, 1)
    close(lead, "filler-0", opened - timedelta(days=1))
    close(lead, "filler-1", clock.today())
    status = lead.get("/status").text
    assert "Filler-0" not in status
    assert "Filler-1" in status
    with lite.writing() as session:
        make.cycle(session, opened.year + 1)
        session.commit()
    status = lead.get("/status").text
    assert "Filler-1" not in status
    assert "Filler-2" in status


def test_a_closed_organisation_keeps_its_results_and_stays_in_the_years_it_was_part_of(lead):
    close(lead, "filler-0", clock.today())
    lead.be(Role.ADVISER)
    assert "12 organisations" in lead.get("/compare/").text
    assert "Filler-0" in lead.get("/compare/").text
    assert len(visitor_rows(lead, "/organisations/filler-0/progress")) == 1


def test_closing_asks_for_a_day_and_a_tick_and_happens_once(lead, lite):
    before = everything(lite)
    answer = lead.post("/organisations/meadow/close")
    assert answer.status_code == 404
    answer = lead.post("/organisations/harbour/close", {"on": "soon"})
    assert answer.status_code == 422
    assert said_at(answer, "on")
    assert "Tick the box" in said_at(answer, "sure")
    assert everything(lite) == before
    assert close(lead, "harbour", DAY).status_code == 302
    again = close(lead, "harbour", "2026-05-01")
    assert again.status_code == 409
    assert "closed already" in again.text
    assert organisation(lite, "harbour").closed_on == date(2026, 4, 1)


# Joining and dividing


def succeed(browser: Browser, earlier: list[str], later: list[str], on: str = DAY):
    return browser.post("/organisations/joined-or-divided", {"earlier": earlier, "later": later, "on": on})


def before_of(browser: Browser, reference: str) -> set[str]:
    shown = browser.soup(f"/organisations/{reference}/progress")
    return {one.text.removeprefix("Before: ") for one in shown.select("h2") if one.text.startswith("Before: ")}


def closed(lite) -> dict[str, date]:
    with lite.reading() as session:
        every = session.scalars(select(models.Organisation))
        return {one.reference: one.closed_on for one in every if one.closed_on}


def test_several_become_one_and_the_earlier_lines_stand_beside_the_new_one(lead, lite):
    lead.post("/organisations/new", VALE)
    assert succeed(lead, ["lighthouse", "harbour"], ["vale-homes"]).location == "/organisations/"
    assert closed(lite) == dict.fromkeys(("lighthouse", "harbour"), date(2026, 4, 1))
    assert "Lighthouse went on as part of Vale Homes from 1 April 2026" in lead.soup("/organisations/").text
    assert "Went on as part of Vale Homes from 1 April 2026" in lead.soup("/organisations/harbour").text
    lead.be(Role.ADVISER)
    assert before_of(lead, "vale-homes") == {"Lighthouse", "Harbour"}
    shown = lead.soup("/organisations/vale-homes/progress")
    assert "No year has been signed off yet" in shown.text
    assert len(shown.select("tbody tr")) == 2


def test_one_becomes_several_and_each_shows_the_earlier_line(lead, lite):
    lead.post("/organisations/new", VALE)
    lead.post("/organisations/new", VALE | {"name": "Vale Care", "reference": "vale-care"})
    succeed(lead, ["lighthouse"], ["vale-homes", "vale-care"])
    assert set(closed(lite)) == {"lighthouse"}
    assert "Went on partly as Vale Care" in lead.soup("/organisations/lighthouse").text
    lead.be(Role.ADVISER)
    assert before_of(lead, "vale-homes") == before_of(lead, "vale-care") == {"Lighthouse"}


def test_one_goes_on_and_takes_another_in(lead, lite):
    succeed(lead, ["lighthouse", "harbour"], ["lighthouse"])
    assert set(closed(lite)) == {"harbour"}
    lead.be(Role.ADVISER)
    assert before_of(lead, "lighthouse") == {"Harbour"}
    tables = lead.soup("/organisations/lighthouse/progress").select("table")
    assert [len(one.select("tbody tr")) for one in tables[-2:]] == [1, 1]
    own = lead.soup("/organisations/harbour/progress").select("table")[-1].select("tbody td")[2].text
    assert own in tables[-1].text


def test_one_goes_on_and_gives_a_part_away(lead, lite):
    lead.post("/organisations/new", VALE)
    succeed(lead, ["lighthouse"], ["lighthouse", "vale-homes"])
    assert closed(lite) == {}
    lead.be(Role.ADVISER)
    assert before_of(lead, "vale-homes") == {"Lighthouse"}
    assert before_of(lead, "lighthouse") == set()


@pytest.mark.parametrize(
    ("earlier", "later", "on", "code", "field"),
    [
        (["lighthouse"], ["harbour"], DAY, 409, "earlier"),
        (["lighthouse", "harbour"], ["filler-0", "filler-1"], DAY, 409, "earlier"),
        (["lighthouse", "lighthouse"], ["harbour"], DAY, 409, "earlier"),
        ([], ["harbour"], DAY, 422, "earlier"),
        (["lighthouse", "harbour"], [], DAY, 422, "later"),
        (["lighthouse", "nowhere"], ["harbour"], DAY, 422, "earlier"),
        (["lighthouse", "harbour"], ["filler-0"], "2026-02-30", 422, "on"),
    ],
)
def test_what_is_neither_a_joining_nor_a_division_is_refused_and_stays_chosen(
    lead, lite, *, earlier, later, on, code, field
):
    before = everything(lite)
    answer = succeed(lead, earlier, later, on)
    assert answer.status_code == code
    assert said_at(answer, field)
    assert set(typed(answer, "earlier")) == set(earlier) - {"nowhere"}
    assert set(typed(answer, "later")) == set(later)
    assert typed(answer, "on") == [on]
    assert everything(lite) == before


def test_what_is_closed_neither_joins_nor_divides(lead, lite):
    shown = lead.soup("/organisations/joined-or-divided")
    assert shown.find("input", attrs={"name": "earlier", "value": "harbour"})
    close(lead, "harbour", DAY)
    before = everything(lite)
    assert succeed(lead, ["lighthouse", "harbour"], ["filler-0"]).status_code == 422
    assert everything(lite) == before


def test_comparisons_say_where_somebody_came_from_only_if_that_was_named_as_well(lead):
    succeed(lead, ["filler-0", "lighthouse", "harbour"], ["filler-0"])
    lead.be(Role.ADVISER)
    text = lead.soup("/compare/?organisation=filler-0").text
    assert "Filler-0 goes on from Lighthouse since 1 April 2026; its line begins then." in text
    assert "Harbour" not in text
    assert "goes on from" not in lead.soup("/compare/?organisation=filler-1").text
    assert "goes on from" not in lead.soup("/compare/").text


# Partnerships


def members(lite, reference: str = "north") -> set[str]:
    with lite.reading() as session:
        one = session.scalar(select(models.Partnership).where(models.Partnership.reference == reference))
        return {place.reference for place in one.organisations}


def test_a_partnership_is_added_and_gets_its_members(lead, lite):
    assert lead.post("/partnerships/", {"name": "West", "reference": "west"}).location == "/partnerships/west"
    lead.post("/partnerships/west", {"name": "The West", "members": ["harbour", "filler-0"]})
    assert members(lite, "west") == {"harbour", "filler-0"}
    assert "The West" in lead.get("/partnerships/").text
    again = lead.post("/partnerships/", {"name": "The West", "reference": "far-west"})
    assert again.status_code == 409
    assert (typed(again, "name"), typed(again, "reference")) == (["The West"], ["far-west"])


def test_the_name_of_another_partnership_changes_nothing(lead, lite, north):
    before = everything(lite)
    answer = lead.post("/partnerships/north", {"name": "South", "members": ["filler-0"]})
    assert answer.status_code == 409
    assert typed(answer, "members") == ["filler-0"]
    assert everything(lite) == before
    assert lead.post("/partnerships/north", {"name": "", "members": ["filler-0"]}).status_code == 422
    assert everything(lite) == before


def test_a_member_that_has_closed_stays_one_in_the_years_before(lead, lite, north):
    """Comparisons of earlier years rest on who belonged to a partnership."""
    close(lead, "harbour", DAY)
    lead.post("/partnerships/north", sent_by(lead, "/partnerships/north", "/partnerships/north"))
    assert members(lite) == {"lighthouse", "harbour"}


def test_a_partnership_asks_those_outside_it_and_takes_that_back(lead, lite, north):
    offered = [one["value"] for one in lead.soup("/partnerships/north").select("select#organisation option")]
    assert "filler-0" in offered
    assert "harbour" not in offered
    reason = "We share a front door"
    lead.post("/partnerships/north/requests", {"organisation": "filler-0", "reason": reason})
    assert "Filler-0" in lead.soup("/partnerships/north").select_one("ul.ff-rows").text
    with lite.reading() as session:
        (asked,) = session.query(models.Request)
        assert (asked.reason, asked.partnership_id) == (reason, north)
    assert lead.post(f"/partnerships/south/requests/{asked.id}/withdraw").status_code == 404
    assert lead.post("/partnerships/north/requests/999/withdraw").status_code == 404
    lead.post(f"/partnerships/north/requests/{asked.id}/withdraw")
    with lite.reading() as session:
        assert session.query(models.Request).count() == 0


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"organisation": "filler-0", "reason": ""}, "reason"),
        ({"organisation": "filler-0", "reason": "x" * 301}, "reason"),
        ({"organisation": "", "reason": "Why not"}, "organisation"),
        ({"organisation": "harbour", "reason": "Why not"}, "organisation"),
        ({"organisation": "nowhere", "reason": "Why not"}, "organisation"),
    ],
)
def test_a_request_names_somebody_outside_and_says_why(lead, lite, north, data, field):
    before = everything(lite)
    answer = lead.post("/partnerships/north/requests", data)
    assert answer.status_code == 422
    assert said_at(answer, field)
    assert typed(answer, "reason") == [data["reason"]]
    assert everything(lite) == before


# Years


@pytest.fixture
def year() -> int:
    return clock.today().year - (clock.today().month < 9)


def test_the_days_of_a_year_are_changed_and_decide_who_may_begin(lead, lite, meadow, year):
    lead.post(f"/years/{year}", {"opens_on": f"{year}-01-01", "closes_on": f"{year}-01-31"})
    assert f"1 January {year} to 31 January {year}" in lead.soup("/years/").text
    assert lead.be(meadow).post("/organisations/meadow/start").status_code == 409


@pytest.mark.parametrize(
    ("opens", "closes", "field"),
    [
        ("2026-09-01", "2026-08-31", "closes_on"),
        ("", "2026-08-31", "opens_on"),
        ("2026-09-01", "31 August", "closes_on"),
    ],
)
def test_days_that_cannot_be_are_refused_and_stay(lead, lite, year, *, opens, closes, field):
    before = everything(lite)
    answer = lead.post(f"/years/{year}", {"opens_on": opens, "closes_on": closes})
    assert answer.status_code == 422
    assert said_at(answer, field)
    assert typed(answer, "closes_on") == [closes]
    assert everything(lite) == before
    assert lead.get("/years/1999").status_code == 404


def test_a_year_is_compared_once_it_is_released(lead, lite, year):
    assert f'value="{year}"' not in lead.get("/compare/").text
    assert lead.post(f"/years/{year}/release").location == "/years/"
    assert f'value="{year}"' in lead.get("/compare/").text
    with lite.reading() as session:
        cycle = session.query(models.Cycle).filter_by(year=year).one()
        assert cycle.released_at is not None
    assert lead.client.post(f"/years/{year - 1}/release", data={"csrf_token": "forged"}).status_code == 302
