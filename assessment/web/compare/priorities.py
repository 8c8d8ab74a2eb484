"""Priorities and notes that the Leadership Group agrees for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from assessment.commands import priorities as commands
from assessment.domain.area.priorities import AgreedPoint, PointSort
from assessment.domain.errors import PointChanged
from assessment.domain.people.permissions import Permission
from assessment.store.cycles import released_cycles
from assessment.store.priorities import agreed_for, point_numbered
from assessment.web.compare.forms import FORMS, PointForm, as_known
from assessment.web.frame import clock, database, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.cycles import Cycle

bp = Blueprint("compare_priorities", __name__, url_prefix="/compare/priorities")


@bp.get("")
@requires(Permission.COMPARE)
def index() -> ResponseReturnValue:
    """Show what was agreed for one year."""
    cycles = released_cycles(db())
    if not cycles:
        return render_template("compare/nothing.html")
    cycle = next((one for one in cycles if str(one.year) == request.args.get("year")), cycles[0])
    agreed = agreed_for(db(), cycle.year)
    return render_template("compare/priorities.html", cycle=cycle, cycles=cycles, agreed=agreed)


@bp.get("/<number:year>/<any(priority, note):sort>")
@requires(Permission.AGREE_PRIORITIES)
def new(year: int, sort: str) -> ResponseReturnValue:
    """Show an empty priority or note."""
    wanted = PointSort(sort)
    return _show_new(_released(year), wanted, FORMS[wanted](formdata=None))


@bp.post("/<number:year>/<any(priority, note):sort>")
@requires(Permission.AGREE_PRIORITIES)
def add(year: int, sort: str) -> ResponseReturnValue:
    """Add a priority or a note to a year."""
    cycle, wanted = _released(year), PointSort(sort)
    form = FORMS[wanted]()
    if not form.validate():
        return _show_new(cycle, wanted, form), 422
    with database.change() as session:
        commands.add(session, year, wanted, form.words, by=login.me().id, at=clock.now())
    flash(f"The {sort} has been added.")
    return _to_year(year)


@bp.get("/<number:point_id>")
@requires(Permission.AGREE_PRIORITIES)
def edit(point_id: int) -> ResponseReturnValue:
    """Show a priority or note, to be changed."""
    point = _standing(point_id)
    return _show(point, as_known(point.sort, point.words, point.version))


@bp.post("/<number:point_id>")
@requires(Permission.AGREE_PRIORITIES)
def change(point_id: int) -> ResponseReturnValue:
    """Change what a priority or note says, unless somebody else has done so in the meantime."""
    point = _found(point_id)
    form = FORMS[point.sort]()
    if not form.validate():
        return _show(point, form), 422
    by, at = login.me().id, clock.now()
    try:
        with database.change() as session:
            commands.change(session, point, form.words, seen=form.seen, by=by, at=at)
    except PointChanged:
        return _show_overtaken(_found(point_id), form), 409
    flash(f"The {point.sort} has been changed.")
    return _to_year(point.year)


@bp.get("/<number:point_id>/take-away")
@requires(Permission.AGREE_PRIORITIES)
def ask_to_take_away(point_id: int) -> ResponseReturnValue:
    """Ask whether a priority or note is to be taken away."""
    return _ask(_standing(point_id))


@bp.post("/<number:point_id>/take-away")
@requires(Permission.AGREE_PRIORITIES)
def take_away(point_id: int) -> ResponseReturnValue:
    """Mark a priority or note as taken away, unless it says something else by now."""
    point, form = _found(point_id), PointForm()
    if not form.validate():
        return _ask(point), 422
    try:
        with database.change() as session:
            commands.take_away(session, point, seen=form.seen, by=login.me().id, at=clock.now())
    except PointChanged:
        now = _found(point_id)
        if now.stands:
            return _ask(now, changed=True), 409
        flash(f"Someone else had already removed the {point.sort}.")
    else:
        flash(f"The {point.sort} has been removed.")
    return _to_year(point.year)


def _released(year: int) -> Cycle:
    return next((one for one in released_cycles(db()) if one.year == year), None) or abort(404)


def _found(point_id: int) -> AgreedPoint:
    """A point of a year that can be compared, whether it stands or not."""
    point = point_numbered(db(), point_id) or abort(404)
    _released(point.year)
    return point


def _standing(point_id: int) -> AgreedPoint:
    point = _found(point_id)
    return point if point.stands else abort(404)


def _to_year(year: int) -> ResponseReturnValue:
    return redirect(url_for(".index", year=year))


def _show_new(cycle: Cycle, sort: PointSort, form: PointForm, overtaken: AgreedPoint | None = None) -> str:
    return render_template(
        "compare/priority.html", year=cycle.year, what=cycle.name, sort=sort, form=form, point=None, overtaken=overtaken
    )


def _show(point: AgreedPoint, form: PointForm, overtaken: AgreedPoint | None = None) -> str:
    return render_template(
        "compare/priority.html",
        year=point.year,
        what=_released(point.year).name,
        sort=point.sort,
        form=form,
        point=point,
        overtaken=overtaken,
    )


def _show_overtaken(now: AgreedPoint, form: PointForm) -> str:
    """Both texts: what stands now, and what was typed; over what was taken away it can be added anew."""
    if not now.stands:
        return _show_new(_released(now.year), now.sort, form, overtaken=now)
    form.version.data = str(now.version)
    return _show(now, form, overtaken=now)


def _ask(point: AgreedPoint, *, changed: bool = False) -> str:
    return render_template("compare/take_away.html", point=point, changed=changed)
