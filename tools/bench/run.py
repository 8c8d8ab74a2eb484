"""Measure speed as ratios to a bare baseline in the same run: a minimal Flask page and one durable upsert.

Baseline and product run on the same server with the same number of processes, first one and then two, and are asked
turn about over 1, 10 and 50 connections, so that a noisy machine disturbs both alike. A row more than a fifth above its
bound is measured once more; if it is there again, it is broken, and the run ends with code 1.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.bench import worlds  # noqa: E402 - after the folder they are in has been named
from tools.bench.client import get, post, served, spread, timed  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

BOUNDS = {"page": 10, "save": 5, "save p95 ms": 25, "growth": 1.5, "first visit kB": 60, "scoring": 6, "loading": 15}
TOLERANCE = 1.2
ROUNDS = 5


@dataclass
class Run:
    """Three areas with servers of one number of processes, and the rows that are found broken."""

    small: worlds.Area
    large: worlds.Area
    vast: worlds.Area
    processes: int
    times: int
    versions: dict[str, int]
    ports: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def check(self, title: str, measure: Callable[[], float]) -> None:
        """Measure what part of its bound something takes, and again if it is more than a fifth over."""
        if measure() > TOLERANCE:
            print("  more than a fifth over its bound, so once more:")
            if measure() > TOLERANCE:
                self.broken.append(title)

    def page(self, title: str, server: str, request: bytes, connections: int) -> None:
        """One row: a page against the bare page."""

        def measure() -> float:
            bare, asked = (self.ports["bare"], get("/")), (self.ports[server], request)
            base, own = turn_about(bare, asked, connections, self.times)
            bound = BOUNDS["page"] if connections <= 10 else None
            ratio = self.print_row(title, connections, (base, own), f"{bound}x" if bound else "none")
            return ratio / bound if bound else 0

        self.check(f"{title}, {connections} connections, {self.processes} processes", measure)

    def saves(self, connections: int) -> None:
        """One row: saving against a bare upsert."""
        title = "save an answer, against a bare upsert"

        def measure() -> float:
            base, own = [], []
            for _ in range(max(6, self.times // connections)):
                # Another value each time: SQLite writes nothing, and syncs nothing, where a row stays as it is.
                values = range(len(base), len(base) + connections)
                base += timed(self.ports["bare"], [post("/", {"value": str(value)}) for value in values], 1)
                own += timed(self.ports["40"], [self.form(item) for item in self.small.items[:connections]], 1)
            high = spread(own)[1]
            told = f"{BOUNDS['save']}x" if connections <= 10 else "none"
            told += f", p95 under {BOUNDS['save p95 ms']} ms" if connections == 10 else ""
            ratio = self.print_row(title, connections, (base, own), told)
            of_time = high / BOUNDS["save p95 ms"] if connections == 10 else 0
            return max(ratio / BOUNDS["save"], of_time) if connections <= 10 else 0

        self.check(f"{title}, {connections} connections, {self.processes} processes", measure)

    def print_row(self, title: str, connections: int, seconds: tuple[list[float], list[float]], bound: str) -> float:
        """Print one row and give the ratio of the medians."""
        (bare, bare_high), (median, high) = map(spread, seconds)
        times = " ".join(f"{one:8.2f}" for one in (bare, bare_high, median, high))
        print(f"{title:50} {self.processes:4} {connections:3} {times} {median / bare:6.1f}x  {bound}", flush=True)
        return median / bare

    def form(self, item: str) -> bytes:
        """An answer to an item over the version before it."""
        version = self.versions.setdefault(item, 1)
        self.versions[item] += 1
        form = self.small.form | {"level": str(version % 5), "version": str(version)}
        return post(f"/assessments/{self.small.open}/items/{item}", form, self.small.lead)

    def growth(self, title: str, path: str, count: int, world: worlds.Area) -> None:
        """One row: the time that many organisations take against that of 40, each with ten years."""

        def measure() -> float:
            few, many = (get(path.format(*one.names), one.leader) for one in (self.small, world))
            base, own = turn_about((self.ports["40"], few), (self.ports[str(count)], many), 1, self.times)
            grown = statistics.median(own) / statistics.median(base)
            print(f"{title}: {count:,} organisations take {grown:.2f}x the time of 40 (at most {BOUNDS['growth']}x)")
            return grown / BOUNDS["growth"]

        self.check(f"growth of {title} to {count:,}", measure)


def turn_about(
    bare: tuple[int, bytes], asked: tuple[int, bytes], connections: int, times: int
) -> tuple[list[float], list[float]]:
    """Seconds of answers from two servers, asked in turn after one answer each that does not count."""
    base: list[float] = []
    own: list[float] = []
    each = max(1, times // connections // ROUNDS)
    for port, request in (bare, asked):
        timed(port, [request] * connections, 1)
    for _ in range(ROUNDS):
        base += timed(bare[0], [bare[1]] * connections, each)
        own += timed(asked[0], [asked[1]] * connections, each)
    return base, own


def header() -> None:
    """Say what is measured, and on what."""
    git = ["git", "-C", str(ROOT)]
    commit = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=False).stdout
    state = f"commit {commit.strip() or 'unknown'}{' with changes' if changed else ''}"
    print(f"Fourfold, {state}, Python {platform.python_version()}, {len(os.sched_getaffinity(0))} cores")
    print(f"Load before: {os.getloadavg()[0]:.1f}. p95 is the 95th percentile, con the number of connections.")


def pages(run: Run) -> list[tuple[str, str, bytes]]:
    """What is asked for: a title, the server that knows it, and the request."""
    small = run.small
    asked = [
        ("open an item page", "40", get(f"/assessments/{small.open}/items/{small.item}", small.lead)),
        ("task list", "40", get(f"/assessments/{small.open}/", small.lead)),
        ("results page", "40", get(f"/assessments/{small.kept}/results", small.lead)),
    ]
    asked += [(f"read {title}", "40", get(path)) for title, path in worlds.READING.items()]
    for title, path in worlds.COMPARISONS.items():
        for count, world in (("40", run.small), ("1000", run.large)):
            asked.append((f"{title}, {count} organisations", count, get(path.format(*world.names), world.leader)))
    return asked


def over_http(run: Run, folder: Path, connections: tuple[int, ...]) -> None:
    """Every row that needs a server, with as many processes as the run says."""
    with contextlib.ExitStack() as stack:
        for name in ("bare", "40", "1000", "20000"):
            run.ports[name] = stack.enter_context(served(name, folder, run.processes))
        for title, server, request in pages(run):
            for number in connections:
                run.page(title, server, request, number)
        for number in connections:
            run.saves(number)
        if run.processes == 1:
            without_bare(run)


def without_bare(run: Run) -> None:
    """What one process shows without the bare page: growth, and the weight of a first visit."""
    for title, path in worlds.COMPARISONS.items():
        run.growth(title, path, 1000, run.large)
        run.growth(title, path, 20000, run.vast)
    run.check("first visit", lambda: worlds.weigh(run.ports["40"], run.small) / BOUNDS["first visit kB"])


def main() -> int:
    """Measure everything, print it, and name what is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="answers of each server for a row, about")
    parser.add_argument("--quick", action="store_true", help="40 answers for a row, and no rows with 50 connections")
    asked = parser.parse_args()
    times, connections = (40, (1, 10)) if asked.quick else (asked.times, (1, 10, 50))
    begun, broken, versions = time.monotonic(), [], {}
    header()
    with tempfile.TemporaryDirectory(prefix="fourfold-bench-") as name:
        print("Making areas of 40, 1,000 and 20,000 organisations with ten years each ...", flush=True)
        small, large, vast = (worlds.area(Path(name), count) for count in (40, 1000, 20000))
        print(
            f"\n{'':50} {'proc':>4} {'con':>3} {'bare ms':>8} {'p95':>8} {'median':>8} {'p95':>8} {'ratio':>7}  bound"
        )
        for processes in (1, 2):
            run = Run(small, large, vast, processes, times, versions, broken=broken)
            over_http(run, Path(name), connections)
    run.check("scoring", lambda: worlds.score_thousand(BOUNDS["scoring"]) / BOUNDS["scoring"])
    run.check("loading", lambda: worlds.load_bank(BOUNDS["loading"]) / BOUNDS["loading"])
    print(f"\nMeasured in {time.monotonic() - begun:.0f} s.")
    if broken:
        print(f"Broken by more than a fifth, twice in a row ({len(broken)}):\n- " + "\n- ".join(broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
