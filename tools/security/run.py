"""Ask for known weaknesses, look for careless code, work on published figures, and attack the really started server.

Nothing but this machine is reached, apart from the question for advisories; every loop is bounded.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tools.security import audits, bodies, forgery, naughtiness, pages, publications, reach, sessions, wire, world
from tools.security.visitors import Crew
from tools.security.watch import SLOW, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.security.world import World

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "docs" / "security.md"
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def attack(place: World, seconds: float) -> Watch:
    """Everything that is tried, in an order in which nothing takes the ground from under what follows."""
    watch = Watch(place.secrets, place.rule_of)
    crew = Crew(place, watch)
    found = step("walking through everybody's pages", lambda: pages.walk(crew))
    step("odd methods", lambda: forgery.methods(crew))
    step("forged tokens", lambda: forgery.tokens(crew, found))
    step("other sites and names", lambda: (forgery.sites(crew, found), forgery.hosts(crew)))
    step("forms as people send them", lambda: forgery.control(crew, found))
    step("other organisations", lambda: reach.others(crew))
    step("below HTTP", lambda: (wire.malformed(crew), wire.climbing(crew), wire.slowly(crew)))
    step("sign-ins", lambda: (sessions.cookies(crew), sessions.guessing(crew), sessions.keys(crew)))
    forms = forgery.targets(crew, found)
    step("bodies", lambda: (bodies.large(crew, forms), bodies.odd(crew, forms)))
    step("naughty queries", lambda: naughtiness.queries(crew, found, seconds * 0.2))
    step("naughty addresses", lambda: naughtiness.paths(crew, found, seconds * 0.15))
    step("naughty files", lambda: naughtiness.uploads(crew, found))
    step("naughty forms", lambda: naughtiness.forms(crew, found, seconds * 0.65))
    step("what was kept, everywhere", lambda: pages.walk(crew, found))
    step("files", lambda: reach.exports(crew, found))
    return watch


def step(name: str, act: Callable[[], object]) -> object:
    """Do something, and say how long it took."""
    begun = time.monotonic()
    done = act()
    print(f"  {name}: {time.monotonic() - begun:.0f} s", flush=True)
    return done


def table(watch: Watch) -> list[str]:
    """The figures of every group, as a table that reads well in Markdown too."""
    lines = [
        "| what was tried | tried | refused | accepted harmlessly | server errors | leaks | changes |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    rows = [(name, (r.tried, r.refused, r.accepted, r.errors, r.leaks, r.changes)) for name, r in watch.rows.items()]
    rows.append(("all", tuple(map(sum, zip(*(figures for _, figures in rows), strict=True)))))
    return lines + [f"| {name} | " + " | ".join(f"{one:,}" for one in figures) + " |" for name, figures in rows]


def told(watch: Watch, place: World) -> list[str]:
    """Every finding, and what people should know."""
    lines = [
        f"{one.kind.upper()}: {one.where}: {one.what} ({one.count} times, as {one.who or 'nobody'}; {one.group}); sent: {one.sent}"
        for one in watch.findings.values()
    ]
    return [*lines, *(f"in the server's log, {line}" for line in place.said_in_log())]


def write(lines: list[str]) -> None:
    """Put the figures into the page about security, where it has a place for them."""
    text = FIGURES.read_text(encoding="utf-8") if FIGURES.exists() else ""
    if BEGIN not in text or END not in text:
        print(f"{FIGURES.relative_to(ROOT)} has no place for figures; nothing is written.")
        return
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    FIGURES.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Do everything and print it; 1 if anything happened that must not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=110, help="how long naughty strings are tried")
    parser.add_argument("--areas", type=int, default=publications.AREAS, help="how many random areas are worked on")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/security.md")
    asked = parser.parse_args()
    print("Asking for advisories and looking through the code ...", flush=True)
    (advisories, weaknesses), (careless, places) = audits.advisories(), audits.carelessness()
    print(f"pip-audit: {advisories}\nbandit: {careless}", *(f"  {one}" for one in places), sep="\n")
    print("Working out who is who from what is published ...", flush=True)
    crowds = publications.attacked(asked.areas)
    print("", publications.told(crowds), "", *publications.table(crowds), "", sep="\n")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fourfold-security-") as folder:
        print("Filling and starting a server ...", flush=True)
        with world.served(Path(folder)) as place:
            watch = attack(place, asked.seconds)
            lines, findings = table(watch), told(watch, place)
    took = f"{watch.answers:,} answers in {time.monotonic() - begun:.0f} s"
    print("", *lines, "", took, *(f"- {note}" for note in watch.notes), "", *findings, sep="\n")
    if asked.write:
        day = datetime.now(UTC).date()
        write(
            [
                f"Figures of {day}: {took}.",
                "",
                *lines,
                "",
                f"- pip-audit: {advisories}",
                f"- bandit: {careless}",
                *(f"- {note}" for note in watch.notes),
                "",
                f"Figures of groups: {publications.told(crowds)}",
                "",
                *publications.table(crowds),
            ]
        )
    bad = weaknesses or not publications.safe(crowds) or any(one.kind != SLOW for one in watch.findings.values())
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
