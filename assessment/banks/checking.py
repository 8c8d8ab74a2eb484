"""Find everything that is wrong with what a bank file says: shape first, then what the parts say of each other."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assessment.banks.problems import BankProblem
from assessment.banks.reading import Path, Reading, place_of
from assessment.banks.shape import SHAPES, BankShape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Found = tuple[Path, str, str]


def problems_of_shape(reading: Reading) -> tuple[BankShape | None, list[BankProblem]]:
    """The bank as it was written, if its shape is right, and everything about its shape that is not."""
    if not isinstance(reading.value, dict):
        return None, [_problem(reading, (), "is not a bank", "start with `format: 1` and the other keys")]
    try:
        return BankShape.model_validate(reading.value), []
    except ValidationError as error:
        return None, [_of_shape(reading, one) for one in error.errors(include_url=False)]


def problems_of_sense(reading: Reading, bank: BankShape) -> list[BankProblem]:
    """Everything that the parts of a bank say of each other that cannot be."""
    checks = (_repeated, _scale, _evidence, _items, _empty_groups, _stages)
    return [_problem(reading, *found) for check in checks for found in check(bank)]


def _problem(reading: Reading, path: Path, problem: str, remedy: str) -> BankProblem:
    known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in reading.lines), ())
    return BankProblem(reading.lines.get(known), place_of(path), problem, remedy)


def _of_shape(reading: Reading, error: Any) -> BankProblem:
    path = _real_path(reading.value, error["loc"])
    names = tuple(part for part in path[:-1] if isinstance(part, str))
    if error["type"] == "extra_forbidden":
        known = list(SHAPES[names].model_fields) if names in SHAPES else []
        near = get_close_matches(str(path[-1]), known, n=1, cutoff=0.5)
        remedy = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
        return _problem(reading, path, "is an unknown key", remedy)
    if error["type"] == "missing":
        return _problem(
            reading, (*path[:-1], path[-1]), "is missing", "add it; docs/question-banks.md says what it is for"
        )
    return _problem(reading, path, *_worded(error))


def _real_path(value: Any, location: Iterable[str | int]) -> Path:
    """The part of an error's location that stands in the file; pydantic adds the names of alternatives to it."""
    path: list[str | int] = []
    for part in location:
        if isinstance(value, dict) and isinstance(part, str):
            path.append(part)
            if part not in value:
                break
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            path.append(part)
            value = value[part]
    return tuple(path)


def _worded(error: Any) -> tuple[str, str]:
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    shown = repr(given) if isinstance(given, str | int | float | bool | None) else f"a {_noun(given)}"
    if kind == "literal_error":
        near = get_close_matches(
            str(given), [w.strip("'") for w in context["expected"].replace(" or ", ", ").split(", ")], n=1
        )
        return f"is {shown}", f"write one of {context['expected']}" + (f"; did you mean {near[0]!r}?" if near else "")
    if kind == "string_type":
        return f"is {shown}, not text", "put it in quotes" if not isinstance(
            given, dict | list
        ) and given is not None else "write text"
    if kind == "string_too_short":
        return "is empty", "write something, or leave the key out where it is optional"
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters", "shorten it"
    if kind == "string_pattern_mismatch":
        return f"is {shown}", "use letters, digits, hyphens, dots and underscores; links start with https://"
    if kind == "too_short":
        return _entries(context["actual_length"]), f"write at least {context['min_length']}"
    if kind == "too_long":
        return _entries(context["actual_length"]), f"write at most {context['max_length']}"
    return f"is {shown}", error["msg"][0].lower() + error["msg"][1:]


def _entries(count: int | None) -> str:
    return "has 1 entry" if count == 1 else f"has {count or 'too many'} entries"


def _noun(value: Any) -> str:
    return {"dict": "group of keys", "list": "list"}.get(type(value).__name__, type(value).__name__)


def _repeated(bank: BankShape) -> Iterator[Found]:
    for name in ("dimensions", "domains", "lenses", "stages", "sources", "items"):
        yield from _twice((name,), [one.id for one in getattr(bank, name)])
    yield from _twice(("evidence", "grades"), [grade.id for grade in bank.evidence.grades])


def _twice(path: Path, ids: list[str]) -> Iterator[Found]:
    for n, one in enumerate(ids):
        if one in ids[:n]:
            yield (*path, n, "id"), f"is {one!r}, like {place_of((*path, ids.index(one)))}", "give it an id of its own"


def _scale(bank: BankShape) -> Iterator[Found]:
    levels = len(bank.scale.levels)
    for n, item in enumerate(bank.items):
        if len(item.levels) != levels:
            yield (
                ("items", n, "levels"),
                f"has {len(item.levels)} descriptions, the scale has {levels} levels",
                "write one description for each level",
            )


