"""The journeys of the product in a real browser, each with and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from assessment.banks.template import new_bank
from tests.browser.looking import be


def test_answer_sign_off_and_see_the_result(site, page):
    be(page, site, "Sam Okafor")
    page.get_by_role("button", name="Read and sign off").click()
    page.get_by_label("What needs to change?").fill("Please look at the first item once more.")
    page.get_by_role("button", name="Return for changes").click()
    expect(page.get_by_text("Returned for changes.")).to_be_visible()

    be(page, site, "Alex Morgan")
    page.get_by_role("button", name="Continue assessment").click()
    with page.expect_navigation():
        page.locator(".govuk-task-list__item", has_text="Not started").first.get_by_role("link").click()
    question = page.url
    page.get_by_label("3 Established").check()
    page.get_by_label("Note (optional)").fill("Checked by a colleague in June.")
    page.get_by_text("Add evidence", exact=True).click()
    page.get_by_label("What could someone outside your team look at?").fill("Notes of a walk-through")
    page.locator("input[name=grade][value=E2]").check()
    expect(page.locator("input[name=grade][value=E2]")).to_have_accessible_description(
        re.compile("Supports up to level 3")
    )
    for name, value in (("Day", "1"), ("Month", "9"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("no names, case numbers").check()
    page.get_by_role("button", name="Save and add another piece of evidence").click()
    expect(page.get_by_text("Your evidence supports it.")).to_be_visible()
    page.goto(question)
    expect(page.get_by_label("3 Established")).to_be_checked()
    expect(page.locator(".ff-piece__title", has_text="Notes of a walk-through")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and take a break").click()
    while page.locator(".govuk-task-list__item", has_text="Not started").count():
        with page.expect_navigation():
            page.locator(".govuk-task-list__item", has_text="Not started").first.get_by_role("link").click()
        while "/items/" in page.url and page.locator("input[name=level]:checked").count() == 0:
            page.get_by_label("2 Developing").check()
            with page.expect_navigation():
                page.get_by_role("button", name="Save and continue").click()
        page.goto(page.url.split("/items/")[0].split("?")[0].rstrip("/") + "/")
    page.get_by_role("link", name="Check the answers").click()
    expect(page.get_by_text("Every question is answered or marked as not applicable.")).to_be_visible()
    page.get_by_role("button", name="Send to your sponsor").click()
    expect(page.get_by_text("The assessment is with your sponsor now.")).to_be_visible()


def test_the_sponsor_signs_off_and_the_result_is_kept(site, page):
    be(page, site, "Sam Okafor")
    page.get_by_role("button", name="Read and sign off").click()
    expect(page.get_by_role("heading", name="What you need to reach")).to_be_visible()
    page.get_by_label("I have read this page").check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("Signed off. The answers are locked")).to_be_visible()
    expect(page.get_by_role("heading", name="Where you are strong")).to_be_visible()
    expect(page.get_by_role("img", name="Claimed: highest in").first).to_be_visible()
    expect(page.get_by_role("table", name="Data table by dimension")).to_be_visible()


def test_progress_over_the_years(shared_site, page):
    be(page, shared_site, "Bethan Rees")
    page.get_by_role("link", name="Results", exact=True).click()
    page.get_by_role("link", name="Progress over the years").click()
    page.wait_for_load_state()  # until the styles are there, both widths of a chart are
    expect(page.get_by_role("img", name="Overall by year")).to_be_visible()
    assert page.get_by_role("table", name="Data table").get_by_role("row").count() == 5
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_text("Based on the")).to_be_visible()


def test_the_keyboard_alone_saves_an_answer(site, scripted):
    be(scripted, site, "Alex Morgan")
    scripted.get_by_role("button", name="Continue assessment").press("Enter")
    scripted.locator(".govuk-task-list__item:visible").first.wait_for()
    scripted.keyboard.press("Tab")
    expect(scripted.get_by_role("link", name="Skip to main content")).to_be_focused()
    scripted.locator(".govuk-task-list__item", has_text="Not started").first.get_by_role("link").press("Enter")
    scripted.get_by_label("0 Not yet").focus()
    scripted.keyboard.press("ArrowDown")
    expect(scripted.get_by_label("1 Starting")).to_be_checked()
    with scripted.expect_navigation():
        scripted.get_by_role("button", name="Save and continue").press("Enter")
    scripted.go_back()
    scripted.reload()
    expect(scripted.get_by_label("1 Starting")).to_be_checked()


def test_last_years_answer_is_filled_in_checked_and_saved_at_both_widths(site, page):
    be(page, site, "Alex Morgan")
    with page.expect_navigation():
        page.get_by_role("button", name="Continue assessment").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Continue assessment").click()
    expect(page.locator("input[name=level]:checked")).to_have_count(0)
    title = page.get_by_role("heading", level=1).text_content()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.get_by_role("button", name="Use last year’s answer")).to_have_count(1)
    with page.expect_navigation():
        page.get_by_role("button", name="Use last year’s answer").click()
    expect(page.get_by_text("Check it, then save.")).to_be_visible()
    expect(page.locator("input[name=level]:checked")).to_have_count(1)
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"Saved at \d\d:\d\d: {re.escape(title)}"))


def test_the_enter_key_in_a_field_saves_and_a_folded_dimension_opens_by_keyboard(site, page):
    be(page, site, "Alex Morgan")
    with page.expect_navigation():
        page.get_by_role("button", name="Continue assessment").click()
    folded = page.locator("details.ff-part:not([open])").first
    expect(folded.get_by_role("link").first).to_be_hidden()
    folded.locator("summary").press("Enter")
    opened = page.locator("details.ff-part").first.get_by_role("link").first
    expect(opened).to_be_visible()
    with page.expect_navigation():
        opened.click()
    page.get_by_text("Add another piece of evidence", exact=True).click()
    page.get_by_label("What could someone outside your team look at?").fill("A walk-through")
    with page.expect_navigation():
        page.get_by_label("What could someone outside your team look at?").press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("What could someone outside your team look at?")).to_have_value("A walk-through")


def test_charts_can_be_explored_without_breaching_the_policy_or_sharing_anything(shared_site, scripted):
    be(scripted, shared_site, "Marcus Lee")
    scripted.goto(f"{shared_site}/compare/?organisation=vale-police")
    chart = scripted.locator("#radar-dimension")
    height = chart.bounding_box()["height"]
    chart.get_by_role("button", name="Interactive chart").click()
    expect(chart.locator(".js-plotly-plot")).to_be_visible()
    assert abs(chart.bounding_box()["height"] - height) <= 2
    assert chart.locator("[data-title*=hare], [data-title*=loud]").count() == 0
    chart.get_by_role("button", name="Static chart").click()
    expect(chart.locator(".js-plotly-plot")).to_have_count(0)


def test_a_quick_check_is_answered_without_an_account_and_carried_into_an_assessment(site, page):
    page.goto(f"{site}/")
    with page.expect_navigation():
        page.get_by_role("link", name="Try the quick check").click()
    for group in page.get_by_role("group").all():
        group.get_by_label("Starting").check()
    page.get_by_role("button", name="See your result").click()
    expect(page.get_by_role("heading", name="Your quick check result")).to_be_visible()
    expect(page.get_by_text("25 of 100").first).to_be_visible()
    be(page, site, "Priya Shah")
    page.goto(f"{site}/quick-check/")
    page.get_by_role("group").first.get_by_label("Established").check()
    page.get_by_role("button", name="See your result").click()
    page.get_by_role("button", name="Add to our assessment").click()
    page.get_by_role("button", name="Add to Northmere Borough Council").click()
    expect(page.get_by_text("We added your quick check: 1 of your levels")).to_be_visible()


def test_a_bank_is_read_searched_and_compared_with_the_one_before(shared_site, page):
    page.goto(f"{shared_site}/banks/")
    page.get_by_role("link", name="2027", exact=False).first.click()
    page.get_by_label("Search words").fill("supervision")
    page.get_by_label("Wording for").select_option("charity")
    page.get_by_role("button", name="Find questions").click()
    expect(page.get_by_role("status")).to_contain_text("found")
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", name="Rules that changed")).to_be_visible()


def test_a_draft_is_uploaded_looked_at_and_published(site, page, tmp_path):
    be(page, site, "Ruth Adeyemi")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Questions").click()
    page.get_by_role("link", name="Drafts", exact=True).click()
    broken = tmp_path / "our-questions-2027.yaml"
    sound = new_bank(broken.stem)
    broken.write_text(sound.replace("dimension: ACT", "dimension: ATC"), encoding="utf-8")
    page.get_by_label("Bank file").set_input_files(broken)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("cell", name="Did you mean 'ACT'?")).to_be_visible()
    broken.write_text(sound, encoding="utf-8")
    page.get_by_role("link", name="Drafts", exact=True).first.click()
    page.get_by_label("Bank file").set_input_files(broken)
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_role("link", name="Changing something").click()
    expect(page.get_by_text("This is a preview.")).to_be_visible()
    page.goto(f"{site}/drafts/our-questions-2027/")
    page.get_by_label("Year in which it begins").fill("2041")
    page.get_by_label("Opens on").fill("2041-09-01")
    page.get_by_label("Closes on").fill("2042-08-31")
    page.get_by_role("button", name="Publish this bank").click()
    expect(page.get_by_text("Question bank published.")).to_be_visible()
