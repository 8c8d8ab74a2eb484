"""A bank adapted to one sector: its words and examples, and a few questions of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assessment.domain.bank.question_bank import Item, QuestionBank
from assessment.domain.bank.rules import Selection
from assessment.domain.texts.names import text_to_search

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wording:
    """A word of the bank and the word that a sector uses instead."""

    base: str
    here: str


@dataclass(frozen=True, slots=True)
class VariantItem:
    """What a sector adds to one item: an example, evidence, and the usual reason why it does not apply."""

    id: str
    example: str = ""
    evidence: tuple[str, ...] = ()
    not_applicable: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionItem:
    """A question that only one sector is asked; it never enters scores or comparisons."""

    id: str
    dimension: str
    title: str
    question: str
    levels: tuple[str, ...]
    evidence_prompts: tuple[str, ...]
    domain: str | None = None
    why: str = ""
    tipping_point: str = ""
    lenses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def as_item(self) -> Item:
        """The question as an item, to be asked like any other."""
        return Item(
            self.id,
            self.dimension,
            self.title,
            self.question,
            self.levels,
            domain=self.domain,
            why=self.why,
            evidence_prompts=self.evidence_prompts,
            tipping_point=self.tipping_point,
            lenses=self.lenses,
            sources=self.sources,
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """What a bank says differently in one sector, and the questions that it adds there."""

    format: int
    kind: str
    id: str
    name: str
    sectors: tuple[str, ...]
    banks: tuple[str, ...]
    people_word: str = ""
    about: str = ""
    words: tuple[Wording, ...] = ()
    items: tuple[VariantItem, ...] = ()
    extension_items: tuple[ExtensionItem, ...] = ()

    def adapt(self, bank: QuestionBank) -> QuestionBank:
        """The bank in the words of this sector: the same items and levels, so the same scores."""
        own = {item.id: item for item in self.items}
        words = [Wording(bank.people_word, self.people_word)] if bank.people_word and self.people_word else []
        sector_words = _SectorWords((*words, *self.words))
        return replace(bank, items=tuple(sector_words.item(item, own.get(item.id)) for item in bank.items))

    def extension(self, bank: QuestionBank) -> tuple[Item, ...]:
        """The sector's own questions; none where their levels do not fit the bank's scale."""
        items = (one.as_item() for one in self.extension_items)
        return tuple(item for item in items if len(item.levels) == len(bank.levels))


@dataclass(frozen=True)
class Questionnaire:
    """What one organisation is asked in one assessment: its length, and its sector's words and own questions."""

    bank: QuestionBank
    extension: tuple[Item, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every question in the order in which it is asked."""
        return (*self.bank.items, *self.extension)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The position of every item in that order, by its id."""
        return {item.id: place for place, item in enumerate(self.items)}

    @cached_property
    def texts_to_search(self) -> Mapping[str, str]:
        """Everything that an item says in the form in which words are looked for, by its id; put together once."""
        return {item.id: text_to_search(_said(item)) for item in self.items}

    def item(self, item_id: str) -> Item | None:
        """One item, the sector's own included."""
        place = self.places.get(item_id)
        return None if place is None else self.items[place]

    def after(self, item_id: str) -> Item | None:
        """The item that follows another, None after the last."""
        place = self.places[item_id] + 1
        return self.items[place] if place < len(self.items) else None

    @classmethod
    def of(cls, bank: QuestionBank, selection: Selection, variant: Variant | None) -> Questionnaire:
        """The questionnaire of an assessment with this length, for a sector with this variant."""
        selected = bank.core() if selection is Selection.CORE else bank
        return cls(variant.adapt(selected), variant.extension(selected)) if variant else cls(selected)


class _SectorWords:
    def __init__(self, words: tuple[Wording, ...]) -> None:
        self._words = [(form(one.base), form(one.here)) for one in words for form in (str, _capital)]

    def __call__(self, text: str) -> str:
        for base, here in self._words:
            text = text.replace(base, here)
        return text

    def item(self, item: Item, own: VariantItem | None) -> Item:
        """One item in the words of the sector; evidence that is usual there comes first."""
        return replace(
            item,
            question=self(item.question),
            why=self(item.why),
            levels=tuple(map(self, item.levels)),
            evidence_prompts=(*(own.evidence if own else ()), *map(self, item.evidence_prompts)),
            tipping_point=self(item.tipping_point),
            example=own.example if own else item.example,
            usual_reason=own.not_applicable if own else item.usual_reason,
            bank_words=item.asks,
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(item: Item) -> str:
    return " ".join((item.id, item.title, item.question, item.why, item.example, *item.levels, *item.evidence_prompts))
