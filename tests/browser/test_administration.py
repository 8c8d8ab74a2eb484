"""Running an area with a real browser."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from assessment.demonstration.area import PASSWORD
from tests.browser.demonstration import COUNCIL, GROUP, LEAD, RUTH
from tests.browser.looking import be

ADDED = """reference;name;sector;size;area;partnerships
northmere-advice;Northmere Advice;Voluntary and community;10-49;Northmere;north
vale-dance;Vale Dance;charity;under-10;;
"""
PROBLEMS = """reference,name,sector,size
northmere-advice,Northmere Advice,astrology,10-49
Vale Dance,Vale Dance,charity,under-10
"""


def test_an_organisation_is_added_renamed_and_put_into_partnerships(place, page):
    be(page, place.address, RUTH)
    page.get_by_role("link", name="Manage", exact=True).click()
    page.get_by_role("button", name="Add an organisation").click()
    page.get_by_label("Name").fill("Northmere Food Bank")
    page.get_by_label("Reference").fill("Northmere Food Bank")
    page.get_by_label("Sector").select_option("charity")
    page.get_by_label("How many people work for it?").select_option("10-49")
    page.get_by_label("North Vale Community Safety Partnership").check()
    page.get_by_role("button", name="Add organisation").click()
    expect(page.get_by_role("alert")).to_contain_text("Use up to 80 small letters, digits and hyphens")
    expect(page.get_by_label("North Vale Community Safety Partnership")).to_be_checked()
    page.get_by_label("Reference").fill("northmere-food")
    page.get_by_role("button", name="Add organisation").click()
    expect(page.locator(".ff-message")).to_have_text("Northmere Food Bank is added. Invite its lead next.")

    page.get_by_role("link", name="Manage", exact=True).click()
    page.get_by_label(re.compile("^Name")).fill("food bank")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("^Edit.*Northmere Food Bank")).click()
    page.get_by_label("Name").fill("Northmere Pantry")
    page.get_by_label("North Vale Community Safety Partnership").uncheck()
    page.get_by_label("Vale Young People’s Partnership").check()
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("heading", level=1, name="Northmere Pantry")).to_be_visible()
    expect(page.get_by_text("Called Northmere Food Bank until")).to_be_visible()

    page.goto(f"{place.address}/partnerships/")
    page.get_by_role("link", name="Vale Young People’s Partnership").click()
    expect(page.get_by_label("Northmere Pantry")).to_be_checked()
    page.get_by_label("Northmere Pantry").uncheck()
    page.get_by_label("Name").fill("Vale Youth Partnership")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".ff-message")).to_have_text("Your changes are saved.")
    expect(page.get_by_role("heading", level=1, name="Vale Youth Partnership")).to_be_visible()
    page.goto(f"{place.address}/organisations/?q=pantry")
    expect(page.get_by_role("row", name="Northmere Pantry").get_by_role("cell").nth(2)).to_have_text("–")


def test_a_list_with_problems_changes_nothing_and_a_right_one_is_looked_at_first(place, page, tmp_path):
    be(page, place.address, RUTH)
    page.get_by_role("link", name="Manage", exact=True).click()
    page.get_by_role("link", name="Import a list").click()
    wrong, right = tmp_path / "wrong.csv", tmp_path / "right.csv"
    wrong.write_text(PROBLEMS, encoding="utf-8")
    right.write_text(ADDED, encoding="cp1252")
    page.get_by_label("Organisations", exact=True).check()
    page.get_by_label("Excel workbook or CSV file").set_input_files(wrong)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("Your list has 2 problems. Nothing has been changed.")
    expect(page.get_by_text("Row 2, sector:")).to_be_visible()
    expect(page.get_by_text("Row 3, reference:")).to_be_visible()
    expect(page.get_by_role("button", name="Import")).to_have_count(0)

    page.get_by_label("Excel workbook or CSV file").set_input_files(right)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Your list has 2 new, 0 changed and 0 unchanged.")).to_be_visible()
    expect(page.get_by_role("row", name="Row 2 Northmere Advice Added")).to_be_visible()
    with_nothing_yet = page.context.new_page()
    with_nothing_yet.goto(f"{place.address}/organisations/?q=Northmere+Advice")
    expect(with_nothing_yet.get_by_text("No organisation matches")).to_be_visible()
    with_nothing_yet.close()
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".ff-message")).to_have_text("Added: 2. Changed: 0.")
    page.get_by_label(re.compile("^Name")).fill("advice")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("row", name="Northmere Advice")).to_contain_text("North Vale Community Safety Partnership")

    page.get_by_role("link", name="Import a list").click()
    page.get_by_label("Organisations", exact=True).check()
    page.get_by_label("Excel workbook or CSV file").set_input_files(right)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("0 new, 0 changed and 2 unchanged.")).to_be_visible()


def test_people_are_imported_and_invited_only_if_that_is_wanted(place, page, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(
        "email,name,role,organisation\nkim.reed@example.org,Kim Reed,contributor,vale-homes\n", encoding="utf-8"
    )
    be(page, place.address, RUTH)
    page.goto(f"{place.address}/imports/")
    page.get_by_label("People", exact=True).check()
    page.get_by_label("Excel workbook or CSV file").set_input_files(file)
    page.get_by_role("button", name="Preview").click()
    page.get_by_label("Email an invitation to everyone who is new").uncheck()
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".ff-message")).to_have_text("Added: 1. Given a role: 0. Invited: 0.")
    assert not [
        one
        for one in (place.instance / "outbox").glob("*.eml")
        if "kim.reed" in one.read_text(encoding="utf-8").split("\n\n")[0]
    ]
    page.get_by_label("Name or email address").fill("Kim")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("row", name="Kim Reed")).to_contain_text("Not invited yet")
    page.get_by_role("link", name="Kim Reed").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Send an invitation").click()
    page.goto(place.link_to("kim.reed@example.org"))
    expect(page.get_by_role("heading", level=1, name="Welcome to Fourfold")).to_be_visible()


def test_a_comparison_follows_at_once_what_an_organisation_decides(place, page):
    def decide(standing: str) -> None:
        be(page, place.address, "Bethan Rees")
        page.get_by_role("link", name="Lantern House", exact=True).click()
        page.get_by_role("link", name="Change how you’re shown to others").click()
        page.get_by_label(standing, exact=True).check()
        page.get_by_label("Who decided this?").fill("The trustees")
        page.get_by_role("button", name="Save decision").click()
        expect(page.locator(".ff-message")).to_have_text("Your decision is recorded.")
        expect(page.get_by_role("row", name="The whole area")).to_contain_text(standing)
        expect(page.locator("ol.ff-rows li").first).to_contain_text("Decided by The trustees")

    def named(offered: bool) -> None:
        be(page, place.address, GROUP)
        page.get_by_role("link", name="Area", exact=True).click()
        page.get_by_role("link", name="Compare three").click()
        expect(page.get_by_label("Vale Constabulary")).to_be_visible()
        expect(page.get_by_label("Lantern House")).to_have_count(int(offered))
        page.goto(f"{place.address}/compare/?organisation=lantern-house")
        expect(page.locator(".ff-pick input:checked")).to_have_count(int(offered))

    named(True)
    decide("Not shown")
    named(False)
    decide("Named")
    named(True)


def test_a_decision_for_some_time_only_is_shown_with_its_end(place, page):
    be(page, place.address, "Bethan Rees")
    page.goto(f"{place.address}/organisations/lantern-house/consent/")
    today = date.today()  # noqa: DTZ011 - as the browser's owner counts days
    page.get_by_label("Anonymous", exact=True).check()
    page.get_by_label("Who decided this?").fill("The trustees")
    page.get_by_label("Until (optional)").fill(str(today - timedelta(days=1)))
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("alert")).to_contain_text("The end date must be on or after the start date")
    expect(page.get_by_label("Who decided this?")).to_have_value("The trustees")
    page.get_by_label("Until (optional)").fill(str(today + timedelta(days=30)))
    page.get_by_role("button", name="Save decision").click()
    expect(page.locator("ol.ff-rows li").first).to_contain_text(
        re.compile(r"Anonymous in the whole area,\s+from .* until")
    )


def test_the_record_of_an_organisation_is_narrowed_down_by_kind(place, page):
    be(page, place.address, LEAD)
    page.get_by_role("link", name="Northmere Borough Council", exact=True).click()
    page.get_by_role("link", name="Activity log").click()
    expect(page.get_by_role("heading", level=1, name="Activity log for Northmere Borough Council")).to_be_visible()
    all_entries = page.get_by_role("row").count()
    page.get_by_label("Kind").select_option("consent")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**kind=consent**")
    rows = page.locator("tbody tr")
    assert 0 < rows.count() < all_entries
    for row in rows.all():
        expect(row).to_contain_text("Sharing: ")
    expect(page.get_by_label("Kind")).to_have_value("consent")


def test_the_record_of_everything_names_who_signed_in(place, page):
    be(page, place.address, RUTH)
    page.get_by_role("link", name="Manage", exact=True).click()
    page.get_by_role("link", name="Activity log", exact=True).click()
    page.get_by_label("Kind").select_option("sign-in")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**kind=sign-in**")
    expect(page.locator("tbody tr").first).to_contain_text("Ruth Adeyemi")
    expect(page.locator("tbody tr").first).to_contain_text("Sign-in: signed in")


def test_a_lead_who_leaves_names_somebody_who_takes_over(place, page):
    be(page, place.address, RUTH)
    page.goto(f"{place.address}{COUNCIL}/people/")
    page.get_by_role("link", name="Alex Morgan").click()
    page.get_by_label("I’ve checked this with them").check()
    page.get_by_role("button", name="Remove from Northmere Borough Council").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Alex Morgan is the only organisation lead. Choose who will take over"
    )
    page.get_by_label("Who takes over?").select_option(label="Priya Shah")
    page.get_by_label("I’ve checked this with them").check()
    page.get_by_role("button", name="Remove from Northmere Borough Council").click()
    expect(page.locator(".ff-message")).to_have_text("Alex Morgan has left. What they wrote stays.")
    expect(page.get_by_role("row", name="Priya Shah")).to_contain_text("Organisation lead")
    expect(page.get_by_role("row", name="Alex Morgan")).to_have_count(0)

    page.goto(f"{place.address}/sign-in")
    page.get_by_label("Email address").fill("alex.morgan@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("email address or password isn’t right")
    be(page, place.address, "Priya Shah")
    page.get_by_role("link", name="Northmere Borough Council", exact=True).click()
    page.get_by_role("link", name="People and invitations").click()
    expect(page.get_by_role("heading", level=2, name="Invite someone")).to_be_visible()


def test_a_year_is_moved_and_published(place, page):
    be(page, place.address, RUTH)
    page.goto(f"{place.address}/years/")
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_text("Not yet, so nobody can compare this year")).to_be_visible()
    page.get_by_label("Closes on").fill("2020-01-01")
    page.get_by_role("button", name="Save dates").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("I have read what will be published").check()
    page.get_by_role("button", name=re.compile("^Publish 20")).click()
    expect(page.locator(".ff-message")).to_contain_text("is published. The Leadership Group can compare it now.")
    expect(page.get_by_role("heading", level=1, name="Everything published so far")).to_be_visible()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Years", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Years")).to_be_visible()
    expect(page.get_by_text("Not yet")).to_have_count(0)
