"""The application on a small area."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessment.app import create_app
from tests import haste, services
from tests.world import Browser, World, build

if TYPE_CHECKING:
    from assessment.config import Settings
    from assessment.store.session import Database


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> tuple[Path, World]:
    """The small area in a file of its own, to be copied."""
    path = tmp_path_factory.mktemp("built") / "world.db"
    services.copy_database(migrated, path)
    opened = haste.opened(f"sqlite:///{path}")
    made = build(opened)
    opened.engine.dispose()
    return path, made


@pytest.fixture
def world(lite: Database, built: tuple[Path, World]) -> World:
    path, made = built
    lite.engine.dispose()
    services.copy_database(path, Path(str(lite.engine.url.database)))
    return deepcopy(made)


@pytest.fixture
def app(lite: Database, settings: Settings):
    return create_app(settings, lite)


@pytest.fixture
def visitor(app, world) -> Browser:
    return Browser(app, world, app.test_client())
