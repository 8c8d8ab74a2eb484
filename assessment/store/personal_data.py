"""Everything that is held about one person, row by row as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from assessment.store import tables
from assessment.store.values import execute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, FromClause
    from sqlalchemy.orm import Session

# What only proves something is no information about a person, and would let somebody in.
_SECRET = frozenset(
    {"password_hash", "authenticator_sealed", "token_digest", "digest", "public_key", "credential_id", "handle", "salt"}
    | {"previous", "address_mark", "file_token"}
)
_OF_PERSON: Mapping[str, tuple[FromClause, str]] = {
    "sign_ins": (tables.sign_ins, "person_id"),
    "passkeys": (tables.passkeys, "person_id"),
    "letters": (tables.mailed_links, "person_id"),
    "roles_offered": (tables.role_offers, "person_id"),
    "answers": (tables.answers, "saved_by_id"),
    "changes_of_answers": (tables.answer_changes, "person_id"),
    "evidence": (tables.evidence, "added_by_id"),
    "own_views": (tables.ratings, "person_id"),
    "assessments_sent": (tables.assessments, "submitted_by_id"),
    "assessments_signed_off": (tables.assessments, "signed_off_by_id"),
    "decisions_recorded": (tables.decisions, "recorded_by_id"),
    "requests_made": (tables.requests, "asked_by_id"),
    "comparisons_saved": (tables.saved_comparisons, "saved_by_id"),
    "priorities_and_notes_added": (tables.agreed_points, "added_by_id"),
    "priorities_and_notes_changed": (tables.agreed_points, "changed_by_id"),
    "priorities_and_notes_taken_away": (tables.agreed_points, "taken_away_by_id"),
    "banks_uploaded": (tables.bank_files, "uploaded_by_id"),
    "banks_published": (tables.bank_files, "published_by_id"),
}


def held_about(session: Session, person_id: int) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The rows about a person by kind, without what would let somebody sign in as them."""
    entry = tables.audit_entries
    about = or_(entry.c.person_id == person_id, entry.c.subject == f"person {person_id}")
    return {
        "person": _rows(session, tables.people, tables.people.c.id == person_id),
        "record_of_what_happened": _rows(session, entry, about, by=entry.c.number),
        **{name: _rows(session, table, table.c[column] == person_id) for name, (table, column) in _OF_PERSON.items()},
    }


def _rows(
    session: Session, table: FromClause, where: ColumnElement[bool], *, by: ColumnElement[Any] | None = None
) -> Sequence[Mapping[str, Any]]:
    columns = [column for column in table.c if column.key not in _SECRET]
    return [dict(row) for row in execute(session, select(*columns).where(where).order_by(by)).mappings()]
