"""A result on paper: what is folded on a screen is open there, and there is nothing to press."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import assessment_of, be


def test_a_printed_result_keeps_its_tables_and_what_the_next_level_looks_like(shared_site, page):
    be(page, shared_site, "Bethan Rees")
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_role("heading", name="Three next steps")).to_be_visible()
    folded = [page.get_by_role("table", name="By domain"), page.locator(".ff-next-step .ff-next p").first]
    for one in folded:
        expect(one).to_be_hidden()
    page.emulate_media(media="print")
    for one in folded:
        expect(one).to_be_visible()
    for one in (page.get_by_role("navigation").first, page.locator("main").get_by_role("button").first):
        expect(one).to_be_hidden()
    expect(page.get_by_text("Printed on")).to_be_visible()


def test_a_next_step_leads_to_its_question(shared_site, page):
    be(page, shared_site, "Bethan Rees")
    page.get_by_role("button", name="See the result").click()
    step = page.locator(".ff-next-step a").first
    title = step.inner_text()
    with page.expect_navigation():
        step.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize("reader", ["Bethan Rees", "Alex Morgan"])
def test_a_result_is_a_board_paper_of_three_pages(shared_site, scripted, reader):
    be(scripted, shared_site, reader)
    scripted.goto(f"{shared_site}/assessments/{assessment_of(scripted.content())}/results")
    paper = scripted.pdf(format="A4", prefer_css_page_size=True)
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3
