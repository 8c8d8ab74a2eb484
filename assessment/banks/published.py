"""A published bank never changes: its content is recorded, and a file that says something else is refused.

What is recorded is the content and not the bytes, so that line ends and comments may differ; and it is recorded
place by place, so that a refusal can say where the change is.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from assessment.banks.library import FOLDER, available, source
from assessment.banks.problems import BankFaulty, BankProblem
from assessment.banks.yaml_file import read_yaml
from assessment.reading.text import utf_8

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARK = 12


def digest(data: bytes) -> str:
    """A fingerprint of a bank's content."""
    value = read_yaml(data).value
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def record(data: bytes) -> dict[str, Any]:
    """What is written down when a bank is published: its digest, and a fingerprint of every value in it."""
    return {"digest": digest(data), "places": _marks(read_yaml(data).value)}


def as_published(data: bytes) -> bytes:
    """The same file with its status set to published; raises BankFaulty where that cannot be written."""
    line = read_yaml(data).lines[("status",)]
    lines = utf_8(data).splitlines(keepends=True)
    lines[line - 1] = re.sub(r"^(\s*status\s*:\s*)[\"']?draft[\"']?", r"\1published", lines[line - 1])
    published = "".join(lines).encode()
    if read_yaml(published).value["status"] != "published":
        problem = BankProblem(
            line, "status", "cannot be set to published", "write `status: draft` on a line of its own"
        )
        raise BankFaulty((problem,))
    return published


def changes_since(data: bytes, recorded: Mapping[str, Any]) -> tuple[BankProblem, ...]:
    """Every place in which a published bank no longer says what was recorded."""
    if digest(data) == recorded["digest"]:
        return ()
    file = read_yaml(data)
    then, now = recorded["places"], _marks(file.value)
    lines = {_name(file.value, path): line for path, line in file.lines.items()}
    return tuple(
        BankProblem(
            lines.get(place),
            place,
            "was added" if place not in then else "was removed" if place not in now else "was changed",
            "put back what was published, or write a new version",
        )
        for place in dict.fromkeys((*now, *then))
        if then.get(place) != now.get(place)
    )


def recorded_for(bank_id: str) -> dict[str, Any] | None:
    """What was written down when an installed bank was published."""
    recorded = FOLDER.joinpath("published", f"{bank_id}.json")
    return json.loads(recorded.read_text(encoding="utf-8")) if recorded.is_file() else None


def require_unchanged() -> None:
    """Refuse installed banks that are published and were changed since; raises BankFaulty with the places."""
    found: list[BankProblem] = []
    for bank_id in available():
        recorded, data = recorded_for(bank_id), source(bank_id)
        if recorded is None and read_yaml(data).value.get("status") == "published":
            found.append(BankProblem(None, bank_id, "is published and not recorded", "run `fourfold publish-bank`"))
        elif recorded is not None:
            found += [
                BankProblem(one.line, f"{bank_id}.yaml, {one.place}", one.problem, one.remedy)
                for one in changes_since(data, recorded)
            ]
    if found:
        raise BankFaulty(tuple(found))


def _marks(value: Any) -> dict[str, str]:
    return {place: sha256(repr(leaf).encode()).hexdigest()[:MARK] for place, leaf in _leaves(value, "")}


def _leaves(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from _leaves(one, f"{place}.{key}" if place else key)
    elif isinstance(value, list) and value:
        for n, one in enumerate(value):
            yield from _leaves(one, f"{place}[{_entry(n, one)}]")
    else:
        yield place, value


def _entry(n: int, one: Any) -> str:
    return str(one["id"]) if isinstance(one, dict) and "id" in one else str(n)


def _name(value: Any, path: tuple[str | int, ...]) -> str:
    place = ""
    for part in path:
        if isinstance(part, int):
            place += f"[{_entry(part, value[part])}]"
        else:
            place += f".{part}" if place else part
        value = value[part]
    return place
