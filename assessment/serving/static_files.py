"""Scripts and styles, compressed once and served with WhiteNoise."""

from __future__ import annotations

import shutil
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from assessment.web.frame.headers import protections_of

if TYPE_CHECKING:
    from wsgiref.headers import Headers

    from flask import Flask

YEAR = 365 * 24 * 3600


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
        cache.mkdir(parents=True, exist_ok=True)
        making = Path(mkdtemp(prefix=f"{target.name}.", dir=cache)) / "files"
        shutil.copytree(source, making)
        compressor = Compressor(quiet=True)
        for path in _files(making):
            if compressor.should_compress(path.name):
                list(compressor.compress(str(path)))
        _take_its_place(making, target)
    return target


def _take_its_place(made: Path, target: Path) -> None:
    """Move a finished folder to where it is looked for, unless another program has just made the same one."""
    with suppress(OSError):
        made.replace(target)
    shutil.rmtree(made.parent)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
