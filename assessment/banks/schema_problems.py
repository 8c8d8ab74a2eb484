"""Everything in which a bank file breaks its format, in words that its author can act on."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assessment.banks.schema.bank import SCHEMAS, BankSchema
from assessment.banks.schema.base import ALLOWED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessment.banks.problems import BankProblem
    from assessment.banks.yaml_file import Path, YamlFile

_MISSING = ("is missing", "add it; docs/question-banks.md says what it is for")


def schema_problems(file: YamlFile) -> tuple[BankSchema | None, list[BankProblem]]:
    """The bank as it was written, if it keeps to the format, and everything in which it does not."""
    if not isinstance(file.value, dict):
        return None, [file.problem_at((), "is not a bank", "start with `format: 1` and the other keys")]
    try:
        return BankSchema.model_validate(file.value), []
    except ValidationError as error:
        return None, [_located(file, one) for one in error.errors(include_url=False)]


def _located(file: YamlFile, error: Any) -> BankProblem:
    path = _real_path(file.value, error["loc"])
    names = tuple(part for part in path[:-1] if isinstance(part, str))
    if error["type"] == "extra_forbidden":
        return file.problem_at(path, "is an unknown key", _instead(names, str(path[-1])))
    if error["type"] == "missing":
        return file.problem_at(path, *_MISSING)
    return file.problem_at(path, *_worded(error))


def _instead(names: tuple[str, ...], key: str) -> str:
    """What somebody may have meant by a key that stands where it is unknown."""
    known = list(SCHEMAS[names].model_fields) if names in SCHEMAS else []
    if near := get_close_matches(key, known, n=1, cutoff=0.6):
        return f"did you mean `{near[0]}`?"
    home = next((place for place, schema in SCHEMAS.items() if key in schema.model_fields), None)
    if home is not None:
        return f"it belongs {'in `' + '.'.join(home) + '`' if home else 'at the top of the file, beside `format`'}"
    return f"known here: {', '.join(known)}"


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


def worded(error: Any) -> tuple[Path, str, str]:
    """Where an error of pydantic stands, what is wrong there, and what to do."""
    path: Path = tuple(error["loc"])
    if error["type"] == "missing":
        return (path, *_MISSING)
    return (path, *_worded(error))


def _worded(error: Any) -> tuple[str, str]:
    context, given = error.get("ctx", {}), error["input"]
    shown = repr(given) if isinstance(given, str | int | float | bool | None) else f"a {_noun(given)}"
    words = _WORDS.get(error["type"])
    if words is None:
        return f"is {shown}", error["msg"].replace("Input should be", "write")
    problem, remedy = words(context, given)
    return problem.format(shown=shown.replace("{", "{{").replace("}", "}}")), remedy


def _one_of(context: Any, given: Any) -> tuple[str, str]:
    known = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
    near = get_close_matches(str(given), known, n=1)
    return "is {shown}", f"write one of {context['expected']}" + (f"; did you mean {near[0]!r}?" if near else "")


def _no_text(_context: Any, given: Any) -> tuple[str, str]:
    return "is {shown}, not text", "write text" if isinstance(given, dict | list | None) else "put it in quotes"


_WORDS: dict[str, Callable[[Any, Any], tuple[str, str]]] = {
    "literal_error": _one_of,
    "string_type": _no_text,
    "string_too_short": lambda _c, _g: ("is empty", "write something, or leave the key out where it is optional"),
    "string_too_long": lambda c, _g: (f"is longer than {c['max_length']} characters", "shorten it"),
    "string_pattern_mismatch": lambda c, _g: ("is {shown}", ALLOWED[c["pattern"]]),
    "bool_type": lambda _c, _g: ("is {shown}", "write `true` or `false`"),
    "finite_number": lambda _c, _g: ("is {shown}", "write a number"),
    "greater_than_equal": lambda c, _g: ("is {shown}", f"write {c['ge']:g} or more"),
    "less_than_equal": lambda c, _g: ("is {shown}", f"write {c['le']:g} or less"),
    **dict.fromkeys(("int_type", "int_from_float"), lambda _c, _g: ("is {shown}", "write a whole number")),
    "float_type": lambda _c, _g: ("is {shown}", "write a number"),
    **dict.fromkeys(
        ("list_type", "tuple_type"), lambda _c, _g: ("is {shown}, not a list", "put a hyphen before each entry")
    ),
    **dict.fromkeys(
        ("model_type", "dict_type", "dataclass_type"),
        lambda _c, _g: ("is {shown}, not a group of keys", "write its keys, one below the other"),
    ),
    "too_short": lambda c, _g: (_entries(c["actual_length"]), f"write at least {c['min_length']}"),
    "too_long": lambda c, _g: (_entries(c["actual_length"]), f"write at most {c['max_length']}"),
}


def _entries(count: int | None) -> str:
    return "has 1 entry" if count == 1 else f"has {count or 'too many'} entries"


def _noun(value: Any) -> str:
    return {"dict": "group of keys", "list": "list"}.get(type(value).__name__, type(value).__name__)
