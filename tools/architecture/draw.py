"""Draw the house from the code: floors as the contract in setup.cfg has them, arrows as the imports are.

`python -m tools.architecture.draw` writes the picture into docs/architecture.md; a test holds the two equal.
"""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
BETWEEN = re.compile(r"(?<=<!-- picture -->\n).*?(?=<!-- /picture -->)", re.DOTALL)


def floors() -> list[list[str]]:
    """The rooms of each floor, the highest first."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = setup["importlinter:contract:floors"]["layers"].split("\n")
    return [[room.strip() for room in line.split("|")] for line in lines if line.strip()]


def arrows() -> set[tuple[str, str]]:
    """Which room imports which."""
    found = set()
    for path in (ROOT / "assessment").rglob("*.py"):
        own = _room(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "assessment":
                names = [f"{node.module}.{one.name}" for one in node.names]
                found |= {(own, _room(name)) for name in names if _room(name) != own}
    return found


def _room(module: str) -> str:
    return [*module.split("."), ""][1]


def without_detours(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows that no longer way round says already, so that a reader can follow them."""

    def reaches(start: str, end: str, *, but: tuple[str, str]) -> bool:
        nexts = [to for at, to in found if at == start and (at, to) != but]
        return any(to == end or reaches(to, end, but=but) for to in nexts)

    return {one for one in found if not reaches(*one, but=one)}


def picture() -> str:
    """The house as a Mermaid chart."""
    rooms = floors()
    known = {room for floor in rooms for room in floor}
    drawn = [
        f"  subgraph floor{len(rooms) - n}[ ]\n    " + "\n    ".join(floor) + "\n  end" for n, floor in enumerate(rooms)
    ]
    found = {one for one in arrows() if set(one) <= known}
    lines = [f"  {at} --> {to}" for at, to in sorted(without_detours(found))]
    return "\n".join(["```mermaid", "flowchart TD", *drawn, *lines, "```", ""])


if __name__ == "__main__":
    PAGE.write_text(BETWEEN.sub(lambda _: picture(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
