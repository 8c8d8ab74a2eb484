"""What an organisation's data would look like in answer to a request for information, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from assessment.domain.texts.personal_details import likely_details, redacted
from assessment.domain.trust.classification import CLASSES, Openness
from assessment.store.information import kept_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation

WITHHELD = "[withheld]"
PERSONAL = "[personal]"
# What says nothing to anybody outside: numbers of rows, and parts of the machinery.
_DULL = frozenset({"id", "assessment_id", "organisation_id", "file_token", "version", "no_personal_details"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one row: what it would say, how open it is, and whether words were taken out of it."""

    table: str
    row: str
    name: str
    shown: str
    openness: Openness
    redacted: bool


def information(session: Session, organisation: Organisation, *, internal: bool) -> tuple[Field, ...]:
    """Everything of an organisation that a request for information could be about.

    What is about a person never shows. What is internal shows only where `internal` says so, with likely personal
    details taken out of every text.
    """
    known = (organisation.name, organisation.area)
    return tuple(
        _field(row.table, row.label, name, value, internal=internal, known=known)
        for row in kept_rows(session, organisation)
        for name, value in row.columns.items()
        if name not in _DULL
    )


def _field(  # noqa: PLR0913 - where it stands, what it says, and what may be said
    table: str, label: str, name: str, value: Any, *, internal: bool, known: tuple[str, ...]
) -> Field:
    openness = CLASSES[table][name]
    if openness is Openness.PERSONAL:
        return Field(table, label, name, PERSONAL if value is not None else "", openness, value is not None)
    if openness is Openness.INTERNAL and not internal:
        return Field(table, label, name, WITHHELD, openness, redacted=False)
    said = _without_details(value, known)
    text = "" if said is None else str(getattr(said, "value", said))
    return Field(table, label, name, text, openness, said != value)


def _without_details(value: Any, known: tuple[str, ...]) -> Any:
    """A value with likely personal details taken out of every text in it."""
    if isinstance(value, dict):
        return {key: _without_details(one, known) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_details(one, known) for one in value]
    if isinstance(value, str) and not isinstance(value, Enum):
        return redacted(value, likely_details(value, known=known))
    return value
