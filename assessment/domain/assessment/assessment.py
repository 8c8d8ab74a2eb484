"""One organisation's assessment of one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.domain.assessment import life_cycle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.organisations import Organisation
    from assessment.domain.assessment.life_cycle import AssessmentState
    from assessment.domain.bank.rules import Selection


@dataclass(frozen=True, slots=True)
class Assessment:
    """One organisation's questionnaire of one cycle, with the organisation and the cycle."""

    id: int
    bank_id: str
    selection: Selection
    state: AssessmentState
    started_at: datetime
    submitted_at: datetime | None
    signed_off_at: datetime | None
    returned_note: str
    moderated: bool
    pulse_held_on: date | None
    pulse_favourable: Mapping[str, Any]
    organisation: Organisation
    cycle: Cycle

    @property
    def organisation_id(self) -> int:
        """The organisation that assesses itself."""
        return self.organisation.id

    @property
    def takes_answers(self) -> bool:
        """Whether answers and evidence may be changed."""
        return life_cycle.takes_answers(self.state)

    @property
    def is_final(self) -> bool:
        """Whether it was signed off, so that its result is kept and its answers stay as they are."""
        return self.state in life_cycle.FINAL

    @property
    def awaits_sign_off(self) -> bool:
        """Whether a sponsor may sign it off now."""
        return life_cycle.is_possible(life_cycle.Step.SIGN_OFF, self.state)
