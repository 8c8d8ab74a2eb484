"""Several processes on the same sockets: started, replaced when they die, and stopped together.

Only this process is told to stop; signals wait until it looks for them, so that none is lost between the start of
one process and that of the next.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessment.serving.worker import GRACE, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.context import ForkProcess
    from wsgiref.types import WSGIApplication

# Windows cannot hand on sockets this way, and on macOS a process that comes from another cannot use all libraries.
SEVERAL_WORK = hasattr(signal, "sigtimedwait") and sys.platform != "darwin"
SHORTEST_LIFE = 2.0
BACKLOG = 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where requests come in, how many are worked on at once, and whether what proxies say of them is believed."""

    sockets: Sequence[socket.socket]
    threads: int
    believe_proxies: bool = False


def threads_each(processes: int) -> int:
    """How many threads a process gets: four in all, or two where there are more; others would wait for one another."""
    return max(2, 4 // processes)


def listen(host: str, port: int) -> list[socket.socket]:
    """Listening sockets, one for each address of that name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return [socket.create_server(address[:2], family=family, backlog=BACKLOG) for family, *_, address in found]


def run(application: Callable[[], WSGIApplication], place: Place, *, processes: int) -> int:
    """Serve until a signal says to stop; each process makes its own application. Gives the code to end with."""
    if processes == 1:
        _work(application, place)
        return 0
    return _Crew(application, place).run(processes)


def _work(application: Callable[[], WSGIApplication], place: Place) -> None:
    ready = application()
    # What is there from the start stays, so it need not be looked through again and again while people wait.
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)
    Worker(ready, place.sockets, threads=place.threads, believe_proxies=place.believe_proxies).serve()


@dataclass(slots=True)
class _Crew:
    """The processes at work, and when each of them was started."""

    application: Callable[[], WSGIApplication]
    place: Place
    started: dict[ForkProcess, float] = field(default_factory=dict)

    def run(self, processes: int) -> int:
        """Keep that many at work until a signal says to stop, or until they die as soon as they are started."""
        signal.signal(signal.SIGCHLD, lambda *_: None)  # one that is ignored might never be delivered
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD})
        gc.freeze()  # collecting would write to memory that the processes share
        for _ in range(processes):
            self._start()
        code = self._keep()
        self._stop(until=time.monotonic() + GRACE + 2)
        return code

    def _start(self) -> None:
        made = multiprocessing.get_context("fork").Process(target=_work, args=(self.application, self.place))
        made.start()
        self.started[made] = time.monotonic()

    def _keep(self) -> int:
        while signal.sigwait({signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}) == signal.SIGCHLD:
            for dead, lived in self._ended():
                if lived < SHORTEST_LIFE:
                    print(f"A process stopped as soon as it started, with code {dead.exitcode}.", file=sys.stderr)
                    return 1
                print(f"A process stopped with code {dead.exitcode}. Another one is taking its place.", file=sys.stderr)
                self._start()
        return 0

    def _ended(self) -> list[tuple[ForkProcess, float]]:
        now = time.monotonic()
        return [(one, now - self.started.pop(one)) for one in list(self.started) if one.exitcode is not None]

    def _stop(self, until: float) -> None:
        """Let all finish what they are at; a second word to stop, or the end of the time, ends them at once."""
        for one in self.started:
            one.terminate()
        for each in self.place.sockets:
            each.close()
        while self.started:
            left = until - time.monotonic()
            heard = signal.sigtimedwait({signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}, max(left, 0))
            if heard is None or heard.si_signo != signal.SIGCHLD:
                for one in self.started:
                    one.kill()
            self._ended()
