"""Publish a year: decide which groups are shown, work their figures out once, and keep them."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from assessment.commands.audit import record
from assessment.commands.profiles import Profiles, crowds_in
from assessment.domain.area.group_figures import figures_of, group_record
from assessment.domain.area.groups import AREA, EVERY_QUESTION, MOVED
from assessment.domain.area.publication import RULES
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind, canonical
from assessment.store import models
from assessment.store.cycles import cycle_with, released_cycles
from assessment.store.days import day_of
from assessment.store.publications import latest_publications
from assessment.store.publishing import candidates
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.publication import Cut, Disclosure
    from assessment.store.publishing import Candidates
    from assessment.store.rows import Numbered


def publish(session: Session, cycle: Numbered, *, disclosure: Disclosure, at: datetime) -> models.Publication:
    """Let the Leadership Group compare what has been kept of a year until now.

    Results that are kept later do not show until the year is published again. Raises NotAllowedHere where it was
    published before and so few organisations have changed that the two together would show whose figures are new,
    or where there is nothing to show.
    """
    year, threshold = cycle_with(session, cycle.id), disclosure.threshold
    found = candidates(session, year, until=at, on=day_of(session, at))
    everybody, decided = found.settled(disclosure)
    if reason := found.refusal(decided, threshold):
        raise NotAllowedHere(reason)
    row_of(session, models.Cycle, cycle).released_at = at
    publication = models.Publication(cycle_id=cycle.id, number=found.number, at=at, threshold=threshold, rules=RULES)
    session.add(publication)
    session.flush()
    found = replace(found, everybody=everybody)
    drawn = Profiles(session, found, crowds_in(found, decided, threshold))
    written = {cut.key: _figures(drawn, cut, threshold) for cut in decided}
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
            with suppress(NotAllowedHere):
                publish(session, cycle, disclosure=disclosure, at=cycle.released_at)


def _figures(drawn: Profiles, cut: Cut, threshold: int) -> dict[str, Any] | None:
    if not cut.open:
        return None
    found, alibis = drawn.found, drawn.crowds.alibis
    bank = found.whole if cut.key == EVERY_QUESTION else found.bank
    counted = [one for one in found.everybody if one.entrant.figure in cut.counted]
    profiles = [drawn.of(one, bank, moved=cut.key == MOVED) for one in counted]
    return group_record(figures_of(bank, profiles, threshold=threshold, area=cut.key == AREA, alibis=alibis))


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
