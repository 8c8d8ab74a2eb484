"""Remarks on the style of texts: length, plain words, one idea at a time, levels that rise.

The limits are those of the rules for writers in docs/question-banks.md.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assessment.domain.bank.level_style import level_faults
from assessment.domain.bank.question_bank import QuestionBank
from assessment.domain.bank.variant import Variant
from assessment.domain.texts.readability import reading_age, words
from assessment.domain.texts.wording import vague_amounts, wording_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.domain.bank.question_bank import Item
    from assessment.domain.instruments.instrument import Instrument

OLDEST_READER = 15.0
LONGEST_LEVEL = 35
LONGEST_WHY = 40
LONGEST_TITLE = 60
PROMPTS = (2, 4)
_NO_PROSE = {
    "id",
    "kind",
    "bank",
    "licence",
    "dimension",
    "domain",
    "related",
    "sector",
    "sectors",
    "item",
    "parent",
    "unit",
    "audience",
}
_DOUBLE = re.compile(r"\?.*\?|\band/or\b", re.IGNORECASE)
_SECOND_VERB = re.compile(
    r"\band (is|are|do|does|has|have|can|could|will|would|did|was|were|how|what|when|why|who)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a text that a writer should look at: the item, the part of it, and what."""

    item: str
    part: str
    what: str


def remarks(found: QuestionBank | Variant | Instrument) -> tuple[Remark, ...]:
    """Everything in the texts of a bank, a variant or an instrument that its writer should look at."""
    if isinstance(found, QuestionBank):
        return tuple(remark for item in found.items for remark in item_remarks(item))
    if isinstance(found, Variant):
        return tuple(_of_variant(found))
    return (
        *(Remark(place, part, what) for place, part, text in _entries(found) for what in wording_faults(text)),
        *(Remark(one.id, *remark) for one in getattr(found, "items", ()) for remark in level_faults(_levels(one))),
    )


def item_remarks(item: Item) -> Iterator[Remark]:
    """Everything about one item's texts that its writer should look at."""
    for check in (_sizes, _question, _rising, _alike, _missing, _wording, _age):
        yield from (Remark(item.id, part, what) for part, what in check(item))


def _of_variant(found: Variant) -> Iterator[Remark]:
    for one in found.extension_items:
        yield from item_remarks(one.as_item())
    for own in found.items:
        for text in (own.example, own.not_applicable, *own.evidence):
            yield from (Remark(own.id, "wording for the sector", what) for what in wording_faults(text))


def _entries(found: Instrument) -> Iterator[tuple[str, str, str]]:
    """Every text of an instrument: the entry it stands in, the part of it, and the text."""
    for field in dataclasses.fields(found):
        value = getattr(found, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if dataclasses.is_dataclass(one) and not isinstance(one, type):
                place = str(getattr(one, "id", field.name))
                yield from ((place, part, text) for part, text in _strings(one) if part not in _NO_PROSE)
            elif isinstance(one, str) and field.name not in _NO_PROSE:
                yield found.id, field.name, one


def _strings(one: Any) -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(one):
        value = getattr(one, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield field.name, text


def _sizes(item: Item) -> Iterator[tuple[str, str]]:
    if len(item.title) > LONGEST_TITLE:
        yield "title", f"has {len(item.title)} characters; keep to {LONGEST_TITLE}"
    for part, text, most in (("why", item.why, LONGEST_WHY), *_level_sizes(item)):
        if (count := len(words(text))) > most:
            yield part, f"has {count} words; keep to {most}"


def _level_sizes(item: Item) -> Iterator[tuple[str, str, int]]:
    yield from ((f"level {n}", text, LONGEST_LEVEL) for n, text in enumerate(item.levels))


def _question(item: Item) -> Iterator[tuple[str, str]]:
    if _DOUBLE.search(item.question) or _SECOND_VERB.search(item.question):
        yield "question", "asks two questions in one; ask one"


def _missing(item: Item) -> Iterator[tuple[str, str]]:
    if not PROMPTS[0] <= len(item.evidence_prompts) <= PROMPTS[1]:
        yield "evidence prompts", f"are {len(item.evidence_prompts)}; write {PROMPTS[0]} to {PROMPTS[1]}"
    for name in ("why", "tipping_point"):
        if not getattr(item, name):
            yield name.replace("_", " "), "is missing"


def _wording(item: Item) -> Iterator[tuple[str, str]]:
    for part, text in texts_of(item):
        yield from ((part, what) for what in (*wording_faults(text), *vague_amounts(text)))


def _age(item: Item) -> Iterator[tuple[str, str]]:
    whole = " ".join(text if text.endswith((".", "?")) else f"{text}." for _, text in texts_of(item) if text)
    age = round(reading_age(whole), 1)
    if age > OLDEST_READER:
        yield "whole item", f"reads like a text for age {age:g}; write for {OLDEST_READER:.0f} or younger"


def texts_of(item: Item) -> Iterator[tuple[str, str]]:
    """Every text of an item with the name of its part."""
    yield "title", item.title
    yield "question", item.question
    yield "why", item.why
    yield from ((f"level {n}", text) for n, text in enumerate(item.levels))
    yield from ((f"evidence prompt {n}", text) for n, text in enumerate(item.evidence_prompts, start=1))
    yield "tipping point", item.tipping_point


def _rising(item: Item) -> Iterator[tuple[str, str]]:
    """Levels should be told apart, begin with a verb, and grow in what they ask for.

    Whether the same elements rise is for a reader to judge; what a program can see is that no two levels say the
    same, that coverage in numbers never falls, and that the lowest asks for less than the highest.
    """
    levels = item.levels
    if len({text.casefold() for text in levels}) < len(levels):
        yield "levels", "say the same thing twice"
    shares = [(n, share) for n, text in enumerate(levels) if (share := _share(text)) is not None]
    for (lower, less), (higher, more) in pairwise(shares):
        if more < less:
            yield f"level {higher}", f"asks for less than level {lower} ({more:.0%} after {less:.0%})"
    if levels and len(words(levels[0])) > len(words(levels[-1])):
        yield "levels", "say more at the bottom than at the top; ask for more as levels rise"


def _alike(item: Item) -> Iterator[tuple[str, str]]:
    yield from level_faults(item.levels)


def _levels(entry: Any) -> tuple[str, ...]:
    return getattr(entry, "levels", ())


_SHARES = (
    (re.compile(r"\b(under|at most) a quarter\b", re.IGNORECASE), 0.1),
    (re.compile(r"\b(a quarter to a half|at least a quarter)\b", re.IGNORECASE), 0.25),
    (re.compile(r"\bat least (a |one )?half\b", re.IGNORECASE), 0.5),
    (re.compile(r"\bat least (\d+)\s?%", re.IGNORECASE), None),
)


def _share(text: str) -> float | None:
    found = [
        share if share is not None else int(match.group(1)) / 100
        for pattern, share in _SHARES
        if (match := pattern.search(text))
    ]
    return max(found) if found else None
