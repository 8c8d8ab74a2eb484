"""How many organisations stood at which stage in each year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.cohort import stage_bands
from assessment.store.area_results import stage_counts
from assessment.store.banks import bank as bank_by_id
from assessment.store.revision import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.bank.rules import Stage
    from assessment.reports.members import Disclosure


@dataclass(frozen=True, slots=True)
class StageFlow:
    """How many organisations stood where in each year, neighbouring stages joined where they are few."""

    bands: tuple[str, ...]
    years: tuple[tuple[Cycle, tuple[int, ...] | None], ...]


def stage_flow(session: Session, cycles: Sequence[Cycle], disclosure: Disclosure) -> StageFlow | None:
    """The stages of the whole area over the released years, earliest first; None where no bank has stages.

    Only the whole area is counted, since counts of smaller groups could be subtracted from it; and no band holds
    few unnamed organisations, since the stages of named ones are shown and could be subtracted too.
    """
    stages = bank_by_id(session, cycles[0].bank_id).stages
    if not stages:
        return None
    threshold = disclosure.threshold
    counts = remembered(session, ("stages", disclosure.on), lambda: stage_counts(session, on=disclosure.on))
    rows = {one.year: _rows(counts.get(one.year, {}), stages, threshold) for one in cycles}
    shown = [row for pair in rows.values() for row in pair if sum(row)]
    bands = stage_bands(shown, threshold=threshold)
    return StageFlow(
        bands=tuple(" to ".join(dict.fromkeys((stages[begin].name, stages[end - 1].name))) for begin, end in bands),
        years=tuple(
            (one, tuple(sum(rows[one.year][0][b:e]) for b, e in bands) if sum(rows[one.year][0]) else None)
            for one in sorted(cycles, key=lambda cycle: cycle.year)
        ),
    )


def _rows(
    counts: Mapping[tuple[str, bool], int], stages: Sequence[Stage], threshold: int
) -> tuple[list[int], list[int]]:
    """Everybody and the unnamed by stage; the unnamed are left out where they are few, and all where all are."""
    unnamed = [counts.get((stage.id, False), 0) for stage in stages]
    if sum(unnamed) < threshold:
        unnamed = [0] * len(stages)
    everybody = [counts.get((stage.id, True), 0) + hidden for stage, hidden in zip(stages, unnamed, strict=True)]
    return (everybody, unnamed) if sum(everybody) >= threshold else ([0] * len(stages), [0] * len(stages))
