"""The demonstration in a real Chromium, on both databases, with every breach of the content policy collected."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from assessment.app import create_app
from assessment.config import Settings
from assessment.demonstration import fill
from assessment.store import schema
from assessment.store.session import connect
from tests.browser.site import Place, filled, running

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


@pytest.fixture
def site(database, tmp_path) -> Iterator[str]:
    with database.writing() as session:
        fill(session)
        session.commit()
    settings = Settings("", "a secret for tests only", demonstration=True, cache_folder=str(tmp_path))
    server = make_server("127.0.0.1", 0, create_app(settings, database), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory) -> Iterator[str]:
    """One demonstration for everything that only looks."""
    folder = tmp_path_factory.mktemp("site")
    database = connect(f"sqlite:///{folder / 'demo.db'}")
    schema.upgrade(database.engine)
    with database.writing() as session:
        fill(session)
        session.commit()
    settings = Settings("", "a secret for tests only", demonstration=True, cache_folder=str(folder))
    server = make_server("127.0.0.1", 0, create_app(settings, database), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
    database.engine.dispose()


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


def _page(chromium: Browser, *, javascript: bool) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=javascript, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on(
        "console",
        lambda one: said.append(one.text) if one.type == "error" and "Failed to load" not in one.text else None,
    )
    opened.on("response", lambda one: said.append(one.url) if one.status >= 400 and "/static/" in one.url else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    if javascript:
        opened.add_init_script(COLLECT)
    yield opened
    if javascript:
        assert opened.evaluate("() => window.breaches") == []
    assert said == []
    context.close()


def be(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/demonstration/")
    page.get_by_role("button", name=f"Continue as {name}").click()
    page.get_by_role("heading", level=1, name="Good to see you").wait_for()
