"""What tests share: databases of both kinds, the application on each, and a browser that must be there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from assessment.config import Settings
from tests import haste, services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from assessment.store.session import Database

haste.make_haste()


# Nothing of what we test is on the network, so the browser need not look for it.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine; Playwright's own is never downloaded."""
    return {**browser_type_launch_args, "executable_path": services.chromium(), "args": list(QUIET)}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with services.postgres() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> str:
    """One PostgreSQL database that all tests of a process share."""
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as admin:
        admin.execute("CREATE DATABASE shared")
    return f"{postgres_server}/shared"


@pytest.fixture(scope="session")
def postgres_migrated(postgres_server: str) -> str:
    """The name of an empty PostgreSQL database with all migrations, to be copied."""
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as admin:
        admin.execute("CREATE DATABASE migrated")
    services.migrate(f"{postgres_server}/migrated")
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with services.postgres_copy(request.getfixturevalue("postgres_server"), "template1") as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database with all migrations."""
    if request.param == "sqlite":
        services.copy_database(request.getfixturevalue("migrated"), tmp_path / "test.db")
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    template = request.getfixturevalue("postgres_migrated")
    with services.postgres_copy(request.getfixturevalue("postgres_server"), template) as address:
        yield address


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = haste.opened(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file with all migrations, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    services.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def lite(tmp_path: Path, migrated: Path) -> Iterator[Database]:
    path = tmp_path / "lite.db"
    services.copy_database(migrated, path)
    opened = haste.opened(f"sqlite:///{path}")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url="sqlite://",
        secret_key="a secret for tests only",
        demonstration=True,
        cache_folder=str(tmp_path / "static"),
        instance=str(tmp_path),
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that skipped anything, or ran nothing, is no green run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    may_skip = os.environ.get("FOURFOLD_MAY_SKIP") and not os.environ.get("FOURFOLD_REQUIRE_ALL")
    if reporter is None or hasattr(session.config, "workerinput") or may_skip:
        return
    if reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
