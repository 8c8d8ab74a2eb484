"""How open each kind of data is: for anybody, for those inside, or about a person.

A request for information is answered from this table: what is publishable goes out, what is personal never does, and
what is internal goes out only where whoever answers decides so. The names are those of the tables and their columns.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Openness(StrEnum):
    """Who may learn of something."""

    PUBLISHABLE = "publishable"
    INTERNAL = "internal"
    PERSONAL = "personal"


def _all(openness: Openness, *names: str) -> dict[str, Openness]:
    return dict.fromkeys(names, openness)


_OPEN, _INSIDE, _PERSON = Openness.PUBLISHABLE, Openness.INTERNAL, Openness.PERSONAL

CLASSES: Mapping[str, Mapping[str, Openness]] = {
    "agreed_points": _all(_INSIDE, "id", "cycle_id", "sort", "title", "text", "version", "added_at", "changed_at")
    | _all(_INSIDE, "taken_away_at")
    | _all(_PERSON, "added_by_id", "changed_by_id", "taken_away_by_id"),
    "answer_changes": _all(_INSIDE, "id", "assessment_id", "item_id", "at", "outcome", "level_before", "level_after")
    | _all(_INSIDE, "not_applicable_before", "not_applicable_after", "note_before", "note_after")
    | _all(_PERSON, "person_id"),
    "answers": _all(_OPEN, "assessment_id", "item_id", "level", "moderated_level")
    | _all(_INSIDE, "not_applicable", "note", "version", "saved_at")
    | _all(_PERSON, "saved_by_id"),
    "area_revision": _all(_INSIDE, "id", "number"),
    "assessments": _all(_OPEN, "id", "organisation_id", "cycle_id", "bank_id", "selection", "state", "signed_off_at")
    | _all(_OPEN, "moderated")
    | _all(_INSIDE, "started_at", "submitted_at", "returned_note", "pulse_held_on", "pulse_favourable")
    | _all(_PERSON, "submitted_by_id", "signed_off_by_id"),
    "attempts": _all(_INSIDE, "id", "counted_for", "at"),
    "audit_entries": _all(_INSIDE, "number", "at", "kind", "organisation_id", "subject", "details", "address_mark")
    | _all(_INSIDE, "previous", "digest", "salt")
    | _all(_PERSON, "person_id", "address"),
    "bank_files": _all(_OPEN, "id", "bank_id", "content", "recorded", "published_at")
    | _all(_INSIDE, "uploaded_at")
    | _all(_PERSON, "uploaded_by_id", "published_by_id"),
    "cycles": _all(_OPEN, "id", "year", "name", "bank_id", "opens_on", "closes_on", "released_at"),
    "decisions": _all(_OPEN, "id", "organisation_id", "partnership_id", "standing", "starts_on", "ends_on")
    | _all(_INSIDE, "recorded_at")
    | _all(_PERSON, "decided_by", "recorded_by_id"),
    "evidence": _all(_INSIDE, "id", "assessment_id", "item_id", "title", "link", "shows", "grade", "dated_on")
    | _all(_INSIDE, "lived_experience", "no_personal_details", "file_token", "file_name", "file_size", "added_at")
    | _all(_PERSON, "added_by_id"),
    "form_keys": _all(_INSIDE, "mark", "at", "led_to"),
    "former_names": _all(_OPEN, "id", "organisation_id", "name", "until"),
    "mailed_links": _all(_PERSON, "digest", "person_id", "purpose", "sent_at", "expires_at", "used_at", "revoked_at")
    | _all(_PERSON, "failed_at"),
    "memberships": _all(_OPEN, "partnership_id", "organisation_id"),
    "organisations": _all(_OPEN, "id", "reference", "name", "sector", "size_band", "area", "public_contact")
    | _all(_OPEN, "created_at", "closed_on")
    | _all(_INSIDE, "name_key", "sort_key", "area_key"),
    "partnerships": _all(_OPEN, "id", "reference", "name") | _all(_INSIDE, "name_key", "sort_key"),
    "passkeys": _all(_PERSON, "id", "person_id", "credential_id", "public_key", "sign_count", "name", "added_at")
    | _all(_PERSON, "used_at"),
    "people": _all(_PERSON, "id", "name", "email", "password_hash", "demonstration", "active", "created_at", "handle")
    | _all(_PERSON, "outside_identity", "authenticator_sealed", "authenticator_step", "left_at", "erased_at")
    | _all(_PERSON, "name_key", "sort_key", "called", "introduced_at"),
    "publications": _all(_OPEN, "id", "cycle_id", "number", "at", "threshold", "rules"),
    "published_groups": _all(_OPEN, "publication_id", "key", "counted", "left_out", "figures"),
    "published_organisations": _all(_INSIDE, "publication_id", "organisation_id", "result_id", "named", "named_in")
    | _all(_INSIDE, "belongs_to", "counted_in"),
    "ratings": _all(_PERSON, "assessment_id", "item_id", "person_id", "level", "source", "at"),
    "recovery_codes": _all(_PERSON, "person_id", "digest", "used_at"),
    "requests": _all(_OPEN, "id", "partnership_id", "organisation_id", "asked_at")
    | _all(_INSIDE, "reason")
    | _all(_PERSON, "asked_by_id"),
    "results": _all(_OPEN, "id", "assessment_id", "sequence", "kept_at", "bank_id", "rules_version", "stage_id")
    | _all(_OPEN, "moderated", "figures")
    | _all(_INSIDE, "journey", "inputs"),
    "roles_held": _all(_PERSON, "id", "person_id", "organisation_id", "role"),
    "role_offers": _all(
        _PERSON, "id", "person_id", "organisation_id", "role", "name", "offered_at", "expires_at", "failed_at"
    )
    | _all(_PERSON, "offered_by_id"),
    "saved_comparisons": _all(_INSIDE, "id", "name", "name_key", "sort_key", "page", "year", "chosen", "shared")
    | _all(_INSIDE, "saved_at")
    | _all(_PERSON, "saved_by_id"),
    "sign_ins": _all(_PERSON, "token_digest", "person_id", "started_at", "ends_at", "seen_at", "address", "browser")
    | _all(_PERSON, "strong"),
    "successions": _all(_OPEN, "earlier_id", "later_id", "change", "on"),
}
