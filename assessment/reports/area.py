"""The area in one published year: the groups there are, the figures of one of them, and its members with a name.

Nothing here is worked out from results that are not named: the figures of groups were kept when the year was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assessment.domain.area.consent import Standing
from assessment.domain.area.group_figures import GroupFigures, group_from
from assessment.domain.area.groups import AREA, MOVED, GroupKind, in_order, kind_of, label_of, partnership_of
from assessment.reports.members import Member, members_of
from assessment.store import publications
from assessment.store.banks import bank as bank_by_id
from assessment.store.partnerships import partnerships
from assessment.store.revision import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.cohort import Spread
    from assessment.domain.area.published import NamedResult, Publication, PublishedGroup
    from assessment.domain.bank.question_bank import Axis, QuestionBank


@dataclass(frozen=True, slots=True)
class View:
    """A group that may be opened, or that may not: how many it counts, and how many of its members it leaves out."""

    key: str
    label: str
    counted: int
    left_out: int

    @property
    def kind(self) -> GroupKind:
        """What its members have in common."""
        return kind_of(self.key)


def view_of(group: PublishedGroup, partnerships: Mapping[int, str]) -> View:
    """A published group as lists show it."""
    return View(group.key, label_of(group.key, partnerships), group.counted, group.left_out)


@dataclass(frozen=True)
class Group:
    """A published group: over whom, its figures, and those of its members that are shown by name today."""

    view: View
    bank: QuestionBank
    figures: GroupFigures
    members: tuple[Member, ...]
    publication: Publication

    @property
    def over_core(self) -> bool:
        """Whether the figures rest on the core questions only, since not everybody was asked more."""
        return self.figures.core

    @property
    def overall(self) -> Spread | None:
        """The spread of the overall figures."""
        return self.figures.overall

    @property
    def spreads(self) -> Mapping[Axis, Mapping[str, Spread | None]]:
        """The spreads by dimension and by domain."""
        return self.figures.axes

    def named(self, references: Sequence[str]) -> tuple[Member, ...]:
        """The organisations with these references, in the order asked for; those without a name here are not found."""
        known = self._by_reference
        return tuple(known[reference] for reference in dict.fromkeys(references) if reference in known)

    @cached_property
    def _by_reference(self) -> Mapping[str, Member]:
        return {member.reference: member for member in self.members}


@dataclass(frozen=True)
class Year:
    """A published year: every group of the catalogue that anybody belongs to, and who is named today, and where."""

    publication: Publication
    groups: Mapping[str, PublishedGroup]
    named: tuple[tuple[NamedResult, frozenset[int | None]], ...]
    partnerships: Mapping[int, str]

    @property
    def views(self) -> tuple[View, ...]:
        """The groups that may be opened."""
        return self._viewed(one for key, one in self.groups.items() if one.figures and key != MOVED)

    @property
    def closed(self) -> tuple[View, ...]:
        """The groups that somebody belongs to and that are not shown, since that would single them out."""
        return self._viewed(one for one in self.groups.values() if not one.figures and one.left_out)

    def _viewed(self, groups: Iterable[PublishedGroup]) -> tuple[View, ...]:
        return tuple(view_of(one, self.partnerships) for one in groups)

    def rows(self, key: str) -> list[NamedResult]:
        """The results that are shown by name in a group today."""
        place = partnership_of(key)
        return [one for one, places in self.named if place in places and key in one.belongs_to]


def names_of_partnerships(session: Session) -> Mapping[int, str]:
    """What partnerships are called, by their ids."""
    return {one.id: one.name for one in partnerships(session)}


def year(session: Session, publication: Publication, *, on: date) -> Year:
    """A published year as it may be looked at on a day."""
    return remembered(session, ("year", publication.id, on), lambda: _year(session, publication, on))


def group(session: Session, publication: Publication, *, on: date, key: str = AREA) -> Group | None:
    """One group of a published year; None where it may not be shown."""
    return remembered(session, ("group", publication.id, on, key), lambda: _group(session, publication, on, key))


def whole_area(session: Session, publication: Publication) -> Group | None:
    """The figures of the whole area without its members, to show one result against; None where there are none."""
    return remembered(session, ("whole area", publication.id), lambda: _whole_area(session, publication))


def _whole_area(session: Session, publication: Publication) -> Group | None:
    found = publications.groups_with_key(session, AREA, [publication.id]).get(publication.id)
    if found is None or not found.figures:
        return None
    figures = group_from(found.figures)
    return Group(view_of(found, {}), bank_of(session, publication, figures), figures, (), publication)


def _year(session: Session, publication: Publication, on: date) -> Year:
    groups = publications.groups_of(session, publication.id)
    standings = publications.standings_of_named(session, publication.id, on)
    named = (
        (one, frozenset(place for place in one.named_in if standings[one.organisation_id].get(place) is Standing.NAMED))
        for one in publications.named_results(session, publication.id)
    )
    return Year(
        publication=publication,
        groups={key: groups[key] for key in in_order(groups)},
        named=tuple((one, places) for one, places in named if places),
        partnerships=names_of_partnerships(session),
    )


def _group(session: Session, publication: Publication, on: date, key: str) -> Group | None:
    found = year(session, publication, on=on)
    view = next((one for one in found.views if one.key == key), None)
    if view is None:
        return None
    figures = group_from(found.groups[key].figures or {})
    bank = bank_of(session, publication, figures)
    return Group(view, bank, figures, members_of(bank, found.rows(key)), publication)


def bank_of(session: Session, publication: Publication, figures: GroupFigures) -> QuestionBank:
    """The questions that the figures of a group rest on: those of the year, or its core alone."""
    whole = bank_by_id(session, publication.cycle.bank_id)
    return whole.core() if figures.core else whole
