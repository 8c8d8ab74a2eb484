"""Somebody who only looks, and what a page shows them against WCAG 2.2 AA.

A page of its own for every test, and signing in for it, take longer than looking; so the tests of a file share one
page, which knows nothing of the test before: it is nobody, as wide as a desk, and has no text until it goes somewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

DESK = {"width": 1280, "height": 900}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
VIOLATIONS = """async rules => (await axe.run(rules)).violations.map(
    one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 120))]
)"""


def be(page: Page, site: str, name: str) -> None:
    """Continue as somebody of the demonstration."""
    page.goto(f"{site}/demonstration/")
    page.get_by_role("button", name=f"Continue as {name}").click()
    page.get_by_role("heading", level=1, name="Hello, ").wait_for()


def assessment_of(home: str) -> str:
    """The number of the assessment to which the button of somebody's home leads, or nothing."""
    found = re.search(r'href="/assessments/(\d+)/[^"]*" role="button"', home)
    return found.group(1) if found else ""


def faults(page: Page, rules: Mapping[str, object] = RULES) -> list[tuple[str, list[str]]]:
    """What is wrong with a page as it is now: the rules that it breaks, and where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(VIOLATIONS, rules)


def faults_in_the_dark(page: Page) -> list[tuple[str, list[str]]]:
    """What cannot be read in the dark scheme; all else is the same in both."""
    page.emulate_media(color_scheme="dark")
    found = faults(page, CONTRAST)
    page.emulate_media(color_scheme="light")
    return found


@dataclass
class Looking:
    """One page for all tests of a file that only look at one site."""

    page: Page
    known: dict[str, tuple[list[dict[str, object]], str]] = field(default_factory=dict)

    def be(self, site: str, name: str | None) -> str:
        """Be somebody, who signs in for the first test only, or nobody; gives the text of their first page."""
        if name is None:
            return ""
        if name in self.known:
            self.page.context.add_cookies(self.known[name][0])
        else:
            be(self.page, site, name)
            self.known[name] = self.page.context.cookies(), self.page.content()
        return self.known[name][1]

    def forget(self) -> None:
        """Be nobody again, and leave the page that the test before saw."""
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        self.page.set_viewport_size(DESK)
