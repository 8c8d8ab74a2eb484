"""The organisations of an area as a list: how far each has come, and the stage it reached last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.store.assessments import latest_assessments
from assessment.store.banks import bank
from assessment.store.organisations import ListedOrganisation, organisations
from assessment.store.pages import Found
from assessment.store.results import latest_stages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.assessment.assessment import Assessment


@dataclass(frozen=True, slots=True)
class LastStage:
    """A stage by its name, and the year in which it was reached."""

    name: str
    year: str


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation with its latest assessment, and with its last stage for who may read results."""

    place: ListedOrganisation
    latest: Assessment | None
    stage: LastStage | None


def organisation_list(
    session: Session, *, search: str, sector: str, page: int, with_stages: bool
) -> Found[OrganisationRow]:
    """One page of the organisations that are looked for, by name."""
    found = organisations(session, search=search, sector=sector, page=page)
    numbers = [one.id for one in found.rows]
    latest, stages = latest_assessments(session, numbers), _stages(session, numbers) if with_stages else {}
    rows = tuple(OrganisationRow(one, latest.get(one.id), stages.get(one.id)) for one in found.rows)
    return Found(rows, found.page, found.pages, found.total)


def _stages(session: Session, numbers: list[int]) -> dict[int, LastStage]:
    found = {}
    for number, one in latest_stages(session, numbers).items():
        if one.stage_id:
            found[number] = LastStage(bank(session, one.bank_id).stage(one.stage_id).name, one.year)
    return found
