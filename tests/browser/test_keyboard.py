"""The sign-in page with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from assessment.demonstration.area import PASSWORD
from tests.browser.getting_in import at_home

FOCUSED = """() => {
  const one = document.activeElement;
  return one === document.body ? "" : (one.labels?.[0] ?? one).textContent.trim();
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")]
  .filter((one) => one.checkVisibility()).map((one) => (one.labels?.[0] ?? one).textContent.trim())"""


def test_the_keyboard_reaches_everything_on_the_sign_in_page_in_its_order(place, page, script):
    page.goto(f"{place.by_name}/sign-in")
    everything = page.evaluate(REACHABLE)
    assert {"Email address", "Password", "Sign in", "Forgotten your password?"} <= set(everything)
    assert ("Sign in with a passkey" in everything) == script
    reached = []
    for _ in everything:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == everything


def test_the_keyboard_alone_puts_a_mistake_right_and_signs_in(place, scripted):
    scripted.goto(f"{place.address}/sign-in")
    scripted.get_by_label("Email address").focus()
    scripted.keyboard.type("priya.shah@example.org")
    scripted.keyboard.press("Enter")
    summary = scripted.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(scripted).to_have_title("Error: Sign in – Fourfold")
    scripted.keyboard.press("Tab")
    expect(summary.get_by_role("link", name="Enter your password")).to_be_focused()
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_label("Password")).to_be_focused()
    expect(scripted.get_by_label("Password")).to_have_accessible_description("Error: Enter your password")
    scripted.keyboard.type(PASSWORD)
    scripted.keyboard.press("Enter")
    at_home(scripted, "Priya")
    scripted.keyboard.press("Tab")
    expect(scripted.get_by_role("link", name="Skip to main content")).to_be_focused()
