"""Whether texts can be read by busy people: length, plain words, one idea at a time, levels that rise.

The limits are those of the rules for writers in docs/question-banks.md. Reading age is the Automated Readability
Index plus five years, since it needs no dictionary; for texts as short as ours it is a hint and not a measurement.
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
from assessment.domain.texts.words import AVOID, DEGREE, ENDINGS_US, US_SPELLING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.domain.bank.instruments import Instrument
    from assessment.domain.bank.question_bank import Item

OLDEST_READER = 15.0
LONGEST_SENTENCE = 28
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
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘(])")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(
    r"\d|%|\b(half|quarter|third|once|twice|every|each|all|both|none|one|two|three|four|five|six|ten|twelve|yearly|"
    r"monthly|weekly|daily)\b",
    re.IGNORECASE,
)
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
    """Everything about the texts of a bank, or of what stands beside one, that its writer should look at."""
    if isinstance(found, QuestionBank):
        return tuple(remark for item in found.items for remark in of_item(item))
    if isinstance(found, Variant):
        return tuple(_of_variant(found))
    return (
        *(Remark(place, part, what) for place, part, text in _entries(found) for what in of_words(text)),
        *(Remark(one.id, *remark) for one in getattr(found, "items", ()) for remark in level_faults(_levels(one))),
    )


def of_item(item: Item) -> Iterator[Remark]:
    """Everything about one item's texts that its writer should look at."""
    for check in (_sizes, _question, _rising, _alike, _missing, _wording, _age):
        yield from (Remark(item.id, part, what) for part, what in check(item))


def _of_variant(found: Variant) -> Iterator[Remark]:
    for one in found.extension_items:
        yield from of_item(one.as_item())
    for own in found.items:
        for text in (own.example, own.not_applicable, *own.evidence):
            yield from (Remark(own.id, "wording for the sector", what) for what in of_words(text))


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
        if (count := len(_WORD.findall(text))) > most:
            yield part, f"has {count} words; keep to {most}"


def _level_sizes(item: Item) -> Iterator[tuple[str, str, int]]:
    yield from ((f"level {n}", text, LONGEST_LEVEL) for n, text in enumerate(item.levels))


def _question(item: Item) -> Iterator[tuple[str, str]]:
    if _DOUBLE.search(item.question) or _SECOND_VERB.search(item.question):
        yield "question", "asks two things at once; ask one"


def _missing(item: Item) -> Iterator[tuple[str, str]]:
    if not PROMPTS[0] <= len(item.evidence_prompts) <= PROMPTS[1]:
        yield "evidence prompts", f"are {len(item.evidence_prompts)}; write {PROMPTS[0]} to {PROMPTS[1]}"
    for name in ("why", "tipping_point"):
        if not getattr(item, name):
            yield name.replace("_", " "), "is missing"


def _wording(item: Item) -> Iterator[tuple[str, str]]:
    for part, text in texts_of(item):
        yield from ((part, what) for what in (*of_words(text), *_of_degree(text)))


def _age(item: Item) -> Iterator[tuple[str, str]]:
    whole = " ".join(text if text.endswith((".", "?")) else f"{text}." for _, text in texts_of(item) if text)
    age = reading_age(whole)
    if age > OLDEST_READER:
        yield "whole item", f"reads like a text for age {age:.0f}; write for {OLDEST_READER:.0f} or younger"


def texts_of(item: Item) -> Iterator[tuple[str, str]]:
    """Every text of an item with the name of its part."""
    yield "title", item.title
    yield "question", item.question
    yield "why", item.why
    yield from ((f"level {n}", text) for n, text in enumerate(item.levels))
    yield from ((f"evidence prompt {n}", text) for n, text in enumerate(item.evidence_prompts))
    yield "tipping point", item.tipping_point


def of_words(text: str) -> Iterator[str]:
    """What a writer should look at in the words and sentences of one text."""
    for sentence in sentences(text):
        if (count := len(_WORD.findall(sentence))) > LONGEST_SENTENCE:
            yield f"has a sentence of {count} words; keep to {LONGEST_SENTENCE}"
    for pattern, instead in AVOID:
        if match := pattern.search(text):
            yield f"says “{match.group(0)}”; {instead}"
    for word in _WORD.findall(text):
        if british := _british(word.lower()):
            yield f"says “{word}”; write “{british}”"


def _of_degree(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        if (match := DEGREE.search(sentence)) and not _NUMBER.search(sentence):
            yield f"says “{match.group(0)}” without a number; say how much or how often"


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE.split(text.strip()) if part]


def reading_age(text: str) -> float:
    """The age at which a text can be read, by the Automated Readability Index (Senter and Smith 1967)."""
    words, parts = _WORD.findall(text), sentences(text)
    if not words or not parts:
        return 0.0
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(parts) - 21.43 + 5


def _british(word: str) -> str | None:
    if word in US_SPELLING:
        return US_SPELLING[word]
    for ending, british in ENDINGS_US:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + british
    return None


def _rising(item: Item) -> Iterator[tuple[str, str]]:
    """Levels should be told apart, begin with a verb, and grow in what they ask for.

    Whether the same elements rise is for a reader to judge; what a program can see is that no two levels say the
    same, that coverage in numbers never falls, and that the lowest asks for less than the highest.
    """
    levels = item.levels
    if len({text.casefold() for text in levels}) < len(levels):
        yield "levels", "say the same twice"
    shares = [(n, share) for n, text in enumerate(levels) if (share := _share(text)) is not None]
    for (lower, less), (higher, more) in pairwise(shares):
        if more < less:
            yield f"level {higher}", f"asks for less than level {lower} ({more:.0%} after {less:.0%})"
    if levels and len(_WORD.findall(levels[0])) > len(_WORD.findall(levels[-1])):
        yield "levels", "say more at the bottom than at the top; let the elements rise"


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
