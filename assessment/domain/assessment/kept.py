"""Results as they were kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from assessment.domain.bank.rules import Selection
from assessment.domain.trust.audit import canonical

if TYPE_CHECKING:
    from datetime import datetime

    from assessment.domain.area.cycles import Cycle

_KEPT = (
    *("id", "assessment_id", "sequence", "bank_id", "rules_version", "stage_id", "moderated"),
    *("figures", "journey", "inputs"),
)


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

    @property
    def full(self) -> bool:
        """Whether every question was asked."""
        return self.selection is Selection.FULL

    @property
    def digest(self) -> str:
        """SHA-256 over everything that was kept, inputs and figures alike, as 64 hexadecimal digits."""
        content = {name: getattr(self, name) for name in _KEPT} | {"kept_at": self.kept_at.astimezone(UTC).isoformat()}
        return hashlib.sha256(canonical(content)).hexdigest()
