"""The activity log as a chain: each entry's digest covers its own content and the digest before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BEGINNING = "0" * 64


class Kind(StrEnum):
    """What happened; the activity log can be filtered by it."""

    SIGN_IN = "sign-in"
    ACCOUNT = "account"
    ACCESS = "access"
    ORGANISATION = "organisation"
    ANSWER = "answer"
    SIGN_OFF = "sign-off"
    MODERATION = "moderation"
    EXPORT = "export"
    CONSENT = "consent"
    PRIVACY = "privacy"
    CONFIGURATION = "configuration"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: who, when, what, to what. `address_mark` proves the address without containing it."""

    number: int
    at: datetime
    kind: Kind
    person_id: int | None
    organisation_id: int | None
    subject: str
    details: Mapping[str, Any]
    address_mark: str
    previous: str

    @property
    def digest(self) -> str:
        """SHA-256 over the entry in one canonical written form, as 64 hexadecimal digits."""
        content = {name: getattr(self, name) for name in _CONTENT}
        content |= {"at": self.at.astimezone(UTC).isoformat(), "details": dict(self.details)}
        return hashlib.sha256(canonical(content)).hexdigest()


_CONTENT = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry as it is kept, with the digest and, until retention takes them away, the address and its salt."""

    entry: Entry
    digest: str
    address: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place at which the log is not what was written."""

    number: int
    problem: str


def address_mark(address: str, salt: str) -> str:
    """What stays of an address when the address itself is taken away."""
    return hashlib.sha256(f"{salt}:{address}".encode()).hexdigest()


def first_broken(records: Iterable[Recorded]) -> BrokenLink | None:
    """The first broken link of a chain in order of its numbers, or None if it is whole."""
    previous, expected = BEGINNING, 1
    for record in records:
        entry = record.entry
        if entry.number != expected:
            return BrokenLink(expected, f"is missing; number {entry.number} follows")
        if entry.previous != previous:
            return BrokenLink(entry.number, "does not follow from the entry before it")
        if entry.digest != record.digest:
            return BrokenLink(entry.number, "was changed after it was written")
        if record.address is not None and address_mark(record.address, record.salt or "") != entry.address_mark:
            return BrokenLink(entry.number, "has a different network address from the one it was written with")
        previous, expected = record.digest, expected + 1
    return None


def canonical(content: Mapping[str, Any]) -> bytes:
    """Content in the one written form over which digests are made."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
