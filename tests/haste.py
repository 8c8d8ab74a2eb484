"""What tests do once in a process, or do not wait for, where the answer stays the same: none of it is what they test.

An application made for every test would compile the same templates and addresses and read the same banks again, and
every save would wait for the disk of a machine that will not fail in the meantime.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from sqlalchemy import event
from werkzeug.routing import Rule

from assessment.banks import published
from assessment.credentials import passwords
from assessment.store.session import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.bccache import Bucket

    from assessment.store.session import Database


class Compiled(BytecodeCache):
    """Templates as they were compiled first; Jinja compiles one again whose text is another."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before, if anything was."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled just now."""
        self.known[bucket.key] = bucket.bytecode_to_string()


def _remembering(compiled: Callable[[Rule, bool], Any]) -> Callable[[Rule, bool], Any]:
    """The functions that write addresses, each compiled once for all that goes into it."""
    known: dict[object, Any] = {}

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        key = rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown
        if key not in known:
            known[key] = compiled(rule, append_unknown)
        return known[key]

    return builder


def make_haste() -> None:
    """Let all tests of this process share what is the same for all of them."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # not safe, but at once
    published.digest = cache(published.digest)
    Flask.jinja_options = {"bytecode_cache": Compiled()}
    Rule._compile_builder = _remembering(Rule._compile_builder)


def opened(url: str) -> Database:
    """A database of a test, which says that something is saved before the disk does."""
    database = connect(url)
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous=OFF"))
    return database
