"""How the activity log reads: the words for each kind of entry, for what happened, and for its details."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from assessment.domain.days import in_words
from assessment.domain.people.permissions import ROLE_NAMES, Role
from assessment.domain.texts.phrases import upper_first
from assessment.domain.trust.audit import Kind
from assessment.domain.trust.retention import PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.store.audit import ListedEntry

KINDS: Mapping[Kind, str] = {
    Kind.SIGN_IN: "Sign-in",
    Kind.ACCOUNT: "Account",
    Kind.ACCESS: "People and roles",
    Kind.ORGANISATION: "Organisation",
    Kind.ANSWER: "Answers",
    Kind.SIGN_OFF: "Sign-off",
    Kind.MODERATION: "Moderation",
    Kind.EXPORT: "Download",
    Kind.CONSENT: "Sharing",
    Kind.PRIVACY: "Data protection",
    Kind.CONFIGURATION: "Years and questions",
}

# What happened, where the log says it more shortly than people do.
HAPPENED: Mapping[str, str] = {
    "": "old data deleted",
    "answer clashed, both versions kept": "two people changed the same answer; both versions kept",
    "app and passkeys removed": "authenticator app and passkeys removed",
    "asked to be shown": "partnership asked to show the organisation",
    "bank chosen": "questions chosen for the year",
    "decided": "choice saved",
    "greeting changed": "how to greet them changed",
    "information request exported": "answer to an information request downloaded",
    "invitation revoked": "invitation cancelled",
    "organisation merged": "organisation formed by a merger",
    "organisation split": "organisation formed by a split",
    "passkey refused": "passkey not accepted",
    "personal data exported": "personal data downloaded",
    "published": "question bank published",
    "ratings kept": "personal views saved",
    "recovery codes made": "recovery codes created",
    "refused": "sign-in details not accepted",
    "reset asked for": "new password asked for",
    "reset revoked": "link to choose a new password cancelled",
    "reset sent": "link to choose a new password sent",
    "selection changed": "choice of questions changed",
    "sign-in service refused": "sign-in service not accepted",
}

# Each detail, with its value; the order is that of the entry.
DETAILS: Mapping[str, str] = {
    "bank": "question bank {}",
    "closes": "last day {}",
    "digest": "fingerprint {}",
    "earlier": "from organisation number {}",
    "evidence": "evidence number {}",
    "fields": "changed: {}",
    "figures": "fingerprint of the figures {}",
    "follows": "person number {} takes over",
    "groups": "groups shown: {}",
    "how": "signed in with: {}",
    "internal": "internal information included: {}",
    "item": "question {}",
    "members": "member organisations by number: {}",
    "number": "number {}",
    "on": "on {}",
    "opens": "first day {}",
    "partnership": "partnership number {}",
    "partnerships": "partnerships by number: {}",
    "publication": "publication number {}",
    "ratings": "how many: {}",
    "role": "{}",
    "selection": "{}",
    "shared": "shared with the Leadership Group: {}",
    "standing": "{}",
    "version": "version {}",
    "was": "closing date was {}",
} | {period.key: f"{period.what}: {{}}" for period in PERIODS}

_VALUES: Mapping[tuple[str, str], str] = {
    ("selection", "full"): "all questions",
    ("selection", "core"): "core questions only",
    ("how", "demonstration"): "the demonstration, without a password",
} | {("role", role.value): ROLE_NAMES[role] for role in Role}
_FIELDS = {"size_band": "size", "public_contact": "contact with the public"}
_DAYS = frozenset({"on", "was", "opens", "closes"})
_SUBJECTS = {"retention": "data kept for as long as the privacy page says", "unknown visitor": "an unknown visitor"}
_NUMBERED = re.compile(r"(\w+) (\d+)")


def kind_name(kind: Kind) -> str:
    """What people call a kind of entry."""
    return KINDS[kind]


def happened(entry: ListedEntry) -> str:
    """What happened, in words."""
    done = str(entry.details.get("done", ""))
    return f"{KINDS[entry.kind]}: {HAPPENED.get(done, done)}"


def about(entry: ListedEntry, organisation: str | None = None) -> str:
    """What an entry is about, and its details, in words; nothing is left out but what is empty."""
    told = [_subject(entry.subject), *([organisation] if organisation else []), *_details(entry.details)]
    return upper_first("; ".join(told))


def _subject(subject: str) -> str:
    if subject.startswith("bank "):
        return f"question {subject}"
    found = _NUMBERED.fullmatch(subject)
    if found and found[1] != "year":
        return f"{found[1]} number {found[2]}"
    return _SUBJECTS.get(subject, subject)


def _details(details: Mapping[str, Any]) -> Iterator[str]:
    for name, value in details.items():
        if name != "done" and value is not None:
            yield DETAILS.get(name, f"{name} {{}}").format(_value(name, value))


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(_FIELDS.get(str(one), str(one)) for one in value) or "none"
    if name in _DAYS:
        return in_words(date.fromisoformat(value))
    return _VALUES.get((name, str(value)), str(value))
