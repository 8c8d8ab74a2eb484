"""Several processes answer as one: what is counted, remembered and saved in one holds in the other."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from assessment import banks
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests.serving.conftest import children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="several processes are for Linux")


def test_both_processes_answer(site):
    one, other = site.two_lines()
    assert {one.process, other.process} == set(children(site.process.pid))


def test_each_process_opens_the_database_for_itself(site):
    one, other = site.two_lines()
    for line in (one, other):
        line.be(site.world.people[Role.PROJECT_LEAD])
    open_files = {pid: files(pid) for pid in (site.process.pid, one.process, other.process)}
    assert [any("lite.db" in name for name in names) for names in open_files.values()] == [False, True, True]


def files(pid: int) -> list[str]:
    return [str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink()]


def test_somebody_signed_in_at_one_process_is_at_the_other(site, lead):
    one, other = site.two_lines()
    other.cookies = one.be(lead).cookies
    assert "Hello, " in other.get("/home")


def test_wrong_passwords_are_counted_over_all_processes(site):
    one, other = site.two_lines()
    guess = {"email": "robin@example.org", "password": "a guess"}
    tried = [(one, other)[number % 2].post("/sign-in", guess)[0] for number in range(7)]
    assert tried == [422] * 5 + [429] * 2


def test_a_change_by_one_process_shows_at_once_through_the_other(site):
    leader, project_lead = site.two_lines()
    leader.be(site.world.people[Role.LEADERSHIP_MEMBER])
    project_lead.be(site.world.people[Role.PROJECT_LEAD])
    assert "Lighthouse" in leader.get("/compare/everyone")
    for name in ("Beacon", "Lantern", "Candle"):
        profile = {"name": name, "sector": "charity", "size": "under-10"}
        assert project_lead.post("/organisations/lighthouse/edit", profile)[0] == 302
        seen = leader.get("/compare/everyone")
        assert (name in seen, "Lighthouse" in seen) == (True, False)


def test_saves_over_many_connections_lose_nothing(site, lead, lite):
    cookies = site.line().be(lead).cookies
    items = [item.id for item in banks.load(make.BANK).items][:8]

    def save(item: str) -> int:
        line = site.line(cookies)
        path = f"/assessments/{site.world.open}/items/{item}"
        sent = [line.post(path, {"level": str(n % 4), "version": str(n)}, seen=path)[0] for n in range(12)]
        assert sent == [302] * 12
        return line.process

    with ThreadPoolExecutor(8) as crowd:
        assert set(crowd.map(save, items)) <= set(children(site.process.pid))
    with lite.reading() as session:
        mine = models.Answer.assessment_id == site.world.open
        kept = session.execute(select(models.Answer.item_id, models.Answer.level, models.Answer.version).where(mine))
        assert sorted(kept) == sorted((item, 3, 12) for item in items)


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "192.0.2.7")])
def test_addresses_that_proxies_pass_on_are_believed_if_there_are_any(start, proxies, seen):
    line = start(proxies=proxies).line()
    told = line.ask("GET", "/who", **{"X-Forwarded-For": "198.51.100.1, 192.0.2.7", "Forwarded": "for=198.51.100.1"})[1]
    assert told.split()[1] == seen
    assert ("X-Forwarded-For" in told) == bool(proxies)
