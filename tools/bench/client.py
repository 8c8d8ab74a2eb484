"""Start servers of the benchmark and ask them over HTTP, with every loop bounded."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from tests.services import free_port


@contextlib.contextmanager
def served(script: str, folder: Path, processes: int):
    """A server of this benchmark with that many processes, ended by its own process id."""
    port = free_port()
    environment = {**os.environ, "BENCH_FOLDER": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "tools.bench.servers", script, str(port), str(processes)]
    process = subprocess.Popen(command, env=environment)
    try:
        wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait(port: int) -> None:
    """Wait until a server answers, for at most a minute."""
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("a server did not start")


async def ask(port: int, request: bytes, times: int, seconds: list[float]) -> None:
    """Ask for the same thing over one connection, again and again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(times):
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if length:
            await reader.readexactly(int(length.group(1)))
        seconds.append(time.perf_counter() - begun)
        if status >= 400:
            raise RuntimeError(head.decode("latin1"))
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


def timed(port: int, requests: list[bytes], times: int) -> list[float]:
    """Seconds of every answer, with one connection for each request in the list."""
    seconds: list[float] = []

    async def everybody() -> None:
        await asyncio.gather(*(ask(port, request, times, seconds) for request in requests))

    asyncio.run(asyncio.wait_for(everybody(), timeout=120))
    return seconds


def get(path: str, cookie: str = "") -> bytes:
    """A plain request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nCookie: {cookie}\r\n\r\n".encode()


def post(path: str, data: dict[str, str], cookie: str = "") -> bytes:
    """A form, sent."""
    body = urlencode(data)
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def spread(seconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    return 1000 * statistics.median(seconds), 1000 * statistics.quantiles(seconds, n=20)[-1]
