"""Publish a year: decide which groups are shown, work their figures out once, and keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from assessment.commands.audit import record
from assessment.domain.area.alibis import Alibis
from assessment.domain.area.crowds import crowds_of, linked
from assessment.domain.area.group_figures import Profile, figures_of, group_record
from assessment.domain.area.groups import AREA, EVERY_QUESTION, MOVED
from assessment.domain.area.publication import RULES, too_few_changed
from assessment.domain.assessment.levels import level_in
from assessment.domain.assessment.records import figures_over, scorecard_from
from assessment.domain.assessment.scorecard import State
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import Selection
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind, canonical
from assessment.store import models
from assessment.store.cycles import cycle_with, released_cycles
from assessment.store.days import day_of
from assessment.store.kept_years import changes_since, kept_year
from assessment.store.publications import latest_publications
from assessment.store.publishing import candidates
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.publication import Cut, Disclosure, Figure
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.store.publishing import Candidate, Candidates
    from assessment.store.rows import Numbered


def publish(session: Session, cycle: Numbered, *, disclosure: Disclosure, at: datetime) -> models.Publication:
    """Let the Leadership Group compare what has been kept of a year until now.

    Results that are kept later do not show until the year is published again. Raises NotAllowedHere where it was
    published before and so few organisations have changed that the two together would show whose figures are new.
    """
    year, threshold = cycle_with(session, cycle.id), disclosure.threshold
    found = candidates(session, year, until=at, on=day_of(session, at))
    if found.number > 1 and (reason := too_few_changed(len(found.changed), threshold)):
        raise NotAllowedHere(reason)
    everybody, decided = found.settled(disclosure)
    row_of(session, models.Cycle, cycle).released_at = at
    publication = models.Publication(cycle_id=cycle.id, number=found.number, at=at, threshold=threshold, rules=RULES)
    session.add(publication)
    session.flush()
    found = replace(found, everybody=everybody)
    crowds = _crowds(found, decided, threshold)
    written = {cut.key: _figures(session, found, cut, crowds, threshold) for cut in decided}
    _insert(session, publication.id, found, decided, written)
    record(
        session,
        Kind.CONFIGURATION,
        f"year {year.year}",
        at=at,
        done="year published",
        publication=publication.id,
        groups=sum(cut.open for cut in decided),
        figures=hashlib.sha256(canonical(written)).hexdigest(),
    )
    return publication


def publish_earlier(session: Session, *, disclosure: Disclosure) -> None:
    """Publish the years that were released before publications were kept; once, when that is introduced.

    What had been kept by then counts, and how organisations wanted to be shown on that day.
    """
    published = {one.cycle.id for one in latest_publications(session)}
    for cycle in reversed(released_cycles(session)):
        if cycle.id not in published and cycle.released_at:
            publish(session, cycle, disclosure=disclosure, at=cycle.released_at)


@dataclass(frozen=True, slots=True)
class _Crowds:
    """The crowd of every figure without a name, whose moves may be counted, and what has been said of all until now."""

    of: Mapping[Figure, Hashable]
    moving: frozenset[Figure]
    alibis: Alibis


def _crowds(found: Candidates, decided: Sequence[Cut], threshold: int) -> _Crowds:
    crowds = crowds_of([*found.before, *(cut.counted for cut in decided)])
    moved = next(cut.counted for cut in decided if cut.key == MOVED)
    before = {
        one.entrant.figure: (one.entrant.organisation, one.earlier.id)
        for one in found.everybody
        if one.earlier and one.entrant.figure in moved
    }
    year_before, hidden = crowds_of(found.year_before), _hidden(found)
    moving = linked(
        {figure: crowd for figure, crowd in crowds.items() if figure in hidden},
        {
            figure: year_before.get(earlier)
            for figure, earlier in before.items()
            if figure in hidden and earlier not in found.by_name
        },
        threshold,
    )
    by_name = frozenset(figure for figure, one in before.items() if figure not in hidden and one in found.by_name)
    return _Crowds(crowds, moving | by_name, Alibis())


def _hidden(found: Candidates) -> frozenset[Figure]:
    return frozenset(one.entrant.figure for one in found.everybody if not one.entrant.named)


def _figures(session: Session, found: Candidates, cut: Cut, crowds: _Crowds, threshold: int) -> dict[str, Any] | None:
    if not cut.open:
        return None
    bank = found.whole if cut.key == EVERY_QUESTION else found.bank
    counted = [one for one in found.everybody if one.entrant.figure in cut.counted]
    profiles = [_profile(session, one, bank, crowds, moved=cut.key == MOVED) for one in counted]
    return group_record(figures_of(bank, profiles, threshold=threshold, area=cut.key == AREA, alibis=crowds.alibis))


def _profile(session: Session, one: Candidate, bank: QuestionBank, crowds: _Crowds, *, moved: bool) -> Profile:
    result = one.kept.result
    basis = State.MODERATED if result.moderated else State.SUPPORTED
    full = result.selection is Selection.FULL
    card = scorecard_from(figures_over(result.figures, bank, full=full) or result.figures)
    answers, items = kept_year(session, result).answers, bank.items_by_id
    levels = {key: level_in(basis, bank, items[key], answer) for key, answer in answers.items() if key in items}
    known = {stage.id: position for position, stage in enumerate(bank.stages)}
    return Profile(
        hidden=not one.entrant.named,
        basis=basis,
        scores=card.state(basis),
        claimed=card.claimed,
        levels={key: level for key, level in levels.items() if level is not None},
        stage=known.get(result.stage_id or ""),
        moves=_moves(session, one) if moved and one.entrant.figure in crowds.moving else {},
        crowd=crowds.of[one.entrant.figure],
    )


def _moves(session: Session, one: Candidate) -> Mapping[str, int]:
    if one.earlier is None:
        return {}
    found = changes_since(session, one.earlier, kept_year(session, one.kept.result))
    return {key: change.difference for key, change in found.groups[Axis.DIMENSION].items()}


def _insert(
    session: Session,
    publication: int,
    found: Candidates,
    decided: Sequence[Cut],
    written: Mapping[str, dict[str, Any] | None],
) -> None:
    groups = [
        {
            "publication_id": publication,
            "key": cut.key,
            "counted": len(cut.counted),
            "left_out": cut.left_out,
            "figures": written[cut.key],
        }
        for cut in decided
    ]
    organisations = [
        {
            "publication_id": publication,
            "organisation_id": one.entrant.organisation,
            "result_id": one.entrant.result,
            "named": one.entrant.named,
            "named_in": list(one.named_in),
            "belongs_to": sorted(one.entrant.groups),
            "counted_in": [cut.key for cut in decided if one.entrant.figure in cut.counted],
        }
        for one in found.everybody
    ]
    session.execute(insert(models.PublishedGroup), groups)
    if organisations:
        session.execute(insert(models.PublishedOrganisation), organisations)
