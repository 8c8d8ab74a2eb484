"""What was published: publications, groups with their figures, and the results of those that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from assessment.domain.area.consent import Standing
from assessment.domain.area.published import NamedResult, Publication, PublishedGroup, PublishedOrganisation
from assessment.store import tables
from assessment.store.assessments import CYCLE
from assessment.store.consent import standings_among
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

_publication, _group, _published = (
    tables.publications.c,
    tables.published_groups.c,
    tables.published_organisations.c,
)
PUBLICATION = kind(Publication, tables.publications, CYCLE)
GROUP = kind(PublishedGroup, tables.published_groups)
ORGANISATION = kind(PublishedOrganisation, tables.published_organisations, number=_publication.number)
NAMED = kind(
    NamedResult,
    tables.organisations,
    organisation_id=tables.organisations.c.id,
    named_in=_published.named_in,
    belongs_to=_published.belongs_to,
    result_id=tables.results.c.id,
    bank_id=tables.results.c.bank_id,
    stage_id=tables.results.c.stage_id,
    moderated=tables.results.c.moderated,
    figures=tables.results.c.figures,
    selection=tables.assessments.c.selection,
)
_PUBLICATIONS = select(*PUBLICATION.columns).join_from(
    tables.publications, tables.cycles, _publication.cycle_id == tables.cycles.c.id
)
_ALL = _PUBLICATIONS.order_by(tables.cycles.c.year.desc(), _publication.number.desc())
_LATEST_NUMBERS = (
    select(_publication.cycle_id, func.max(_publication.number).label("number"))
    .group_by(_publication.cycle_id)
    .subquery()
)
_LATEST = _PUBLICATIONS.join(
    _LATEST_NUMBERS,
    (_LATEST_NUMBERS.c.cycle_id == _publication.cycle_id) & (_LATEST_NUMBERS.c.number == _publication.number),
).order_by(tables.cycles.c.year.desc())
_GROUPS_OF = select(*GROUP.columns).where(_group.publication_id == bindparam("publication"))
_GROUPS_WITH_KEY = select(*GROUP.columns).where(
    _group.key == bindparam("key"), _group.publication_id.in_(bindparam("publications", expanding=True))
)
_ALL_GROUPS = select(*GROUP.columns)
_ORGANISATIONS_OF = (
    select(*ORGANISATION.columns)
    .join_from(
        tables.published_organisations, tables.publications, _published.publication_id == tables.publications.c.id
    )
    .where(_publication.cycle_id == bindparam("cycle"))
    .order_by(_publication.number)
)
_WITH_A_NAME = select(_published.organisation_id).where(
    _published.publication_id == bindparam("publication"), _published.named
)
_NAMED_OF = (
    select(*NAMED.columns)
    .join_from(
        tables.published_organisations, tables.organisations, _published.organisation_id == tables.organisations.c.id
    )
    .join(tables.results, _published.result_id == tables.results.c.id)
    .join(tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .where(_published.publication_id == bindparam("publication"), _published.named)
)
_THESE = select(tables.organisations.c.id).where(
    tables.organisations.c.id.in_(bindparam("organisations", expanding=True))
)
_BY_NAME = select(_published.organisation_id, _published.result_id, _published.named_in).where(
    _published.organisation_id.in_(_THESE), _published.named
)


def published_by_name(session: Session, organisations: Sequence[int], on: date) -> frozenset[tuple[int, int]]:
    """Which published results of these organisations are shown by name on a day: pairs of organisation and result."""
    wanted = {"organisations": list(organisations)}
    standings = standings_among(session, _THESE, wanted, on)
    return frozenset(
        (organisation, result)
        for organisation, result, places in execute(session, _BY_NAME, wanted)
        if any(standings[organisation].get(place) is Standing.NAMED for place in places)
    )


def publications(session: Session) -> Sequence[Publication]:
    """Every publication of every year, the latest year and its latest publication first."""
    return every(session, PUBLICATION, _ALL)


def latest_publications(session: Session) -> Sequence[Publication]:
    """The latest publication of each published year, the latest year first."""
    return every(session, PUBLICATION, _LATEST)


def latest_publication(session: Session, cycle_id: int) -> Publication | None:
    """The latest publication of a year, None before there is one."""
    return first(session, PUBLICATION, _LATEST.where(_publication.cycle_id == cycle_id))


def groups_of(session: Session, publication_id: int) -> Mapping[str, PublishedGroup]:
    """The groups of a publication by their keys."""
    found = every(session, GROUP, _GROUPS_OF, {"publication": publication_id})
    return {one.key: one for one in found}


def groups_with_key(session: Session, key: str, publications: Sequence[int]) -> Mapping[int, PublishedGroup]:
    """One group in several publications, by publication."""
    found = every(session, GROUP, _GROUPS_WITH_KEY, {"key": key, "publications": list(publications)})
    return {one.publication_id: one for one in found}


def every_group(session: Session) -> Sequence[PublishedGroup]:
    """Every group of every publication."""
    return every(session, GROUP, _ALL_GROUPS)


def organisations_of(session: Session, cycle_id: int) -> Sequence[PublishedOrganisation]:
    """Everybody that the publications of a year took in, those of the first one first."""
    return every(session, ORGANISATION, _ORGANISATIONS_OF, {"cycle": cycle_id})


def named_results(session: Session, publication_id: int) -> Sequence[NamedResult]:
    """The results of those that were published by name; whether they may still be shown, consent says."""
    return every(session, NAMED, _NAMED_OF, {"publication": publication_id})


def standings_of_named(session: Session, publication_id: int, on: date) -> Mapping[int, Mapping[int | None, Standing]]:
    """How those that were published by name are to appear on a day, by their id and by area (None) or partnership."""
    return standings_among(session, _WITH_A_NAME, {"publication": publication_id}, on)
