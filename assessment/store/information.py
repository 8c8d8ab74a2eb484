"""Everything that is kept of one organisation, table by table and row by row."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from assessment.store import tables
from assessment.store.values import execute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Executable, Table
    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation

_YEAR = "name of the year"
_ASSESSMENTS = (
    select(*tables.assessments.c, tables.cycles.c.name.label(_YEAR))
    .join_from(tables.assessments, tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
    .where(tables.assessments.c.organisation_id == bindparam("organisation"))
    .order_by(tables.assessments.c.id)
)
_PARTNERSHIPS = (
    select(tables.partnerships)
    .join(tables.memberships, tables.memberships.c.partnership_id == tables.partnerships.c.id)
    .where(tables.memberships.c.organisation_id == bindparam("organisation"))
    .order_by(tables.partnerships.c.sort_key)
)


def _rows_of(table: Table) -> Executable:
    return select(table).where(table.c.organisation_id == bindparam("organisation")).order_by(table.c.id)


# What belongs to the organisation itself, each with the column by which its rows are told apart.
_OF_ITSELF = (
    (tables.former_names, _rows_of(tables.former_names), "until"),
    (tables.partnerships, _PARTNERSHIPS, "name"),
    (tables.decisions, _rows_of(tables.decisions), "starts_on"),
)


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row of a table: what it is called among the others, and its columns by name."""

    table: str
    label: str
    columns: Mapping[str, Any]


def kept_rows(session: Session, organisation: Organisation) -> Iterator[KeptRow]:
    """Everything that is kept of an organisation: itself, its assessments with all that is in them, and the rest."""
    yield KeptRow("organisations", organisation.name, asdict(organisation))
    years: dict[int, str] = {}
    for row in _found(session, _ASSESSMENTS, organisation):
        years[row["id"]] = row.pop(_YEAR)
        yield KeptRow("assessments", years[row["id"]], row)
    for table in (tables.results, tables.answers, tables.evidence):
        for row in _found(session, select(table).where(table.c.assessment_id.in_(years))):
            label = f"{years[row['assessment_id']]} {row.get('item_id', '')}".strip()
            yield KeptRow(table.name, label, row)
    for table, query, column in _OF_ITSELF:
        for row in _found(session, query, organisation):
            yield KeptRow(table.name, str(row[column]), row)


def _found(session: Session, query: Executable, organisation: Organisation | None = None) -> list[dict[str, Any]]:
    wanted = {"organisation": organisation.id} if organisation else None
    return [dict(row) for row in execute(session, query, wanted).mappings()]
