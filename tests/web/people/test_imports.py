"""Importing lists: looked at first, then taken over, and twice is as good as once."""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
from base64 import urlsafe_b64encode
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment.commands import organisations, people, privacy
from assessment.domain.area.sectors import Sector
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests.world import Browser, token

PLACES = "reference,name,sector,size,area,public contact,partnerships"
PEOPLE = "email,name,role,organisation"
VALE = "vale-homes,Vale Homes,charity,50-249,Vale,yes,north;south"
SAM = "sam@vale.example,Sam Okafor,sponsor,lighthouse"
RUTH = "ruth@area.example,Ruth Adeyemi,adviser,"


@pytest.fixture
def lead(visitor, lite) -> Browser:
    with lite.writing() as session:
        for name in ("North", "South"):
            organisations.add_partnership(session, reference=name.lower(), name=name, at=make.NOON)
        session.commit()
    return visitor.be(Role.PROJECT_LEAD)


def lines(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def upload(browser: Browser, data: bytes, kind: str):
    """Send a file as browsers do; the body is put together here since the test client leaves large ones open."""
    good = token(browser.get("/imports/"))
    parts = [
        *(
            f'--part\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
            for name, value in (("csrf_token", good), ("kind", kind))
        ),
        b'--part\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" + data,
        b"--part--\r\n",
    ]
    body = b"\r\n".join(parts)
    return browser.client.post("/imports/", data=body, content_type="multipart/form-data; boundary=part")


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def spaced(answer) -> str:
    return " ".join(page(answer).text.split())


def confirm(browser: Browser, previewed, *, invite: bool = False):
    """Press the button of a preview."""
    shown = page(previewed)
    data = {name: shown.find("input", attrs={"name": name})["value"] for name in ("csrf_token", "kind", "content")}
    return browser.client.post("/imports/confirmed", data=data | ({"invite": "y"} if invite else {}))


def problems(answer) -> list[str]:
    return [one.text for one in page(answer).select(".govuk-error-summary li")]


def everything(lite) -> dict[str, list[tuple]]:
    with lite.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in models.Base.metadata.sorted_tables
        }


def letters(settings) -> list[Path]:
    return list((Path(settings.instance) / "outbox").glob("*.eml"))


def place_called(lite, reference: str) -> models.Organisation | None:
    with lite.reading() as session:
        found = session.scalar(select(models.Organisation).where(models.Organisation.reference == reference))
        if found:
            _ = found.partnerships
        return found


def somebody(lite, email: str) -> models.Person | None:
    with lite.reading() as session:
        found = session.scalar(select(models.Person).where(models.Person.email == email))
        if found:
            _ = found.roles
        return found


def test_a_preview_names_every_problem_by_row_and_changes_nothing(lead, lite):
    before = everything(lite)
    answer = upload(
        lead,
        lines(
            PLACES,
            VALE,
            "Bad Reference,,navy,huge,,perhaps,",
            "other,Lighthouse,health,10-49,,,",
            "x-y,X,health,10-49,,,east",
        ),
        "organisations",
    )
    assert answer.status_code == 422
    assert "Your list has 7 problems. Nothing has been changed." in answer.text
    said = problems(answer)
    assert [one.split(":")[0] for one in said] == [
        "Row 3, reference", "Row 3, name", "Row 3, sector", "Row 3, size", "Row 3, public contact", "Row 4, name",
        "Row 5, partnerships",
    ]  # fmt: skip
    assert "There is already an organisation called Lighthouse." in said[5]
    assert "There is no partnership called east. Add it first." in said[6]
    assert 'name="content"' not in answer.text
    assert everything(lite) == before


