"""Every page of running an area against WCAG 2.2 AA at two widths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from assessment.commands import factors, links, people
from assessment.credentials import authenticator
from assessment.demonstration.area import PASSWORD
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import Role
from assessment.store.people import person_by_email
from assessment.web.frame import clock
from tests.browser.demonstration import ADMINISTRATOR, ADVISER, COUNCIL, LEAD, RUTH
from tests.browser.looking import be, faults, faults_in_the_dark
from tests.browser.site import SECRET, Place, filled, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

WIDTHS = (1280, 320)
PAGES = [
    (None, "/forgotten-password"),
    (None, "/privacy"),
    (None, "/cookies"),
    (None, "/invitation/{invitation}"),
    (None, "/new-password/{reset}"),
    (None, "/invitation/{spent}"),
    (LEAD, "/account/"),
    (LEAD, "/account/app/"),
    (LEAD, "/account/passkeys"),
    (LEAD, "/account/password"),
    (LEAD, f"{COUNCIL}/people/"),
    (LEAD, f"{COUNCIL}/people/{{colleague}}"),
    (LEAD, f"{COUNCIL}/consent/"),
    (LEAD, f"{COUNCIL}/record"),
    (RUTH, "/organisations/"),
    (RUTH, "/organisations/new"),
    (RUTH, f"{COUNCIL}/edit"),
    (RUTH, "/organisations/joined-or-divided"),
    (RUTH, "/partnerships/"),
    (RUTH, "/partnerships/north"),
    (RUTH, "/years/"),
    (RUTH, "/years/new"),
    (RUTH, "/years/{year}"),
    (RUTH, "/years/published"),
    (RUTH, "/people/?q=Priya"),
    (RUTH, "/imports/"),
    (RUTH, "/record"),
    (RUTH, "/banks/"),
    (RUTH, f"{COUNCIL}/people/{{colleague}}"),
    (ADVISER, "/organisations/"),
    (ADMINISTRATOR, "/people/"),
    (ADMINISTRATOR, "/people/{invited}"),
    (ADMINISTRATOR, f"{COUNCIL}/information-request"),
]


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory) -> Iterator[tuple[str, dict[str, str | int]]]:
    """One site for everything that only looks, and what stands in the addresses of its pages."""
    with running(filled(tmp_path_factory), tmp_path_factory.mktemp("looked-at")) as site:
        yield site.address, _prepared(site)


def _prepared(site: Place) -> dict[str, str | int]:
    """An administrator, somebody invited, and somebody with an app, with the numbers and links that lead to them."""
    at = clock.now()
    with site.database.writing() as session:
        keeper = people.add_person(
            session, name=ADMINISTRATOR, email="iris.tan@example.org", at=at, demonstration="Administrator: keeps it."
        )
        people.give_role(session, keeper, Role.ADMINISTRATOR, at=at)
        invited = people.add_person(session, name="Kim Reed", email="kim.reed@example.org", at=at)
        people.give_role(session, invited, Role.ADVISER, at=at)
        colleague = person_by_email(session, "priya.shah@example.org")
        sponsor = person_by_email(session, "sam.okafor@example.org")
        factors.keep_authenticator(session, sponsor, authenticator.new_secret(), step=0, key=SECRET, at=at)
        known = {
            "invited": invited.id,
            "colleague": colleague.id,
            "invitation": links.make_link(session, invited, LinkPurpose.INVITATION, at=at),
            "reset": links.make_link(session, colleague, LinkPurpose.RESET, at=at),
            "spent": "s" * 43,
            "year": at.year - (at.month < 9),
        }
        session.commit()
    return known


def _require_no_faults(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert faults(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_a_page_of_the_administration_has_no_accessibility_fault_and_fits_a_phone(looked_at, looking, name, path):
    site, known = looked_at
    looking.be(site, name)
    answer = looking.page.goto(site + path.format(**known))
    assert answer.status == (404 if "spent" in path else 200)
    assert not re.search("sign-in|demonstration", looking.page.url)
    for width in WIDTHS:
        _require_no_faults(looking.page, width)
    assert faults_in_the_dark(looking.page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_steps_of_getting_in_have_no_accessibility_fault(looked_at, scripted, width):
    site, _ = looked_at

    def sign_in(address: str) -> None:
        scripted.goto(f"{site}/sign-in")
        scripted.get_by_label("Email address").fill(address)
        scripted.get_by_label("Password").fill(PASSWORD)
        scripted.get_by_role("button", name="Sign in", exact=True).click()

    sign_in("sam.okafor@example.org")
    expect(scripted.get_by_role("heading", level=1, name="Enter your code")).to_be_visible()
    _require_no_faults(scripted, width)
    scripted.get_by_role("button", name="Continue").click()
    expect(scripted.get_by_role("alert")).to_contain_text("Enter the code")
    _require_no_faults(scripted, width)
    sign_in("ruth.adeyemi@example.org")
    expect(scripted.get_by_role("heading", level=1, name="One more step")).to_be_visible()
    _require_no_faults(scripted, width)


@pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/organisations/new", "Add organisation"),
        ("/organisations/joined-or-divided", "Save merger or split"),
        ("/people/", "Send invitation"),
        ("/imports/", "Preview"),
    ],
)
def test_a_form_that_was_sent_empty_has_no_accessibility_fault(looked_at, scripted, path, button):
    site, _ = looked_at
    be(scripted, site, RUTH)
    scripted.goto(site + path)
    scripted.get_by_role("button", name=button, exact=True).click()
    expect(scripted.locator(".govuk-error-summary")).to_be_focused()
    expect(scripted).to_have_title(re.compile("^Error: "))
    for width in WIDTHS:
        _require_no_faults(scripted, width)
    for link in scripted.locator(".govuk-error-summary a").all():
        link.click()
        assert scripted.evaluate("() => document.activeElement.matches('input, select, textarea')"), link.inner_text()
