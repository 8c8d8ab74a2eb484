"""Keep uploaded banks as drafts, and publish them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment import banks
from assessment.banks import published
from assessment.commands.audit import record
from assessment.commands.cycles import open_cycle
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.reading.text import utf_8
from assessment.store import models
from assessment.store.assessments import has_assessments
from assessment.store.banks import bank_file, lookup
from assessment.store.cycles import cycle_of
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.store.banks import BankFile
    from assessment.store.rows import Numbered


@dataclass(frozen=True, slots=True)
class CheckedUpload:
    """An uploaded bank in which nothing is wrong."""

    bank_id: str
    content: str


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft that may be published: how it was kept when it was checked, and what is published of it."""

    draft: BankFile
    content: str
    recorded: dict[str, Any]


def check_upload(session: Session, data: bytes, *, name: str) -> CheckedUpload:
    """Read an uploaded bank, which changes nothing.

    Raises BankFaulty with all that is wrong with the file, and NotAllowedHere where it is no bank.
    """
    found = banks.parse_any(data, name=name, lookup=lookup(session))
    if not isinstance(found, banks.QuestionBank):
        msg = "This file isn’t a question bank. It’s something that goes with one, such as a survey."
        raise NotAllowedHere(msg)
    return CheckedUpload(found.id, utf_8(data))


def keep_draft(session: Session, upload: CheckedUpload, *, by: int, at: datetime) -> None:
    """Keep an uploaded bank as a draft, over an earlier draft with the same id.

    Raises NotAllowedHere where a bank with that id was published.
    """
    earlier = bank_file(session, upload.bank_id)
    if upload.bank_id in banks.available() or (earlier and earlier.published_at):
        msg = f"{upload.bank_id} is already a published bank, which never changes. Give this one a new id."
        raise NotAllowedHere(msg)
    row = row_of(session, models.BankFile, earlier) if earlier else models.BankFile(bank_id=upload.bank_id, recorded={})
    row.content, row.uploaded_at, row.uploaded_by_id = upload.content, at, by
    session.add(row)
    record(session, Kind.CONFIGURATION, f"bank {upload.bank_id}", at=at, done="draft uploaded")


def drop_draft(session: Session, draft: Numbered, *, at: datetime) -> None:
    """Remove a draft; a published bank stays for good."""
    row = row_of(session, models.BankFile, draft)
    if row.published_at:
        msg = "You can’t remove a published bank, because results depend on it."
        raise NotAllowedHere(msg)
    session.delete(row)
    record(session, Kind.CONFIGURATION, f"bank {row.bank_id}", at=at, done="draft removed")


def check_draft(session: Session, draft: BankFile) -> CheckedDraft:
    """Check a draft once more against the banks of today, which changes nothing; raises BankFaulty."""
    data = published.as_published(draft.content.encode())
    banks.parse_any(data, name=draft.bank_id, lookup=lookup(session))
    return CheckedDraft(draft, data.decode(), published.record(data))


def publish(session: Session, checked: CheckedDraft, *, by: int, at: datetime) -> None:
    """Publish a draft, if it is still as it was checked: from now on it never changes."""
    draft, kept = checked.draft, bank_file(session, checked.draft.bank_id)
    if kept and kept.published_at:
        msg = "This bank has already been published."
        raise NotAllowedHere(msg)
    if kept != draft:
        msg = "Someone else has changed or removed this draft. Check it again before you publish it."
        raise NotAllowedHere(msg)
    row = row_of(session, models.BankFile, draft)
    row.content, row.recorded = checked.content, checked.recorded
    row.published_at, row.published_by_id = at, by
    record(session, Kind.CONFIGURATION, f"bank {row.bank_id}", at=at, done="published")


def ask_in_year(  # noqa: PLR0913 - what is asked when
    session: Session, bank_id: str, *, year: int, opens_on: date, closes_on: date, at: datetime
) -> None:
    """Let a year ask from a bank: a new year, or one that nobody has begun to answer."""
    cycle = cycle_of(session, year)
    if cycle is None:
        open_cycle(session, year=year, bank_id=bank_id, opens_on=opens_on, closes_on=closes_on, at=at)
        return
    if has_assessments(session, cycle.id):
        msg = f"Organisations have already started answering in {cycle.name}, so you can’t change its questions."
        raise NotAllowedHere(msg)
    row = row_of(session, models.Cycle, cycle)
    row.bank_id, row.opens_on, row.closes_on = bank_id, opens_on, closes_on
    record(session, Kind.CONFIGURATION, f"year {year}", at=at, done="bank chosen", bank=bank_id)
