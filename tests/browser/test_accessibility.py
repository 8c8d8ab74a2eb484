"""Every kind of page against WCAG 2.2 AA, at two widths, and nothing wider than a phone."""

from __future__ import annotations

import re

import pytest

from tests.browser.looking import assessment_of, be, faults, faults_in_the_dark

PAGES = [
    (None, "/"),
    (None, "/sign-in"),
    (None, "/demonstration/"),
    (None, "/about"),
    (None, "/who-sees-what"),
    (None, "/accessibility"),
    (None, "/support"),
    (None, "/nothing-here"),
    (None, "/banks/"),
    (None, "/banks/trauma-informed-2027/"),
    (None, "/banks/trauma-informed-2026/?q=walk-through&sector=police"),
    (None, "/banks/trauma-informed-2026/to/trauma-informed-2027"),
    (None, "/banks/trauma-informed-2027/words"),
    (None, "/quick-check/"),
    (None, "/vignettes"),
    (None, "/training"),
    (None, "/indicators"),
    (None, "/surveys/staff-pulse-2026"),
    ("Alex Morgan", "/home"),
    ("Alex Morgan", "/organisations/northmere-council"),
    ("Alex Morgan", "/assessments/{number}/"),
    ("Alex Morgan", "/assessments/{number}/items/RL-GOV-1"),
    ("Alex Morgan", "/assessments/{number}/items/RP-FIN-1"),
    ("Alex Morgan", "/assessments/{number}/staff-survey"),
    ("Alex Morgan", "/assessments/{number}/check"),
    ("Alex Morgan", "/assessments/{number}/results"),
    ("Alex Morgan", "/organisations/northmere-council/progress"),
    ("Alex Morgan", "/status"),
    ("Sam Okafor", "/assessments/{number}/sign-off"),
    ("Bethan Rees", "/assessments/{number}/results"),
    ("Bethan Rees", "/assessments/{number}/items/RL-GOV-1"),
    ("Marcus Lee", "/compare/overview"),
    ("Marcus Lee", "/compare/"),
    ("Marcus Lee", "/compare/?organisation=vale-police&organisation=lantern-house&organisation=weirside-school"),
    ("Marcus Lee", "/compare/everyone?by=domain"),
    ("Marcus Lee", "/compare/heat-map?by=domain"),
    ("Marcus Lee", "/compare/heat-map?by=item"),
    ("Marcus Lee", "/compare/stages"),
    ("Marcus Lee", "/compare/saved"),
    ("Marcus Lee", "/compare/saved/1"),
    ("Marcus Lee", "/compare/priorities"),
    ("Marcus Lee", "/compare/priorities/1"),
    ("Marcus Lee", "/compare/priorities/4"),
    ("Marcus Lee", "/compare/priorities/1/take-away"),
    ("Ruth Adeyemi", "/status"),
    ("Ruth Adeyemi", "/drafts/"),
    ("Ruth Adeyemi", "/drafts/carer-friendly-2027/"),
    ("Ruth Adeyemi", "/drafts/carer-friendly-2027/items/KNOW-1"),
]
REFUSED = {(None, "/nothing-here"): 404, ("Alex Morgan", "/status"): 403}


@pytest.mark.parametrize(("name", "path"), PAGES)
def test_a_page_has_no_accessibility_fault_and_fits_a_phone(shared_site, looking, name, path):
    path = path.format(number=assessment_of(looking.be(shared_site, name)))
    for width in (1280, 320):
        looking.page.set_viewport_size({"width": width, "height": 900})
        answer = looking.page.goto(shared_site + path)
        assert answer.status == REFUSED.get((name, path), 200)
        assert not name or not re.search("sign-in|demonstration", looking.page.url)
        assert faults(looking.page) == []
        assert width < 1280 or faults_in_the_dark(looking.page) == []
        assert looking.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_form_with_errors_has_no_accessibility_fault(shared_site, scripted):
    be(scripted, shared_site, "Alex Morgan")
    scripted.get_by_role("button", name="Continue assessment").click()
    scripted.locator(".govuk-task-list__item", has_text="Not started").last.get_by_role("link").click()
    scripted.get_by_text("Add evidence", exact=True).click()
    scripted.get_by_label("Link (optional)").fill("no address")
    scripted.get_by_role("button", name="Save and add another piece of evidence").click()
    scripted.get_by_role("heading", name="There is a problem").wait_for()
    assert faults(scripted) == []
