"""Names of people, found by a title, a common first name, or words such as “spoke to”."""

from __future__ import annotations

import re
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from assessment.domain.texts.detail_sorts import Sort
from assessment.domain.texts.name_words import BUSINESS, DOUBTFUL, FIRST_NAMES, MONTHS, ORDINARY, PLACES, ROOMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessment.domain.texts.detail_sorts import Span

NOUN = re.compile(r"(?:tion|sion|ity|ology|ical)s?$")
CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
WORD = re.compile(
    rf"(?<!\w)[{CAPITAL}](?:\.|[^\W\d_]{{0,30}}(?:['’][{CAPITAL}][^\W\d_]{{0,30}})?(?:-[^\W\d_]{{1,30}})?(?!\w))"
)
SMALL = r"(?:(?:van|von|de|der|den|da|di|du|la|le|al|el|bin|ibn) ){0,2}"
BETWEEN = re.compile(rf"[ \u00a0]{{1,2}}{SMALL}")
TITLE = re.compile(
    r"(?<!\w)(?:(?P<sure>Mr|Mrs|Mx|Dr|Cllr|Sgt)|Miss|Ms|PC|DC|DS|DI|DCI|Insp|Rev|Revd|Prof|Professor|Councillor"
    rf"|Sergeant|Inspector)\.?[ \u00a0]{{1,2}}(?:[0-9]{{1,5}} )?{SMALL}"
)
BEFORE_PLACES = re.compile(r"(?:^|\W)(?:St|St\.|Saint|King|Queen|Prince|Princess)[ \u00a0]$")
BEFORE_PEOPLE = re.compile(
    r"(?i:(?:^|\W)(?:client|patient|pupil|student|resident|tenant|victim|survivor|child|mother|father|mum|dad|daughter"
    r"|son|sister|brother|carer|colleague|volunteer|spoke to|spoke with|talked to|told us|met|named|called|thanks to"
    r"|(?:meeting|interview|call|conversation|supervision|session|visit) with"
    r"|(?:feedback|letter|quote|story|statement|complaint) from)[,:]? )$"
)
AFTER_PEOPLE = re.compile(
    r"[ \u00a0](?:told|said|says|disclosed|shared|asked|described|explained|felt|lives|attended|reported|was referred)"
    r"\b"
)


def names_in(text: str) -> Iterator[Span]:
    """Everything in a text that is likely to be somebody's name."""
    yield from _titled(text)
    yield from _named(text)


def _titled(text: str) -> Iterator[Span]:
    for title in TITLE.finditer(text):
        words = _neighbours(islice(WORD.finditer(text, title.end()), 3), text)
        if words and words[0].start() == title.end() and (title["sure"] or _is_surname(words[0], title)):
            count = 2 + (len(_key(words[0])) == 1)
            yield title.start(), _end([words[0], *_surnames(*words[:count])][-1]), Sort.NAME


def _named(text: str) -> Iterator[Span]:
    words = list(WORD.finditer(text))
    for place, first in enumerate(words):
        if _key(first).partition("-")[0] in FIRST_NAMES:
            last = _last_of_name(_neighbours(words[place : place + 4], text), text)
            if last:
                yield first.start(), _end(last), Sort.NAME


def _last_of_name(words: Sequence[re.Match[str]], text: str) -> re.Match[str] | None:
    """The last word of the name that begins with a first name, or None where it seems to be the name of a thing."""
    first, *others = words
    before = text[max(0, first.start() - 40) : first.start()]
    if BEFORE_PLACES.search(before) or any(_key(word) in PLACES | ROOMS for word in others[1:]):
        return None
    if others:
        return [None, *_surnames(first, *others)][-1]
    spoken_of = BEFORE_PEOPLE.search(before) or AFTER_PEOPLE.match(text, first.end())
    return first if spoken_of and _key(first) not in MONTHS else None


def _surnames(first: re.Match[str], *others: re.Match[str]) -> Iterator[re.Match[str]]:
    return takewhile(lambda word: _is_surname(word, first), others)


def _is_surname(word: re.Match[str], first: re.Match[str]) -> bool:
    key, doubtful = _key(word), _key(first) in DOUBTFUL
    if word[0].endswith("."):
        return not doubtful
    if key in BUSINESS or key in PLACES or NOUN.search(key):
        return False
    if word[0].isupper() and len(key) > 1 and not first[0].isupper() and (doubtful or len(key) < 4):
        return False
    return not (doubtful and (len(key) < 2 or key in ORDINARY or key in ROOMS))


def _neighbours(words: Iterable[re.Match[str]], text: str) -> list[re.Match[str]]:
    """The words up to the first gap that is more than a space."""
    every = list(words)
    pairs = takewhile(lambda pair: BETWEEN.fullmatch(text, pair[0].end(), pair[1].start()), pairwise(every))
    return [*every[:1], *(second for _, second in pairs)]


def _key(word: re.Match[str]) -> str:
    letters = normalize("NFKD", word[0].rstrip("."))
    return "".join(sign for sign in letters if not combining(sign)).casefold()


def _end(word: re.Match[str]) -> int:
    return word.end() - word[0].endswith(".")
