"""Addresses for every route, from what is in the database; routes that are new get something that fits their shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from tools.security.naughty import raw

if TYPE_CHECKING:
    from werkzeug.routing import Rule

    from tools.security.world import World

_PARTS = re.compile(r"([^<]+)|<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
_LIKELY = {"number": "1", "token": "A" * 43}


def own(world: World) -> dict[str, str]:
    """What the people of the first organisation have."""
    return _of(world, world.people[world.lead].place or 0)


def others(world: World) -> list[dict[str, str]]:
    """What every other organisation has."""
    rows = world.asked("SELECT id FROM organisations WHERE id <> ? ORDER BY id", world.people[world.lead].place)
    return [_of(world, place) for (place,) in rows]


def _of(world: World, place: int) -> dict[str, str]:
    reference = world.asked("SELECT reference FROM organisations WHERE id = ?", place)[0][0]
    newest = world.asked("SELECT id FROM assessments WHERE organisation_id = ? ORDER BY cycle_id DESC", place)
    number = newest[0][0] if newest else 999_999
    piece = world.asked("SELECT id, item_id FROM evidence WHERE assessment_id = ? ORDER BY id", number)
    people = world.asked("SELECT person_id FROM roles_held WHERE organisation_id = ? ORDER BY id DESC", place)
    return _common(world) | {
        "reference": reference,
        "assessment_id": str(number),
        "evidence_id": str(piece[0][0] if piece else 1),
        "item_id": piece[0][1] if piece else "RL-GOV-1",
        "person_id": str(people[0][0] if people else 1),
    }


def _common(world: World) -> dict[str, str]:
    banks = [name for (name,) in world.asked("SELECT DISTINCT bank_id FROM cycles ORDER BY bank_id")]
    drafts = world.asked("SELECT bank_id FROM bank_files")
    years = world.asked("SELECT max(year) FROM cycles")
    groups = world.asked("SELECT reference FROM partnerships ORDER BY id")
    return {
        "bank_id": banks[0],
        "earlier_id": banks[0],
        "later_id": banks[-1],
        "draft": drafts[0][0] if drafts else "x",
        "year": str(years[0][0]),
        "partnership": groups[0][0],
    }


def made(rule: Rule, values: dict[str, str], *, instead: dict[str, str | bytes] | None = None) -> str:
    """The address of a route with these values; `instead` is put in as it is, percent-encoded."""
    path = ""
    for fixed, converter, name in _PARTS.findall(rule.rule):
        value = (instead or {}).get(name, values.get(name, _LIKELY.get(converter, "x")))
        if name == "bank_id" and rule.rule.startswith("/drafts") and name not in (instead or {}):
            value = values["draft"]
        path += fixed or quote(raw(value), safe="")
    return path


def takes(rule: Rule) -> str:
    """POST where a route takes that, else GET."""
    return "POST" if "POST" in rule.methods else "GET"
