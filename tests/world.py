"""A small area for tests of pages: two organisations, everybody's roles, one year open and one published."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from assessment import banks
from assessment.commands import results
from assessment.domain.area.sectors import Sector
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.people.permissions import ORGANISATION_ROLES, Role
from assessment.web.frame import clock
from tests import factories as make

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from assessment.store.session import Database


@dataclass
class World:
    """Ids of everything that pages are asked for."""

    people: dict[Role, int] = field(default_factory=dict)
    stranger: int = 0
    second_contributor: int = 0
    open: int = 0
    earlier: int = 0
    others: int = 0


def build(database: Database, bank_id: str = make.BANK) -> World:
    """Fill a database with the small area."""
    world = World()
    year = clock.today().year - (clock.today().month < 9)
    bank = banks.load(bank_id)
    with database.writing() as session:
        here = make.organisation(session, "lighthouse", named=True)
        there = make.organisation(session, "harbour", sector=Sector.HEALTH)
        for role in Role:
            world.people[role] = make.person(session, role, here if role in ORGANISATION_ROLES else None).id
        world.stranger = make.person(session, Role.ORGANISATION_LEAD, there, "Kit Vale").id
        world.second_contributor = make.person(session, Role.CONTRIBUTOR, here, "Bo Hill").id
        before, now = make.cycle(session, year - 1, bank_id), make.cycle(session, year, bank_id)
        kept_at = datetime(year, 3, 1, tzinfo=UTC)
        for number, place in enumerate([here, there, *(_filler(session, n) for n in range(10))]):
            earlier = make.assessment(session, place, before, AssessmentState.SIGNED_OFF)
            make.answer_all(session, earlier, bank, min(1 + number % 3, bank.top_level))
            results.keep(session, earlier, at=kept_at)
            world.earlier = world.earlier or earlier.id
        make.publish(session, before)
        world.open = make.assessment(session, here, now).id
        world.others = make.assessment(session, there, now).id
        session.commit()
    return world


def _filler(session: Any, number: int) -> Any:
    return make.organisation(session, f"filler-{number}", named=number < 5, sector=Sector.EDUCATION)


def token(page: TestResponse) -> str:
    """The form token of a page."""
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)


@dataclass
class Browser:
    """A client that knows how to be somebody."""

    app: Flask
    world: World
    client: FlaskClient

    def be(self, person: Role | int) -> Browser:
        """Continue as somebody."""
        number = self.world.people[person] if isinstance(person, Role) else person
        chosen = self.client.get("/demonstration/")
        answer = self.client.post(f"/demonstration/{number}", data={"csrf_token": token(chosen)})
        assert answer.status_code == 302
        return self

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, *, seen: str | None = None) -> TestResponse:
        """Send a form with a good token, as the page at `seen` or any page carries it."""
        good = token(self.client.get(seen or "/sign-in"))
        return self.client.post(path, data={"csrf_token": good, **(data or {})})

    def soup(self, path: str) -> BeautifulSoup:
        """A page to look things up in."""
        page = self.client.get(path)
        assert page.status_code == 200, (path, page.status_code)
        return BeautifulSoup(page.text, "html.parser")


EVERY_ROLE = tuple(Role)
