"""Import lists of organisations and people: read, look at what would happen, and only then take them over."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from assessment.commands import imports as commands
from assessment.commands import links
from assessment.commands.offers import Asked
from assessment.domain.area.import_plan import CHANGED, NEW, Plan
from assessment.domain.area.organisation_list import ORGANISATION_CODES, organisation_headings
from assessment.domain.area.people_list import people_headings
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import Permission, Role
from assessment.store.organisations import organisation_with
from assessment.store.partnerships import partnerships
from assessment.web.frame import clock, letters, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.parts.csv_file import csv_file
from assessment.web.people import inviting
from assessment.web.people.forms import ImportForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session


bp = Blueprint("imports", __name__, url_prefix="/imports")

LARGEST = 500_000
# A list travels to its confirmation as it came, in base 64; the rest of a form is small.
LARGEST_CONFIRMATION = 4 * (LARGEST // 3 + 1)
_ROOM = 60_000


@dataclass(frozen=True, slots=True)
class _Read:
    kind: str
    content: str
    rows: tuple[Any, ...]
    plan: Plan


@bp.before_request
def make_room() -> None:
    """Let a list come, and come back whole once it was looked at."""
    request.max_content_length = request.max_form_memory_size = LARGEST_CONFIRMATION + _ROOM


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
        form.file.errors = ["Your file is too large. Split it into lists of up to 2,000 rows"]
    if form.file.errors or not form.validate():
        return render_template("people/import.html", form=form, read=None), 422
    read = _read(form.kind.data, data)
    return render_template("people/import.html", form=form, read=read), 422 if read.plan.problems else 200


@bp.post("/confirmed")
@requires(Permission.MANAGE_PEOPLE)
def take_over() -> ResponseReturnValue:
    """Take over a list that was looked at; it is read once more, so nothing slips in between."""
    form = ImportForm()
    read = _read(form.kind.data or "", _sent_back(form.content.data or ""))
    if not form.validate() or read.plan.problems or not read.rows:
        return render_template("people/import.html", form=form, read=read), 422
    if read.kind == "organisations":
        return _take_organisations(read)
    return _take_people(read)


@bp.get("/<any(organisations, people, codes):which>.csv")
@requires(Permission.MANAGE_PEOPLE)
def template(which: str) -> ResponseReturnValue:
    """Hand out an empty list to fill in, or the list of what may stand in its columns."""
    return csv_file(which, _TEMPLATES[which]())


def _codes() -> list[Sequence[str]]:
    groups = [("partnerships", one.reference, one.name) for one in partnerships(db())]
    return [("column", "code", "name"), *ORGANISATION_CODES, *groups, *(("role", role.value, "") for role in Role)]


_TEMPLATES: dict[str, Callable[[], Sequence[Sequence[str]]]] = {
    "organisations": lambda: [organisation_headings()],
    "people": lambda: [people_headings()],
    "codes": _codes,
}


def _take_organisations(read: _Read) -> ResponseReturnValue:
    with change() as session:
        plan = _still_holds(session, read)
        commands.take_organisations(session, read.rows, at=clock.now())
    flash(f"Added: {plan.count(NEW)}. Changed: {plan.count(CHANGED)}.")
    return redirect(url_for("organisations.index"))


def _take_people(read: _Read) -> ResponseReturnValue:
    at, wanted = clock.now(), bool(request.form.get("invite"))
    if wanted:
        letters.require_address()
    with change() as session:
        plan = _still_holds(session, read)
        fresh = commands.take_people(session, read.rows, at=at)
        tokens = [links.make_link(session, one, LinkPurpose.INVITATION, at=at) for one, _ in fresh if wanted]
    for (person, row), token in zip(fresh, tokens, strict=False):
        place = organisation_with(db(), row.organisation)
        inviting.write(Asked(person, token), row.role, place.name if place else "")
    flash(f"Added: {len(fresh)}. Given a role: {plan.count(CHANGED)}. Invited: {len(tokens)}.")
    return redirect(url_for("people.index"))


def _read(kind: str, data: bytes) -> _Read:
    read = commands.read_people(data) if kind == "people" else commands.read_organisations(data)
    plan = _plan(db(), kind, read.rows)
    problems = tuple(sorted((*read.problems, *plan.problems), key=lambda one: one.row))
    return _Read(kind, urlsafe_b64encode(data).decode(), read.rows, Plan(plan.steps, problems))


def _sent_back(content: str) -> bytes:
    """The bytes of a list that was looked at, none where they were tampered with."""
    try:
        return b64decode(content, altchars=b"-_", validate=True)
    except ValueError:
        return b""


def _plan(session: Session, kind: str, rows: tuple[Any, ...]) -> Plan:
    if kind == "people":
        return commands.plan_people(session, rows, may_give=inviting.may_give(None), by=login.me().id)
    return commands.plan_organisations(session, rows)


def _still_holds(session: Session, read: _Read) -> Plan:
    """What a list would do by now; raises NotAllowedHere if something has come in its way since it was looked at."""
    plan = _plan(session, read.kind, read.rows)
    if plan.problems:
        raise NotAllowedHere(
            "Something has changed since the preview, so nothing was imported. Preview your list again."
        )
    return plan
