"""A site of one's own for a test: a copy of the demonstration, served until the test is over."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

from assessment.app import create_app
from assessment.config import Settings
from assessment.demonstration import fill
from assessment.store import schema
from assessment.store.session import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

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
        letters = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in (self.instance / "outbox").glob("*.eml")
        ]
        (mine,) = [letter for letter in letters if letter["To"] == reader and "changed" not in letter["Subject"]]
        return re.search(r"http://\S+", mine.get_body(("plain",)).get_content()).group()


def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in one file, made once in each process and copied for every test."""
    path = tmp_path_factory.getbasetemp() / "filled-once.db"
    if not path.exists():
        database = connect(f"sqlite:///{path}")
        schema.upgrade(database.engine)
        with database.writing() as session:
            fill(session)
            session.commit()
        database.engine.dispose()
    return path


@contextmanager
def running(demonstration: Path, folder: Path) -> Iterator[Place]:
    """A copy of the demonstration, served until the test is over."""
    shutil.copy(demonstration, folder / "site.db")
    database = connect(f"sqlite:///{folder / 'site.db'}")
    settings = Settings("", SECRET, demonstration=True, cache_folder=str(folder), instance=str(folder))
    server = make_server("127.0.0.1", 0, create_app(settings, database), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Place(server.server_port, database, folder)
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
    database.engine.dispose()
