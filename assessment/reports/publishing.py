"""What publishing a year would show, for the Project Lead who is about to do it, and what has been published so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.groups import in_order, label_of
from assessment.reports.area import View, names_of_partnerships, view_of
from assessment.store.publications import every_group, publications
from assessment.store.publishing import candidates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.publication import Cut, Disclosure
    from assessment.domain.area.published import Publication, PublishedGroup


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing a year now would show, and why it cannot be done, if it cannot."""

    number: int
    kept: int
    changed: int
    opened: tuple[View, ...]
    closed: tuple[View, ...]
    refusal: str | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One publication with the groups that it opened and those that it kept closed."""

    publication: Publication
    opened: tuple[View, ...]
    closed: tuple[View, ...]


def planned(session: Session, cycle: Cycle, disclosure: Disclosure, *, now: datetime, on: date) -> Plan:
    """What publishing a year now would show."""
    found = candidates(session, cycle, until=now, on=on)
    _, decided = found.settled(disclosure)
    names = names_of_partnerships(session)
    return Plan(
        number=found.number,
        kept=len(found.everybody),
        changed=len(found.changed(decided)),
        opened=tuple(_planned(cut, names) for cut in decided if cut.open),
        closed=tuple(_planned(cut, names) for cut in decided if not cut.open and cut.left_out),
        refusal=found.refusal(decided, disclosure.threshold),
    )


def published_ledger(session: Session) -> tuple[LedgerEntry, ...]:
    """Everything that was ever published, the latest first: when, which groups, and over how many."""
    names = names_of_partnerships(session)
    groups: dict[int, dict[str, PublishedGroup]] = {}
    for one in every_group(session):
        groups.setdefault(one.publication_id, {})[one.key] = one
    return tuple(_entry(one, groups.get(one.id, {}), names) for one in publications(session))


def _entry(publication: Publication, groups: Mapping[str, PublishedGroup], names: Mapping[int, str]) -> LedgerEntry:
    shown = [(groups[key].figures, view_of(groups[key], names)) for key in in_order(groups)]
    return LedgerEntry(
        publication,
        opened=tuple(view for figures, view in shown if figures),
        closed=tuple(view for figures, view in shown if not figures and view.left_out),
    )


def _planned(cut: Cut, names: Mapping[int, str]) -> View:
    return View(cut.key, label_of(cut.key, names), len(cut.counted), cut.left_out)
