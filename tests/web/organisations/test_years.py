"""Years: their days, and that they are compared once they are published."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from assessment.store import models
from assessment.store.audit import head
from assessment.web.frame import clock
from tests import factories as make
from tests.web.organisations.records import everything, said_at, typed


@pytest.fixture
def year() -> int:
    return clock.today().year - (clock.today().month < 9)


@pytest.fixture
def complete(lead, lite, year) -> None:
    """Enough have signed the year off."""
    with lite.writing() as session:
        make.signed_off(session, session.query(models.Cycle).filter_by(year=year).one())
        session.commit()


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


@pytest.mark.usefixtures("complete")
def test_a_year_is_compared_once_it_is_published(lead, lite, year):
    assert f'value="{year}"' not in lead.get("/compare/").text
    assert lead.post(f"/years/{year}/publish", {"sure": "y"}).location == "/years/published"
    assert f'value="{year}"' in lead.get("/compare/").text
    with lite.reading() as session:
        cycle = session.query(models.Cycle).filter_by(year=year).one()
        assert cycle.released_at is not None


@pytest.mark.usefixtures("complete")
def test_who_leads_the_project_gets_the_head_of_the_record_when_a_year_is_published(lead, lite, settings, year):
    lead.post(f"/years/{year}/publish", {"sure": "y"})
    with lite.reading() as session:
        last = head(session)
    (letter,) = (Path(settings.instance) / "outbox").glob("*.eml")
    read = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
    assert read["To"] == "robin-ash.project-lead.area@example.org"
    assert last in read.get_body(("plain",)).get_content()
