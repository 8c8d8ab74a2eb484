"""Pictures of every kind of page, as each role sees it: wide and narrow, light, dark, forced colours, and printed.

    python -m tools.screenshots.run [--only results] [--look light] [--width 360] [--folder build/screenshots]

The pages are those that the browser tests read, so a page that is tested is also looked at.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET, ROOT, be
from tests.browser.site import fill, running
from tests.browser.test_accessibility import PAGES
from tests.browser.test_administration_accessibility import PAGES as ADMINISTRATION
from tests.browser.test_administration_accessibility import _prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none", "media": "screen"},
    "dark": {"color_scheme": "dark", "forced_colors": "none", "media": "screen"},
    "forced": {"color_scheme": "dark", "forced_colors": "active", "media": "screen"},
    "print": {"color_scheme": "light", "forced_colors": "none", "media": "print"},
}
WIDTHS = (1280, 360)
PAPER = 718  # the pixels that A4 with our margins has


def file_name(reader: str | None, path: str) -> str:
    """A page's name in the folder, from who reads it and where it stands."""
    who = (reader or "visitor").split(" ", maxsplit=1)[0].lower()
    return f"{who}-{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-') or 'start'}"


def take(page: Page, folder: Path, name: str, looks: Sequence[str], widths: Sequence[int]) -> None:
    """One page in every look and width that is asked for."""
    for look in looks:
        page.emulate_media(**LOOKS[look])
        for width in (PAPER,) if look == "print" else widths:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=folder / f"{name}-{look}-{width}.png", full_page=True)


def take_all(browser: Browser, site: str, known: dict[str, str | int], wanted: argparse.Namespace) -> int:
    """All pages whose name fits; gives how many."""
    taken = 0
    pages = [
        (reader, path) for reader, path in [*PAGES, *ADMINISTRATION] if re.search(wanted.only, file_name(reader, path))
    ]
    for reader, theirs in groupby(sorted(pages, key=lambda one: one[0] or ""), key=lambda one: one[0]):
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        number = ""
        if reader:
            be(page, site, reader)
            found = re.search(r"/assessments/(\d+)/", page.content())
            number = found.group(1) if found else ""
        for _, path in theirs:
            page.goto(site + path.format(number=number, **known))
            take(page, wanted.folder, file_name(reader, path), wanted.look, wanted.width)
            taken += 1
        page.context.close()
    return taken


def main() -> None:
    """Serve the demonstration for as long as it takes, and say where the pictures are."""
    ask = argparse.ArgumentParser(description="Take pictures of every kind of page.")
    ask.add_argument("--only", default="", help="a regular expression for the names of pages")
    ask.add_argument("--look", action="append", choices=LOOKS, help="light, dark, forced or print; all when left out")
    ask.add_argument("--width", action="append", type=int, help="1280 and 360 when left out")
    ask.add_argument("--folder", type=Path, default=ROOT / "build" / "screenshots")
    wanted = ask.parse_args()
    wanted.look, wanted.width = wanted.look or list(LOOKS), wanted.width or list(WIDTHS)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    chromium = (ROOT / ".venv" / "chromium-path").read_text(encoding="utf-8").strip()
    with tempfile.TemporaryDirectory() as room, sync_playwright() as playwright:
        filled = Path(room) / "filled.db"
        fill(f"sqlite:///{filled}")
        with running(filled, Path(room)) as place:
            browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
            taken = take_all(browser, place.address, _prepared(place), wanted)
            browser.close()
    print(f"{taken} pages in {wanted.folder}")


if __name__ == "__main__":
    main()
