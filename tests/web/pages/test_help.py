"""The help page, the accessibility statement, and pages that give phone numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assessment.app import create_app
from assessment.config import Settings, SettingsWrong
from assessment.domain.people.permissions import ROLE_NAMES, Role

SECTIONS = (
    "for-lead",
    "for-contributor",
    "for-sponsor",
    "for-adviser",
    "for-leadership-group",
    "for-project-lead",
    "for-administrator",
)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_role_finds_three_steps(visitor, section):
    page = page_at(visitor, "/about")
    assert len(page.select(f"#{section} li")) == 3
    assert page.select_one(f'a[href="#{section}"]')


def test_every_role_has_its_section(visitor):
    headings = {one.text.lower() for one in page_at(visitor, "/about").select("section h3")}
    assert headings == {ROLE_NAMES[role].lower() for role in Role}


def page_at(visitor, path):
    return BeautifulSoup(visitor.get(path).text, "html.parser")


# The headings that the model statement for UK public sector bodies has.
MODEL = (
    "How accessible this website is",
    "Feedback and contact information",
    "Reporting accessibility problems with this website",
    "Enforcement procedure",
    "Technical information about this website’s accessibility",
    "Compliance status",
    "Non-accessible content",
    "What we’re doing to improve accessibility",
    "Preparation of this accessibility statement",
)


def test_the_accessibility_statement_follows_the_model(visitor):
    page = page_at(visitor, "/accessibility")
    headings = [one.text for one in page.select("main h2, main h3")]
    assert [one for one in headings if one in MODEL] == list(MODEL)
    for said in ("applies to http", "partially compliant", "version 2.2", "EHRC", "ECNI", "disproportionate burden"):
        assert said in page.text
    assert "mailto:" not in str(page)


def test_a_partnership_can_give_its_own_contact(settings, lite):
    with create_app(replace(settings, contact="help@example.org"), lite).test_client() as client:
        page = BeautifulSoup(client.get("/accessibility").text, "html.parser")
    assert len(page.select('a[href="mailto:help@example.org"]')) == 2


@pytest.mark.parametrize("wrong", ["help", "help@example", "a b@example.org", "x <help@example.org>"])
def test_a_contact_is_an_email_address(tmp_path, wrong):
    with pytest.raises(SettingsWrong, match="FOURFOLD_CONTACT"):
        Settings.from_environment({"FOURFOLD_CONTACT": wrong, "FOURFOLD_INSTANCE": str(tmp_path)})


def test_phone_numbers_can_be_called(visitor):
    links = {one["href"] for one in page_at(visitor, "/support").select("main a")}
    assert {"tel:999", "tel:116123", "tel:111", "sms:85258"} <= links


def test_a_refusal_says_which_role_it_takes_and_who_can_give_it(visitor):
    visitor.be(Role.CONTRIBUTOR)
    said = visitor.get(f"/assessments/{visitor.world.open}/sign-off").text
    assert "You don’t have access to this page" in said
    assert "This is for people with the role of" in said
    assert "ask your organisation lead, Project Lead or administrator" in said
