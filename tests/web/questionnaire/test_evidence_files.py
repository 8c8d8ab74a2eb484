"""Files that go with evidence: checked, kept outside what is served, and handed out as downloads only."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests.world import token


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(kept, "PNG")
    return kept.getvalue()


def add_piece(lite, assessment_id: int) -> int:
    with lite.writing() as session:
        piece = models.Evidence(
            assessment_id=assessment_id, item_id="RL-GOV-1", title="Photo of the board", link="", shows="",
            grade="E1", dated_on=date(2026, 9, 1), no_personal_details=True, added_at=make.NOON,
        )  # fmt: skip
        session.add(piece)
        session.commit()
        return piece.id


@pytest.fixture
def piece(visitor, lite):
    return add_piece(lite, visitor.world.open)


def path(visitor, piece, end="file") -> str:
    return f"/assessments/{visitor.world.open}/evidence/{piece}/{end}"


def attach(visitor, piece, content=None, name="board.png", **more):
    good = token(visitor.get("/account/"))
    file = (io.BytesIO(picture() if content is None else content), name)
    data = {"csrf_token": good, "no_personal_details": "y", "file": file} | more
    return visitor.client.post(path(visitor, piece), data=data, content_type="multipart/form-data")


def test_a_file_is_attached_and_comes_back_as_a_download(visitor, piece):
    visitor.be(Role.ORGANISATION_LEAD)
    assert attach(visitor, piece).status_code == 302
    got = visitor.get(path(visitor, piece, "download"))
    assert Image.open(io.BytesIO(got.data)).size == (8, 8)
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert got.mimetype == "application/octet-stream"
    item = visitor.get(f"/assessments/{visitor.world.open}/items/RL-GOV-1")
    assert "board.png" in item.text


@pytest.mark.parametrize(
    ("content", "name", "more"),
    [
        (b"", "board.png", {}),
        (b"MZ\x90", "board.png", {}),
        (b"<script>alert(1)</script>", "page.html", {}),
        (None, "board.exe", {}),
        (None, "board.png", {"no_personal_details": ""}),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_nothing_is_kept(visitor, piece, content, name, more):
    visitor.be(Role.ORGANISATION_LEAD)
    answer = attach(visitor, piece, content, name, **more)
    assert answer.status_code == 422
    assert "govuk-error-message" in answer.text
    assert visitor.get(path(visitor, piece, "download")).status_code == 404


def test_a_file_that_is_too_large_is_said_so(visitor, piece):
    visitor.be(Role.ORGANISATION_LEAD)
    kind = "multipart/form-data; boundary=x"
    answer = visitor.client.post(path(visitor, piece), data=b"x" * (6 * 1024 * 1024), content_type=kind)
    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.text


def test_other_forms_stay_small(visitor):
    visitor.be(Role.ORGANISATION_LEAD)
    assert visitor.post("/account/name", {"name": "x" * 300_000}).status_code == 413


def test_a_new_file_takes_the_place_of_the_old_one_and_both_can_go(visitor, piece, lite, settings):
    visitor.be(Role.ORGANISATION_LEAD)
    attach(visitor, piece)
    attach(visitor, piece, b"plain words", "notes.txt")
    assert visitor.get(path(visitor, piece, "download")).data == b"plain words"
    visitor.post(path(visitor, piece, "file/remove"), seen="/account/")
    assert visitor.get(path(visitor, piece, "download")).status_code == 404
    assert [one for one in (Path(settings.instance) / "evidence").rglob("*") if one.is_file()] == []


def test_nobody_else_reaches_a_file(visitor, piece, lite):
    visitor.be(Role.ORGANISATION_LEAD)
    attach(visitor, piece)
    assert visitor.be(Role.ADVISER).get(path(visitor, piece, "download")).status_code == 200
    for role in (Role.PROJECT_LEAD, Role.LEADERSHIP_MEMBER, Role.ADMINISTRATOR):
        assert visitor.be(role).get(path(visitor, piece, "download")).status_code == 404
    visitor.be(visitor.world.stranger)
    assert visitor.get(path(visitor, piece, "download")).status_code == 404
    theirs = add_piece(lite, visitor.world.others)
    visitor.be(Role.ORGANISATION_LEAD)
    assert visitor.get(path(visitor, theirs, "download")).status_code == 404
    assert attach(visitor, theirs).status_code == 404


def test_files_stay_as_they_are_once_the_assessment_is_with_the_sponsor(visitor, piece, lite):
    visitor.be(Role.ORGANISATION_LEAD)
    with lite.writing() as session:
        session.get(models.Assessment, visitor.world.open).state = AssessmentState.WITH_SPONSOR
        session.commit()
    assert attach(visitor, piece).status_code == 409
