"""Browser tests wait: what follows a click that leaves the page does not race the page that comes."""

from __future__ import annotations

import ast
import itertools
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[1] / "browser").glob("*.py"))
ACTS = {"click", "press", "tap"}
AT_ONCE = {"goto", "go_back", "go_forward", "reload", "count", "all", "url", "title", "content"}


def _acts(statement: ast.stmt) -> bool:
    """Whether a statement clicks or presses and waits for nothing; Tab and the arrows never leave a page."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ACTS):
        return False
    key = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else "Enter"
    return call.func.attr != "press" or str(key) in {"Enter", "Space"}


def _reads_at_once(statement: ast.stmt) -> bool:
    """Whether a statement reads or leaves the page without waiting for what it needs."""
    first = statement.test if isinstance(statement, ast.While) else statement
    return any(
        (isinstance(node, ast.Attribute) and node.attr in AT_ONCE) or (isinstance(node, ast.Name) and node.id == "be")
        for node in ast.walk(first)
    )


def races(source: str) -> list[int]:
    """The lines that read or leave a page right after a click or a key."""
    bodies = [
        getattr(node, field)
        for node in ast.walk(ast.parse(source))
        for field in ("body", "orelse", "finalbody")
        if isinstance(getattr(node, field, None), list)
    ]
    return sorted(
        after.lineno
        for body in bodies
        for before, after in itertools.pairwise(body)
        if _acts(before) and _reads_at_once(after)
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_test_reads_or_leaves_a_page_that_is_still_coming(file):
    assert races(file.read_text(encoding="utf-8")) == []


def test_a_race_is_seen():
    assert races("page.get_by_role('button').press('Enter')\npage.go_back()\n") == [2]
    assert races("page.keyboard.press('Tab')\npage.reload()\n") == []
    assert races("with page.expect_navigation():\n    page.locator('a').click()\npage.go_back()\n") == []
