"""YAML files as plain values, each with the line on which it stands; anything but plain YAML is refused.

Anchors, aliases and tags are refused before anything is built from them, so a small file cannot grow into a
large one. Scalars are read as YAML 1.2 has it: `no` is a word, not a truth value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from assessment.banks.problems import BankFaulty, BankProblem
from assessment.reading.text import utf_8

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 2 * 1024 * 1024
DEEPEST = 20
Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class YamlFile:
    """The plain values of a file, the line on which each stands, and keys that stand twice."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[BankProblem] = field(default_factory=list)

    def problem_at(self, path: Path, problem: str, remedy: str) -> BankProblem:
        """A problem with the line of its place, or of the nearest place around it that stands in the file."""
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines), ())
        return BankProblem(self.lines.get(known), place_of(path), problem, remedy)


def read_yaml(data: bytes) -> YamlFile:
    """Read a bank file; raises BankFaulty where it cannot be read at all."""
    text = _text(data)
    try:
        return _Reader(yaml.parse(text, Loader=_LOADER)).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _refused(
            f"is not YAML ({error.problem})",
            "check indentation, quotes and colons there",
            mark.line + 1 if mark else None,
        ) from error
    except yaml.YAMLError as error:
        raise _refused(f"is not YAML ({error})", "save it again as plain text") from error


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise _refused(f"is larger than {LARGEST_FILE // 1024 // 1024} MB", "split it, or remove what is no text")
    try:
        text = utf_8(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused("is not UTF-8 text", "save it again as UTF-8", line) from error
    if not text.strip():
        raise _refused("is empty", "start from the example in docs/question-banks.md")
    return text


def _refused(problem: str, remedy: str, line: int | None = None) -> BankFaulty:
    return BankFaulty((BankProblem(line, "file", problem, remedy),))


def place_of(path: Path) -> str:
    """A path as people write it, such as items[3].levels[0]."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".") or "file"


class _Reader:
    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._file = YamlFile()

    def read(self) -> YamlFile:
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused("contains several documents", "keep one bank to a file", _line(event))
                self._file.value = self._node(next(self._events), ())
        return self._file

    def _node(self, event: Any, path: Path) -> Any:
        line = _line(event)
        self._file.lines[path] = line
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _refused("uses an anchor or alias (& or *)", "write the text out where it is needed", line)
        if len(path) > DEEPEST:
            raise _refused("is nested too deeply", "compare it with the example", line)
        if event.tag and event.tag != "!":
            raise _refused(f"uses a tag ({event.tag})", "remove it; plain text and numbers are enough", line)
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else _plain(event.value)
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._node(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _refused("has a key that is not a word", "write a plain key followed by a colon", line)
            key = event.value
            value = self._node(next(self._events), (*path, key))
            if key in found:
                self._twice((*path, key), line)
            found[key] = value
            self._file.lines[*path, key] = line
        return found

    def _twice(self, path: Path, line: int) -> None:
        self._file.problems.append(
            BankProblem(line, place_of(path), "appears twice", "keep one of the two; the first is higher up")
        )


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
