"""What somebody in the Leadership Group sees, and what the database holds beneath it for the one who marks their work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from assessment.domain.area.group_figures import group_from
from assessment.domain.assessment.records import figures_over, scorecard_from
from assessment.domain.assessment.scorecard import State
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import Selection
from assessment.reports import area as reports
from assessment.reports.moves import moves
from assessment.reports.stage_flow import stage_flow
from assessment.store import models
from assessment.store.publications import latest_publications
from tests.adversary.building import bank
from tests.adversary.solving import Said, spread_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.area.group_figures import GroupFigures
    from assessment.reports.members import Member
    from tests.adversary.building import Area

Figure = tuple[int, int]


@dataclass
class Notebook:
    """Everything that was ever seen: rows with a name, and the figures of groups, which must never change."""

    rows: dict[tuple[Figure, bool], Member] = field(default_factory=dict)
    groups: dict[tuple[int, str], Any] = field(default_factory=dict)
    moved: set[tuple[Figure, Figure]] = field(default_factory=set)
    looks: int = 0
    kept_back: int = 0
    rows_today: set[int] = field(default_factory=set)

    def look(self, area: Area) -> None:
        """Open every page of every year."""
        self.rows_today.clear()
        published = latest_publications(area.session)
        for publication in published:
            year = reports.year(area.session, publication, on=area.today)
            for view in year.views:
                group = reports.group(area.session, publication, on=area.today, key=view.key)
                assert group is not None
                assert self.groups.setdefault((publication.id, view.key), group.figures) == group.figures
                self._rows(area, group)
                self.looks += 1
        if published:
            stage_flow(area.session, published)

    def _rows(self, area: Area, group: reports.Group) -> None:
        for member in group.members:
            self.rows[(member.organisation_id, member.result_id), group.over_core] = member
            self.rows_today.add(member.organisation_id)
        if group.view.key == reports.AREA:
            for move in moves(area.session, group.publication, group.members, on=area.today):
                if move.line.earlier:
                    now = (move.member.organisation_id, move.line.kept.id)
                    self.moved.add((now, (move.member.organisation_id, move.line.earlier.id)))


@dataclass(frozen=True)
class Taken:
    """One publication as the database holds it: which figures went into which group."""

    id: int
    cycle_id: int
    counted: Mapping[str, frozenset[Figure]]
    figures: Mapping[str, GroupFigures]
    belongs: Mapping[str, frozenset[Figure]]


def publications(area: Area) -> list[Taken]:
    """Every publication with its groups."""
    rows = area.session.scalars(select(models.PublishedOrganisation)).all()
    found = []
    for one in area.session.scalars(select(models.Publication).order_by(models.Publication.id)):
        own = [row for row in rows if row.publication_id == one.id]
        keys = {key for row in own for key in row.belongs_to}
        sets = [
            {key: frozenset((r.organisation_id, r.result_id) for r in own if key in held(r)) for key in keys}
            for held in (lambda row: row.counted_in, lambda row: row.belongs_to)
        ]
        counted = {key: group for key, group in sets[0].items() if group}
        groups = area.session.scalars(
            select(models.PublishedGroup).where(models.PublishedGroup.publication_id == one.id)
        )
        figures = {group.key: group_from(group.figures) for group in groups if group.figures}
        assert figures.keys() == counted.keys()
        found.append(Taken(one.id, one.cycle_id, counted, figures, sets[1]))
    return found


def values(area: Area) -> dict[tuple[Figure, bool], dict[str, float | None]]:
    """What every kept result says, by figure and by whether it is over the core questions only."""
    found: dict[tuple[Figure, bool], dict[str, float | None]] = {}
    query = select(models.Result, models.Assessment).join(models.Assessment)
    for result, assessment in area.session.execute(query):
        for asked in (bank(), bank().core()):
            full = assessment.selection is Selection.FULL
            figures = figures_over(result.figures, asked, full=full)
            if figures and (full or not asked.full):
                basis = State.MODERATED if result.moderated else State.SUPPORTED
                scores = scorecard_from(figures).state(basis)
                of_axes = {
                    f"{axis}:{key}": one
                    for axis in (Axis.DIMENSION, Axis.DOMAIN)
                    for key, one in scores.of(axis).items()
                }
                found[(assessment.organisation_id, result.id), not asked.full] = {"overall": scores.overall, **of_axes}
    return found


def said(
    notebook: Notebook, taken: Sequence[Taken], truth: Mapping[tuple[Figure, bool], Any], least: int
) -> list[Said]:
    """Everything that was published of every figure, and over whom; what is printed is what we work out ourselves."""
    found = []
    for place, publication in enumerate(taken):
        until = [one for one in taken[: place + 1] if one.cycle_id == publication.cycle_id]
        for key, counted in publication.counted.items():
            record = publication.figures[key]  # what is kept and not shown yet counts all the same
            assert notebook.groups.get((publication.id, key), record) == record
            core = record.core
            unknown = frozenset(one for one in counted if (one, core) not in notebook.rows)
            for name in sorted({name for one in counted for name in truth[one, core]}):
                having = {one: round(10 * v) for one in counted if (v := truth[one, core].get(name)) is not None}
                few = _few(unknown, having, until, least)
                shown = {one: value for one, value in having.items() if one not in few}
                spread = spread_of(sorted(shown.values()), least)
                printed = record.overall if name == "overall" else _printed(record, name)
                if printed:
                    ours = printed.lower_quartile, printed.median, printed.upper_quartile
                    assert ours == (spread and tuple(one / 10 for one in spread)), (key, name)
                notebook.kept_back += spread is not None and printed is None
                if spread and printed:
                    hidden = frozenset(shown) & unknown
                    found.append(Said((publication.cycle_id, name, core), (publication.id, key), hidden, shown, spread))
    return found


def _printed(record: Any, name: str) -> Any:
    axis, _, key = name.partition(":")
    return record.axes[Axis(axis)].get(key)


def _few(
    unknown: frozenset[Figure], having: Mapping[Figure, int], until: Sequence[Taken], least: int
) -> frozenset[Figure]:
    """Those of whose crowd few have the figure."""
    crowds: dict[tuple[bool, ...], list[Figure]] = {}
    for one in unknown & having.keys():
        crowds.setdefault(tuple(one in group for p in until for group in p.counted.values()), []).append(one)
    return frozenset(one for crowd in crowds.values() if len(crowd) < least for one in crowd)
