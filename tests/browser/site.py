"""A site of one's own for a test: a copy of the demonstration, served until the test is over."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import waitress
from waitress import wasyncore

from assessment import demonstration
from assessment.app import create_app
from assessment.config import Settings
from assessment.serving.processes import listen
from tests import services
from tests.haste import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    import pytest
    from flask import Flask

    from assessment.store.session import Database

SECRET = "a secret for tests only"


@dataclass(frozen=True)
class Place:
    """A site that runs for one test or for several, with its database and its letters."""

    port: int
    database: Database
    instance: Path

    @property
    def address(self) -> str:
        """The site as most tests call it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def by_name(self) -> str:
        """The site under a name, since passkeys do not hold for numbers."""
        return f"http://localhost:{self.port}"

    def link_to(self, reader: str) -> str:
        """The link in the only letter to somebody."""
        (mine,) = self._letters_to(reader)
        return re.search(r"http://\S+", mine.get_body(("plain",)).get_content()).group()

    def _letters_to(self, reader: str) -> list[EmailMessage]:
        """The letters with a link; they are written when the page has been sent already, so they may be awaited."""
        until = time.monotonic() + 10
        while True:
            letters = [
                email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                for path in (self.instance / "outbox").glob("*.eml")
            ]
            mine = [one for one in letters if one["To"] == reader and "changed" not in one["Subject"]]
            if mine or time.monotonic() > until:
                return mine
            time.sleep(0.05)


def fill(url: str) -> None:
    """Put the demonstration into a database that has nothing in it yet."""
    services.migrate(url)
    database = opened(url)
    with database.writing() as session:
        demonstration.fill(session)
        session.commit()
    database.engine.dispose()


def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in one file, made once in each process and copied for every test."""
    path = tmp_path_factory.getbasetemp() / "filled-once.db"
    if not path.exists():
        fill(f"sqlite:///{path}")
    return path


@contextmanager
def running(filled: Path, folder: Path) -> Iterator[Place]:
    """A copy of the demonstration, served until the test is over."""
    shutil.copy(filled, folder / "site.db")
    with running_on(opened(f"sqlite:///{folder / 'site.db'}"), folder) as place:
        yield place


@contextmanager
def running_on(database: Database, folder: Path) -> Iterator[Place]:
    """A site on a database, served until the test is over."""
    settings = Settings("", SECRET, demonstration=True, cache_folder=str(folder), instance=str(folder))
    with served(create_app(settings, database)) as port:
        yield Place(port, database, folder)
    database.engine.dispose()


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """An application on a free port, under the server that people get; gives the port."""
    inside: dict[int, Any] = {}
    (listening,) = listen("127.0.0.1", 0)
    server = waitress.create_server(app, map=inside, sockets=[listening], threads=4, ident=None)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            wasyncore.loop(timeout=0.05, use_poll=True, map=inside, count=1)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    over.set()
    thread.join(timeout=10)
    server.task_dispatcher.shutdown(timeout=10)
    wasyncore.close_all(inside)
