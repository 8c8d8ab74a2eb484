"""The record of what happened, of one organisation or of everything, to be read and narrowed down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from assessment.domain.people.permissions import Permission
from assessment.domain.trust.audit import Kind
from assessment.store.audit import Filter, count, entries
from assessment.store.organisations import organisation_with, organisations_by_reference
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.query import page_number
from assessment.web.trust.log_words import about, happened, kind_name

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation

bp = Blueprint("record", __name__)

PER_PAGE = 50


@bp.get("/record")
@requires(Permission.SEE_RECORD)
def everything() -> ResponseReturnValue:
    """Show everything that happened."""
    reference = request.args.get("organisation", "")
    place = organisation_with(db(), reference) if reference else None
    nowhere = 0 if reference else None
    return _show(None, Filter(place.id if place else nowhere, _number("person"), _kind()), {"organisation": reference})


@bp.get("/organisations/<ref:reference>/record")
@requires(Permission.SEE_OWN_RECORD)
def of_organisation(organisation: Organisation) -> ResponseReturnValue:
    """Show what happened in one organisation."""
    return _show(organisation, Filter(organisation.id, _number("person"), _kind()), {})


def _kind() -> Kind | None:
    asked = request.args.get("kind", "")
    return Kind(asked) if asked in set(Kind) else None


def _number(name: str) -> int | None:
    asked = request.args.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def _show(place: Organisation | None, wanted: Filter, query: dict[str, str]) -> str:
    total = count(db(), wanted)
    pages = max(1, -(-total // PER_PAGE))
    page = min(page_number(), pages)
    lines = entries(db(), wanted, offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    asked = {"kind": wanted.kind or "", "person": wanted.person_id or "", **query}
    return render_template(
        "trust/record.html",
        place=place,
        lines=lines,
        page=page,
        pages=pages,
        total=total,
        wanted=wanted,
        kinds=list(Kind),
        kind_name=kind_name,
        happened=happened,
        about=about,
        places=() if place else tuple(organisations_by_reference(db()).values()),
        query={name: value for name, value in asked.items() if value},
    )
