"""A Project Lead, and organisations for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessment.commands import organisations as commands
from assessment.domain.people.permissions import Role
from tests import factories as make
from tests.web.organisations.records import found

if TYPE_CHECKING:
    from tests.world import Browser


@pytest.fixture
def lead(visitor) -> Browser:
    return visitor.be(Role.PROJECT_LEAD)


@pytest.fixture
def north(lite, world) -> int:
    """A partnership of Lighthouse and Harbour."""
    with lite.writing() as session:
        made = commands.add_partnership(session, reference="north", name="North", at=make.NOON)
        commands.add_partnership(session, reference="south", name="South", at=make.NOON)
        for reference in ("lighthouse", "harbour"):
            made.organisations.append(found(session, reference))
        session.commit()
        return made.id


@pytest.fixture
def meadow(lite, world) -> int:
    """A lead whose organisation has not begun this year."""
    with lite.writing() as session:
        place = make.organisation(session, "meadow")
        lead_there = make.person(session, Role.ORGANISATION_LEAD, place, "Ines Moor").id
        session.commit()
        return lead_there
