"""Bringing a bank in: uploaded, checked, looked at, published; and then it works like any other."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests.banks.test_xlsform import workbook
from tests.world import token

DOCUMENTED = re.search(
    r"```yaml\n(format: 1.*?)```",
    (Path(__file__).parents[3] / "docs" / "question-banks.md").read_text(encoding="utf-8"),
    re.DOTALL,
).group(1)
NAME = "carer-friendly-2026"


@pytest.fixture
def lead(visitor):
    return visitor.be(Role.PROJECT_LEAD)


def upload(lead, data, name=f"{NAME}.yaml"):
    """Send a file as browsers do; the body is put together here since the test client leaves large ones open."""
    parts = [
        f'--part\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token(lead.get("/drafts/"))}'.encode(),
        f'--part\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + (data.encode() if isinstance(data, str) else data),
        b"--part--\r\n",
    ]
    body = b"\r\n".join(parts)
    return lead.client.post("/drafts/", data=body, content_type="multipart/form-data; boundary=part")


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def test_a_sound_bank_becomes_a_draft_that_nobody_else_sees(lead):
    assert upload(lead, DOCUMENTED).headers["Location"] == f"/drafts/{NAME}/"
    assert "Supporting carers at work" in lead.soup(f"/drafts/{NAME}/").text
    assert lead.get(f"/banks/{NAME}/").status_code == 404
    assert lead.soup("/banks/").select_one(f'a[href="/drafts/{NAME}/"]')
    for reader in (Role.ADVISER, Role.ADMINISTRATOR, Role.ORGANISATION_LEAD):
        assert NAME not in lead.be(reader).get("/banks/").text


def test_problems_are_listed_with_line_and_remedy_and_nothing_is_kept(lead):
    answer = upload(
        lead, DOCUMENTED.replace("dimension: KNOW\n", "dimension: KNOWS\n").replace("gate: true", "gaet: true")
    )
    assert answer.status_code == 422
    rows = [[cell.text for cell in row.select("td")] for row in soup(answer).select("tbody tr")]
    line = DOCUMENTED.splitlines().index("    dimension: KNOW") + 1
    assert any(row[0] == str(line) or "gaet" in row[1] for row in rows)
    assert lead.get(f"/drafts/{NAME}/").status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "", "Choose a file"),
        (b"x", "bank.pdf", "must be a bank"),
        (b"\xff\xfe", f"{NAME}.yaml", "Is not UTF-8"),
        (b"x" * (2 * 1024 * 1024 + 5), f"{NAME}.yaml", "Is larger than 2 MB"),
        (b"PK\x03\x04", "form.xlsx", "Is no XLSForm"),
        (DOCUMENTED.encode(), "other-name.yaml", "the file is 'other-name'"),
        (b"kind: variant", f"{NAME}.yaml", "Is missing"),
        (
            DOCUMENTED.replace(NAME, "trauma-informed-2026").encode(),
            "trauma-informed-2026.yaml",
            "is already a published bank",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_gets_a_message(lead, data, name, words):
    answer = upload(lead, data, name)
    assert answer.status_code in {409, 422}
    assert words in answer.text.replace("&#39;", "'")


def test_a_file_far_too_large_is_refused(lead):
    assert upload(lead, b"x" * (4 * 1024 * 1024)).status_code == 413


def test_the_preview_is_the_page_that_organisations_will_see_and_keeps_nothing(lead, lite):
    upload(lead, DOCUMENTED)
    page = lead.soup(f"/drafts/{NAME}/items/KNOW-1?sector=education")
    assert "This is a preview" in page.text
    assert [one.text.split()[0] for one in page.select(".ff-levels__number")] == ["0", "1", "2"]
    bad = lead.post(f"/drafts/{NAME}/items/KNOW-1", {"version": "0", "note": "x" * 301}, seen="/drafts/")
    assert (bad.status_code, "300 characters or fewer" in bad.text) == (422, True)
    good = lead.post(f"/drafts/{NAME}/items/KNOW-1", {"version": "0", "level": "1"}, seen="/drafts/")
    assert good.headers["Location"].startswith(f"/drafts/{NAME}/items/HELP-1")
    assert lead.get(f"/drafts/{NAME}/items/NOTHING").status_code == 404
    with lite.reading() as session:
        assert session.query(models.Answer).filter_by(item_id="KNOW-1").count() == 0


def test_an_xlsform_becomes_a_draft_with_a_report_of_what_stayed_behind(lead):
    answer = upload(lead, workbook(), "Their Form 2027.xlsx")
    assert answer.status_code == 200
    assert "survey, row 11: “q6” is of type text" in answer.text
    assert "Do you know?" in lead.get("/drafts/their-form-2027/items/q1").text


def test_a_draft_can_be_replaced_and_removed_but_a_published_bank_stays(lead):
    upload(lead, DOCUMENTED)
    upload(lead, DOCUMENTED.replace("Supporting carers at work", "Another title"))
    assert "Another title" in lead.soup(f"/drafts/{NAME}/").text
    lead.post(f"/drafts/{NAME}/remove", seen="/drafts/")
    assert lead.get(f"/drafts/{NAME}/").status_code == 404


def publish(lead, **more):
    given = {"year": "2040", "opens_on": "2040-09-01", "closes_on": "31/08/2041"} | more
    return lead.post(f"/drafts/{NAME}/publish", given, seen="/drafts/")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"year": ""}, "Enter a year"),
        ({"year": "soon"}, "Enter a year"),
        ({"year": "99999"}, "Enter a year such as 2027"),
        ({"opens_on": "tomorrow"}, "Not a valid date"),
        ({"closes_on": "2039-01-01"}, "cannot close before it opens"),
    ],
)
def test_a_wrong_year_is_said_at_its_field_with_what_was_typed(lead, more, words):
    upload(lead, DOCUMENTED)
    answer = publish(lead, **more)
    assert answer.status_code == 422
    assert words in answer.text
    assert all(f'value="{typed}"' in answer.text for typed in more.values())


def test_a_year_in_which_somebody_has_begun_keeps_its_questions(lead, lite, visitor):
    upload(lead, DOCUMENTED)
    with lite.reading() as session:
        year = session.get(models.Assessment, visitor.world.open).cycle.year
    answer = publish(lead, year=str(year))
    assert answer.status_code == 409
    assert "have already started answering" in answer.text
    assert lead.get(f"/drafts/{NAME}/").status_code == 200


def test_the_bank_of_the_documents_runs_from_upload_to_comparison(lead, lite, visitor, monkeypatch):
    upload(lead, DOCUMENTED)
    assert publish(lead).headers["Location"] == f"/banks/{NAME}/"
    assert upload(lead, DOCUMENTED).status_code == 409
    assert lead.get(f"/banks/{NAME}/").status_code == 200
    assert lead.get(f"/banks/{NAME}/questionnaire.pdf").data.startswith(b"%PDF")

    monkeypatch.setattr(clock, "now", lambda: datetime(2040, 10, 1, tzinfo=UTC))
    visitor.be(Role.ORGANISATION_LEAD)
    started = visitor.post("/organisations/lighthouse/start", seen="/organisations/lighthouse")
    here = started.headers["Location"]
    for item, level in (("KNOW-1", "2"), ("HELP-1", "1")):
        assert visitor.post(f"{here}items/{item}", {"version": "0", "level": level}).status_code == 302
    visitor.post(f"{here}check", seen=f"{here}check")
    visitor.be(Role.SPONSOR).post(f"{here}sign-off", {"confirmed": "y"}, seen=f"{here}sign-off")
    result = visitor.soup(f"{here}results")
    assert "Friendly" in result.select_one("#stage").text
    assert "KNOW" not in result.select_one("h1").text
    visitor.be(Role.LEADERSHIP_MEMBER)
    assert visitor.get("/compare/").status_code == 200
    assert token(visitor.get("/sign-in"))


@pytest.mark.parametrize("sign", ["🦊", "招", "ไ"])
def test_a_bank_with_signs_that_fonts_lack_says_so_and_prints_once_it_is_published(lead, sign):
    upload(lead, DOCUMENTED.replace("Supporting carers", f"Supporting {sign} carers"))
    told = lead.soup(f"/drafts/{NAME}/").text
    assert "lack these signs" in told
    assert sign in told
    assert publish(lead).status_code == 302
    assert lead.get(f"/banks/{NAME}/questionnaire.pdf").data.startswith(b"%PDF")
