"""A year is opened in the browser: suggested from the one before, checked, recorded."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make
from tests.web.organisations.records import everything, page, said_at, typed

YEAR = 2041
SENT = {"year": str(YEAR), "bank": make.BANK, "opens_on": "2041-09-01", "closes_on": "2042-08-31"}


def test_the_page_suggests_the_year_after_the_last_with_its_dates(lead):
    following = clock.today().year - (clock.today().month < 9) + 1
    answer = lead.get("/years/new")
    assert typed(answer, "year") == [str(following)]
    assert typed(answer, "opens_on") == [f"{following}-09-01"]
    assert "fourfold" not in lead.soup("/years/").find("main").text


def test_a_year_is_opened_with_its_questions_and_dates_and_that_is_recorded(lead, lite):
    assert lead.post("/years/new", SENT).location == f"/years/{YEAR}"
    with lite.reading() as session:
        made = session.query(models.Cycle).filter_by(year=YEAR).one()
        assert (made.name, made.bank_id) == ("2041–42", make.BANK)
        last = session.query(models.AuditEntry).order_by(models.AuditEntry.number.desc()).first()
        assert (last.subject, last.details["done"]) == (f"year {YEAR}", "year opened")
    shown = " ".join(lead.soup("/years/").text.split())
    assert "2041–42 Opens 1 September 2041 1 September 2041 to 31 August 2042" in shown
    assert "Opens 1 September 2041" in " ".join(lead.soup(f"/years/{YEAR}").text.split())


@pytest.mark.parametrize(
    ("changed", "field", "status"),
    [
        ({"year": ""}, "year", 422),
        ({"year": "soon"}, "year", 422),
        ({"year": "1999"}, "year", 422),
        ({"bank": "nothing-there"}, "bank", 422),
        ({"bank": ""}, "bank", 422),
        ({"opens_on": ""}, "opens_on", 422),
        ({"closes_on": "2041-08-31"}, "closes_on", 422),
        ({"year": str(clock.today().year - (clock.today().month < 9))}, "year", 409),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_what_was_typed_stays(lead, lite, *, changed, field, status):
    before, sent = everything(lite), SENT | changed
    answer = lead.post("/years/new", sent)
    assert answer.status_code == status
    assert said_at(answer, field)
    for name in ("year", "opens_on", "closes_on"):
        assert typed(answer, name) == [sent[name]]
    assert everything(lite) == before


def test_problems_are_listed_in_the_order_of_the_fields(lead):
    answer = lead.post("/years/new", {})
    links = [one["href"] for one in page(answer).select(".govuk-error-summary a")]
    assert links == ["#year", "#bank", "#opens_on", "#closes_on"]


@pytest.mark.parametrize("role", [Role.ADVISER, Role.ORGANISATION_LEAD, Role.LEADERSHIP_MEMBER])
def test_nobody_else_opens_a_year(lead, lite, role):
    before = everything(lite)
    lead.be(role)
    assert lead.get("/years/new").status_code == 403
    assert lead.post("/years/new", SENT).status_code == 403
    assert everything(lite)["cycles"] == before["cycles"]
