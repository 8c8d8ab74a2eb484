"""What was saved about one question: the answer, its evidence, its history, and what single people think."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from assessment.domain.people.names import Named


class Outcome(StrEnum):
    """What became of an attempt to save an answer."""

    SAVED = "saved"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """The organisation's answer to one item as it stands now; `version` counts its saves."""

    item_id: str
    level: int | None
    not_applicable: str | None
    note: str
    moderated_level: int | None
    version: int
    saved_at: datetime
    saved_by_id: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that somebody outside the team could look at, for one item."""

    id: int
    assessment_id: int
    item_id: str
    title: str
    link: str
    shows: str
    grade: str
    dated_on: date
    lived_experience: bool
    file_token: str | None
    file_name: str
    file_size: int


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One attempt to save an answer: when, what came of it, from what to what, and who made it."""

    at: datetime
    outcome: Outcome
    level_before: int | None
    level_after: int | None
    not_applicable_before: str | None
    not_applicable_after: str | None
    note_before: str
    note_after: str
    person: Named | None

    @property
    def person_id(self) -> int | None:
        """Who made it."""
        return self.person.id if self.person else None


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person thinks of one item, before the organisation agrees on an answer."""

    level: int
    source: str
    at: datetime
    person: Named
