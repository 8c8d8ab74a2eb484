"""Everything that is held about one person, in a form that they can read and take elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from assessment.domain.assessment.assessment import Assessment
from assessment.store import models
from assessment.store.accounts import roles_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

# What only proves something is no information about a person, and would let somebody in.
_SECRET = frozenset(
    {"password_hash", "authenticator_sealed", "token_digest", "digest", "public_key", "credential_id", "handle", "salt"}
    | {"previous", "address_mark", "file_token"}
)
_BY_PERSON: Mapping[str, tuple[Any, str]] = {
    "sign_ins": (models.SignIn, "person_id"),
    "passkeys": (models.Passkey, "person_id"),
    "letters": (models.MailedLink, "person_id"),
    "answers": (models.Answer, "saved_by_id"),
    "changes_of_answers": (models.AnswerChange, "person_id"),
    "evidence": (models.Evidence, "added_by_id"),
    "own_views": (models.Rating, "person_id"),
    "assessments_sent": (Assessment, "submitted_by_id"),
    "assessments_signed_off": (Assessment, "signed_off_by_id"),
    "decisions_recorded": (models.Decision, "recorded_by_id"),
    "requests_made": (models.Request, "asked_by_id"),
    "banks_uploaded": (models.BankFile, "uploaded_by_id"),
    "banks_published": (models.BankFile, "published_by_id"),
}


def personal_data(session: Session, person: models.Person) -> dict[str, Any]:
    """Everything about a person by kind, without what would let somebody sign in as them."""
    entry = models.AuditEntry
    about = or_(entry.person_id == person.id, entry.subject == f"person {person.id}")
    found: dict[str, Any] = {
        "person": _written(person),
        "roles": [{"role": role, "organisation": place} for role, place in roles_of(session, person.id)],
        "record_of_what_happened": [
            _written(row) for row in session.scalars(select(entry).where(about).order_by(entry.number))
        ],
    }
    for name, (kind, column) in _BY_PERSON.items():
        rows = session.scalars(select(kind).where(getattr(kind, column) == person.id))
        found[name] = [_written(row) for row in rows]
    return found


def _written(row: models.Base) -> dict[str, Any]:
    names = [column.key for column in row.__mapper__.column_attrs if column.key not in _SECRET]
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value
