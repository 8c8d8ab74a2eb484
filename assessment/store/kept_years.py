"""Kept results as the rules for changes read them: the questions that were asked, the answers, and what moved since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.assessment.progress import Year, changes
from assessment.domain.assessment.records import answers_from
from assessment.store.banks import between, selected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.assessment.progress import Changes


def kept_year(session: Session, result: KeptResult) -> Year:
    """A kept result with the bank that asked for it, in its own words and in the length that was asked."""
    return Year(selected(session, result), answers_from(result.inputs["answers"]), result.moderated)


def changes_since(session: Session, earlier: KeptResult, year: Year) -> Changes:
    """What moved from a kept result to a year, over the questions that both asked alike."""
    return changes(kept_year(session, earlier), year, between=between(session, earlier.bank_id, year.bank.id))
