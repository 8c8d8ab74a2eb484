"""Which words of a bank's glossary turn up in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.domain.bank.question_bank import Item, QuestionBank
    from assessment.domain.bank.references import Term


def words_in(bank: QuestionBank, item: Item) -> tuple[Term, ...]:
    """The words of the glossary that an item uses, in the order in which they first turn up."""
    return _words_in(bank.glossary, " ".join((item.question, item.why, *item.levels, item.example)))


@lru_cache(maxsize=2048)
def _words_in(glossary: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    found = [(match.start(), term) for term in glossary if (match := pattern(term).search(text))]
    return tuple(term for _, term in sorted(found, key=lambda one: one[0]))


@lru_cache(maxsize=512)
def pattern(term: Term) -> re.Pattern[str]:
    """What matches a word of the glossary in any of its forms, as a whole word."""
    forms = sorted((term.term, *term.also), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)
