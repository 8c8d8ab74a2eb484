"""The journeys of the product in a real browser, each with and without JavaScript."""

from __future__ import annotations

from playwright.sync_api import expect

from assessment.banks.template import new_bank
from tests.browser.conftest import be


def test_answer_sign_off_and_see_the_result(site, page):
    be(page, site, "Sam Okafor")
    page.get_by_role("button", name="Read and sign off").click()
    page.get_by_label("What should be looked at again?").fill("Please look at the first item once more.")
    page.get_by_role("button", name="Give it back with this note").click()
    expect(page.get_by_text("The assessment is back with its lead")).to_be_visible()

    be(page, site, "Alex Morgan")
    page.get_by_role("button", name="Continue assessment").click()
    with page.expect_navigation():
        page.locator(".govuk-task-list__item", has_text="Not started").first.get_by_role("link").click()
    question = page.url
    page.get_by_label("3 Established").check()
    page.get_by_label("Note (optional)").fill("Checked by a colleague in June.")
    page.get_by_text("Add a piece of evidence").click()
    page.get_by_label("What could someone outside your team look at?").fill("Notes of a walk-through")
    page.get_by_label("What kind of evidence is it?").select_option("E2")
    for name, value in (("Day", "1"), ("Month", "9"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("No names, case numbers").check()
    page.get_by_role("button", name="Save and add this evidence").click()
    expect(page.get_by_text("What is listed here carries it.")).to_be_visible()
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
    expect(page.get_by_text("Every item has been dealt with.")).to_be_visible()
    page.get_by_role("button", name="Send to the sponsor").click()
    expect(page.get_by_text("The assessment is with your sponsor now.")).to_be_visible()


def test_the_sponsor_signs_off_and_the_result_is_kept(site, page):
    be(page, site, "Sam Okafor")
    page.get_by_role("button", name="Read and sign off").click()
    expect(page.get_by_role("heading", name="What leads to")).to_be_visible()
    page.get_by_label("I have read this page").check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("Signed off. The result is kept as it stands today.")).to_be_visible()
    expect(page.get_by_role("heading", name="Where you are strong")).to_be_visible()
    expect(page.get_by_role("img", name="Claimed: highest in").first).to_be_visible()
    expect(page.get_by_role("table", name="Data table by dimension")).to_be_visible()


def test_progress_over_the_years(shared_site, page):
    be(page, shared_site, "Bethan Rees")
    page.get_by_role("link", name="Progress over the years").click()
    page.wait_for_load_state()  # until the styles are there, both widths of a chart are
    expect(page.get_by_role("img", name="Overall by year")).to_be_visible()
    assert page.get_by_role("table", name="Data table").get_by_role("row").count() == 5
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_text("Based on the")).to_be_visible()


def test_the_keyboard_alone_saves_an_answer(site, scripted):
    be(scripted, site, "Alex Morgan")
    scripted.get_by_role("button", name="Continue assessment").press("Enter")
    scripted.locator(".govuk-task-list__item").first.wait_for()
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
        page.get_by_role("link", name="Take a quick look first").click()
    for group in page.get_by_role("group").all():
        group.get_by_text("Starting.").click()
    page.get_by_role("button", name="See what it says").click()
    expect(page.get_by_role("heading", name="What your quick check says")).to_be_visible()
    expect(page.get_by_text("25 of 100").first).to_be_visible()
    be(page, site, "Priya Shah")
    page.goto(f"{site}/quick-check/")
    page.get_by_role("group").first.get_by_text("Established.").click()
    page.get_by_role("button", name="See what it says").click()
    page.get_by_role("button", name="Carry into our assessment").click()
    page.get_by_role("button", name="Into Northmere Borough Council").click()
    expect(page.get_by_text("1 of your views are kept")).to_be_visible()


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
    page.get_by_role("link", name="Banks", exact=True).click()
    broken = tmp_path / "our-questions-2027.yaml"
    sound = new_bank(broken.stem)
    broken.write_text(sound.replace("dimension: ACT", "dimension: ATC"), encoding="utf-8")
    page.get_by_label("Bank file").set_input_files(broken)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("cell", name="Did you mean 'ACT'?")).to_be_visible()
    broken.write_text(sound, encoding="utf-8")
    page.get_by_role("link", name="Drafts", exact=True).click()
    page.get_by_label("Bank file").set_input_files(broken)
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_role("link", name="Changing something").click()
    expect(page.get_by_text("This is a preview.")).to_be_visible()
    page.goto(f"{site}/drafts/our-questions-2027/")
    page.get_by_label("Year in which it begins").fill("2041")
    page.get_by_label("Opens on").fill("2041-09-01")
    page.get_by_label("Closes on").fill("2042-08-31")
    page.get_by_role("button", name="Publish this bank").click()
    expect(page.get_by_text("The bank is published")).to_be_visible()
