"""Passkeys with a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from assessment.commands import people
from assessment.credentials import passwords
from assessment.demonstration.area import PASSWORD
from assessment.domain.people.permissions import Role
from assessment.web.frame import clock
from tests.browser.getting_in import CHOSEN, at_home, fingerprint_reader, sign_in, sign_out

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession


@pytest.fixture
def device(scripted) -> CDPSession:
    """A fingerprint reader that always says yes, built into the scripted browser."""
    return fingerprint_reader(scripted)


def test_a_new_project_lead_with_a_password_makes_a_passkey_and_goes_on(place, scripted, device):
    with place.database.writing() as session:
        made = people.add_person(
            session,
            name="Nia Ward",
            email="nia.ward@example.org",
            password_hash=passwords.hashed(CHOSEN),
            at=clock.now(),
        )
        people.give_role(session, made, Role.PROJECT_LEAD, at=clock.now())
        session.commit()
    sign_in(scripted, place.by_name, "nia.ward@example.org", CHOSEN)
    expect(scripted).to_have_url(f"{place.by_name}/account/set-up")
    scripted.goto(f"{place.by_name}/organisations/")
    expect(scripted).to_have_url(f"{place.by_name}/account/set-up")
    scripted.get_by_role("button", name="Create a passkey").click()
    scripted.get_by_label("Name").fill("Work laptop")
    scripted.get_by_role("button", name="Create a passkey").click()
    expect(scripted.locator(".ff-message")).to_have_text("Passkey added. You can now use it to sign in.")
    scripted.get_by_role("link", name="Manage", exact=True).click()
    expect(scripted.get_by_role("heading", level=1, name="Organisations")).to_be_visible()
    sign_out(scripted)
    scripted.get_by_role("button", name="Sign in with a passkey").click()
    at_home(scripted, "Nia")


def test_a_passkey_is_made_used_and_removed(place, scripted, device):
    sign_in(scripted, place.by_name, "priya.shah@example.org")
    scripted.get_by_role("link", name="Priya Shah").click()
    scripted.get_by_role("link", name="Add a passkey").click()
    scripted.get_by_label("Name").fill("Work laptop")
    scripted.get_by_role("button", name="Create a passkey").click()
    expect(scripted.get_by_role("button", name="Remove the passkey Work laptop")).to_be_visible()
    sign_out(scripted)

    scripted.get_by_role("button", name="Sign in with a passkey").click()
    at_home(scripted, "Priya")
    scripted.get_by_role("link", name="Priya Shah").click()
    expect(scripted.get_by_text("last used")).to_be_visible()
    scripted.get_by_role("link", name="Add a passkey").click()
    scripted.get_by_role("button", name="Create a passkey").click()
    expect(scripted.get_by_text("This device already has a passkey for your account.")).to_be_visible()

    scripted.get_by_role("link", name="Back to your account").click()
    scripted.get_by_role("button", name="Remove the passkey Work laptop").click()
    expect(scripted.locator(".ff-message")).to_have_text("Passkey removed.")
    sign_out(scripted)
    scripted.get_by_role("button", name="Sign in with a passkey").click()
    expect(scripted.get_by_role("alert")).to_contain_text("We don’t recognise this passkey.")


def test_a_passkey_that_is_stopped_leaves_the_other_ways_open(place, scripted):
    talk = scripted.context.new_cdp_session(scripted)
    talk.send("WebAuthn.enable")  # and no device: the browser refuses at once, as when somebody presses Cancel
    scripted.goto(f"{place.by_name}/sign-in")
    scripted.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    scripted.get_by_role("button", name="Sign in with a passkey").click()
    expect(scripted.get_by_text("That didn’t work, or was cancelled.")).to_be_visible()
    scripted.get_by_label("Email address").fill("priya.shah@example.org")
    scripted.get_by_label("Password").fill(PASSWORD)
    scripted.get_by_role("button", name="Sign in", exact=True).click()
    at_home(scripted, "Priya")
