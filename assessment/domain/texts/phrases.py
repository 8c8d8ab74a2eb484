"""Small words of sentences: counts with their nouns, lists, and a text within a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with the right form of its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names one after another, with "and" before the last."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def lower_first(text: str) -> str:
    """A text as it stands within a sentence: without the capital of its first word, unless that is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A text with a capital at its beginning and everything else as it was."""
    return text[:1].upper() + text[1:]
