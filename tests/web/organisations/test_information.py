"""Answering a request for information: what goes out, what is withheld, and what is taken out of texts."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment import banks
from assessment.commands import consent, results
from assessment.domain.area.consent import Standing
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.people.permissions import Role
from assessment.domain.trust.classification import CLASSES, Openness
from assessment.store import models
from tests import factories as make

if TYPE_CHECKING:
    from tests.world import Browser

PATH = "/organisations/lighthouse/information-request/"
ITEM = "RL-GOV-1"
NOTE = "Jane Smith told us, call her on 07700 900123 or write to jane.smith@example.org"
PERSONAL = ("Jane Smith", "07700 900123", "jane.smith@example.org", "Margaret Hill", "Robin Ash", "robin-ash")


@pytest.fixture
def administrator(visitor, lite) -> Browser:
    """Lighthouse has said things that hold names, and things that spreadsheets take for formulas."""
    world = visitor.world
    with lite.writing() as session:
        number = world.people[Role.CONTRIBUTOR]
        session.add(
            models.Answer(
                assessment_id=world.open, item_id=ITEM, level=2, note=NOTE, saved_at=make.NOON, saved_by_id=number
            )
        )
        titles = ("=HYPERLINK(1)", "+1 for us", "-1", "@sum", "\t=1", "Minutes for Jane Smith")
        session.add_all(
            models.Evidence(
                assessment_id=world.open, item_id=ITEM, title=title, grade="E1", dated_on=date(2026, 5, 1),
                no_personal_details=True, added_at=make.NOON, added_by_id=number, file_token=f"token-{place}",
            )
            for place, title in enumerate(titles)
        )  # fmt: skip
        here = session.scalar(select(models.Organisation).where(models.Organisation.reference == "lighthouse"))
        here.area = "=cmd()"
        word = consent.Consent(Standing.NAMED, date(2026, 1, 1), "Margaret Hill")
        consent.decide(session, here, word, by=number, at=make.NOON)
        session.get(models.Assessment, world.open).returned_note = "Ask Jane Smith"
        session.commit()
    return visitor.be(Role.ADMINISTRATOR)


def taken(browser: Browser, internal: str = "no") -> list[dict[str, str]]:
    answer = browser.post(PATH, {"internal": internal})
    assert answer.mimetype == "text/csv"
    assert answer.text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def shown(browser: Browser, query: str = "") -> str:
    """Every page of the preview."""
    first = browser.soup(PATH + query)
    text, following = first.find("main").get_text(" ", strip=True), first.find("a", rel="next")
    while following:
        more = browser.soup(following["href"])
        text, following = text + more.find("main").get_text(" ", strip=True), more.find("a", rel="next")
    return text


@pytest.mark.parametrize("internal", ["no", "yes"])
def test_what_is_about_a_person_never_goes_out(administrator, internal):
    rows = taken(administrator, internal)
    assert {row["class"] for row in rows} == {"publishable", "internal", "personal"}
    assert {row["value"] for row in rows if row["class"] == "personal"} <= {"", "[personal]"}
    text = repr(rows) + shown(administrator, f"?internal={internal}")
    for person in PERSONAL:
        assert person not in text, person


def test_what_is_internal_is_withheld_unless_that_is_asked_for(administrator):
    rows = taken(administrator)
    assert {row["value"] for row in rows if row["class"] == "internal"} == {"[withheld]"}
    assert "told us" not in shown(administrator)
    assert "told us" not in shown(administrator, "?internal=maybe")


def test_what_is_internal_goes_out_with_likely_details_taken_out(administrator):
    notes = [row["value"] for row in taken(administrator, "yes") if (row["table"], row["field"]) == ("answers", "note")]
    (note,) = filter(None, notes)
    assert note == "[name removed] told us, call her on [phone number removed] or write to [email address removed]"
    text = shown(administrator, "?internal=yes")
    assert note in text
    assert "Details removed" in text
    (returned,) = {row["value"] for row in taken(administrator, "yes") if row["field"] == "returned_note"} - {""}
    assert returned == "Ask [name removed]"


def test_details_are_taken_out_of_what_was_kept_of_a_year_as_well(administrator, lite):
    """A kept result repeats why an item did not apply."""
    with lite.writing() as session:
        made = session.get(models.Assessment, administrator.world.open)
        bank = banks.load(make.BANK)
        session.query(models.Answer).filter_by(assessment_id=made.id).delete()
        make.answer_all(session, made, bank)
        one = session.scalars(select(models.Answer).where(models.Answer.assessment_id == made.id)).first()
        one.level, one.not_applicable = None, "Jane Smith said so"
        made.state, made.signed_off_at = AssessmentState.SIGNED_OFF, make.NOON
        session.flush()
        results.keep(session, made, at=make.NOON)
        session.commit()
    rows = taken(administrator, "yes")
    assert "[name removed] said so" in {row["value"] for row in rows if row["field"] == "not_applicable"}
    assert "Jane Smith" not in repr([row for row in rows if row["table"] == "results"])


def test_cells_that_spreadsheets_take_for_formulas_are_made_harmless(administrator):
    rows = taken(administrator, "yes")
    titles = [row["value"] for row in rows if (row["table"], row["field"]) == ("evidence", "title")]
    assert set(titles) >= {"'=HYPERLINK(1)", "'+1 for us", "'-1", "'@sum", "'\t=1"}
    for row in rows:
        for name, cell in row.items():
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), (name, cell)
    assert "'=cmd()" in {row["value"] for row in rows if row["field"] == "area"}


def test_what_names_things_comes_out_as_it_is(administrator):
    rows = taken(administrator)
    items = {row["value"] for row in rows if (row["table"], row["field"]) == ("answers", "item_id")}
    assert items == {one.id for one in banks.load(make.BANK).items}
    assert {row["value"] for row in rows if row["field"] == "bank_id"} == {make.BANK}
    assert [row["value"] for row in rows if row["field"] == "reference"] == ["lighthouse"]
    assert not [row for row in rows if row["class"] == "publishable" and "removed]" in row["value"]]


def test_every_field_has_the_class_that_the_table_of_classes_gives_it(administrator):
    for row in taken(administrator, "yes"):
        assert row["class"] == CLASSES[row["table"]][row["field"]].value
    assert "file_token" not in {row["field"] for row in taken(administrator, "yes")}


def test_nothing_of_another_organisation_goes_out(administrator, lite):
    with lite.writing() as session:
        session.add(
            models.Answer(
                assessment_id=administrator.world.others, item_id=ITEM, level=3, note="Of the harbour",
                saved_at=make.NOON,
            )
        )  # fmt: skip
        session.commit()
    assert "harbour" not in repr(taken(administrator, "yes")).lower()


def test_what_an_organisation_was_called_and_belongs_to_goes_out_too(administrator, lite):
    with lite.writing() as session:
        here = session.scalar(select(models.Organisation).where(models.Organisation.reference == "lighthouse"))
        session.add(models.FormerName(organisation_id=here.id, name="The Old Lamp", until=date(2026, 1, 1)))
        session.commit()
    assert CLASSES["former_names"]["name"] is Openness.PUBLISHABLE
    assert "The Old Lamp" in {row["value"] for row in taken(administrator)}


@pytest.mark.parametrize("internal", ["no", "yes"])
def test_that_it_was_given_is_recorded(administrator, lite, internal):
    taken(administrator, internal)
    with lite.reading() as session:
        last = session.query(models.AuditEntry).order_by(models.AuditEntry.number.desc()).first()
        assert last.kind.value == "export"
        assert last.person_id == administrator.world.people[Role.ADMINISTRATOR]
        assert last.details == {"done": "information request exported", "internal": internal == "yes"}


def test_looking_at_it_is_not_giving_it_and_a_forged_request_gives_nothing(administrator, lite):
    with lite.reading() as session:
        before = session.query(models.AuditEntry).count()
    administrator.get(PATH)
    assert administrator.client.post(PATH, data={"csrf_token": "forged"}).status_code == 302
    with lite.reading() as session:
        assert session.query(models.AuditEntry).count() == before


def test_the_preview_and_the_file_say_the_same(administrator):
    page = BeautifulSoup(administrator.get(PATH).text, "html.parser")
    rows = taken(administrator)
    assert f"{len(rows)} entries" in page.text
    counted, following = len(page.select("tbody tr")), page.find("a", rel="next")
    while following:
        page = BeautifulSoup(administrator.get(following["href"]).text, "html.parser")
        counted, following = counted + len(page.select("tbody tr")), page.find("a", rel="next")
    assert counted == len(rows)


@pytest.mark.parametrize("role", [Role.PROJECT_LEAD, Role.ORGANISATION_LEAD, Role.SPONSOR])
def test_only_an_administrator_answers_requests(administrator, role):
    administrator.be(role)
    for answer in (administrator.get(PATH), administrator.post(PATH)):
        assert answer.status_code in {403, 404}
