"""Measure speed as ratios to a bare baseline in the same run: a minimal Flask page and one durable upsert.

Every page is asked over HTTP from a server process of its own, at 1 and at 10 connections, turn about with the
bare page so that a noisy machine disturbs both alike. Nothing leaves this machine, and every loop is bounded.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.services import free_port
from tools.bench import worlds

TARGETS = {"page": 15, "save": 5, "compare": 40, "growth": 1.5, "scoring": 8, "loading": 15}


@contextlib.contextmanager
def served(script: str, folder: Path):
    """A server process of this benchmark, ended by its own process id."""
    port = free_port()
    environment = {**os.environ, "BENCH_FOLDER": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen([sys.executable, "-m", "tools.bench.servers", script, str(port)], env=environment)
    try:
        wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait(port: int) -> None:
    """Wait until a server answers, for at most a minute."""
    import socket

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


def compared(bare: tuple[int, bytes], asked: tuple[int, list[bytes]], times: int) -> tuple[list[float], list[float]]:
    """The bare page and the asked one turn about, five times."""
    base, own = [], []
    for _ in range(5):
        base += timed(bare[0], [bare[1]] * len(asked[1]), times // 5)
        own += timed(asked[0], asked[1], times // 5)
    return base, own


def saves(bare: int, port: int, area: worlds.Area, connections: int, times: int) -> tuple[list[float], list[float]]:
    """One answer after another on items of their own, each over the version before it."""
    base, own = [], []
    version = 1
    for _ in range(5):
        for _ in range(times // 5):
            forms = [
                post(
                    f"/assessments/{area.open}/items/{item}",
                    area.form | {"level": str(version % 5), "version": str(version)},
                    area.lead,
                )
                for item in area.items[10 * (connections > 1) :][:connections]
            ]
            base += timed(bare, [post("/", {"value": "3"})] * connections, 1)
            own += timed(port, forms, 1)
            version += 1
    return base, own


def report(name: str, connections: int, base: list[float], own: list[float], target: str) -> float:
    """Print one line and give the ratio of the medians."""
    (base_median, _), (median, high) = spread(base), spread(own)
    ratio = median / base_median
    print(f"{name:44} {connections:3} {base_median:8.2f} {median:8.2f} {high:8.2f} {ratio:7.1f}x  {target}")
    return ratio


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="answers per connection and page")
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="fourfold-bench-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        print("Making an area of 40 and one of 1,000 organisations with five years each ...")
        small, large = (worlds.area(folder, count) for count in (40, 1000))
        bare = stack.enter_context(served("bare", folder))
        here, there = (stack.enter_context(served(str(count), folder)) for count in (40, 1000))
        print(f"\n{'':44} {'con':>3} {'bare ms':>8} {'median':>8} {'p95':>8} {'ratio':>8}")
        pages = {
            "open an item page": get(f"/assessments/{small.open}/items/{small.item}", small.lead),
            "task list": get(f"/assessments/{small.open}/", small.lead),
            "results page": get(f"/assessments/{small.kept}/results", small.lead),
        }
        pages |= {f"read {title}": get(path) for title, path in worlds.READING.items()}
        ratios = {}
        for title, request in pages.items():
            for connections in (1, 10):
                base, own = compared((bare, get("/")), (here, [request] * connections), times)
                ratios[title, connections] = report(title, connections, base, own, f"page at most {TARGETS['page']}x")
        for connections in (1, 10):
            base, own = saves(bare, here, small, connections, times)
            report("save an answer, against a bare upsert", connections, base, own, f"at most {TARGETS['save']}x")
        for title, path in worlds.COMPARISONS.items():
            for count, port, world in ((40, here, small), (1000, there, large)):
                for connections in (1, 10):
                    request = get(path.format(*world.names), world.leader)
                    base, own = compared((bare, get("/")), (port, [request] * connections), times)
                    report(f"{title}, {count} organisations", connections, base, own, f"at most {TARGETS['compare']}x")
        for title, path in worlds.COMPARISONS.items():
            few, many = (get(path.format(*world.names), world.leader) for world in (small, large))
            base, own = compared((here, few), (there, [many]), times)
            growth = statistics.median(own) / statistics.median(base)
            print(f"{title}: 1,000 organisations take {growth:.2f}x the time of 40 (at most {TARGETS['growth']}x)")
        worlds.weigh(here, small)
    worlds.score_thousand(TARGETS["scoring"])
    worlds.load_bank(TARGETS["loading"])


if __name__ == "__main__":
    main()
