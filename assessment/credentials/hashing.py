"""Work on passwords, one after another and behind everything else, so that guessing them slows nobody down.

A hash takes a whole core and 64 MB for a while, on purpose. So there is one thread for it, which gives way to all
others, and few may queue up for it: whoever comes when the queue is full is told so at once.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

WAITING = 2
_LEAST_URGENT = 19
_places = threading.BoundedSemaphore(1 + WAITING)


class TooManyAtOnce(Exception):  # noqa: N818 - named for what happened
    """So many are having a password checked that the next one had better come back in a few seconds."""


def in_turn(work: Callable[..., T], *given: object) -> T:
    """What some work on a password comes to, once it is its turn; raises TooManyAtOnce where too many wait."""
    if not _places.acquire(blocking=False):
        raise TooManyAtOnce
    try:
        return _worker().submit(work, *given).result()
    finally:
        _places.release()


@cache
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="passwords", initializer=_give_way)


def _give_way() -> None:
    """Linux lets a single thread be less urgent than the rest of its process; elsewhere nothing changes."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LEAST_URGENT)
