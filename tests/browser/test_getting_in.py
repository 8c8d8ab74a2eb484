"""Getting in with a real browser: invitations, passwords, an app, passkeys, and the keyboard alone."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyotp
import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from assessment.app import create_app
from assessment.commands import people
from assessment.config import Settings
from assessment.credentials import passwords
from assessment.demonstration import fill
from assessment.demonstration.area import PASSWORD
from assessment.domain.people.permissions import Role
from assessment.store import schema
from assessment.store.session import connect
from assessment.web.frame import clock
from tests.browser.conftest import _page, be

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import CDPSession, Page

    from assessment.store.session import Database

SECRET = "a secret for tests only"
CHOSEN = "heron over the weir"
FOCUSED = """() => {
  const one = document.activeElement;
  return one === document.body ? "" : (one.labels?.[0] ?? one).textContent.trim();
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")]
  .filter((one) => one.checkVisibility()).map((one) => (one.labels?.[0] ?? one).textContent.trim())"""
another_browser = contextmanager(_page)


@dataclass(frozen=True)
class Place:
    """A site that runs for one test or for several, with its database and its letters."""

    port: int
    database: Database
    instance: Path

    @property
    def address(self) -> str:
        """The site as most tests call it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def by_name(self) -> str:
        """The site under a name, since passkeys do not hold for numbers."""
        return f"http://localhost:{self.port}"

    def link_to(self, reader: str) -> str:
        """The link in the only letter to somebody."""
        letters = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in (self.instance / "outbox").glob("*.eml")
        ]
        (mine,) = [letter for letter in letters if letter["To"] == reader and "changed" not in letter["Subject"]]
        return re.search(r"http://\S+", mine.get_body(("plain",)).get_content()).group()


def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in one file, made once in each process and copied for every test."""
    path = tmp_path_factory.getbasetemp() / "filled-once.db"
    if not path.exists():
        database = connect(f"sqlite:///{path}")
        schema.upgrade(database.engine)
        with database.writing() as session:
            fill(session)
            session.commit()
        database.engine.dispose()
    return path


@contextmanager
def running(demonstration: Path, folder: Path) -> Iterator[Place]:
    """A copy of the demonstration, served until the test is over."""
    shutil.copy(demonstration, folder / "site.db")
    database = connect(f"sqlite:///{folder / 'site.db'}")
    settings = Settings("", SECRET, demonstration=True, cache_folder=str(folder), instance=str(folder))
    server = make_server("127.0.0.1", 0, create_app(settings, database), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Place(server.server_port, database, folder)
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
    database.engine.dispose()


@pytest.fixture
def place(tmp_path_factory, tmp_path) -> Iterator[Place]:
    with running(filled(tmp_path_factory), tmp_path) as site:
        yield site


@pytest.fixture
def device(scripted) -> CDPSession:
    """A fingerprint reader that always says yes, built into the scripted browser."""
    return _device(scripted)


def _device(page: Page) -> CDPSession:
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


def _invite(page: Page, site: str, name: str, address: str, *, role: str, organisation: str) -> None:
    be(page, site, "Ruth Adeyemi")
    page.get_by_role("link", name="People", exact=True).click()
    form = page.locator("form", has_text="Send invitation")
    form.get_by_label("Name").fill(name)
    form.get_by_label("E-mail address at work").fill(address)
    form.get_by_label("Role").select_option(role)
    form.get_by_label("Organisation").select_option(organisation)
    form.get_by_role("button", name="Send invitation").click()
    expect(page.locator(".ff-message")).to_have_text(f"An invitation is on its way to {address}.")


def _sign_in(page: Page, site: str, address: str, password: str = PASSWORD) -> None:
    page.goto(f"{site}/sign-in")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def _home(page: Page, first_name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=f"Good to see you, {first_name}")).to_be_visible()


def _code(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or will show in so many seconds; every code works only once."""
    return pyotp.TOTP(secret).at(int(time.time()) + later)


def _add_app(page: Page) -> tuple[str, list[str]]:
    """Set up an app from the page that shows its picture; gives its secret and the recovery codes."""
    expect(page.locator(".ff-qr svg")).to_be_visible()
    secret = page.locator("code.ff-secret").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(_code(secret))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1, name="Keep these recovery codes")).to_be_visible()
    return secret, page.locator(".ff-codes code").all_inner_texts()


