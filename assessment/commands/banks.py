"""Keep uploaded banks as drafts, and publish them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment import banks
from assessment.banks import published
from assessment.commands.audit import record
from assessment.commands.cycles import open_cycle
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.reading.text import utf_8
from assessment.store import models
from assessment.store.area import cycle_of
from assessment.store.assessments import has_assessments
from assessment.store.banks import bank_file, lookup

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session


def keep_draft(session: Session, data: bytes, *, name: str, by: int, at: datetime) -> models.BankFile:
    """Keep an uploaded bank as a draft, over an earlier draft with the same id.

    Raises BankFaulty with all that is wrong with the file, and NotAllowedHere where a bank with that id was published.
    """
    found = banks.parse_any(data, name=name, lookup=lookup(session))
    if not isinstance(found, banks.QuestionBank):
        msg = "This file holds no question bank, but something that stands beside one."
        raise NotAllowedHere(msg)
    row = bank_file(session, found.id)
    if found.id in banks.available() or (row and row.published_at):
        msg = f"A bank {found.id} has been published already and never changes. Give this one a new id."
        raise NotAllowedHere(msg)
    row = row or models.BankFile(bank_id=found.id, recorded={})
    row.content, row.uploaded_at, row.uploaded_by_id = utf_8(data), at, by
    session.add(row)
    session.flush()
    record(session, Kind.CONFIGURATION, f"bank {found.id}", at=at, done="draft uploaded")
    return row


def drop_draft(session: Session, row: models.BankFile, *, at: datetime) -> None:
    """Remove a draft; a published bank stays for good."""
    if row.published_at:
        msg = "A published bank cannot be removed: results rest on it."
        raise NotAllowedHere(msg)
    session.delete(row)
    record(session, Kind.CONFIGURATION, f"bank {row.bank_id}", at=at, done="draft removed")


def publish(session: Session, row: models.BankFile, *, by: int, at: datetime) -> None:
    """Publish a draft: from now on it never changes. It is checked once more against the banks of today."""
    if row.published_at:
        msg = "This bank has been published already."
        raise NotAllowedHere(msg)
    data = published.as_published(row.content.encode())
    banks.parse_any(data, name=row.bank_id, lookup=lookup(session))
    row.content, row.recorded = data.decode(), published.record(data)
    row.published_at, row.published_by_id = at, by
    record(session, Kind.CONFIGURATION, f"bank {row.bank_id}", at=at, done="published")


def ask_in_year(  # noqa: PLR0913 - what is asked when
    session: Session, bank_id: str, *, year: int, opens_on: date, closes_on: date, at: datetime
) -> models.Cycle:
    """Let a year ask from a bank: a new year, or one that nobody has begun to answer."""
    cycle = cycle_of(session, year)
    if cycle is None:
        return open_cycle(session, year=year, bank_id=bank_id, opens_on=opens_on, closes_on=closes_on, at=at)
    if has_assessments(session, cycle.id):
        msg = f"Organisations have begun to answer in {cycle.name}, so its questions stay as they are."
        raise NotAllowedHere(msg)
    cycle.bank_id, cycle.opens_on, cycle.closes_on = bank_id, opens_on, closes_on
    record(session, Kind.CONFIGURATION, f"year {year}", at=at, done="bank chosen", bank=bank_id)
    return cycle
