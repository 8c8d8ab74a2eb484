"""How many organisations stood at which stage in each published year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.cohort import common_bands
from assessment.domain.area.group_figures import group_from
from assessment.domain.area.groups import AREA
from assessment.store.banks import bank as bank_by_id
from assessment.store.publications import groups_with_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.published import Publication

Bands = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class StageFlow:
    """How many organisations stood where in each year, neighbouring stages joined where they are few."""

    bands: tuple[str, ...]
    years: tuple[tuple[Cycle, tuple[int, ...] | None], ...]


def stage_flow(session: Session, publications: Sequence[Publication]) -> StageFlow | None:
    """The stages of the whole area over the published years, earliest first; None where the latest bank has none.

    Years are shown in the bands that all of them were published with, so that they can be compared; one in which
    stages could not be told apart has no counts.
    """
    stages = bank_by_id(session, publications[0].cycle.bank_id).stages
    if not stages:
        return None
    published = _split(_published(session, publications, [stage.id for stage in stages]))
    bands = common_bands([[(begin, end) for begin, end, _ in found] for found in published.values()], len(stages))
    return StageFlow(
        bands=tuple(" to ".join(dict.fromkeys((stages[begin].name, stages[end - 1].name))) for begin, end in bands),
        years=tuple(
            (one.cycle, _counts(published[one.id], bands) if one.id in published else None)
            for one in reversed(publications)
        ),
    )


def _published(session: Session, publications: Sequence[Publication], stages: Sequence[str]) -> Mapping[int, Bands]:
    """The bands of every publication that counted these very stages."""
    groups = groups_with_key(session, AREA, [one.id for one in publications])
    alike = [
        one.id
        for one in publications
        if [stage.id for stage in bank_by_id(session, one.cycle.bank_id).stages] == list(stages)
    ]
    found = {number: groups[number].figures for number in alike if number in groups}
    read = {number: group_from(figures).stages for number, figures in found.items() if figures}
    return {number: bands for number, bands in read.items() if bands}


def _split(published: Mapping[int, Bands]) -> Mapping[int, Bands]:
    """The years in which stages were told apart; all of them where that is none."""
    return {number: bands for number, bands in published.items() if len(bands) > 1} or published


def _counts(published: Bands, bands: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sum(count for b, e, count in published if begin <= b and e <= end) for begin, end in bands)
