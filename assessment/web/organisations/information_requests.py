"""Answer a request for information on an organisation: look at what would go out, then take it as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from assessment.commands.audit import record
from assessment.domain.people.permissions import Permission
from assessment.domain.trust.audit import Kind
from assessment.reports.information import information
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.query import page_number
from assessment.web.parts.csv_file import csv_file

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation

bp = Blueprint("information_requests", __name__, url_prefix="/organisations/<ref:reference>/information-request")

PER_PAGE = 200
COLUMNS = ("table", "row", "field", "value", "class")


@bp.get("/")
@requires(Permission.MANAGE_PRIVACY)
def preview(organisation: Organisation) -> ResponseReturnValue:
    """Show what would go out, and what would be withheld or taken out of texts."""
    internal = request.args.get("internal") == "yes"
    fields = information(db(), organisation, internal=internal)
    pages = max(1, -(-len(fields) // PER_PAGE))
    page = min(page_number(), pages)
    return render_template(
        "organisations/information.html",
        organisation=organisation,
        internal=internal,
        fields=fields[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(fields),
        redacted=sum(one.redacted for one in fields),
        page=page,
        pages=pages,
    )


@bp.post("/")
@requires(Permission.MANAGE_PRIVACY)
def export(organisation: Organisation) -> ResponseReturnValue:
    """Give what goes out as a CSV file; that it was given is recorded."""
    if not TokenForm().validate():
        return redirect(url_for(".preview", reference=organisation.reference))
    internal = request.form.get("internal") == "yes"
    fields = information(db(), organisation, internal=internal)
    rows = [(one.table, one.row, one.name, one.shown, one.openness.value) for one in fields]
    with change() as session:
        record(
            session,
            Kind.EXPORT,
            f"organisation {organisation.id}",
            at=clock.now(),
            organisation=organisation.id,
            done="information request exported",
            internal=internal,
        )
    return csv_file(f"{organisation.reference}-information", [COLUMNS, *rows])
