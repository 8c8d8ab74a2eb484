"""Other organisations' objects under one's own roles, and everything that can be taken away as a file."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from tools.security import addresses
from tools.security.watch import CHANGE, LEAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.routing import Rule

    from tools.security.pages import Found
    from tools.security.visitors import Crew
    from tools.security.watch import Answer

OTHERS, FILES = "objects of other organisations", "files taken away"
PLACES = {"reference", "assessment_id"}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def others(crew: Crew) -> None:
    """Every route with what belongs to others is not found, and nothing changes."""
    mine, theirs = addresses.own(crew.world), addresses.others(crew.world)
    states = crew.world.states()
    for who in (crew.world.lead, crew.world.who("contributor")):
        states.changed()
        for rule in (one for one in crew.world.rules if one.arguments & PLACES):
            for values in (*theirs[:12], *_mixed(rule, mine, theirs[0])):
                _try(crew, states, who, rule, values)
    states.close()


def _mixed(rule: Rule, mine: dict[str, str], theirs: dict[str, str]) -> Iterator[dict[str, str]]:
    """One's own organisation with a part that belongs to another."""
    for part in sorted(rule.arguments - PLACES - {"item_id"}):
        yield mine | {part: theirs.get(part, "1")}


def _try(crew: Crew, states: Any, who: str, rule: Rule, values: dict[str, str]) -> None:
    path, method, browser = addresses.made(rule, values), addresses.takes(rule), crew.be(who)
    if method == "POST":
        answer = browser.post(OTHERS, path, {"sure": "y", "action": "give", "role": "sponsor", "note": "x"})
    else:
        answer = browser.send(OTHERS, "GET", path)
    whole = values["reference"] != addresses.own(crew.world)["reference"]
    if answer and answer.status != 404 and not (not whole and answer.status == 403):
        crew.watch.find(OTHERS, LEAK, f"answered {answer.status}, not 404", at=f"{method} {path}", who=who, sent=path)
    if changed := states.changed():
        crew.watch.find(OTHERS, CHANGE, f"changed {changed}", at=f"{method} {path}", who=who, sent=path)


def exports(crew: Crew, found: Found) -> None:
    """Fetch every file that a link or a button leads to, and look at the beginnings of its cells."""
    risky, count = [], 0
    for path, who in sorted({path: who for who, path in found.exports}.items()):
        answer = crew.be(who).send(FILES, "GET", path)
        risky += [f"{path}: {cell}" for cell in _risky(answer)] if answer else []
        count += 1
    for form in (one for one in found.posts if "data" in one.rule or "save" in one.rule):
        answer = crew.be(form.who).post(FILES, form.action, dict(form.values))
        risky += [f"{form.action}: {cell}" for cell in _risky(answer)] if answer else []
        count += 1
    crew.watch.note(f"{FILES}: {count} fetched; cells that a spreadsheet would calculate: {len(risky)}")
    for cell in risky[:20]:
        crew.watch.note(f"a cell that a spreadsheet would calculate: {cell}")


def _risky(answer: Answer) -> list[str]:
    kind = answer.headers.get("Content-Type", "")
    if answer.status != 200:
        return []
    if "spreadsheetml" in kind:
        return list(_formulas(answer.body))
    if "csv" in kind:
        rows = csv.reader(io.StringIO(answer.body.decode("utf-8-sig", "replace")))
        return [cell[:60] for row in rows for cell in row if cell.startswith(FORMULAS) and not _is_number(cell)]
    if "json" in kind:
        json.loads(answer.body)
    return []


def _formulas(content: bytes) -> Iterator[str]:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from (f"{sheet.title}!{cell.coordinate} {cell.value}"[:80] for cell in row if cell.data_type == "f")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
