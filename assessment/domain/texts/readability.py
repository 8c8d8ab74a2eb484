"""How long words and sentences are, and at which age a text can be read.

Reading age is the Automated Readability Index plus five years, since it needs no dictionary; for texts as short as
ours it is a hint and not a measurement.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘(])")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE.split(text.strip()) if part]


def reading_age(text: str) -> float:
    """The age at which a text can be read, by the Automated Readability Index (Senter and Smith 1967)."""
    found, parts = words(text), sentences(text)
    if not found or not parts:
        return 0.0
    letters = sum(len(word) for word in found)
    return 4.71 * letters / len(found) + 0.5 * len(found) / len(parts) - 21.43 + 5
