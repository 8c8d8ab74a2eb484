"""The servers of the benchmark, both run as the product is: the bare baseline, and the product on one of its areas."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from functools import partial
from pathlib import Path

from flask import Flask, redirect, request

from assessment.app import create_app
from assessment.config import Settings
from assessment.serving import with_static_files
from assessment.serving.processes import Place, listen, run, threads_each


def bare(folder: Path) -> Flask:
    """A minimal page, and a view that does nothing but one durable upsert on the same kind of database."""
    app = Flask("bare")
    path = folder / "bare.db"

    def connection() -> sqlite3.Connection:
        opened = sqlite3.connect(path, isolation_level=None, timeout=5)
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("PRAGMA synchronous=FULL")
        return opened

    connection().execute("CREATE TABLE IF NOT EXISTS answer (id INTEGER PRIMARY KEY, value TEXT)")
    kept: dict[int, sqlite3.Connection] = {}

    @app.get("/")
    def page() -> str:
        return "<!DOCTYPE html><title>Bare</title><p>A page.</p>"

    @app.post("/")
    def save():
        import threading

        own = kept.setdefault(threading.get_ident(), None) or connection()
        kept[threading.get_ident()] = own
        own.execute(
            "INSERT INTO answer VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value",
            (request.form["value"],),
        )
        return redirect("/")

    return app


def product(folder: Path, count: str) -> Flask:
    """The product on the area of that many organisations."""
    settings = Settings(
        f"sqlite:///{folder / f'{count}.db'}", "secret of the benchmark", cache_folder=str(folder / f"static-{count}")
    )
    return with_static_files(create_app(settings))


if __name__ == "__main__":
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    which, port, processes = sys.argv[1], *map(int, sys.argv[2:])
    folder = Path(os.environ["BENCH_FOLDER"])
    application = partial(bare, folder) if which == "bare" else partial(product, folder, which)
    application()  # as `fourfold serve` does: what several processes share is made before there are several
    place = Place(listen("127.0.0.1", port), threads_each(processes))
    sys.exit(run(application, place, processes=processes))
