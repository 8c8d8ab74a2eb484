"""One process of the server: waitress, and an orderly end in which whatever was asked is still answered."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING, Any

import waitress
from waitress import wasyncore
from waitress.channel import HTTPChannel

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from wsgiref.types import WSGIApplication

GRACE = 20.0
_LOOK_UP = 0.5


class Worker:
    """Serves an application on sockets that are listening already, until it is told to stop."""

    def __init__(
        self, application: WSGIApplication, sockets: Sequence[socket.socket], *, threads: int, believe_proxies: bool
    ) -> None:
        self._open: dict[int, Any] = {}
        self._server = waitress.create_server(
            application,
            map=self._open,
            sockets=sockets,
            threads=threads,
            ident=None,
            clear_untrusted_proxy_headers=not believe_proxies,
        )
        self._stopping = False

    def serve(self) -> None:
        """Serve until a signal says to stop, or whoever started this process is gone; then finish what was asked."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, ())
        while not self._stopping and not _is_left_alone():
            wasyncore.loop(timeout=_LOOK_UP, map=self._open, count=1)
        self._finish(until=time.monotonic() + GRACE)

    def _stop(self, _number: int, _frame: object) -> None:
        # Under a watch, the terminal and the watching process may both say so; a second word comes by a kill.
        if self._stopping and multiprocessing.parent_process() is None:
            raise KeyboardInterrupt
        self._stopping = True

    def _finish(self, until: float) -> None:
        for one in self._open.values():
            one.accepting = False
        while self._let_go_of_idle_ones() and time.monotonic() < until:
            wasyncore.loop(timeout=0.05, map=self._open, count=1)
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._open)

    def _let_go_of_idle_ones(self) -> bool:
        """Close connections that wait for nothing, tell the others that they will be; says whether there are any."""
        connections = [one for one in self._open.values() if isinstance(one, HTTPChannel)]
        for one in connections:
            for request in one.requests:
                request.headers["CONNECTION"] = "close"
            if not (one.requests or one.request or one.total_outbufs_len):
                one.handle_close()
        return any(one.connected for one in connections)


def _is_left_alone() -> bool:
    """Say whether the process that watches over this one has died without a word."""
    watching = multiprocessing.parent_process()
    return watching is not None and os.getppid() != watching.pid
