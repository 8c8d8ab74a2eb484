"""Serve the application with waitress, and scripts and styles compressed with WhiteNoise."""

from __future__ import annotations

import logging
import shutil
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click
import waitress
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from assessment.app import create_app
from assessment.web.frame.headers import protections_of

if TYPE_CHECKING:
    from wsgiref.headers import Headers

    from flask import Flask

    from assessment.config import Settings

YEAR = 365 * 24 * 3600


def serve(settings: Settings, *, host: str, port: int, threads: int) -> None:
    """Serve until somebody stops it, having said where and how to sign in."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = with_static_files(create_app(settings))
    server = waitress.create_server(
        app, host=host, port=port, threads=threads, ident=None, clear_untrusted_proxy_headers=not settings.proxies
    )
    click.echo(f"Fourfold is at http://{host}:{port}")
    if settings.demonstration:
        click.echo("Choose “Look around the demonstration” there to continue as one of its people,")
        click.echo("or sign in as alex.morgan@example.org with the password “calm-harbour-lantern”.")
    if not settings.mail_server:
        click.echo(f"There is no mail server: letters are laid into {Path(settings.instance) / 'outbox'}.")
    click.echo("Press Ctrl+C to stop.")
    server.run()


def with_static_files(app: Flask) -> Flask:
    """Let compressed copies of the static files be served before the application is asked at all."""
    root = compressed_copy(Path(str(files("assessment") / "static")), Path(app.config["SETTINGS"].cache_folder))
    protections = protections_of(app.config["SETTINGS"])

    def protect(headers: Headers, _path: str, _url: str) -> None:
        for name, value in protections.items():
            headers[name] = value

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(root),
        prefix="static/",
        max_age=YEAR,
        allow_all_origins=False,
        add_headers_function=protect,
    )
    return app


def compressed_copy(source: Path, cache: Path) -> Path:
    """A copy of a folder with a Brotli and a gzip form of every file, made once for each state of the folder."""
    marks = [f"{path.relative_to(source)}:{sha256(path.read_bytes()).hexdigest()}" for path in _files(source)]
    target = cache / sha256("\n".join(marks).encode()).hexdigest()[:16]
    if not target.exists():
        making = target.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        shutil.copytree(source, making)
        compressor = Compressor(quiet=True)
        for path in _files(making):
            if compressor.should_compress(path.name):
                list(compressor.compress(str(path)))
        making.replace(target)
    return target


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
