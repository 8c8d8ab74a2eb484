"""The Leadership Group at work: the overview, comparisons, what is kept of them, and priorities."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.demonstration import GROUP
from tests.browser.looking import be


def test_the_leadership_group_looks_at_its_area(shared_site, page):
    be(page, shared_site, GROUP)
    page.get_by_role("link", name="Area", exact=True).click()
    expect(page.get_by_role("heading", name="36 organisations, 24 of them named")).to_be_attached()
    expect(page.get_by_role("link", name="Scores are lowest on")).to_be_in_viewport()
    expect(page.get_by_text("There is no ranking.").first).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="All organisations").first.click()
    shown = page.locator(".ff-multiple").count()
    assert 0 < shown <= 24
    expect(page.get_by_text("Organisation 1", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Heat map", exact=True).click()
    expect(page.get_by_role("columnheader", name="Realises")).to_be_visible()
    page.get_by_role("navigation", name="Columns").get_by_role("link", name="Questions").click()
    expect(page.get_by_role("heading", name="What the numbers mean")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download this table (CSV)").click()
    assert taken.value.suggested_filename.endswith(".csv")
    page.get_by_role("link", name="Stages").click()
    table = page.get_by_role("table", name="Data table")
    expect(table).to_be_visible()
    assert table.get_by_role("columnheader").count() > 2, "more than one bar"


def test_three_organisations_are_laid_over_one_another_and_the_comparison_is_kept(place, page):
    be(page, place.address, GROUP)
    page.get_by_role("link", name="Area", exact=True).click()
    page.get_by_role("link", name="Compare three").click()
    for name in ("Vale Constabulary", "Lantern House", "Weirside Special School"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Show").click()
    table = page.get_by_role("table", name="Data table by dimension")
    expect(table.get_by_role("columnheader")).to_have_text(
        [
            "Dimension",
            "Vale Constabulary",
            "Weirside Special School",
            "Lantern House",
            "Median",
            "Middle 50%",
        ]
    )
    expect(page.get_by_role("heading", name="Furthest apart on").first).to_be_in_viewport()
    glance = page.get_by_role("table", name="The organisations at a glance")
    expect(glance.get_by_role("row").nth(3)).to_contain_text("moderated, core questions")
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


def test_the_picker_without_scripts_is_check_boxes_and_says_politely_that_three_are_enough(shared_site, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    be(page, shared_site, GROUP)
    page.goto(f"{shared_site}/compare/")
    expect(page.get_by_label("Search", exact=True)).to_have_count(0)
    for name in ("Vale Constabulary", "Lantern House", "Weirside Special School", "Fen Medical Centre"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("You ticked 4 organisations. The chart shows the first three")).to_be_visible()
    chips = page.get_by_role("list", name="Organisations compared").get_by_role("link")
    expect(chips).to_have_count(3)
    chips.first.click()
    expect(page.get_by_text("You ticked 4 organisations")).to_have_count(0)
    expect(chips).to_have_count(3)
    expect(page.locator(".ff-pick").get_by_label("Fen Medical Centre")).to_be_hidden()
    page.get_by_text("Change what is shown").click()
    expect(page.locator(".ff-pick").get_by_label("Fen Medical Centre")).to_be_visible()
    context.close()


def test_organisations_are_picked_with_the_keyboard_alone(shared_site, scripted):
    be(scripted, shared_site, GROUP)
    scripted.goto(f"{shared_site}/compare/")
    search, status = scripted.get_by_label("Search", exact=True), scripted.locator(".ff-pick__status")
    chips = scripted.get_by_role("list", name="Chosen organisations").get_by_role("button")
    search.focus()
    scripted.keyboard.type("constab")
    expect(status).to_have_text("1 organisation matches.")
    expect(scripted.get_by_label("Lantern House")).to_be_hidden()
    scripted.keyboard.press("Enter")
    expect(chips).to_have_text(["Remove Vale Constabulary×"])
    expect(search).to_have_value("")
    scripted.keyboard.type("school")
    expect(status).to_contain_text("organisations match.")
    expect(scripted.get_by_label("Vale Virtual School")).to_be_visible()
    scripted.get_by_label("Weirside Special School").focus()
    scripted.keyboard.press("Space")
    expect(chips).to_have_count(2)
    search.fill("no such place")
    expect(status).to_have_text("No organisation matches. Try fewer letters.")
    search.fill("")
    for name in ("Lantern House", "Fen Medical Centre"):
        scripted.get_by_label(name).focus()
        scripted.keyboard.press("Space")
    expect(status).to_have_text("You can compare up to 3 organisations. Remove one to add Fen Medical Centre.")
    expect(scripted.get_by_label("Fen Medical Centre")).not_to_be_checked()
    chips.first.focus()
    scripted.keyboard.press("Enter")
    expect(chips).to_have_count(2)
    expect(chips.first).to_be_focused()
    expect(scripted.get_by_label("Vale Constabulary")).not_to_be_checked()
    scripted.get_by_role("button", name="Show").focus()
    with scripted.expect_navigation():
        scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("list", name="Organisations compared").get_by_role("link")).to_have_count(2)
    expect(scripted.get_by_role("img").first).to_be_in_viewport()
    assert "picker" not in scripted.url
