"""Naughty strings in every field of every form, every query parameter, every part of an address, and naughty files."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from re import findall
from typing import TYPE_CHECKING, Any

from tools.security import addresses
from tools.security.naughty import STRINGS, files
from tools.security.visitors import encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from werkzeug.routing import Rule

    from tools.security.pages import Form, Found
    from tools.security.visitors import Crew

THREADS = 4
IN_FORMS, IN_QUERIES, IN_PATHS, IN_FILES = (
    "naughty strings in form fields",
    "naughty strings in queries",
    "naughty strings in addresses",
    "naughty files uploaded",
)


@dataclass
class Rounds:
    """Every place with every string, so many as there is time for; each round gives every place another string."""

    places: Sequence[Any]
    seconds: float
    done: int = 0

    def run(self, tell: Callable[[Any, str | bytes], None]) -> str:
        """Go round until everything was tried or the time is over, and say how far it came."""
        ends = time.monotonic() + self.seconds
        with ThreadPoolExecutor(THREADS) as pool:
            for turn in self._turns():
                if time.monotonic() > ends:
                    break
                list(pool.map(lambda pair: tell(*pair), turn))
                self.done += len(turn)
        return f"{len(self.places)} places, {self.done} of {len(self.places) * len(STRINGS)} pairs"

    def _turns(self) -> Iterator[list[tuple[Any, str | bytes]]]:
        """Short turns, so that the end of the time is seen soon."""
        for turn in range(len(STRINGS)):
            pairs = [(place, STRINGS[(turn + 7 * n) % len(STRINGS)]) for n, place in enumerate(self.places)]
            yield from (pairs[start : start + 40] for start in range(0, len(pairs), 40))


def forms(crew: Crew, found: Found, seconds: float) -> None:
    """Every field of every form that somebody can reach; forms that end something come last."""
    places = _fields(found)
    gentle = [place for place in places if not place[0].is_final]
    final = [place for place in places if place[0].is_final]
    tell = _tell_form(crew)
    said = [Rounds(gentle, seconds * 0.75).run(tell), Rounds(final, seconds * 0.25).run(tell)]
    crew.watch.note(f"{IN_FORMS}: {'; then forms that end something: '.join(said)}")


def _fields(found: Found) -> list[tuple[Form, str]]:
    """Every field once; of the same form with another button, only the button."""
    places, known = [], set()
    for form in found.posts:
        for name in dict(form.values) or ("beside",):
            key = (form.rule, name, form.key[-1] if name == "action" else "")
            places += [] if key in known else [(form, name)]
            known.add(key)
    return places


def _tell_form(crew: Crew) -> Callable[[tuple[Form, str], str | bytes], None]:
    def tell(place: tuple[Form, str], value: str | bytes) -> None:
        form, name = place
        crew.be(form.who).post(IN_FORMS, form.action, {**dict(form.values), name: value}, sent=(name, value))

    return tell


def queries(crew: Crew, found: Found, seconds: float) -> None:
    """Every name that links, forms or the program itself have in queries, on every route that is read."""
    known = _names_in_program()
    places = []
    for rule in _read_routes(crew):
        who, path = found.page_of(rule.rule) or (
            crew.world.who("project lead"),
            addresses.made(rule, addresses.own(crew.world)),
        )
        here = sorted(found.queries.get(rule.rule, set()) - {""})
        places += [(who, path.split("?")[0], [name]) for name in here]
        places.append((who, path.split("?")[0], sorted({*known, *here})))

    def tell(place: tuple[str, str, list[str]], value: str | bytes) -> None:
        who, path, names = place
        short = value if len(value) < 3000 else value[:3000]
        query = encoded((name, short) for name in names).decode()[:60_000]
        crew.be(who).send(IN_QUERIES, "GET", f"{path}?{query}", sent=(names, short))

    crew.watch.note(f"{IN_QUERIES}: {Rounds(places, seconds).run(tell)}")


def _names_in_program() -> set[str]:
    folder = Path(__file__).parents[2] / "assessment"
    return {
        name
        for path in folder.rglob("*.py")
        for name in findall(r"args(?:\.get|\.getlist)?[(\[]\"(\w+)\"", path.read_text(encoding="utf-8"))
    }


def _read_routes(crew: Crew) -> list[Rule]:
    return [rule for rule in crew.world.rules if "GET" in rule.methods]


def paths(crew: Crew, found: Found, seconds: float) -> None:
    """Every part of every address that stands for something."""
    routes = [(rule, part) for rule in crew.world.rules for part in sorted(rule.arguments)]
    places = [(*pair, who) for pair in routes for who in _who(crew, found, pair[0])]
    values = addresses.own(crew.world)

    def tell(place: tuple[Rule, str, str], value: str | bytes) -> None:
        rule, part, who = place
        short = value if len(value) < 3000 else value[:3000]
        path = addresses.made(rule, values, instead={part: short})
        browser = crew.be(who)
        if addresses.takes(rule) == "POST":
            browser.post(IN_PATHS, path, {}, sent=(part, short))
        else:
            browser.send(IN_PATHS, "GET", path, sent=(part, short))

    crew.watch.note(f"{IN_PATHS}: {Rounds(places, seconds).run(tell)}")


def _who(crew: Crew, found: Found, rule: Rule) -> list[str]:
    seen = [who for (who, one) in found.pages if one == rule.rule]
    posted = [form.who for form in found.posts if form.rule == rule.rule]
    return list(dict.fromkeys([*seen, *posted]))[:1] or [crew.world.lead]


def uploads(crew: Crew, found: Found) -> None:
    """Every naughty file in every field that takes one."""
    fields = [(form, name) for form in found.posts for name in form.files]
    for (form, name), (called, content) in itertools.product(fields, files()):
        given = {name: (called, content, "application/octet-stream")}
        sent = (name, called, content[:40])
        crew.be(form.who).post(IN_FILES, form.action, dict(form.values), sent=sent, files=given)
