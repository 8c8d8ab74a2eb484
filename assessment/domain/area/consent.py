"""Whether an organisation is shown where others are compared, and whether by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from assessment.domain.area.organisations import Organisation, Partnership


class Standing(StrEnum):
    """How an organisation appears in a comparison."""

    NOT_SHOWN = "not shown"
    ANONYMOUS = "anonymous"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Choice:
    """What an organisation decided for one partnership, or for the area where none is named, and from when to when."""

    partnership: int | None
    standing: Standing
    starts_on: date
    ends_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the choice holds on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an organisation decided about being shown in a partnership, or in the whole area, and by whose word."""

    id: int
    standing: Standing
    starts_on: date
    ends_on: date | None
    decided_by: str
    recorded_at: datetime
    partnership: Partnership | None

    @property
    def choice(self) -> Choice:
        """The decision as the rules take it."""
        place = self.partnership.id if self.partnership else None
        return Choice(place, self.standing, self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class Request:
    """A partnership's request to see an organisation that is not one of its members."""

    id: int
    reason: str
    asked_at: datetime
    partnership: Partnership
    organisation: Organisation


def choices_of(decisions: Sequence[Decision]) -> list[Choice]:
    """Decisions, of which the latest came first, as the rules take them: in the order in which they were made."""
    return [one.choice for one in reversed(decisions)]


def standing(choices: Sequence[Choice], partnership: int | None, *, on: date, belongs: bool = True) -> Standing:
    """How an organisation appears in a partnership, or in the area, on a day. `choices` come in their order.

    The latest choice that holds counts. Where none does, a member appears as it does in the area, and in the area
    without its name. An outside partnership sees nothing unless the organisation chose so for that very partnership.
    """
    own = [one.standing for one in choices if one.partnership == partnership and one.holds(on)]
    if own:
        return own[-1]
    if not belongs:
        return Standing.NOT_SHOWN
    return Standing.ANONYMOUS if partnership is None else standing(choices, None, on=on)