def test_problems_of_people_are_named_by_row_too(lead, lite):
    with lite.writing() as session:
        there = session.scalar(select(models.Organisation).where(models.Organisation.reference == "harbour"))
        organisations.close(session, there, on=date(2026, 4, 1), at=make.NOON)
        session.commit()
    before = everything(lite)
    answer = upload(
        lead,
        lines(
            PEOPLE,
            SAM,
            "a@example.org,A,sponsor,nowhere",
            "b@example.org,B,sponsor,harbour",
            "c@example.org,C,administrator,",
            "d@example.org,D,project lead,",
        ),
        "people",
    )
    assert problems(answer) == [
        "Row 3, organisation: There is no organisation with the reference nowhere.",
        "Row 4, organisation: Harbour has closed.",
        "Row 5, role: You can’t give people the role of administrator.",
        "Row 6, role: You can’t give people the role of Project Lead.",
    ]
    assert everything(lite) == before


def test_a_list_of_organisations_is_looked_at_and_then_taken_over(lead, lite):
    before = everything(lite)
    looked = upload(lead, lines(PLACES, VALE, "lighthouse,Lantern,justice,under-10,,no,"), "organisations")
    assert looked.status_code == 200
    assert "1 new, 1 changed and 0 unchanged" in spaced(looked)
    assert everything(lite) == before
    assert confirm(lead, looked).location == "/organisations/"
    made, changed = place_called(lite, "vale-homes"), place_called(lite, "lighthouse")
    assert (made.name, made.area, {one.reference for one in made.partnerships}) == (
        "Vale Homes", "Vale", {"north", "south"},
    )  # fmt: skip
    assert (changed.name, changed.sector, changed.public_contact) == ("Lantern", Sector.JUSTICE, False)
    assert "Added: 1. Changed: 1." in lead.get("/organisations/").text
    with lite.reading() as session:
        assert [one.name for one in session.query(models.FormerName)] == ["Lighthouse"]


def test_what_a_list_leaves_empty_is_kept_and_the_preview_says_what_changes(lead, lite):
    confirm(
        lead, upload(lead, lines(PLACES, "vale-homes,Vale Homes,charity,50-249,Vale,no,north;south"), "organisations")
    )
    empty = upload(lead, lines(PLACES, "vale-homes,Vale Housing,charity,50-249,,,"), "organisations")
    assert "Changed: name" in spaced(empty)
    assert "we keep what we already know" in spaced(empty)
    confirm(lead, empty)
    kept = place_called(lite, "vale-homes")
    assert (kept.name, kept.area, kept.public_contact) == ("Vale Housing", "Vale", False)
    assert {one.reference for one in kept.partnerships} == {"north", "south"}
    missing = upload(
        lead, lines("reference,name,sector,size", "vale-homes,Vale Housing,charity,50-249"), "organisations"
    )
    assert "0 new, 0 changed and 1 unchanged" in spaced(missing)


@pytest.mark.parametrize(("kind", "heading", "row"), [("organisations", PLACES, VALE), ("people", PEOPLE, SAM)])
def test_the_same_list_changes_nothing_the_second_time(lead, lite, settings, *, kind, heading, row):
    confirm(lead, upload(lead, lines(heading, row), kind), invite=True)
    before, sent = everything(lite), len(letters(settings))
    again = upload(lead, lines(heading, row), kind)
    assert "0 new, 0 changed and 1 unchanged" in spaced(again)
    confirm(lead, again, invite=True)
    assert everything(lite) == before
    assert len(letters(settings)) == sent


def test_a_list_of_people_is_taken_over_and_names_of_those_who_are_known_stay(lead, lite):
    with lite.reading() as session:
        kit = session.get(models.Person, lead.world.stranger).email
    looked = upload(lead, lines(PEOPLE, SAM, RUTH, f"{kit.upper()},Kit Renamed,contributor,lighthouse"), "people")
    assert "2 new, 1 changed and 0 unchanged" in spaced(looked)
    confirm(lead, looked)
    assert [one.role for one in somebody(lite, "sam@vale.example").roles] == [Role.SPONSOR]
    assert [one.role for one in somebody(lite, "ruth@area.example").roles] == [Role.ADVISER]
    assert somebody(lite, kit).name == "Kit Vale"
    assert {one.role for one in somebody(lite, kit).roles} == {Role.ORGANISATION_LEAD, Role.CONTRIBUTOR}


