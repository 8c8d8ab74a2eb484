"""Results as they were kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.bank.rules import Selection


@dataclass(frozen=True, slots=True)
class KeptResult:
    """What was said on a day: figures, stage and conditions with the answers they rest on. Never changed."""

    id: int
    assessment_id: int
    sequence: int
    kept_at: datetime
    bank_id: str
    rules_version: str
    stage_id: str | None
    moderated: bool
    figures: dict[str, Any]
    journey: dict[str, Any]
    inputs: dict[str, Any]
    selection: Selection
    cycle: Cycle
