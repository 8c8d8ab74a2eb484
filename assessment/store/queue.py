"""Whose turn it is to write on SQLite, which itself only asks again now and then, and lets whoever asks first go on.

Threads of one process wait for a lock of their own; one thread of each process then waits for other processes.
"""

from __future__ import annotations

import os
import time
import weakref
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows, where there is only one process
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from pathlib import Path

_BETWEEN_SECONDS = 0.0005


class Queue:
    """Where threads and processes that write to the same file of SQLite wait for one another.

    It only makes waiting short. SQLite's own lock is what keeps writers apart, so whoever cannot wait here, or
    has waited long enough, may go on and ask for that.
    """

    def __init__(self, beside: Path | None) -> None:
        self._path = beside and beside.with_name(f"{beside.name}-turn")
        self._threads = Lock()
        self._file: int | None = None

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn, or for so many seconds; whether the turn of this process was got."""
        until = time.monotonic() + timeout
        if not self._threads.acquire(timeout=timeout):
            return False
        with suppress(OSError):
            while not self._alone() and time.monotonic() < until:
                time.sleep(_BETWEEN_SECONDS)
        return True

    def release(self) -> None:
        """Let the next one have its turn."""
        if self._file is not None:
            with suppress(OSError):
                fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def locked(self) -> bool:
        """Whether a thread of this process has its turn."""
        return self._threads.locked()

    def _alone(self) -> bool:
        """Whether no other process has its turn, which is this one's from now on."""
        if fcntl is None or self._path is None:
            return True
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            weakref.finalize(self, os.close, self._file)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
