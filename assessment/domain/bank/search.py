"""Find items in a bank: by words, by group, by flag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.texts.names import words_to_find

if TYPE_CHECKING:
    from assessment.domain.bank.question_bank import Item
    from assessment.domain.bank.variant import Questionnaire

FLAGS = {
    "core": "Core question",
    "gate": "Needed for a stage",
    "lived_experience": "Needs lived experience for the highest level",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty parts do not narrow anything down."""

    words: str = ""
    dimension: str = ""
    domain: str = ""
    lens: str = ""
    flag: str = ""

    @property
    def any(self) -> bool:
        """Whether the reader looks for anything in particular."""
        return self != Wanted()


def find(questionnaire: Questionnaire, wanted: Wanted) -> tuple[Item, ...]:
    """The items that hold every word and belong to every group that is wanted, in the bank's order."""
    words = words_to_find(wanted.words)
    return tuple(item for item in questionnaire.items if _belongs(item, wanted) and _holds(questionnaire, item, words))


def _belongs(item: Item, wanted: Wanted) -> bool:
    return (
        wanted.dimension in {"", item.dimension}
        and wanted.domain in {"", item.domain}
        and (not wanted.lens or wanted.lens in item.lenses)
        and (not wanted.flag or (wanted.flag in FLAGS and getattr(item, wanted.flag)))
    )


def _holds(questionnaire: Questionnaire, item: Item, words: tuple[str, ...]) -> bool:
    return not words or all(word in questionnaire.texts_to_search[item.id] for word in words)
