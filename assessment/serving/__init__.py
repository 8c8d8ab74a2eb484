"""The built-in server: waitress, in one process or in several, with compressed scripts and styles.

Why it is this one stands in docs/decisions/0011-server.md.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy.exc import SQLAlchemyError

from assessment.app import create_app
from assessment.commands.factors import how_many_sealed
from assessment.serving.processes import SEVERAL_WORK, Place, listen, run, threads_each
from assessment.serving.static_files import compressed_copy, with_static_files

if TYPE_CHECKING:
    import socket

    from flask import Flask

    from assessment.config import Settings
    from assessment.store.session import Database

__all__ = ["compressed_copy", "serve", "with_static_files"]

KEY_LOST = (
    "Put back the FOURFOLD_SECRET_KEY, or the file secret-key of the instance folder, that belongs to this database. "
    "If it is lost, these people can sign in with recovery codes or passkeys, or after `fourfold remove-second-factor`."
)


def serve(settings: Settings, *, host: str, port: int, processes: int, threads: int | None = None) -> int:
    """Serve until somebody stops it, having said where and how to sign in; gives the code to end with."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)

    def application() -> Flask:
        return with_static_files(create_app(settings))

    # Whatever is wrong with the installation is said here, once, and the static files are compressed here, once.
    _say_what_is_sealed(application(), settings)
    sockets = listen(host, port)
    _greet(settings, host, sockets[0])
    processes = _as_many_as_work(processes)
    place = Place(sockets, threads or threads_each(processes), believe_proxies=bool(settings.proxies))
    return run(application, place, processes=processes)


def _say_what_is_sealed(app: Flask, settings: Settings) -> None:
    """Say that the key is another one than before; a database without tables yet has nothing to say."""
    database: Database = app.extensions["database"]
    with database.reading() as session, suppress(SQLAlchemyError):
        lost, kept = how_many_sealed(session, key=settings.secret_key)
        if lost:
            click.echo(
                f"{lost} of {kept} authenticator app secrets can’t be opened with this secret key. {KEY_LOST}", err=True
            )


def _as_many_as_work(processes: int) -> int:
    """That many processes, or one for each core if it is 0; one where the system cannot run several."""
    if SEVERAL_WORK:
        return processes or len(os.sched_getaffinity(0))
    if processes > 1:
        click.echo("This computer can’t run several processes, so there is one.")
    return 1


def _greet(settings: Settings, host: str, listening: socket.socket) -> None:
    click.echo(f"Fourfold is running at http://{host}:{listening.getsockname()[1]}")
    if settings.demonstration:
        click.echo("Open that address and choose “Look around the demonstration” to pick a person,")
        click.echo("or sign in as alex.morgan@example.org with the password “calm-harbour-lantern”.")
    if not settings.mail_server:
        outbox = Path(settings.instance) / "outbox"
        click.echo(f"No mail server is set up, so emails are saved in {outbox} and not sent.")
    click.echo("Press Ctrl+C to stop.")
