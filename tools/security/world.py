"""The server that is attacked: a real one, in a folder of its own, with canaries planted before it starts."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from assessment.app import create_app
from assessment.config import Settings
from tests.services import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.routing import MapAdapter, Rule

FOURFOLD = Path(sys.executable).parent / "fourfold"
UNCOUNTED = {"attempts", "audit_entries", "sign_ins", "alembic_version"}
MANAGERS = {"project lead", "administrator"}


@dataclass(frozen=True)
class Person:
    """Somebody whom one can continue as: their id, roles, and the organisation that they belong to."""

    id: int
    name: str
    role: str
    place: int | None

    def sees(self, kind: str, place: int) -> bool:
        """Whether they may see a canary of some organisation."""
        if place == self.place:
            return True
        return self.role == "adviser" if kind == "note" else self.role in MANAGERS


@dataclass
class World:
    """Where the server is, who is there, and what addresses can be made of."""

    folder: Path
    port: int
    people: dict[str, Person] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    adapter: MapAdapter | None = None

    @property
    def base(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    def who(self, role: str, *, number: int = 0) -> str:
        """By what name the crew knows the first person of some role."""
        return [name for name, person in self.people.items() if person.role == role][number]

    @property
    def lead(self) -> str:
        """The organisation lead whose organisation is the own one wherever others are told from it."""
        return self.who("organisation lead")

    def email(self, name: str) -> str:
        """Somebody's e-mail address."""
        return str(self.asked("SELECT email FROM people WHERE id = ?", self.people[name].id)[0][0])

    @property
    def secrets(self) -> tuple[bytes, ...]:
        """What must never be told."""
        return ((self.folder / "secret-key").read_bytes().strip(),)

    def asked(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the database, by a connection of this tool's own."""
        address = f"file:{self.folder / 'fourfold.db'}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:
            return connection.execute(statement, values).fetchall()

    def rule_of(self, method: str, path: str) -> str:
        """The route that an address leads to, or the beginning of the address where none does."""
        try:
            return str(self.adapter.match(path.partition("?")[0], method=method, return_rule=True)[0].rule)
        except Exception:
            return path.partition("?")[0][:60].encode("ascii", "backslashreplace").decode()

    def digest(self) -> dict[str, str]:
        """A digest of every table and of the letters and files beside the database."""
        tables = [name for (name,) in self.asked("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found = {name: self._of_table(name) for name in tables if name not in UNCOUNTED}
        beside = [self.folder / name for name in ("outbox", "evidence")]
        names = sorted(str(path) for one in beside if one.exists() for path in one.rglob("*"))
        return found | {"letters and files": sha256("\n".join(names).encode()).hexdigest()}

    def states(self) -> States:
        """Digests that are only taken anew when something was committed."""
        return States(self)

    def _of_table(self, name: str) -> str:
        rows = sorted(map(repr, self.asked(f'SELECT * FROM "{name}"')))
        return sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()

    def _log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def said_in_log(self) -> list[str]:
        """What went wrong in the server, by its own log: the exception and the line of the product, each once."""
        found: dict[str, int] = {}
        for part in self._log().split("Traceback (most")[1:]:
            lines = part.partition("\n[20")[0].rstrip().splitlines()
            places = [line.strip() for line in lines if line.startswith("  File") and "/assessment/" in line]
            last = next((line for line in reversed(lines) if re.match(r"\w[\w.]+(: |$)", line)), lines[-1])
            last = re.sub(r"position \d+", "some position", last)[:200]
            key = f"{last}  at  {places[-1] if places else 'a place outside the product'}"
            found[key] = found.get(key, 0) + 1
        return [f"{count} times: {key}" for key, count in found.items()]


class States:
    """What the database holds from one moment to the next."""

    def __init__(self, world: World) -> None:
        address = f"file:{world.folder / 'fourfold.db'}?mode=ro"
        self._world, self._connection = world, sqlite3.connect(address, uri=True, timeout=10)
        self._version, self._digest = self._now(), world.digest()

    def _now(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def changed(self) -> str:
        """The tables that have changed since this was last asked."""
        version = self._now()
        if version == self._version:
            return ""
        before, self._digest, self._version = self._digest, self._world.digest(), version
        return ", ".join(name for name, digest in self._digest.items() if before.get(name) != digest)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[World]:
    """A filled instance with its server, which is ended by its own process id whatever happens."""
    world = World(folder, free_port())
    environment = _environment(world)
    for command in ("upgrade", "demo"):
        subprocess.run([FOURFOLD, command], env=environment, check=True, cwd=folder)
    _plant(folder / "fourfold.db")
    _list(world, environment)
    with (folder / "server.log").open("w") as log:
        command = [FOURFOLD, "serve", "--port", str(world.port)]
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            _wait(world, process)
            yield world
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            process.kill()


def _environment(world: World) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD", "DATABASE", "FLASK"))}
    own = {"FOURFOLD_INSTANCE": str(world.folder), "FOURFOLD_DEMONSTRATION": "yes", "FOURFOLD_ADDRESS": world.base}
    return kept | own


def _wait(world: World, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with contextlib.suppress(requests.ConnectionError):
            requests.get(f"{world.base}/sign-in", timeout=5)
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start:\n" + (world.folder / "server.log").read_text())


def _plant(path: Path) -> None:
    """Put a canary into every organisation, and an administrator among the people of the demonstration."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        _plant_notes(connection)
        made = "INSERT INTO people (name, email, active, created_at, demonstration) VALUES (?, ?, 1, '2026-01-01 00:00:00', ?)"
        held = "INSERT INTO roles_held (person_id, organisation_id, role) VALUES (?, ?, ?)"
        if not connection.execute("SELECT 1 FROM roles_held WHERE role = 'administrator'").fetchone():
            admin = connection.execute(made, ("Ada Min", "ada.min@example.org", "Administrator.")).lastrowid
            connection.execute(held, (admin, None, "administrator"))
        for (place,) in connection.execute("SELECT id FROM organisations").fetchall():
            name = f"kanarek-person-{place}-"
            who = connection.execute(made, (name, f"{name}@example.org", None)).lastrowid
            connection.execute(held, (who, place, "contributor"))


def _plant_notes(connection: sqlite3.Connection) -> None:
    mark = "'kanarek-note-' || (SELECT organisation_id FROM assessments WHERE id = assessment_id) || '-'"
    connection.execute(f"UPDATE answers SET note = {mark} WHERE abs(random()) % 4 = 0")
    connection.execute(f"UPDATE evidence SET title = {mark}, shows = {mark} WHERE id % 3 = 0")
    connection.execute("UPDATE assessments SET returned_note = 'kanarek-note-' || organisation_id || '-'")


def _list(world: World, environment: dict[str, str]) -> None:
    """Read routes and people; the application that is made for this answers no request."""
    app = create_app(Settings.from_environment(environment))
    world.adapter = app.url_map.bind("127.0.0.1")
    world.rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    app.extensions["database"].engine.dispose()
    rows = world.asked(
        "SELECT p.id, p.name, r.role, r.organisation_id FROM people p JOIN roles_held r ON r.person_id = p.id "
        "WHERE p.demonstration IS NOT NULL ORDER BY p.id"
    )
    world.people = {row[1]: Person(*row) for row in rows}
