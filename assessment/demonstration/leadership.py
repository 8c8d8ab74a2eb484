"""What the fictional Leadership Group keeps: two comparisons that it shares, and its priorities for the last year."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assessment.commands import comparisons, priorities
from assessment.demonstration.area import PEOPLE
from assessment.domain.area.comparisons import ComparisonChoice, ComparisonPage
from assessment.domain.area.priorities import PointSort, PointWords
from assessment.domain.people.permissions import Role
from assessment.store.people import person_by_email

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.store import models

_SAVED = (
    ("Police, children’s services and the council", ComparisonPage.OVERLAY, Role.LEADERSHIP_MEMBER, {
        "by": "dimension",
        "organisation": ["vale-police", "vale-childrens-services", "vale-county-council"],
    }),
    ("All organisations by domain", ComparisonPage.HEAT_MAP, Role.PROJECT_LEAD, {"by": "domain"}),
)  # fmt: skip
_AGREED = (
    (PointSort.PRIORITY, Role.LEADERSHIP_MEMBER, PointWords(
        "Supervision for everyone who meets the public",
        "Staff hear distressing things every day, and many have nobody to talk to about them. "
        "Two services that have made it work will show the rest of us how.",
    )),
    (PointSort.PRIORITY, Role.PROJECT_LEAD, PointWords(
        "A quiet room in every building open to the public",
        "People told us they can’t talk when others are listening. A screen and two chairs would be a start.",
    )),
    (PointSort.PRIORITY, Role.LEADERSHIP_MEMBER, PointWords(
        "Letters that people can take in when they’re under stress",
        "Too many of our letters frighten people. "
        "We’ll rewrite the three we send most often, with people who have received them.",
    )),
    (PointSort.NOTE, Role.PROJECT_LEAD, PointWords(
        "", "Small charities answered the core questions. We’ll ask them how it went before next year opens."
    )),
)  # fmt: skip


def fill(session: Session, cycle: models.Cycle) -> None:
    """Let the people of the area save and agree something once they had looked at a year that is released."""
    at = datetime(cycle.year + 1, 6, 30, 14, tzinfo=UTC)
    numbers = {one.role: _number(session, one.email) for one in PEOPLE}
    for name, page, role, chosen in _SAVED:
        choice = ComparisonChoice(page, cycle.year, chosen)
        comparisons.save(session, choice, name=name, shared=True, by=numbers[role], at=at)
    for sort, role, words in _AGREED:
        priorities.add(session, cycle.year, sort, words, by=numbers[role], at=at)


def _number(session: Session, email: str) -> int:
    person = person_by_email(session, email)
    if person is None:
        raise LookupError(email)
    return person.id
