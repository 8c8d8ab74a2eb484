"""How far an organisation has come with a year's assessment, in the words that every page and list uses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.domain.assessment.assessment import Assessment


class Stand(StrEnum):
    """How far an assessment has come, furthest first."""

    SIGNED_OFF = "Signed off"
    AWAITING_SIGN_OFF = "Awaiting sign-off"
    IN_PROGRESS = "In progress"
    NOT_STARTED = "Not started"

    @property
    def key(self) -> str:
        """How it is written in addresses."""
        return self.value.lower().replace(" ", "-")


def stand_of(assessment: Assessment | None) -> Stand:
    """How far an assessment has come; none means that nobody has started one."""
    if assessment is None:
        return Stand.NOT_STARTED
    if assessment.is_final:
        return Stand.SIGNED_OFF
    return Stand.AWAITING_SIGN_OFF if assessment.is_with_sponsor else Stand.IN_PROGRESS
