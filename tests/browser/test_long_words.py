"""Long words: a place name of 58 letters everywhere, and still no page is wider than a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assessment.store import models
from tests.browser.looking import be
from tests.browser.site import filled, running

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
PHONE = 320
ALEX, RUTH = "Alex Morgan", "Ruth Adeyemi"
COUNCIL = "/organisations/northmere-council"
PAGES = [
    (ALEX, "/home"),
    (ALEX, COUNCIL),
    (ALEX, f"{COUNCIL}/people/"),
    (ALEX, f"{COUNCIL}/consent/"),
    (ALEX, f"{COUNCIL}/record"),
    (RUTH, "/organisations/"),
    (RUTH, f"{COUNCIL}/edit"),
    (RUTH, "/organisations/joined-or-divided"),
    (RUTH, "/partnerships/"),
    (RUTH, "/partnerships/north"),
    (RUTH, "/people/"),
    (RUTH, "/compare/"),
    (RUTH, "/home"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    with running(filled(tmp_path_factory), tmp_path_factory.mktemp("long-words")) as place:
        with place.database.writing() as session:
            for kind in (models.Organisation, models.Partnership):
                for number, one in enumerate(session.scalars(select(kind))):
                    one.name = f"{LONG}{number}"
            for piece in session.scalars(select(models.Evidence)):
                piece.title = piece.shows = LONG
                piece.link = f"https://{LONG}.example/{LONG}"
            for answer in session.scalars(select(models.Answer)):
                answer.note = LONG
            session.commit()
        yield place.address


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_long_words_break_before_they_widen_a_page(site, looking, name, path):
    looking.be(site, name)
    looking.page.set_viewport_size({"width": PHONE, "height": 900})
    answer = looking.page.goto(site + path)
    assert answer.status == 200
    assert looking.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE


def test_what_was_written_in_an_answer_breaks_too(site, scripted):
    be(scripted, site, ALEX)
    scripted.set_viewport_size({"width": PHONE, "height": 900})
    scripted.get_by_role("button", name="Continue assessment").click()
    scripted.locator(".govuk-task-list__link:visible").first.click()
    scripted.wait_for_url("**/items/**", wait_until="load")
    assert scripted.evaluate("() => document.documentElement.scrollWidth") <= PHONE