def test_an_invitation_by_letter_leads_to_a_password_and_the_home_page(place, page, script, chromium):
    _invite(page, place.address, "Kim Reed", "kim.reed@example.org", role="contributor", organisation="vale-homes")
    expect(page.get_by_text("Open until")).to_be_visible()
    with another_browser(chromium, javascript=script) as theirs:
        link = place.link_to("kim.reed@example.org")
        theirs.goto(link)
        expect(theirs.get_by_text("You were invited as kim.reed@example.org")).to_be_visible()
        expect(theirs.get_by_role("button", name="Make a passkey")).to_be_hidden()  # not where a site is a number
        theirs.get_by_label("Your name").fill("Kim Reed-Hall")
        theirs.get_by_label("New password").fill("kim reed")
        theirs.get_by_role("button", name="Set password and go on").click()
        expect(theirs.get_by_role("alert")).to_contain_text("Password must be 10 characters or more")
        expect(theirs.get_by_label("Your name")).to_have_value("Kim Reed-Hall")
        theirs.get_by_label("New password").fill(CHOSEN)
        theirs.get_by_role("button", name="Set password and go on").click()
        _home(theirs, "Kim")
        expect(theirs.get_by_role("link", name="Kim Reed-Hall")).to_be_visible()
        expect(theirs.get_by_role("link", name="Vale Homes", exact=True)).to_be_visible()
        _sign_out(theirs)
        theirs.goto(link)
        expect(theirs.get_by_role("heading", level=1, name="This link does not open any more")).to_be_visible()
        _sign_in(theirs, place.address, "kim.reed@example.org", CHOSEN)
        _home(theirs, "Kim")


def test_an_invitation_that_was_revoked_opens_nothing(place, page, script, chromium):
    _invite(page, place.address, "Kim Reed", "kim.reed@example.org", role="contributor", organisation="vale-homes")
    page.get_by_role("button", name="Revoke it").click()
    expect(page.locator(".ff-message")).to_have_text("The invitation does not open any more.")
    with another_browser(chromium, javascript=script) as theirs:
        theirs.goto(place.link_to("kim.reed@example.org"))
        expect(theirs.get_by_role("heading", level=1, name="This link does not open any more")).to_be_visible()