def test_an_administrator_may_import_what_a_project_lead_may_not(lead, lite):
    lead.be(Role.ADMINISTRATOR)
    confirm(lead, upload(lead, lines(PEOPLE, "c@example.org,C,administrator,"), "people"))
    assert [one.role for one in somebody(lite, "c@example.org").roles] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("invite", [True, False])
def test_only_who_is_new_is_invited_and_only_if_that_was_ticked(lead, lite, settings, invite):
    with lite.reading() as session:
        kit = session.get(models.Person, lead.world.stranger).email
    looked = upload(lead, lines(PEOPLE, SAM, RUTH, f"{kit},Kit Vale,contributor,lighthouse"), "people")
    confirm(lead, looked, invite=invite)
    invitations = [path.read_text() for path in letters(settings) if "has invited you" in path.read_text()]
    sent = {one.split("To: ")[1].split("\n")[0] for one in invitations}
    assert sent == ({"sam@vale.example", "ruth@area.example"} if invite else set())
    with lite.reading() as session:
        assert session.query(models.MailedLink).count() == (2 if invite else 0)


def test_a_letter_says_for_which_organisation_somebody_is_invited(lead, settings):
    confirm(lead, upload(lead, lines(PEOPLE, SAM), "people"), invite=True)
    (letter,) = (path for path in letters(settings) if "has invited you" in path.read_text())
    read = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
    assert "as a sponsor for Lighthouse" in read.get_body(("plain",)).get_content()


def workbook() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>" * 50)
        made.writestr("xl/worksheets/sheet1.xml", "<worksheet/>" * 50)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["organisations", "people"])
def test_a_workbook_that_cannot_be_read_is_told_so(lead, lite, kind):
    before = everything(lite)
    answer = upload(lead, workbook(), kind)
    assert answer.status_code == 422
    assert "We can’t read this workbook. Open it in your spreadsheet, save it as CSV" in problems(answer)[0]
    assert 'name="content"' not in answer.text
    assert everything(lite) == before


@pytest.mark.parametrize(("data", "message"), [(b"", "Choose a file"), (b"x" * 500_001, "Your file is too large")])
def test_no_file_and_one_that_is_too_large_are_said_at_the_field(lead, lite, data, message):
    answer = upload(lead, data, "people")
    assert answer.status_code == 422
    assert message in page(answer).find(id="file-error").text


def test_a_file_of_800_kb_is_refused_with_a_page_that_says_so(lead, lite):
    before = everything(lite)
    answer = upload(lead, b"x" * 800_000, "people")
    assert answer.status_code == 413
    assert "That’s too large to send" in answer.text
    assert everything(lite) == before


def test_a_kind_that_there_is_not_is_said_at_the_field(lead):
    answer = upload(lead, lines(PEOPLE, SAM), "passwords")
    assert answer.status_code == 422
    assert "Choose an option from the list" in page(answer).find(id="kind-error").text


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("people", f"{PEOPLE}\nc@example.org,C,administrator,"),
        ("people", f"{PEOPLE}\nc@example.org,C,sponsor,nowhere"),
        ("people", f"{PEOPLE}\n{SAM}\nnobody,,boss,"),
        ("people", ""),
        ("people", "\0"),
        ("organisations", f"{PLACES}\n{VALE}\nother,Lighthouse,health,10-49,,,"),
        ("organisations", PLACES),
        ("passwords", f"{PLACES}\n{VALE}"),
        ("", f"{PEOPLE}\n{SAM}"),
        ("people", f"{PEOPLE}\n{SAM}\n" + "\n" * 600_000),
    ],
)
def test_a_confirmation_that_was_tampered_with_changes_nothing(lead, lite, settings, kind, content):
    before = everything(lite)
    for sent in (urlsafe_b64encode(content.encode()).decode(), content):
        answer = lead.post("/imports/confirmed", {"kind": kind, "content": sent, "invite": "y"}, seen="/imports/")
        assert answer.status_code in {413, 422}
    assert everything(lite) == before
    assert letters(settings) == []


