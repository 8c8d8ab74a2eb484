"""Who answers."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import Role


@pytest.fixture
def lead(visitor):
    return visitor.be(Role.ORGANISATION_LEAD)