def _evidence(bank: BankShape) -> Iterator[Found]:
    top, rules = len(bank.scale.levels) - 1, bank.evidence
    caps = [grade.cap for grade in rules.grades]
    for n, grade in enumerate(rules.grades):
        here = ("evidence", "grades", n)
        if grade.cap > top:
            yield (*here, "cap"), f"is {grade.cap}, the highest level is {top}", f"write 0 to {top}"
        if n and caps[n] < caps[n - 1]:
            yield (*here, "cap"), "is lower than that of the grade before", "order grades from weakest to strongest"
        if (grade.strict_months is None) != (grade.strict_from_level is None):
            yield here, "has only one of strict_months and strict_from_level", "write both or neither"
    for name in ("lived_experience_cap", "confidence_from_level"):
        level = getattr(rules, name)
        if level is not None and level > top:
            yield ("evidence", name), f"is {level}, the highest level is {top}", f"write 0 to {top}"


def _items(bank: BankShape) -> Iterator[Found]:
    known = {name: {one.id for one in getattr(bank, name)} for name in ("dimensions", "domains", "lenses", "sources")}
    for n, item in enumerate(bank.items):
        yield from _dangling(("items", n, "dimension"), [item.dimension], known["dimensions"], "dimension")
        yield from _dangling(("items", n, "domain"), [item.domain] if item.domain else [], known["domains"], "domain")
        yield from _dangling(("items", n, "lenses"), item.lenses, known["lenses"], "lens")
        yield from _dangling(("items", n, "sources"), item.sources, known["sources"], "source")
        if bank.domains and item.domain is None:
            yield ("items", n), "has no domain, though the bank has domains", "add `domain:` with one of their ids"


def _dangling(path: Path, used: Iterable[str], known: set[str], noun: str) -> Iterator[Found]:
    for one in used:
        if one not in known:
            near = get_close_matches(one, known, n=1, cutoff=0.4)
            remedy = f"did you mean {near[0]!r}?" if near else f"add a {noun} with that id, or remove it here"
            yield path, f"names the {noun} {one!r}, which the bank does not have", remedy


def _empty_groups(bank: BankShape) -> Iterator[Found]:
    used = {item.dimension for item in bank.items}, {item.domain for item in bank.items}
    for name, ids in zip(("dimensions", "domains"), used, strict=True):
        for n, group in enumerate(getattr(bank, name)):
            if group.id not in ids:
                yield (name, n), f"{group.id!r} has no item", "add an item to it, or remove it"


def _stages(bank: BankShape) -> Iterator[Found]:
    for n, stage in enumerate(bank.stages):
        for m, condition in enumerate(stage.conditions):
            for problem, remedy in _condition(bank, n, condition):
                yield ("stages", n, "conditions", m), problem, remedy


def _condition(bank: BankShape, stage: int, condition: Any) -> Iterator[tuple[str, str]]:
    kind, needs = condition.kind, condition.needs
    yield from _subjects(bank, condition)
    if kind == "moderated":
        if needs is not True:
            yield f"needs {_shown(needs)}", "write `needs: true`"
    elif kind == "earlier_stage":
        if needs not in [one.id for one in bank.stages]:
            yield f"needs the stage {needs!r}, which the bank does not have", "write the id of a stage"
    elif isinstance(needs, bool) or not isinstance(needs, float | int):
        yield f"needs {_shown(needs)}", "write a number"
    elif kind in {"gate", "gates"}:
        if not 0 <= needs < len(bank.scale.levels) or needs != int(needs):
            yield f"needs level {needs:g}", f"write a whole number from 0 to {len(bank.scale.levels) - 1}"
    elif not 0 <= needs <= 100:
        yield f"needs {needs:g}", "write a number from 0 to 100"
    if stage == 0 and kind == "earlier_stage":
        yield "asks the first stage for an earlier one", "remove it"


def _shown(needs: bool | float | str) -> str:
    return repr(needs) if isinstance(needs, bool | str) else f"{needs:g}"


_ONE = {"dimension": "dimensions", "domain": "domains", "gate": "items"}


def _subjects(bank: BankShape, condition: Any) -> Iterator[tuple[str, str]]:
    kind = condition.kind
    gates = {item.id for item in bank.items if item.gate}
    if kind in _ONE:
        known = gates if kind == "gate" else {one.id for one in getattr(bank, _ONE[kind])}
        if condition.subject not in known:
            noun = "item flagged `gate: true`" if kind == "gate" else kind
            yield f"has the subject {condition.subject!r}, which is no {noun}", "write `subject:` with the id of one"
    elif condition.subject is not None:
        yield f"has a subject, which {kind!r} does not take", "remove `subject:`"
    if kind == "gates":
        for one in condition.subjects if isinstance(condition.subjects, list) else []:
            if one not in gates:
                yield f"names {one!r}, which is no item flagged `gate: true`", "flag the item, or remove it here"
        if not condition.subjects:
            yield "has no subjects", "write `subjects: all` or a list of items"
    elif condition.subjects is not None:
        yield f"has subjects, which {kind!r} does not take", "remove `subjects:`"
