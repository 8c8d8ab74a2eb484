"""The whole area in one year: what it may be narrowed down to, and the spread of a group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assessment.domain.area.cohort import open_views
from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.bank.question_bank import Axis
from assessment.reports.members import Disclosure, Member, compared_over, figures_over, members_of
from assessment.reports.spreads import spread_of, spreads_of
from assessment.store.area_results import KeptFigures, area_figures
from assessment.store.banks import bank as bank_by_id
from assessment.store.revision import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cohort import Spread
    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.organisations import Partnership
    from assessment.domain.bank.question_bank import QuestionBank

EVERYBODY = "all"
FULL_ONLY = "items:full"


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at the area that may be opened."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a reader narrows a year down to: a sector, a partnership, those who were asked every item."""

    sector: str = ""
    partnership: str = ""
    every_item: bool = False


EVERYTHING = Narrowed()


@dataclass(frozen=True, slots=True)
class Filters:
    """The views that a year offers, those that would show too few, and the two that were chosen."""

    sectors: tuple[View, ...]
    partnerships: tuple[View, ...]
    closed: tuple[str, ...]
    every_item: bool = False


@dataclass(frozen=True)
class Group:
    """Organisations that may be shown together, with their spread on every axis."""

    bank: QuestionBank
    members: tuple[Member, ...]
    overall: Spread | None
    spreads: Mapping[Axis, Mapping[str, Spread | None]]
    moderated: int

    @property
    def over_core(self) -> bool:
        """Whether the figures rest on the core items only, since not everybody was asked more."""
        return not self.bank.full

    def named(self, references: Sequence[str]) -> tuple[Member, ...]:
        """The named organisations with these references, in the order asked for."""
        known = self._by_reference
        return tuple(known[reference] for reference in dict.fromkeys(references) if reference in known)

    @cached_property
    def _by_reference(self) -> Mapping[str, Member]:
        return {member.reference: member for member in self.members if member.reference}


@dataclass(frozen=True)
class _Area:
    figures: tuple[KeptFigures, ...]
    views: Mapping[str, frozenset[int]]
    opened: tuple[str, ...]

    @cached_property
    def mixed(self) -> bool:
        """Whether some were asked the core items only."""
        return any(not one.full for one in self.figures)


def filters(
    session: Session,
    cycle: Cycle,
    partnerships: Sequence[Partnership],
    disclosure: Disclosure,
) -> Filters:
    """What a year may be narrowed down to, in whatever combination, without singling anybody out."""
    area = _area(session, cycle, disclosure)
    sectors = {f"sector:{sector}": name for sector, name in SECTOR_NAMES.items()}
    groups = {f"partnership:{one.id}": one.name for one in partnerships}
    return Filters(
        sectors=tuple(View(key.partition(":")[2], name) for key, name in sectors.items() if key in area.opened),
        partnerships=tuple(View(key.partition(":")[2], name) for key, name in groups.items() if key in area.opened),
        closed=tuple(
            name for key, name in (sectors | groups).items() if area.views.get(key) and key not in area.opened
        ),
        every_item=FULL_ONLY in area.opened and area.mixed,
    )


def group(
    session: Session,
    cycle: Cycle,
    disclosure: Disclosure,
    narrowed: Narrowed = EVERYTHING,
) -> Group | None:
    """The organisations of a year, narrowed down or not; None where that may not be shown.

    Where some were asked the core items only, all are compared over these, unless it is narrowed down to those who
    were asked every item.
    """
    wanted = [
        f"partnership:{narrowed.partnership}" if narrowed.partnership else EVERYBODY,
        *([f"sector:{narrowed.sector}"] if narrowed.sector else []),
        *([FULL_ONLY] if narrowed.every_item else []),
    ]
    key = ("group", cycle.id, disclosure, *wanted)
    return remembered(
        session,
        key,
        lambda: _group(
            bank_by_id(session, cycle.bank_id), _read(session, cycle, disclosure), cycle, disclosure, wanted
        ),
    )


def _area(session: Session, cycle: Cycle, disclosure: Disclosure) -> _Area:
    return remembered(session, ("area", cycle.id, disclosure), lambda: _read(session, cycle, disclosure))


def _read(session: Session, cycle: Cycle, disclosure: Disclosure) -> _Area:
    kept = [one for one in area_figures(session, cycle, on=disclosure.on) if any(map(one.shown_in, one.standings))]
    over = compared_over(bank_by_id(session, cycle.bank_id), kept)
    known = [one for one in kept if figures_over(one, over)]
    enough = sum(one.unnamed for one in known) >= disclosure.threshold
    figures = tuple(one for one in known if not one.unnamed or enough)
    views = _views(figures)
    unnamed = frozenset(one.organisation_id for one in figures if one.unnamed)
    return _Area(
        figures,
        views,
        open_views(views, unnamed=unnamed, threshold=disclosure.threshold),
    )


def _views(figures: Sequence[KeptFigures]) -> Mapping[str, frozenset[int]]:
    views = {
        EVERYBODY: frozenset(one.organisation_id for one in figures if one.shown_in(None)),
    }
    for sector in Sector:
        views[f"sector:{sector}"] = frozenset(one.organisation_id for one in figures if one.sector is sector)
    for partnership in sorted({group_id for one in figures for group_id in one.standings if group_id is not None}):
        views[f"partnership:{partnership}"] = frozenset(
            one.organisation_id for one in figures if one.shown_in(partnership)
        )
    views[FULL_ONLY] = frozenset(one.organisation_id for one in figures if one.full)
    return views


def _group(
    whole: QuestionBank, area: _Area, cycle: Cycle, disclosure: Disclosure, wanted: Sequence[str]
) -> Group | None:
    if not set(wanted) <= set(area.opened):
        return None
    inside = frozenset.intersection(*(area.views[view] for view in wanted))
    bank = whole.core() if area.mixed and FULL_ONLY not in wanted else whole
    shown = [one for one in area.figures if one.organisation_id in inside and figures_over(one, bank)]
    if len(shown) < disclosure.threshold:
        return None
    partnership = int(wanted[0].partition(":")[2]) if wanted[0] != EVERYBODY else None
    members = members_of(bank, shown, cycle, disclosure, partnership)
    threshold = disclosure.threshold
    return Group(
        bank=bank,
        members=members,
        overall=spread_of(members, lambda scores: scores.overall, threshold),
        spreads={axis: spreads_of(bank, axis, members, threshold) for axis in (Axis.DIMENSION, Axis.DOMAIN)},
        moderated=sum(one.moderated for one in members),
    )
