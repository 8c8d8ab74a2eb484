"""Real servers on 127.0.0.1, each ended by its own process id."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from assessment.domain.people.permissions import Role
from tests import services
from tests.world import World, build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 20


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Say whether something comes to hold within that time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def runs(pid: int) -> bool:
    """Say whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The processes that this one has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@dataclass
class Line:
    """One connection, which stays with the process that took it, and the cookies that came over it."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        """Send a request and give the status and the text of the answer."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, headers | {"Cookie": kept})
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()

    def get(self, path: str) -> str:
        """The text of a page."""
        status, text = self.ask("GET", path)
        assert status == 200, (path, status)
        return text

    def post(self, path: str, data: dict[str, Any], seen: str = "/sign-in") -> tuple[int, str]:
        """Send a form with a good token."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(seen)).group(1)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode({"csrf_token": token, **data}), **form)

    def be(self, person: int) -> Line:
        """Continue as somebody of the demonstration."""
        assert self.post(f"/demonstration/{person}", {}, seen="/demonstration/")[0] == 302
        return self

    @property
    def process(self) -> int:
        """The process at the other end."""
        return int(self.get("/who").split()[0])


@dataclass
class Site:
    """A running server, and who is on it."""

    process: subprocess.Popen[str]
    port: int
    world: World
    lines: list[Line] = field(default_factory=list)

    def line(self, cookies: dict[str, str] | None = None) -> Line:
        """A new connection, of a browser that may have cookies already."""
        self.lines.append(Line(self.port, dict(cookies or {})))
        return self.lines[-1]

    def two_lines(self) -> tuple[Line, Line]:
        """A connection to each of two processes."""
        found: dict[int, Line] = {}

        def both() -> bool:
            line = self.line()
            found.setdefault(line.process, line)
            return len(found) > 1

        assert within(SECONDS, both), "one process takes every connection"
        one, other, *_ = found.values()
        return one, other

    def answers(self) -> bool:
        """Say whether anybody answers."""
        unfinished = contextlib.suppress(OSError, http.client.HTTPException)
        with unfinished, contextlib.closing(Line(self.port)) as line:
            return line.process > 0
        return False


@pytest.fixture
def world(lite) -> World:
    made = build(lite)
    lite.engine.dispose()
    return made


@pytest.fixture
def start(lite, world, tmp_path) -> Iterator[Callable[..., Site]]:
    """Start a server on the small area; with `ready=False` it is not waited for."""
    started: list[Site] = []
    environment = os.environ | {
        "DATABASE_URL": str(lite.engine.url),
        "FOURFOLD_INSTANCE": str(tmp_path / "instance"),
        "FOURFOLD_DEMONSTRATION": "yes",
    }

    def begin(*, processes: int = 2, proxies: int = 0, ready: bool = True) -> Site:
        port = services.free_port()
        words = [sys.executable, "-m", "tests.serving.site", str(port), str(processes), str(proxies)]
        process = subprocess.Popen(
            words,
            cwd=services.ROOT,
            env=environment | {"FOURFOLD_PROXIES": str(proxies)},
            stderr=subprocess.PIPE,
            text=True,
        )
        site = Site(process, port, world)
        started.append(site)
        assert not ready or within(SECONDS, site.answers)
        return site

    yield begin
    for site in started:
        for line in site.lines:
            line.close()
        with site.process as process:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(SECONDS)
            process.kill()


@pytest.fixture
def site(start) -> Site:
    """Two processes on the small area."""
    return start()


@pytest.fixture
def lead(world) -> int:
    return world.people[Role.ORGANISATION_LEAD]
