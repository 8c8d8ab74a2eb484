"""The built-in server: waitress, in one process or in several, with compressed scripts and styles.

Why it is this one stands in docs/decisions/0011-server.md.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessment.app import create_app
from assessment.serving.processes import SEVERAL_WORK, Place, listen, run, threads_each
from assessment.serving.static_files import compressed_copy, with_static_files

if TYPE_CHECKING:
    import socket

    from flask import Flask

    from assessment.config import Settings

__all__ = ["compressed_copy", "serve", "with_static_files"]


def serve(settings: Settings, *, host: str, port: int, processes: int, threads: int | None = None) -> int:
    """Serve until somebody stops it, having said where and how to sign in; gives the code to end with."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)

    def application() -> Flask:
        return with_static_files(create_app(settings))

    # Whatever is wrong with the installation is said here, once, and the static files are compressed here, once.
    application()
    sockets = listen(host, port)
    _greet(settings, host, sockets[0])
    processes = _as_many_as_work(processes)
    place = Place(sockets, threads or threads_each(processes), believe_proxies=bool(settings.proxies))
    return run(application, place, processes=processes)


def _as_many_as_work(processes: int) -> int:
    """That many processes, or one for each core if it is 0; one where the system cannot run several."""
    if SEVERAL_WORK:
        return processes or len(os.sched_getaffinity(0))
    if processes > 1:
        click.echo("This system cannot share the work among processes, so there is one.")
    return 1


def _greet(settings: Settings, host: str, listening: socket.socket) -> None:
    click.echo(f"Fourfold is at http://{host}:{listening.getsockname()[1]}")
    if settings.demonstration:
        click.echo("Choose “Look around the demonstration” there to continue as one of its people,")
        click.echo("or sign in as alex.morgan@example.org with the password “calm-harbour-lantern”.")
    if not settings.mail_server:
        click.echo(f"There is no mail server: letters are laid into {Path(settings.instance) / 'outbox'}.")
    click.echo("Press Ctrl+C to stop.")