def test_a_forged_confirmation_changes_nothing(lead, lite):
    before = everything(lite)
    data = {
        "csrf_token": "forged",
        "kind": "people",
        "content": urlsafe_b64encode(f"{PEOPLE}\n{SAM}".encode()).decode(),
    }
    assert lead.client.post("/imports/confirmed", data=data).status_code == 422
    assert everything(lite) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lists_are_read_as_spreadsheets_write_them(lead, lite, encoding):
    row = "zoë@example.org".replace("ë", "e") + ";Zoë Brontë – “Zo”;contributor;lighthouse"
    looked = upload(lead, "\r\n".join((PEOPLE.replace(",", ";"), row)).encode(encoding), "people")
    assert "1 new, 0 changed" in looked.text
    assert "Zoë Brontë – “Zo”" in looked.text
    confirm(lead, looked)
    assert somebody(lite, "zoe@example.org").name == "Zoë Brontë – “Zo”"


def test_cells_of_a_list_are_shown_as_text(lead):
    looked = upload(lead, lines(PEOPLE, "x@example.org,<script>alert(1)</script>,contributor,lighthouse"), "people")
    assert "<script>alert" not in looked.text


def test_whatever_can_be_looked_at_can_be_taken_over(lead, lite):
    """A browser writes each letter with an accent as six signs, so the second step is larger than the first."""
    rows = [f"person-{number}@example.org,{'é' * 40},contributor,lighthouse" for number in range(1200)]
    looked = upload(lead, lines(PEOPLE, *rows), "people")
    assert looked.status_code == 200
    assert confirm(lead, looked).status_code == 302


def test_who_was_forgotten_does_not_come_back_by_a_list(lead, lite):
    with lite.writing() as session:
        one = people.add_person(session, name="Jo Moss", email="jo@example.org", at=make.NOON)
        session.flush()
        privacy.erase(session, one, by=None, at=make.NOON)
        session.commit()
        address, number = one.email, one.id
    looked = upload(lead, lines(PEOPLE, f"{address},Jo Moss,contributor,lighthouse"), "people")
    if looked.status_code == 200:
        confirm(lead, looked)
    with lite.reading() as session:
        forgotten = session.get(models.Person, number)
        assert (forgotten.active, list(forgotten.roles)) == (False, [])


def excel(*rows: str) -> bytes:
    kept, book = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        book.active.append(row.split(","))
    book.save(kept)
    return kept.getvalue()


MANY = [f"place-{number},Place {number},Council services,10 to 49 people,,," for number in range(1999)]
AS_THEY_COME = {
    "thousands of lines ending in LF": "\n".join((PLACES, *MANY)).encode(),
    "a line for Excel": ("sep=;\r\n" + "\r\n".join((PLACES, *MANY)).replace(",", ";")).encode(),
    "a title above the headings": "\r\n".join(("Our area,,,", "", PLACES, *MANY)).encode("utf-8-sig"),
    "UTF-16 and tabs": "\r\n".join((PLACES, *MANY)).replace(",", "\t").encode("utf-16"),
    "a workbook": excel("Our area", PLACES, *MANY),
}


@pytest.mark.parametrize("how", AS_THEY_COME)
def test_what_the_preview_accepts_the_confirmation_accepts(lead, lite, how):
    looked = upload(lead, AS_THEY_COME[how], "organisations")
    assert "1999 new, 0 changed" in looked.text
    assert confirm(lead, looked).status_code == 302
    assert place_called(lite, "place-1998").name == "Place 1998"


def test_what_is_handed_out_to_fill_in_can_be_read_back(lead):
    codes = lead.get("/imports/codes.csv").get_data(as_text=True)
    assert "sector,social-care,Social care and early help" in codes
    assert "partnerships,north,North" in codes
    for kind, row in (("organisations", VALE), ("people", SAM)):
        empty = lead.get(f"/imports/{kind}.csv")
        assert empty.headers["Content-Disposition"] == f'attachment; filename="{kind}.csv"'
        assert "1 new" in upload(lead, empty.data + row.encode(), kind).text


def test_a_name_that_is_there_in_another_spelling_is_a_problem(lead):
    answer = upload(lead, lines(PLACES, "other,LÍGHTHOUSE,health,under-10,,,"), "organisations")
    assert "There is already an organisation called" in problems(answer)[0]
