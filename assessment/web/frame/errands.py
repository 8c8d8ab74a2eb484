"""Work done after the page is sent, so that how long a page takes does not show what was found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from flask import after_this_request, current_app, g, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response


def later(work: Callable[..., None], *given: Any) -> None:
    """Do some work once the page is sent, in the name of the person who asked; there is no request any more then."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's own way
    address = request.remote_addr or ""

    @after_this_request
    def begin(response: Response) -> Response:
        _hands().submit(_run, app, address, work, given)
        return response


def finish() -> None:
    """Wait until all such work is done."""
    _hands().submit(lambda: None).result()


def _run(app: Flask, address: str, work: Callable[..., None], given: tuple[Any, ...]) -> None:
    with app.app_context():
        g.address = address
        try:
            work(*given)
        except Exception as problem:
            app.logger.error("An errand failed: %s", type(problem).__name__)  # noqa: TRY400 - it may name people


@cache
def _hands() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="errands")
