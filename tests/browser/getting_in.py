"""The steps of getting in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from assessment.demonstration.area import PASSWORD
from tests.browser.conftest import _page

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page


CHOSEN = "heron over the weir"
another_browser = contextmanager(_page)


def fingerprint_reader(page: Page) -> CDPSession:
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    return talk


def sign_in(page: Page, site: str, address: str, password: str = PASSWORD) -> None:
    page.goto(f"{site}/sign-in")
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def at_home(page: Page, first_name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=f"Hello, {first_name}")).to_be_visible()