def test_a_forgotten_password_is_replaced_by_letter(place, page):
    page.goto(f"{place.address}/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("E-mail address").fill("Priya.Shah@example.org")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1, name="Check your e-mail")).to_be_visible()
    page.goto(place.link_to("priya.shah@example.org"))
    page.get_by_label("New password").fill(CHOSEN)
    page.get_by_role("button", name="Set password").click()
    expect(page.locator(".ff-message")).to_have_text("Your new password is set. Sign in with it.")
    _sign_in(page, place.address, "priya.shah@example.org")
    expect(page.get_by_role("alert")).to_contain_text("do not match an account here")
    _sign_in(page, place.address, "priya.shah@example.org", CHOSEN)
    _home(page, "Priya")


def test_a_password_that_was_typed_wrong_keeps_the_address_and_where_somebody_was_going(place, page):
    page.goto(f"{place.address}/account/")
    expect(page.locator(".ff-message")).to_have_text("Sign in to see this page.")
    page.get_by_label("E-mail address").fill("priya.shah@example.org")
    page.get_by_label("Password").fill("not this one, I think")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("E-mail address")).to_have_value("priya.shah@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()


def test_an_app_asks_for_its_code_and_a_recovery_code_helps_out_once(place, page):
    _sign_in(page, place.address, "priya.shah@example.org")
    page.get_by_role("link", name="Priya Shah").click()
    page.get_by_role("link", name="Add the authenticator app").click()
    secret, codes = _add_app(page)
    assert len(set(codes)) == len(codes) >= 8
    page.get_by_role("button", name="I have kept them").click()
    _sign_out(page)

    _sign_in(page, place.address, "priya.shah@example.org")
    expect(page.get_by_role("heading", level=1, name="Enter your code")).to_be_visible()
    page.get_by_label("Code").fill("000 000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("The code does not match.")
    page.get_by_label("Code").fill(_code(secret, later=30))
    page.get_by_role("button", name="Continue").click()
    _home(page, "Priya")

    for code, lets_in in ((codes[0].upper(), True), (codes[0], False), (codes[1], True)):
        if page.get_by_role("button", name="Sign out", exact=True).count():
            _sign_out(page)
        _sign_in(page, place.address, "priya.shah@example.org")
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Continue").click()
        if lets_in:
            _home(page, "Priya")
        else:
            expect(page.get_by_role("alert")).to_contain_text("The code does not match.")
    page.get_by_role("link", name="Priya Shah").click()
    expect(page.get_by_text(f"Set up; {len(codes) - 2} recovery codes left")).to_be_visible()


def test_a_project_lead_can_go_on_only_once_there_is_a_second_step(place, page, script):
    _sign_in(page, place.address, "ruth.adeyemi@example.org")
    expect(page.get_by_role("heading", level=1, name="One more step")).to_be_visible()
    for path in ("/home", "/people/", "/compare/"):
        page.goto(place.address + path)
        assert page.url == f"{place.address}/account/set-up"
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("link", name="Set up an authenticator app instead")).to_be_visible()
    page.goto(f"{place.address}/account/set-up")
    page.get_by_role("button", name="Set up an app").click()
    _add_app(page)
    page.get_by_role("button", name="I have kept them").click()
    _home(page, "Ruth")
    page.get_by_role("link", name="People", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()


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
    _sign_in(scripted, place.by_name, "nia.ward@example.org", CHOSEN)
    expect(scripted).to_have_url(f"{place.by_name}/account/set-up")
    scripted.goto(f"{place.by_name}/organisations/")
    expect(scripted).to_have_url(f"{place.by_name}/account/set-up")
    scripted.get_by_role("button", name="Make a passkey").click()
    scripted.get_by_label("Name").fill("Work laptop")
    scripted.get_by_role("button", name="Make a passkey").click()
    expect(scripted.locator(".ff-message")).to_have_text("Your passkey is kept. From now on you can sign in with it.")
    scripted.get_by_role("link", name="Organisations").click()
    expect(scripted.get_by_role("heading", level=1, name="Organisations")).to_be_visible()
    _sign_out(scripted)
    scripted.get_by_role("button", name="Sign in with a passkey").click()
    _home(scripted, "Nia")


def test_a_passkey_is_made_used_and_removed(place, scripted, device):
    _sign_in(scripted, place.by_name, "priya.shah@example.org")
    scripted.get_by_role("link", name="Priya Shah").click()
    scripted.get_by_role("link", name="Add a passkey").click()
    scripted.get_by_label("Name").fill("Work laptop")
    scripted.get_by_role("button", name="Make a passkey").click()
    expect(scripted.get_by_role("button", name="Remove the passkey Work laptop")).to_be_visible()
    _sign_out(scripted)

    scripted.get_by_role("button", name="Sign in with a passkey").click()
    _home(scripted, "Priya")
    scripted.get_by_role("link", name="Priya Shah").click()
    expect(scripted.get_by_text("last used")).to_be_visible()
    scripted.get_by_role("link", name="Add a passkey").click()
    scripted.get_by_role("button", name="Make a passkey").click()
    expect(scripted.get_by_text("This device has a passkey for your account already.")).to_be_visible()

    scripted.get_by_role("link", name="Back to your account").click()
    scripted.get_by_role("button", name="Remove the passkey Work laptop").click()
    expect(scripted.locator(".ff-message")).to_have_text("The passkey is removed.")
    _sign_out(scripted)
    scripted.get_by_role("button", name="Sign in with a passkey").click()
    expect(scripted.get_by_role("alert")).to_contain_text("This passkey is not known here.")


def test_an_invitation_is_accepted_with_a_passkey(place, scripted, chromium):
    _invite(scripted, place.by_name, "Kim Reed", "kim.reed@example.org", role="sponsor", organisation="vale-homes")
    with another_browser(chromium, javascript=True) as theirs:
        _device(theirs)
        theirs.goto(place.link_to("kim.reed@example.org"))
        theirs.get_by_role("button", name="Make a passkey").click()
        _home(theirs, "Kim")
        theirs.get_by_role("link", name="Kim Reed").click()
        expect(theirs.get_by_text("My first passkey, added")).to_be_visible()
        expect(theirs.get_by_role("link", name="Set one by e-mail")).to_be_visible()
        _sign_out(theirs)
        theirs.get_by_role("button", name="Sign in with a passkey").click()
        _home(theirs, "Kim")


def test_a_passkey_that_is_stopped_leaves_the_other_ways_open(place, scripted):
    talk = scripted.context.new_cdp_session(scripted)
    talk.send("WebAuthn.enable")  # and no device: the browser refuses at once, as when somebody presses Cancel
    scripted.goto(f"{place.by_name}/sign-in")
    scripted.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    scripted.get_by_role("button", name="Sign in with a passkey").click()
    expect(scripted.get_by_text("That did not work, or was stopped.")).to_be_visible()
    scripted.get_by_label("E-mail address").fill("priya.shah@example.org")
    scripted.get_by_label("Password").fill(PASSWORD)
    scripted.get_by_role("button", name="Sign in", exact=True).click()
    _home(scripted, "Priya")


def test_the_keyboard_reaches_everything_on_the_sign_in_page_in_its_order(place, page, script):
    page.goto(f"{place.by_name}/sign-in")
    everything = page.evaluate(REACHABLE)
    assert {"E-mail address", "Password", "Sign in", "Forgotten your password?"} <= set(everything)
    assert ("Sign in with a passkey" in everything) == script
    reached = []
    for _ in everything:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == everything


def test_the_keyboard_alone_puts_a_mistake_right_and_signs_in(place, scripted):
    scripted.goto(f"{place.address}/sign-in")
    scripted.get_by_label("E-mail address").focus()
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
    _home(scripted, "Priya")
    scripted.keyboard.press("Tab")
    expect(scripted.get_by_role("link", name="Skip to main content")).to_be_focused()


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
    expect(question.get_by_text("You have been signed out.")).to_be_visible()
    expect(question.get_by_role("button", name="Stay signed in")).to_be_hidden()
    question.get_by_role("button", name="Close this").click()
    expect(question).to_be_hidden()


def test_somebody_ends_a_sign_in_elsewhere(place, page, script, chromium):
    be(page, place.address, "Priya Shah")
    with another_browser(chromium, javascript=script) as elsewhere:
        be(elsewhere, place.address, "Priya Shah")
        page.get_by_role("link", name="Priya Shah").click()
        page.get_by_role("button", name="Sign out everywhere else").click()
        expect(page.locator(".ff-message")).to_have_text("You are signed out everywhere else.")
        expect(page.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)
        elsewhere.goto(f"{place.address}/home")
        expect(elsewhere.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
