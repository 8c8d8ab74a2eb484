"""What is published of a group: its spread on every axis and question, and its stages, once and for good."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.domain.area.cohort import Spread, spread, stage_bands
from assessment.domain.assessment.scorecard import State
from assessment.domain.bank.question_bank import Axis

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from assessment.domain.area.alibis import Alibis
    from assessment.domain.assessment.scorecard import Scores
    from assessment.domain.bank.question_bank import QuestionBank

AXES = (Axis.DIMENSION, Axis.DOMAIN)

Spreads = dict[str, "Spread | None"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One organisation's figures as they go into groups.

    `scores` are those on its basis, `claimed` those that it claims over the same questions; levels are those on its
    basis, from 0; `stage` is a position, and `moves` are points gained by dimension since the year before. Those
    without a name that went into the same groups share a `crowd`.
    """

    hidden: bool
    basis: State
    scores: Scores
    claimed: Scores
    levels: Mapping[str, int]
    stage: int | None
    moves: Mapping[str, int]
    crowd: Hashable = None


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The published figures of a group; a spread is None where too few have the figure, or would be known too well.

    `drift` is how many points claims lie above the basis, by dimension. `stages` joins neighbouring stages: from,
    up to, and how many organisations; it is None where stages are not counted. `moves` has points gained since the
    year before, for those who answered then. `moderated` is None where the number would be about few, and `core` says
    that the figures are over the core questions.
    """

    count: int
    moderated: int | None
    overall: Spread | None
    axes: Mapping[Axis, Mapping[str, Spread | None]]
    drift: Mapping[str, Spread | None]
    items: Mapping[str, Spread | None]
    moves: Mapping[str, Spread | None]
    stages: tuple[tuple[int, int, int], ...] | None
    core: bool


def figures_of(
    bank: QuestionBank,
    profiles: Sequence[Profile],
    *,
    threshold: int,
    area: bool = False,
    alibis: Alibis | None = None,
) -> GroupFigures:
    """The figures of a group over the questions of a bank or of its core; stages are counted for the `area` alone.

    Counts of smaller groups could be taken away from those of the area.
    """
    group, dimensions = _Group(profiles, threshold, alibis, area, bank.full), [each.id for each in bank.dimensions]
    levels = _Group(profiles, threshold, None)
    return GroupFigures(
        count=len(profiles),
        moderated=_moderated(profiles, threshold),
        overall=group.spread("overall", lambda one: one.scores.overall),
        axes={axis: group.spreads([each.id for each in bank.groups[axis]], _on(axis), axis) for axis in AXES},
        drift=group.spreads(dimensions, _drift, "drift"),
        items=levels.spreads((item.id for item in bank.items), lambda one, key: one.levels.get(key), "level"),
        moves=group.spreads(dimensions, lambda one, key: one.moves.get(key), "moves"),
        stages=_stages(len(bank.stages), profiles, threshold) if area and bank.stages else None,
        core=not bank.full,
    )


def _stages(stages: int, profiles: Sequence[Profile], threshold: int) -> tuple[tuple[int, int, int], ...] | None:
    """How many stand where; neighbouring stages are joined until none holds few, with names or without."""
    hidden, everybody = [0] * stages, [0] * stages
    for one in profiles:
        if one.stage is not None:
            everybody[one.stage] += 1
            hidden[one.stage] += one.hidden
    if sum(hidden) < threshold:
        everybody = [whole - few for whole, few in zip(everybody, hidden, strict=True)]
        hidden = [0] * stages
    if sum(everybody) < threshold:
        return None
    bands = stage_bands([row for row in (everybody, hidden) if sum(row)], threshold=threshold)
    return tuple((begin, end, sum(everybody[begin:end])) for begin, end in bands)


@dataclass(frozen=True, slots=True)
class _Group:
    profiles: Sequence[Profile]
    threshold: int
    alibis: Alibis | None
    widest: bool = False
    full: bool = True

    def spreads(self, keys: Iterable[str], of: Callable[[Profile, str], float | None], what: str) -> Spreads:
        return {key: self.spread(f"{what} {key}", lambda one, key=key: of(one, key)) for key in keys}  # type: ignore[misc]

    def spread(self, what: str, of: Callable[[Profile], float | None]) -> Spread | None:
        """The spread of one figure; those without a name are left out where few of their crowd have it."""
        known = [(value, one) for one in self.profiles if (value := of(one)) is not None]
        sizes = Counter(one.crowd for _, one in known if one.hidden)
        shown = [(value, one) for value, one in known if not one.hidden or sizes[one.crowd] >= self.threshold]
        found = spread((value for value, _ in shown), threshold=self.threshold)
        return found if found and self._alibi(what, shown) else None

    def _alibi(self, what: str, shown: Sequence[tuple[float, Profile]]) -> bool:
        figures = [(value, (one.crowd,) if one.hidden else None) for value, one in shown]
        return self.alibis is None or self.alibis.allow((what, self.full), figures, always=self.widest)


def _on(axis: Axis) -> Callable[[Profile, str], float | None]:
    return lambda one, key: one.scores.of(axis).get(key)


def _drift(one: Profile, dimension: str) -> float | None:
    claimed, stands = one.claimed.dimensions.get(dimension), one.scores.dimensions.get(dimension)
    return None if claimed is None or stands is None else claimed - stands


def _moderated(profiles: Sequence[Profile], threshold: int) -> int | None:
    hidden = [one.basis is State.MODERATED for one in profiles if one.hidden]
    small = any(0 < number < threshold for number in (sum(hidden), len(hidden) - sum(hidden)))
    return None if small else sum(one.basis is State.MODERATED for one in profiles)


def group_record(figures: GroupFigures) -> dict[str, Any]:
    """The written form of a group's figures."""
    return {
        "count": figures.count,
        "moderated": figures.moderated,
        "overall": _written(figures.overall),
        "axes": {axis.value: _all_written(spreads) for axis, spreads in figures.axes.items()},
        "drift": _all_written(figures.drift),
        "items": _all_written(figures.items),
        "moves": _all_written(figures.moves),
        "stages": figures.stages and [list(band) for band in figures.stages],
        "core": figures.core,
    }


def group_from(record: Mapping[str, Any]) -> GroupFigures:
    """The figures that stand in a record."""
    stages = record["stages"]
    return GroupFigures(
        count=record["count"],
        moderated=record["moderated"],
        overall=_read(record["overall"]),
        axes={axis: _all_read(record["axes"][axis.value]) for axis in AXES},
        drift=_all_read(record["drift"]),
        items=_all_read(record["items"]),
        moves=_all_read(record["moves"]),
        stages=None if stages is None else tuple((begin, end, count) for begin, end, count in stages),
        core=record["core"],
    )


def _written(one: Spread | None) -> list[float] | None:
    return None if one is None else [one.count, one.lower_quartile, one.median, one.upper_quartile]


def _all_written(spreads: Mapping[str, Spread | None]) -> dict[str, list[float] | None]:
    return {key: _written(one) for key, one in spreads.items()}


def _read(written: Sequence[float] | None) -> Spread | None:
    return None if written is None else Spread(int(written[0]), *written[1:])


def _all_read(written: Mapping[str, Sequence[float] | None]) -> Spreads:
    return {key: _read(one) for key, one in written.items()}
