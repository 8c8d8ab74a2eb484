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
    def term(self) -> life_cycle.Term:
        """When it may be worked on."""
        year = self.cycle
        return life_cycle.Term(year.name, year.opens_on, year.closes_on, self.organisation.closed_on)

    @property
    def is_final(self) -> bool:
        """Whether it was signed off, so that its result is kept and its answers stay as they are."""
        return self.state in life_cycle.FINAL

    @property
    def is_with_sponsor(self) -> bool:
        """Whether it was sent to the sponsor and is neither signed off nor back."""
        return self.state is life_cycle.AssessmentState.WITH_SPONSOR

    def takes_answers(self, on: date) -> bool:
        """Whether answers and evidence may be changed on a day."""
        return life_cycle.takes_answers(self.state, self.term, on)

    def shut_because(self, on: date) -> str:
        """Why nothing more happens to it on a day although it is not signed off, or nothing."""
        return "" if self.is_final else self.term.shut_because(on)

    def awaits_sign_off(self, on: date) -> bool:
        """Whether a sponsor may sign it off on a day."""
        return life_cycle.is_possible(life_cycle.Step.SIGN_OFF, self.state, self.term, on)

    def may_be_taken_back(self, on: date) -> bool:
        """Whether its lead may take it back from the sponsor on a day."""
        return life_cycle.is_possible(life_cycle.Step.TAKE_BACK, self.state, self.term, on)
