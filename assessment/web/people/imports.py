"""Import lists of organisations and people: read, look at what would happen, and only then take them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from assessment.commands import imports as commands
from assessment.domain.people.permissions import Permission
from assessment.reading.text import spreadsheet_text
from assessment.store.people import organisation_by_reference
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.people import inviting
from assessment.web.people.forms import ImportForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.commands.imports import Plan

bp = Blueprint("imports", __name__, url_prefix="/imports")

LARGEST = 200_000
# Each byte of a list may take three to travel in a form.
LARGEST_CONFIRMATION = 3 * 2 * LARGEST


@dataclass(frozen=True, slots=True)
class _Read:
    kind: str
    content: str
    rows: tuple[Any, ...]
    plan: Plan


@bp.before_request
def make_room() -> None:
    """Let a list that was looked at come back whole."""
    if request.endpoint == "imports.take_over":
        request.max_content_length = request.max_form_memory_size = LARGEST_CONFIRMATION


@bp.get("/")
@requires(Permission.MANAGE_PEOPLE)
def ask() -> ResponseReturnValue:
    """Ask for a list."""
    return render_template("people/import.html", form=ImportForm(formdata=None), read=None)


@bp.post("/")
@requires(Permission.MANAGE_PEOPLE)
def preview() -> ResponseReturnValue:
    """Show what a list would do, and every problem by row; nothing is changed."""
    form = ImportForm()
    data = form.file.data.read(LARGEST + 1) if form.file.data else b""
    if not data:
        form.file.errors = ["Choose a file"]
    elif len(data) > LARGEST:
        form.file.errors = ["The file is too large: a list of up to 2,000 rows is read at once"]
    if form.file.errors or not form.validate():
        return render_template("people/import.html", form=form, read=None), 422
    read = _read(form.kind.data, data)
    return render_template("people/import.html", form=form, read=read), 422 if read.plan.problems else 200


@bp.post("/confirmed")
@requires(Permission.MANAGE_PEOPLE)
def take_over() -> ResponseReturnValue:
    """Take over a list that was looked at; it is read once more, so nothing slips in between."""
    form = ImportForm()
    read = _read(form.kind.data or "", (form.content.data or "").encode())
    if not form.validate() or read.plan.problems or not read.rows:
        return render_template("people/import.html", form=form, read=read), 422
    if read.kind == "organisations":
        commands.take_organisations(db(), read.rows, at=clock.now())
        db().commit()
        flash(f"Added: {read.plan.count(commands.NEW)}. Changed: {read.plan.count(commands.CHANGED)}.")
        return redirect(url_for("organisations.index"))
    fresh = commands.take_people(db(), read.rows, at=clock.now())
    db().commit()
    invites = fresh if request.form.get("invite") else []
    for person, row in invites:
        inviting.send_invitation(person, row.role, organisation_by_reference(db(), row.organisation))
    flash(f"Added: {len(fresh)}. Given a role: {read.plan.count(commands.CHANGED)}. Invited: {len(invites)}.")
    return redirect(url_for("people.index"))


def _read(kind: str, data: bytes) -> _Read:
    if kind == "people":
        people = commands.read_people(data)
        plan = commands.plan_people(db(), people.rows, may_give=inviting.may_give(None))
        rows: tuple[Any, ...] = people.rows
        found = people.problems
    else:
        organisations = commands.read_organisations(data)
        plan = commands.plan_organisations(db(), organisations.rows)
        rows, found = organisations.rows, organisations.problems
    problems = tuple(sorted((*found, *plan.problems), key=lambda one: one.row))
    return _Read(kind, spreadsheet_text(data) or "", rows, commands.Plan(plan.steps, problems))
