"""Getting in with a real browser: passwords, an app, being away, and signing in elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pyotp
from playwright.sync_api import expect

from assessment.demonstration.area import PASSWORD
from tests.browser.getting_in import CHOSEN, another_browser, at_home, sign_in, sign_out
from tests.browser.looking import be

if TYPE_CHECKING:
    from playwright.sync_api import Page


def app_code(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or will show in so many seconds; every code works only once."""
    return pyotp.TOTP(secret).at(int(time.time()) + later)


def add_app(page: Page) -> tuple[str, list[str]]:
    """Set up an app from the page that shows its picture; gives its secret and the recovery codes."""
    expect(page.locator(".ff-qr svg")).to_be_visible()
    secret = page.locator("code.ff-secret").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(app_code(secret))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1, name="Save these recovery codes")).to_be_visible()
    return secret, page.locator(".ff-codes code").all_inner_texts()


def test_a_forgotten_password_is_replaced_by_letter(place, page):
    page.goto(f"{place.address}/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("Email address").fill("Priya.Shah@example.org")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1, name="Check your email")).to_be_visible()
    page.goto(place.link_to("priya.shah@example.org"))
    page.get_by_label("New password").fill(CHOSEN)
    page.get_by_role("button", name="Set password").click()
    expect(page.locator(".ff-message")).to_have_text("Your new password is saved. Use it to sign in.")
    sign_in(page, place.address, "priya.shah@example.org")
    expect(page.get_by_role("alert")).to_contain_text("email address or password isn’t right")
    sign_in(page, place.address, "priya.shah@example.org", CHOSEN)
    at_home(page, "Priya")


def test_a_password_that_was_typed_wrong_keeps_the_address_and_where_somebody_was_going(place, page):
    page.goto(f"{place.address}/account/")
    expect(page.locator(".ff-message")).to_have_text("Sign in to see this page.")
    page.get_by_label("Email address").fill("priya.shah@example.org")
    page.get_by_label("Password").fill("not this one, I think")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("Email address")).to_have_value("priya.shah@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()


def test_an_app_asks_for_its_code_and_a_recovery_code_helps_out_once(place, page):
    sign_in(page, place.address, "priya.shah@example.org")
    page.get_by_role("link", name="Priya Shah").click()
    page.get_by_role("link", name="Add the authenticator app").click()
    secret, codes = add_app(page)
    assert len(set(codes)) == len(codes) >= 8
    page.get_by_role("button", name="I’ve saved them").click()
    sign_out(page)

    sign_in(page, place.address, "priya.shah@example.org")
    expect(page.get_by_role("heading", level=1, name="Enter your code")).to_be_visible()
    page.get_by_label("Code").fill("000 000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("That code isn’t right.")
    page.get_by_label("Code").fill(app_code(secret, later=30))
    page.get_by_role("button", name="Continue").click()
    at_home(page, "Priya")

    for code, lets_in in ((codes[0].upper(), True), (codes[0], False), (codes[1], True)):
        if page.get_by_role("button", name="Sign out", exact=True).count():
            sign_out(page)
        sign_in(page, place.address, "priya.shah@example.org")
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Continue").click()
        if lets_in:
            at_home(page, "Priya")
        else:
            expect(page.get_by_role("alert")).to_contain_text("That code isn’t right.")
    page.get_by_role("link", name="Priya Shah").click()
    expect(page.get_by_text(f"Set up; {len(codes) - 2} recovery codes left")).to_be_visible()


def test_a_project_lead_can_go_on_only_once_there_is_a_second_step(place, page, script):
    sign_in(page, place.address, "ruth.adeyemi@example.org")
    expect(page.get_by_role("heading", level=1, name="One more step")).to_be_visible()
    for path in ("/home", "/people/", "/compare/"):
        page.goto(place.address + path)
        assert page.url == f"{place.address}/account/set-up"
    page.get_by_role("button", name="Create a passkey").click()
    expect(page.get_by_role("link", name="Set up an authenticator app instead")).to_be_visible()
    page.goto(f"{place.address}/account/set-up")
    page.get_by_role("button", name="Set up an app").click()
    add_app(page)
    page.get_by_role("button", name="I’ve saved them").click()
    at_home(page, "Ruth")
    page.get_by_role("link", name="Manage", exact=True).click()
    page.get_by_role("link", name="People", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()


def test_somebody_who_has_been_away_is_asked_and_stays_signed_in(place, scripted):
    scripted.clock.install()
    be(scripted, place.address, "Priya Shah")
    scripted.wait_for_load_state()  # until then the script has not begun to count
    question = scripted.get_by_role("dialog", name="Are you still there?")
    scripted.clock.fast_forward("54:00")
    expect(question).to_be_hidden()
    scripted.clock.fast_forward("02:00")
    expect(question).to_be_visible()
    expect(question.get_by_role("button", name="Stay signed in")).to_be_focused()
    scripted.keyboard.press("Enter")
    expect(question).to_be_hidden()
    scripted.clock.fast_forward("56:00")
    expect(question).to_be_visible()
    scripted.clock.fast_forward("10:00")
    expect(question.get_by_text("We’ve signed you out.")).to_be_visible()
    expect(question.get_by_role("button", name="Stay signed in")).to_be_hidden()
    question.get_by_role("button", name="Close this").click()
    expect(question).to_be_hidden()


def test_somebody_ends_a_sign_in_elsewhere(place, page, script, chromium):
    be(page, place.address, "Priya Shah")
    with another_browser(chromium, javascript=script) as elsewhere:
        be(elsewhere, place.address, "Priya Shah")
        page.get_by_role("link", name="Priya Shah").click()
        page.get_by_role("button", name="Sign out everywhere else").click()
        expect(page.locator(".ff-message")).to_have_text("You’re now signed out everywhere else.")
        expect(page.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)
        elsewhere.goto(f"{place.address}/home")
        expect(elsewhere.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
