"""The application on a small area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessment.app import create_app
from tests.world import Browser, build

if TYPE_CHECKING:
    from assessment.config import Settings
    from assessment.store.session import Database


@pytest.fixture
def world(lite: Database):
    return build(lite)


@pytest.fixture
def app(lite: Database, settings: Settings):
    return create_app(settings, lite)


@pytest.fixture
def visitor(app, world) -> Browser:
    return Browser(app, world, app.test_client())
