"""Organisations that are joined and divided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.web.organisations.records import DAY, VALE, close, everything, said_at, typed

if TYPE_CHECKING:
    from tests.world import Browser


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
    assert "Lighthouse became part of Vale Homes on 1 April 2026" in lead.soup("/organisations/").text
    assert "Became part of Vale Homes on 1 April 2026" in lead.soup("/organisations/harbour").text
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
    assert "Part of it became Vale Care" in lead.soup("/organisations/lighthouse").text
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
    assert "Filler-0 took over from Lighthouse on 1 April 2026, so its line starts then." in text
    assert "Harbour" not in text
    assert "took over from" not in lead.soup("/compare/?organisation=filler-1").text
    assert "took over from" not in lead.soup("/compare/").text
