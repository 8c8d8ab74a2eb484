"""Reading the record: each reader finds their part of it, narrowed down as they like, and no texts stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment.commands import people
from assessment.domain.people.permissions import Role
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.web.trust.log_words import KINDS
from tests import factories as make

if TYPE_CHECKING:
    from tests.world import Browser

ITEM = "RL-GOV-1"
MARK = "zanzibar"


def lines(answer) -> list[str]:
    return [row.get_text(" ", strip=True) for row in BeautifulSoup(answer.text, "html.parser").select("tbody tr")]


def total(answer) -> int:
    return int(re.search(r"(\d+) entr(?:y|ies)\b", answer.text).group(1))


@pytest.fixture
def busy(visitor) -> Browser:
    """Something happened in Lighthouse and in Harbour."""
    visitor.be(Role.CONTRIBUTOR)
    visitor.post(
        f"/assessments/{visitor.world.open}/items/{ITEM}", {"level": "2", "note": f"In {MARK}", "version": "0"}
    )
    visitor.be(visitor.world.stranger)
    visitor.post(
        "/organisations/harbour/consent/",
        {"standing": "anonymous", "starts_on": "2026-04-01", "decided_by": f"Board of {MARK}"},
    )
    return visitor


def test_the_record_is_narrowed_down_by_kind(busy):
    busy.be(Role.PROJECT_LEAD)
    for kind in Kind:
        shown = busy.get(f"/record?kind={kind}")
        assert all(f"{KINDS[kind]}:" in line for line in lines(shown))
        assert total(shown) >= len(lines(shown))
    assert [line for line in lines(busy.get("/record?kind=answer")) if "answer saved" in line]
    assert total(busy.get("/record?kind=nonsense")) == total(busy.get("/record"))


def test_the_record_is_narrowed_down_by_person(busy):
    number = busy.world.people[Role.CONTRIBUTOR]
    busy.be(Role.PROJECT_LEAD)
    shown = lines(busy.get(f"/record?person={number}"))
    assert any("answer saved" in line for line in shown)
    asked = BeautifulSoup(busy.get(f"/record?person={number}").text, "html.parser").select("tbody td[data-label=Who] a")
    assert {re.search(r"person=(\d+)", one["href"]).group(1) for one in asked} == {str(number)}
    assert len(asked) == len(shown)
    for nobody in ("99999", "999999999"):
        assert total(busy.get(f"/record?person={nobody}")) == 0


@pytest.mark.parametrize("person", ["x", "-1", "²", "9" * 30, "1 OR 1=1"])
def test_a_person_who_cannot_be_is_no_error(busy, person):
    assert busy.be(Role.PROJECT_LEAD).get(f"/record?person={person}").status_code == 200


def test_the_record_is_narrowed_down_by_organisation(busy):
    busy.be(Role.PROJECT_LEAD)
    shown = lines(busy.get("/record?organisation=harbour"))
    assert shown
    assert all("Harbour" in line for line in shown)


def test_an_organisation_that_there_is_not_has_no_entries(busy):
    """Else everybody's entries pass for those of one organisation."""
    busy.be(Role.PROJECT_LEAD)
    assert total(busy.get("/record?organisation=harbuor")) == 0


@pytest.mark.parametrize("query", ["", "?organisation=harbour", "?kind=consent", "?page=2"])
def test_a_lead_reads_what_happened_in_their_own_organisation_only(busy, lite, query):
    with lite.reading() as session:
        here = session.scalar(select(models.Organisation.id).where(models.Organisation.reference == "lighthouse"))
        others = session.scalars(
            select(models.AuditEntry.number).where(models.AuditEntry.organisation_id.is_distinct_from(here))
        ).all()
    busy.be(Role.ORGANISATION_LEAD)
    shown = busy.get(f"/organisations/lighthouse/record{query}")
    assert shown.status_code == 200
    numbers = {int(one) for one in re.findall(r"Entry (\d+)", shown.text)}
    assert numbers
    assert numbers.isdisjoint(others)
    assert "Harbour" not in shown.text
    assert "Kit Vale" not in shown.text


def test_a_lead_finds_nothing_of_people_elsewhere(busy):
    busy.be(Role.ORGANISATION_LEAD)
    assert total(busy.get(f"/organisations/lighthouse/record?person={busy.world.stranger}")) == 0
    assert busy.get("/organisations/harbour/record").status_code == 404
    assert busy.get("/record").status_code == 403


def test_what_somebody_typed_never_stands_on_a_page_of_the_record(busy):
    busy.be(Role.PROJECT_LEAD)
    assert any("answer saved" in line for line in lines(busy.get("/record")))
    assert MARK not in busy.get("/record").text
    assert MARK not in busy.get("/organisations/lighthouse/record").text


def test_a_long_record_comes_in_pages_which_keep_what_was_chosen(busy, lite):
    number = busy.world.people[Role.ADVISER]
    with lite.writing() as session:
        for _ in range(70):
            people.rename(session, session.get(models.Person, number), "Robin Ash", at=make.NOON)
        session.commit()
    busy.be(Role.PROJECT_LEAD)
    first = busy.get("/record?kind=account")
    assert (total(first), len(lines(first))) == (70, 50)
    following = BeautifulSoup(first.text, "html.parser").find("a", rel="next")["href"]
    assert "kind=account" in following
    second = busy.get(following)
    assert len(lines(second)) == 20
    assert not set(lines(first)) & set(lines(second))
