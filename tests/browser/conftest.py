"""The demonstration in a real Chromium, on both databases, with every breach of the content policy collected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from tests import services
from tests.browser.looking import DESK, Looking
from tests.browser.site import Place, fill, filled, running, running_on
from tests.haste import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
COLLECT = "window.breaches = []; addEventListener('securitypolicyviolation', e => window.breaches.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = (ROOT / ".venv" / "chromium-path").read_text(encoding="utf-8").strip()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def postgres_filled(postgres_server: str) -> str:
    """The name of a PostgreSQL database with the demonstration, to be copied."""
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as admin:
        admin.execute("CREATE DATABASE filled")
    fill(f"{postgres_server}/filled")
    return "filled"


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory, tmp_path) -> Iterator[str]:
    """A site of one's own on either database, for a test that changes something."""
    if request.param == "sqlite":
        with running(filled(tmp_path_factory), tmp_path) as place:
            yield place.address
        return
    template = request.getfixturevalue("postgres_filled")
    with (
        services.postgres_copy(request.getfixturevalue("postgres_server"), template) as address,
        running_on(opened(address), tmp_path) as place,
    ):
        yield place.address


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory) -> Iterator[str]:
    """One demonstration for everything that only looks."""
    with running(filled(tmp_path_factory), tmp_path_factory.mktemp("site")) as place:
        yield place.address


@pytest.fixture
def place(tmp_path_factory, tmp_path) -> Iterator[Place]:
    """A site of one's own for a test that changes something."""
    with running(filled(tmp_path_factory), tmp_path) as site:
        yield site


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def script(request) -> bool:
    return bool(request.param)


@pytest.fixture
def page(chromium, script) -> Iterator[Page]:
    yield from _page(chromium, javascript=script)


@pytest.fixture
def scripted(chromium) -> Iterator[Page]:
    yield from _page(chromium, javascript=True)


@pytest.fixture(scope="module")
def one_page(chromium) -> Iterator[tuple[Looking, list[str]]]:
    context = chromium.new_context(viewport=DESK)
    page = context.new_page()
    page.add_init_script(COLLECT)
    yield Looking(page), _listening(page)
    context.close()


@pytest.fixture
def looking(one_page) -> Iterator[Looking]:
    """Somebody who only looks: nobody at first, on a page that the tests of a file share."""
    looks, said = one_page
    looks.forget()
    said.clear()
    yield looks
    assert looks.page.evaluate("() => window.breaches") == []
    assert said == []


def _page(chromium: Browser, *, javascript: bool) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=javascript, viewport=DESK)
    opened = context.new_page()
    said = _listening(opened)
    if javascript:
        opened.add_init_script(COLLECT)
    yield opened
    if javascript:
        assert opened.evaluate("() => window.breaches") == []
    assert said == []
    context.close()


def _listening(opened: Page) -> list[str]:
    """What a page says of errors from now on."""
    said: list[str] = []
    opened.on(
        "console",
        lambda one: said.append(one.text) if one.type == "error" and "Failed to load" not in one.text else None,
    )
    opened.on("response", lambda one: said.append(one.url) if one.status >= 400 and "/static/" in one.url else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    return said
