"""What has been kept for its time, and how much of it there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.store import tables
from assessment.store.people import PERSON
from assessment.store.values import every, execute

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.orm import Session

    from assessment.domain.people.person import Person


def how_many(session: Session, table: Table, due: ColumnElement[bool]) -> int:
    """How many rows of a table are due."""
    return int(execute(session, select(func.count()).select_from(table).where(due)).scalar_one())


def addresses_due(before: datetime) -> ColumnElement[bool]:
    """Entries of the record whose address is due: old ones, and those of people who were forgotten."""
    entry = tables.audit_entries.c
    forgotten = select(tables.people.c.id).where(tables.people.c.erased_at.is_not(None))
    return ((entry.at < before) | entry.person_id.in_(forgotten)) & entry.address.is_not(None)


def of_old_drafts(table: Table, before: date) -> ColumnElement[bool]:
    """What belongs to assessments that were never signed off, of years that closed before."""
    assessments, cycles = tables.assessments, tables.cycles
    old = (
        select(assessments.c.id)
        .join_from(assessments, cycles, assessments.c.cycle_id == cycles.c.id)
        .where(assessments.c.state != AssessmentState.SIGNED_OFF, cycles.c.closes_on < before)
    )
    return table.c.assessment_id.in_(old)


def worded_changes_due(before: datetime) -> ColumnElement[bool]:
    """Changes of answers that still hold notes, of assessments that were signed off before."""
    changes = tables.answer_changes.c
    old = select(tables.assessments.c.id).where(tables.assessments.c.signed_off_at < before)
    return changes.assessment_id.in_(old) & or_(changes.note_before != "", changes.note_after != "")


def people_who_left(session: Session, before: datetime) -> Sequence[Person]:
    """People who left before, and are not forgotten yet."""
    one = tables.people.c
    query = select(*PERSON.columns).where(one.left_at < before, one.erased_at.is_(None), ~one.active)
    return every(session, PERSON, query)


def asked_in_vain() -> ColumnElement[bool]:
    """People who were let in for a role that they were asked to take, and who neither hold nor are offered one now."""
    number, held, offered = tables.people.c.id, tables.roles_held, tables.role_offers
    holds = select(held.c.id).where(held.c.person_id == number).exists()
    asked = select(offered.c.id).where(offered.c.person_id == number).exists()
    return tables.people.c.active & ~holds & ~asked
