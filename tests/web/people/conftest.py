"""Who looks at people, and the letters that they get."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from assessment.domain.people.permissions import Role
from tests.world import Browser


@pytest.fixture
def administrator(visitor) -> Browser:
    return visitor.be(Role.ADMINISTRATOR)


@pytest.fixture
def elsewhere(app, world) -> Browser:
    """A second browser."""
    return Browser(app, world, app.test_client())


@pytest.fixture
def letters(settings):
    """The letters that were sent until now, the earliest first."""

    def read():
        paths = sorted((Path(settings.instance) / "outbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]

    return read
