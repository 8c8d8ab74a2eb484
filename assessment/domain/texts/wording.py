"""Words and sentences of a text that its writer should look at again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessment.domain.texts.readability import sentences, words
from assessment.domain.texts.words import AVOID, DEGREE, ENDINGS_US, US_SPELLING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SENTENCE = 28
_NUMBER = re.compile(
    r"\d|%|\b(half|quarter|third|once|twice|every|each|all|both|none|one|two|three|four|five|six|ten|twelve|yearly|"
    r"monthly|weekly|daily)\b",
    re.IGNORECASE,
)


def wording_faults(text: str) -> Iterator[str]:
    """What a writer should look at in the words and sentences of one text."""
    for sentence in sentences(text):
        if (count := len(words(sentence))) > LONGEST_SENTENCE:
            yield f"has a sentence of {count} words; keep to {LONGEST_SENTENCE}"
    for pattern, instead in AVOID:
        if match := pattern.search(text):
            yield f"says “{match.group(0)}”; {instead}"
    for word in words(text):
        if british := _british(word.lower()):
            yield f"says “{word}”; write “{british}”"


def vague_amounts(text: str) -> Iterator[str]:
    """Sentences that say most, often or the like without a number."""
    for sentence in sentences(text):
        if (match := DEGREE.search(sentence)) and not _NUMBER.search(sentence):
            yield f"says “{match.group(0)}” without a number; say how much or how often"


def _british(word: str) -> str | None:
    if word in US_SPELLING:
        return US_SPELLING[word]
    for ending, british in ENDINGS_US:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + british
    return None
