"""Keep comparisons under a name, rename them, and remove them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.commands.audit import record
from assessment.commands.names import kept_name
from assessment.domain.area.comparisons import LONGEST_COMPARISON_NAME, MOST_SAVED
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.comparisons import count_saved_by
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.comparisons import ComparisonChoice
    from assessment.store.rows import Numbered


def save(  # noqa: PLR0913 - who keeps what, under which name and for whom
    session: Session, choice: ComparisonChoice, *, name: str, shared: bool, by: int, at: datetime
) -> int:
    """Keep what somebody chose to compare; raises IntegrityError where they have another of this name.

    Raises NotAllowedHere where they keep as many as anybody may. Gives its number.
    """
    if count_saved_by(session, by) >= MOST_SAVED:
        msg = f"You’ve saved {MOST_SAVED} comparisons, which is the limit. Remove one first."
        raise NotAllowedHere(msg)
    row = models.SavedComparison(
        name=kept_name(name, LONGEST_COMPARISON_NAME),
        page=choice.page,
        year=choice.year,
        chosen=dict(choice.chosen),
        shared=shared,
        saved_at=at,
        saved_by_id=by,
    )
    session.add(row)
    session.flush()
    _record(session, row.id, at, done="comparison saved", shared=shared)
    return row.id


def change(session: Session, comparison: Numbered, *, name: str, shared: bool, at: datetime) -> None:
    """Rename a saved comparison, share it or keep it to oneself; raises IntegrityError as `save` does."""
    row = row_of(session, models.SavedComparison, comparison)
    row.name, row.shared = kept_name(name, LONGEST_COMPARISON_NAME), shared
    session.flush()
    _record(session, row.id, at, done="comparison changed", shared=shared)


def remove(session: Session, comparison: Numbered, *, at: datetime) -> None:
    """Remove a saved comparison."""
    session.delete(row_of(session, models.SavedComparison, comparison))
    _record(session, comparison.id, at, done="comparison removed")


def _record(session: Session, comparison_id: int, at: datetime, **details: Any) -> None:
    record(session, Kind.ACCOUNT, f"comparison {comparison_id}", at=at, **details)
