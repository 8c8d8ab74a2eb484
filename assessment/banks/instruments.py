"""Read variants and instruments: their keys are those of their values, their ids are looked up in their bank."""

from __future__ import annotations

import dataclasses
import json
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from assessment.banks.compatibility import items_named, mismatches
from assessment.banks.schema_problems import worded
from assessment.domain.bank.variant import Variant
from assessment.domain.instruments.indicators import Indicators
from assessment.domain.instruments.quick_check import QuickCheck
from assessment.domain.instruments.survey import Survey
from assessment.domain.instruments.training import Training
from assessment.domain.instruments.vignettes import Vignettes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from assessment.banks.problems import BankProblem
    from assessment.banks.yaml_file import Path, YamlFile
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.instruments.instrument import Instrument

    Found = tuple[Path, str, str]

KINDS: dict[str, type[Instrument | Variant]] = {
    "variant": Variant,
    "quick_check": QuickCheck,
    "survey": Survey,
    "vignettes": Vignettes,
    "training": Training,
    "indicators": Indicators,
}


def parse_instrument(
    file: YamlFile, lookup: Callable[[str], QuestionBank | None]
) -> tuple[Instrument | Variant | None, list[BankProblem]]:
    """What a file holds, if it keeps to the format of its kind, and everything that is wrong with it."""
    problems = list(file.problems)
    kind = file.value["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        remedy = f"write one of {', '.join(KINDS)}, or leave it out for a bank"
        return None, [*problems, file.problem_at(("kind",), f"is {kind!r}", remedy)]
    value_type = KINDS[kind]
    problems += [file.problem_at(*one) for one in (*_unknown(file.value, value_type), *_empty(file.value))]
    try:
        found = _adapter(kind).validate_json(json.dumps(file.value), strict=True)
    except ValidationError as error:
        return None, problems + [file.problem_at(*worded(one)) for one in error.errors(include_url=False)]
    if found.format != 1:
        problems.append(file.problem_at(("format",), f"is {found.format}", "write 1"))
    return found, problems + [file.problem_at(*one) for one in _inconsistent(found, lookup)]


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind])


def _unknown(value: Any, value_type: Any, path: Path = ()) -> Iterator[Found]:
    inner = next((one for one in (value_type, *get_args(value_type)) if dataclasses.is_dataclass(one)), None)
    if inner is None:
        return
    if isinstance(value, list):
        for n, one in enumerate(value):
            yield from _unknown(one, inner, (*path, n))
    elif isinstance(value, dict):
        known = get_type_hints(inner)
        for key, one in value.items():
            if key in known:
                yield from _unknown(one, known[key], (*path, key))
                continue
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            yield (
                (*path, key),
                "is an unknown key",
                f"did you mean `{near[0]}`?" if near else f"known: {', '.join(known)}",
            )


def _empty(value: Any, path: Path = ()) -> Iterator[Found]:
    if isinstance(value, str) and not value.strip():
        yield path, "is empty", "write something, or leave the key out where it is optional"
    entries: Iterable[tuple[Any, Any]] = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, one in entries:
        yield from _empty(one, (*path, key))


def _inconsistent(found: Instrument | Variant, lookup: Callable[[str], QuestionBank | None]) -> Iterator[Found]:
    names = found.banks if isinstance(found, Variant) else (found.bank,)
    banks = [bank for bank in map(lookup, names) if bank]
    for n, name in enumerate(names):
        if lookup(name) is None:
            yield (
                ("banks", n) if isinstance(found, Variant) else ("bank",),
                f"is {name!r}, no known bank",
                "check the id",
            )
    yield from _repeated(found)
    if banks:
        items = {item_id for bank in banks for item_id in bank.items_by_id}
        for path, item_id in items_named(found):
            if item_id not in items:
                near = get_close_matches(item_id, items, n=1)
                yield (
                    path,
                    f"names {item_id!r}, which no bank has",
                    f"did you mean {near[0]!r}?" if near else "check the id",
                )
        yield from mismatches(found, banks[0])


def _repeated(found: Instrument | Variant) -> Iterator[Found]:
    for field in dataclasses.fields(found):
        entries = getattr(found, field.name)
        ids = [one.id for one in entries if hasattr(one, "id")] if isinstance(entries, tuple) else []
        for n, one in enumerate(ids):
            if one in ids[:n]:
                yield (field.name, n, "id"), f"is {one!r} a second time", "give it an id of its own"
