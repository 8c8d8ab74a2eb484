"""The quick check: open to everybody, nothing kept unless somebody asks, and then only as their own view."""

from __future__ import annotations

from bs4 import BeautifulSoup
from sqlalchemy import func, select

from assessment import banks
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame.sign_in_again import typed_before

CHECK = banks.quick_check()
ALL_LOW = {item.id: "1" for item in CHECK.items}


def ratings(lite):
    with lite.reading() as session:
        return {row.item_id: row.level for row in session.scalars(select(models.Rating))}


def test_twelve_questions_are_asked_without_an_account(visitor):
    page = visitor.soup("/quick-check/")
    assert len(page.select("fieldset")) == 12
    assert "conversation" in page.text
    assert page.select("input[name=csrf_token]") == []


def test_the_result_has_four_bars_and_three_steps_and_nothing_is_kept(visitor, lite):
    answer = visitor.client.post("/quick-check/", data=ALL_LOW | {"Q01": "4"})
    assert answer.status_code == 200
    assert answer.text.count('class="ff-bars__bar"') == 4
    assert answer.text.count("<li><strong>") == 3
    assert "Set-Cookie" not in visitor.client.get("/quick-check/").headers
    assert ratings(lite) == {}


def test_some_may_be_left_out_but_not_all(visitor):
    assert "Not answered" in visitor.client.post("/quick-check/", data={"Q01": "2"}).text
    answer = visitor.client.post("/quick-check/", data={"Q01": "9", "Q02": "<b>", "Q99": "1"})
    assert (answer.status_code, "Choose a level for at least one question" in answer.text) == (422, True)


def test_it_can_be_saved_as_a_file_of_its_own(visitor):
    answer = visitor.client.post("/quick-check/save", data=ALL_LOW)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="quick-check.html"'
    assert CHECK.items[0].levels[1] in answer.text.replace("&#39;", "'")
    assert visitor.client.post("/quick-check/save").status_code == 302


def test_it_can_be_carried_into_an_open_assessment_as_somebodys_own_view(visitor, lite):
    visitor.be(Role.CONTRIBUTOR)
    offered = visitor.post("/quick-check/carry", ALL_LOW)
    assert "Add to Lighthouse" in offered.text
    here = f"/assessments/{visitor.world.open}/"
    kept = visitor.post(f"{here}quick-check", ALL_LOW)
    assert kept.headers["Location"] == here
    assert ratings(lite) == {item.parent: 1 for item in CHECK.items}
    visitor.post(f"{here}quick-check", ALL_LOW | {"Q01": "3"})
    assert ratings(lite)[CHECK.items[0].parent] == 3
    page = visitor.soup(f"{here}items/{CHECK.items[0].parent}")
    assert "Level 3" in page.select_one(".ff-ratings").text
    with lite.reading() as session:
        assert (
            session.scalar(
                select(func.count()).select_from(models.Answer).where(models.Answer.assessment_id == visitor.world.open)
            )
            == 0
        )


def test_carrying_needs_an_account_and_keeps_what_was_answered_until_then(visitor):
    answer = visitor.client.post("/quick-check/carry", data=ALL_LOW, headers={"Origin": "http://localhost"})
    kept = BeautifulSoup(answer.text, "html.parser").select_one("input[name=kept]")["value"]
    with visitor.app.test_request_context():
        assert typed_before(kept) == ("/quick-check/carry", list(ALL_LOW.items()))


def test_nothing_is_carried_into_another_organisation_or_a_locked_assessment(visitor, lite):
    visitor.be(Role.CONTRIBUTOR)
    assert visitor.post(f"/assessments/{visitor.world.others}/quick-check", ALL_LOW).status_code == 404
    visitor.post(f"/assessments/{visitor.world.earlier}/quick-check", ALL_LOW)
    visitor.client.post(f"/assessments/{visitor.world.open}/quick-check", data=ALL_LOW)
    assert ratings(lite) == {}
