"""The Leadership Group at work: the overview, comparisons, what is kept of them, and priorities."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.demonstration import GROUP
from tests.browser.looking import be


def test_the_leadership_group_looks_at_its_area(shared_site, page):
    be(page, shared_site, GROUP)
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", name="organisations are in")).to_be_visible()
    expect(page.get_by_text("There is no ranking.").first).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Side by side").first.click()
    shown = page.locator(".ff-multiple").count()
    assert 0 < shown <= 24
    expect(page.get_by_text("Organisation 1", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Heat map").click()
    expect(page.get_by_role("columnheader", name="Realises")).to_be_visible()
    page.get_by_label("Columns").select_option("item")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="What the numbers stand for")).to_be_visible()
    page.get_by_role("link", name="Stages").click()
    table = page.get_by_role("table", name="Data table")
    expect(table).to_be_visible()
    assert table.get_by_role("columnheader").count() > 2, "more than one bar"


def test_three_organisations_are_laid_over_one_another_and_the_comparison_is_kept(place, page):
    be(page, place.address, GROUP)
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("link", name="Compare three").click()
    for name in ("Vale Constabulary", "Lantern House", "Weirside Special School"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Show").click()
    table = page.get_by_role("table", name="Data table by dimension")
    expect(table.get_by_role("columnheader")).to_have_text(
        [
            "Dimension",
            "Vale Constabulary, supported",
            "Weirside Special School, supported",
            "Lantern House, moderated",
            "Median",
            "Middle 50%",
        ]
    )
    page.get_by_text("Save this comparison").click()
    page.get_by_label("Name", exact=True).fill("Police, school and charity")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("“Police, school and charity” is saved")).to_be_visible()
    page.get_by_role("link", name="Saved", exact=True).click()
    page.get_by_role("link", name="Police, school and charity", exact=True).click()
    expect(page.get_by_role("table", name="Data table by dimension")).to_contain_text("Lantern House")


def test_the_group_agrees_a_priority(place, page):
    be(page, place.address, GROUP)
    page.goto(f"{place.address}/compare/priorities")
    page.get_by_role("button", name="Add a priority").click()
    page.get_by_label("Priority").fill("Supervision for everyone who hears hard things")
    page.get_by_label("Why").fill("Half of us stand at level 1, and it costs little to begin.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Supervision for everyone who hears hard things")).to_be_visible()


@pytest.mark.parametrize("path", ["/compare/overview", "/compare/?organisation=vale-police", "/compare/saved"])
def test_everything_can_be_reached_with_the_keyboard_on_a_phone(shared_site, scripted, path):
    be(scripted, shared_site, GROUP)
    scripted.set_viewport_size({"width": 360, "height": 740})
    scripted.goto(f"{shared_site}{path}")
    assert scripted.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    reached = set()
    for _ in range(400):
        scripted.keyboard.press("Tab")
        here = scripted.evaluate("() => document.activeElement.textContent.trim()")
        if here in reached and here == "Skip to main content":
            break
        reached.add(here)
    assert {"Overview", "Compare three", "Heat map", "Priorities", "Saved"} <= reached
