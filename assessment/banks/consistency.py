"""Checks that the parts of a bank agree with each other."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from assessment.banks.lineage import LINEAGE_CHECKS
from assessment.banks.yaml_file import Path, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessment.banks.problems import BankProblem
    from assessment.banks.schema.bank import BankSchema
    from assessment.banks.schema.rules import ConditionSchema
    from assessment.banks.yaml_file import YamlFile

    Found = tuple[Path, str, str]


def consistency_problems(file: YamlFile, bank: BankSchema) -> list[BankProblem]:
    """Everything in which the parts of a bank contradict each other."""
    checks = (_repeated, _scale, _evidence, _items, _empty_groups, _stages, *LINEAGE_CHECKS)
    return [file.problem_at(*found) for check in checks for found in check(bank)]


def _repeated(bank: BankSchema) -> Iterator[Found]:
    for name in ("dimensions", "domains", "lenses", "stages", "sources", "items"):
        yield from _twice((name,), [one.id for one in getattr(bank, name)])
    yield from _twice(("evidence", "grades"), [grade.id for grade in bank.evidence.grades])


def _twice(path: Path, ids: list[str]) -> Iterator[Found]:
    for n, one in enumerate(ids):
        if one in ids[:n]:
            yield (*path, n, "id"), f"is {one!r}, like {place_of((*path, ids.index(one)))}", "give it an id of its own"


def _scale(bank: BankSchema) -> Iterator[Found]:
    levels = len(bank.scale.levels)
    for n, item in enumerate(bank.items):
        if len(item.levels) != levels:
            yield (
                ("items", n, "levels"),
                f"has {len(item.levels)} descriptions, the scale has {levels} levels",
                "write one description for each level",
            )
        texts = [" ".join(text.split()).casefold() for text in item.levels]
        for level, text in enumerate(texts):
            if text in texts[:level]:
                yield (
                    ("items", n, "levels", level),
                    f"says the same as level {texts.index(text)}",
                    "say what sets the two apart",
                )


def _evidence(bank: BankSchema) -> Iterator[Found]:
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
    if max(caps) < top:
        yield (
            ("evidence", "grades"),
            f"support level {max(caps)} at most, so nobody can reach level {top}",
            f"let the strongest grade have `cap: {top}`",
        )
    for name in ("lived_experience_cap", "confidence_from_level"):
        level = getattr(rules, name)
        if level is not None and level > top:
            yield ("evidence", name), f"is {level}, the highest level is {top}", f"write 0 to {top}"


def _items(bank: BankSchema) -> Iterator[Found]:
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


def _empty_groups(bank: BankSchema) -> Iterator[Found]:
    used: dict[str, set[str | None]] = {
        "dimensions": {item.dimension for item in bank.items},
        "domains": {item.domain for item in bank.items},
    }
    for name, ids in used.items():
        for n, group in enumerate(getattr(bank, name)):
            if group.id not in ids:
                yield (name, n), f"{group.id!r} has no item", "add an item to it, or remove it"


def _stages(bank: BankSchema) -> Iterator[Found]:
    for n, stage in enumerate(bank.stages):
        for m, condition in enumerate(stage.conditions):
            for problem, remedy in _condition(bank, n, condition):
                yield ("stages", n, "conditions", m), problem, remedy


def _condition(bank: BankSchema, stage: int, condition: ConditionSchema) -> Iterator[tuple[str, str]]:
    yield from _subject(bank, condition)
    yield from _subjects(bank, condition)
    yield from _needs(bank, condition)
    if condition.kind == "every_domain" and not bank.domains:
        yield "asks for every domain, and the bank has none", "remove it, or add `domains:`"
    if stage == 0 and condition.kind == "earlier_stage":
        yield "asks the first stage for an earlier one", "remove it"


def _needs(bank: BankSchema, condition: ConditionSchema) -> Iterator[tuple[str, str]]:
    kind, needs = condition.kind, condition.needs
    if kind in {"moderated", "full_assessment"}:
        if needs is not True:
            yield f"needs {_shown(needs)}", "write `needs: true`"
    elif kind == "earlier_stage":
        if needs not in [one.id for one in bank.stages]:
            yield f"needs the stage {needs!r}, which the bank does not have", "write the id of a stage"
    elif isinstance(needs, bool | str):
        yield f"needs {_shown(needs)}", "write a number"
    else:
        yield from _amount(needs, top=len(bank.scale.levels) - 1 if kind in {"gate", "gates"} else None)


def _amount(needs: float, *, top: int | None) -> Iterator[tuple[str, str]]:
    if top is None and not 0 <= needs <= 100:
        yield f"needs {needs:g}", "write a number from 0 to 100"
    if top is not None and (not 0 <= needs <= top or needs != int(needs)):
        yield f"needs level {needs:g}", f"write a whole number from 0 to {top}"


def _shown(needs: object) -> str:
    return f"{needs:g}" if isinstance(needs, float) else repr(needs)


_ONE = {"dimension": "dimensions", "domain": "domains", "gate": "items"}


def _subject(bank: BankSchema, condition: ConditionSchema) -> Iterator[tuple[str, str]]:
    kind = condition.kind
    if kind not in _ONE:
        if condition.subject is not None:
            yield f"has a subject, which {kind!r} does not take", "remove `subject:`"
        return
    known = _gates(bank) if kind == "gate" else {one.id for one in getattr(bank, _ONE[kind])}
    if condition.subject not in known:
        noun = "item flagged `gate: true`" if kind == "gate" else kind
        yield f"has the subject {condition.subject!r}, which is no {noun}", "write `subject:` with the id of one"


def _subjects(bank: BankSchema, condition: ConditionSchema) -> Iterator[tuple[str, str]]:
    if condition.kind != "gates":
        if condition.subjects is not None:
            yield f"has subjects, which {condition.kind!r} does not take", "remove `subjects:`"
        return
    if not condition.subjects:
        yield "has no subjects", "write `subjects: all` or a list of items"
    for one in condition.subjects if isinstance(condition.subjects, list) else []:
        if one not in _gates(bank):
            yield f"names {one!r}, which is no item flagged `gate: true`", "flag the item, or remove it here"


def _gates(bank: BankSchema) -> set[str]:
    return {item.id for item in bank.items if item.gate}
