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
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.published import Publication

Bands = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class StageFlow:
    """How many organisations stood where in each year, neighbouring stages joined where they are few."""

    bands: tuple[str, ...]
    years: tuple[tuple[Cycle, tuple[int, ...] | None], ...]

    @property
    def told(self) -> tuple[tuple[Cycle, tuple[int, ...]], ...]:
        """The years that tell organisations apart: those in which more than one band is taken."""
        return tuple((cycle, counts) for cycle, counts in self.years if counts and _tells_apart(counts))

    @property
    def untold(self) -> tuple[tuple[Cycle, tuple[int, ...] | None], ...]:
        """The years in which nothing can be seen side by side, with their counts where there are any."""
        told = {cycle.id for cycle, _ in self.told}
        return tuple((cycle, counts) for cycle, counts in self.years if cycle.id not in told)

    @property
    def taken(self) -> tuple[int, ...]:
        """The bands in which anybody stood in a year that tells organisations apart, by position."""
        return tuple(place for place in range(len(self.bands)) if any(counts[place] for _, counts in self.told))


def stage_flow(session: Session, publications: Sequence[Publication]) -> StageFlow | None:
    """The stages of the whole area over the published years, earliest first; None where the latest bank has none.

    Years are shown in the bands that all of them were published with, so that they can be compared. A year in which
    stages could not be told apart has no counts, nor has one that would join the stages of later years into one.
    """
    stages = bank_by_id(session, publications[0].cycle.bank_id).stages
    if not stages:
        return None
    published = _comparable(_split(_published(session, publications, [stage.id for stage in stages])), len(stages))
    bands = _common(published.values(), len(stages))
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


def _comparable(published: Mapping[int, Bands], stages: int) -> Mapping[int, Bands]:
    """The years that have bands in common: those that tell organisations apart before the others, the latest first.

    A year that would leave another with everybody in one band stays out.
    """
    kept: dict[int, Bands] = {}
    for number, bands in sorted(published.items(), key=lambda one: not _tells_apart(count for *_, count in one[1])):
        together = [*kept.values(), bands]
        common = _common(together, stages)
        if all(_tells_apart(_counts(one, common)) >= _tells_apart(count for *_, count in one) for one in together):
            kept[number] = bands
    return kept


def _tells_apart(counts: Iterable[int]) -> bool:
    """Whether organisations stand in more than one band."""
    return sum(map(bool, counts)) > 1


def _common(published: Iterable[Bands], stages: int) -> Sequence[tuple[int, int]]:
    return common_bands([[(begin, end) for begin, end, _ in found] for found in published], stages)


def _counts(published: Bands, bands: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sum(count for b, e, count in published if begin <= b and e <= end) for begin, end in bands)
