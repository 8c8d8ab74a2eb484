"""Invitations with a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.getting_in import CHOSEN, another_browser, at_home, fingerprint_reader, sign_in, sign_out
from tests.browser.looking import be

if TYPE_CHECKING:
    from playwright.sync_api import Page


def invite(page: Page, site: str, name: str, address: str, *, role: str, organisation: str) -> None:
    be(page, site, "Ruth Adeyemi")
    page.get_by_role("link", name="Manage", exact=True).click()
    page.get_by_role("link", name="People", exact=True).click()
    form = page.locator("form", has_text="Send invitation")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Work email address").fill(address)
    form.get_by_label("Role").select_option(role)
    form.get_by_label("Organisation").select_option(organisation)
    form.get_by_role("button", name="Send invitation").click()
    said = f"We’ll email an invitation to {address}. They have the role once they accept."
    expect(page.locator(".ff-message")).to_have_text(said)


def test_an_invitation_by_letter_leads_to_a_password_and_the_home_page(place, page, script, chromium):
    invite(page, place.address, "Kim Reed", "kim.reed@example.org", role="contributor", organisation="vale-homes")
    expect(page.get_by_text("Their invitation can be used until")).to_be_visible()
    with another_browser(chromium, javascript=script) as theirs:
        link = place.link_to("kim.reed@example.org")
        theirs.goto(link)
        expect(theirs.get_by_text("You were invited as kim.reed@example.org")).to_be_visible()
        expect(theirs.get_by_role("button", name="Create a passkey")).to_be_hidden()  # not where a site is a number
        theirs.get_by_label("Your name").fill("Kim Reed-Hall")
        theirs.get_by_label("New password").fill("kim reed")
        theirs.get_by_role("button", name="Set password and continue").click()
        expect(theirs.get_by_role("alert")).to_contain_text("Password must be 10 characters or more")
        expect(theirs.get_by_label("Your name")).to_have_value("Kim Reed-Hall")
        theirs.get_by_label("New password").fill(CHOSEN)
        theirs.get_by_role("button", name="Set password and continue").click()
        at_home(theirs, "Kim")
        expect(theirs.get_by_role("link", name="Kim Reed-Hall")).to_be_visible()
        expect(theirs.get_by_role("link", name="Vale Homes", exact=True)).to_be_visible()
        sign_out(theirs)
        theirs.goto(link)
        expect(theirs.get_by_role("heading", level=1, name="This link no longer works")).to_be_visible()
        sign_in(theirs, place.address, "kim.reed@example.org", CHOSEN)
        at_home(theirs, "Kim")


def test_an_invitation_that_was_revoked_opens_nothing(place, page, script, chromium):
    invite(page, place.address, "Kim Reed", "kim.reed@example.org", role="contributor", organisation="vale-homes")
    page.get_by_role("button", name="Cancel it").click()
    expect(page.locator(".ff-message")).to_have_text("The invitation is cancelled. Its link no longer works.")
    with another_browser(chromium, javascript=script) as theirs:
        theirs.goto(place.link_to("kim.reed@example.org"))
        expect(theirs.get_by_role("heading", level=1, name="This link no longer works")).to_be_visible()


def test_an_invitation_is_accepted_with_a_passkey(place, scripted, chromium):
    invite(scripted, place.by_name, "Kim Reed", "kim.reed@example.org", role="sponsor", organisation="vale-homes")
    with another_browser(chromium, javascript=True) as theirs:
        fingerprint_reader(theirs)
        theirs.goto(place.link_to("kim.reed@example.org"))
        theirs.get_by_role("button", name="Create a passkey").click()
        at_home(theirs, "Kim")
        theirs.get_by_role("link", name="Kim Reed").click()
        expect(theirs.get_by_text("My first passkey, added")).to_be_visible()
        expect(theirs.get_by_role("link", name="Set one by email")).to_be_visible()
        sign_out(theirs)
        theirs.get_by_role("button", name="Sign in with a passkey").click()
        at_home(theirs, "Kim")
