"""Personal details that a short note may hold by accident, so that its writer can be asked about them.

Numbers are found by their form; names by a title, a frequent first name, or who was spoken to. Some are missed and some
seen where there are none: this is a reason to ask, never one to refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.texts.detail_sorts import Sort
from assessment.domain.texts.personal_names import TITLE, names_in
from assessment.domain.texts.personal_numbers import numbers_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from assessment.domain.texts.detail_sorts import Span

# Where details overlap, the surest sort gives its name to the whole.
SUREST = (Sort.EMAIL, Sort.BIRTH, Sort.INSURANCE, Sort.NHS, Sort.CASE, Sort.PHONE, Sort.POSTCODE, Sort.NAME)


@dataclass(frozen=True, slots=True)
class Likely:
    """A part of a text that is likely to be a personal detail, and where it stands."""

    sort: Sort
    start: int
    end: int
    text: str


def likely_details(text: str, *, known: Collection[str] = ()) -> tuple[Likely, ...]:
    """The likely personal details in order of place; what consists of known names only is left out."""
    rest = _without(known, text)
    spans = (*numbers_in(text), *names_in(text))
    unknown = [span for span in spans if any(map(str.isalnum, TITLE.sub("", rest[span[0] : span[1]])))]
    return tuple(Likely(sort, start, end, text[start:end]) for start, end, sort in _joined(unknown))


def redacted(text: str, details: Iterable[Likely]) -> str:
    """The text with words such as “[name removed]” where the details stood."""
    for one in sorted(details, key=lambda detail: detail.start, reverse=True):
        _, _, what = one.sort.value.partition(" ")
        text = f"{text[: one.start]}[{what} removed]{text[one.end :]}"
    return text


def _without(known: Collection[str], text: str) -> str:
    names = "|".join(re.escape(name) for name in sorted(map(str.strip, known), key=len, reverse=True) if name)
    return re.sub(rf"(?i)(?<!\w)(?:{names})(?!\w)", lambda match: " " * len(match[0]), text) if names else text


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Details that overlap as one, so that nothing of them is left."""
    joined: list[Span] = []
    for start, end, sort in sorted(spans):
        if joined and start < joined[-1][1]:
            begun, ended, first = joined.pop()
            joined.append((begun, max(ended, end), min(first, sort, key=SUREST.index)))
        else:
            joined.append((start, end, sort))
    return joined
