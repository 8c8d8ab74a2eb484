"""Saved comparisons: keep one under a name, open it, rename it, share it, remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError

from assessment.commands import comparisons as commands
from assessment.domain.area.comparisons import PAGE_NAMES, ComparisonChoice, SavedComparison, choice_of
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Permission, may
from assessment.reports.comparisons import kept_comparisons
from assessment.store.comparisons import comparison_for
from assessment.store.cycles import released_cycles
from assessment.web.compare.forms import SAME_NAME, SaveForm
from assessment.web.frame import clock, database, login, once
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("compare_saved", __name__, url_prefix="/compare/saved")


@bp.get("")
@requires(Permission.COMPARE)
def index() -> ResponseReturnValue:
    """Show what somebody saved and what others share."""
    kept = kept_comparisons(db(), login.me().id, on=clock.today())
    return render_template("compare/saved.html", kept=kept, address=_address, removable=_may_remove)


@bp.post("")
@requires(Permission.COMPARE)
def save() -> ResponseReturnValue:
    """Keep what is chosen on a page that compares; only the choice, never what it shows."""
    form, choice = SaveForm(), _chosen()
    if not form.validate():
        return _ask_for_name(form, choice), 422
    leads_to = once.leads_to(_address(choice))
    by, at = login.me().id, clock.now()
    try:
        with database.change() as session:
            commands.save(session, choice, name=form.name.data, shared=form.shared.data, by=by, at=at)
    except IntegrityError:
        form.name.errors = [SAME_NAME]
    except NotAllowedHere as refused:
        form.name.errors = [str(refused)]
    if form.problems:
        return _ask_for_name(form, choice), 422
    flash(f"“{form.name.data}” is saved. Find it under Saved.")
    return redirect(leads_to)


@bp.get("/<number:comparison_id>")
@requires(Permission.COMPARE)
def edit(comparison_id: int) -> ResponseReturnValue:
    """Show the name of one's own comparison and whether it is shared, to change either."""
    own = _own(comparison_id)
    return _show(own, SaveForm(formdata=None, name=own.name, shared=own.shared))


@bp.post("/<number:comparison_id>")
@requires(Permission.COMPARE)
def change(comparison_id: int) -> ResponseReturnValue:
    """Rename one's own comparison, share it or keep it to oneself."""
    own, form = _own(comparison_id), SaveForm()
    if not form.validate():
        return _show(own, form), 422
    try:
        with database.change() as session:
            commands.change(session, own, name=form.name.data, shared=form.shared.data, at=clock.now())
    except IntegrityError:
        form.name.errors = [SAME_NAME]
        return _show(own, form), 422
    flash("Saved.")
    return redirect(url_for(".index"))


@bp.post("/<number:comparison_id>/remove")
@requires(Permission.COMPARE)
def remove(comparison_id: int) -> ResponseReturnValue:
    """Remove one's own comparison, or what somebody who has gone left to the group."""
    comparison = _visible(comparison_id)
    if not _may_remove(comparison):
        abort(404)
    if TokenForm().validate():
        with database.change() as session:
            commands.remove(session, comparison, at=clock.now())
        flash(f"“{comparison.name}” has been removed.")
    return redirect(url_for(".index"))


def _chosen() -> ComparisonChoice:
    """The choice that came with a form; whoever changed it by hand is told that it cannot be understood."""
    choice = choice_of(request.form.get("page", ""), request.form.items(multi=True))
    if choice is None or choice.year not in {one.year for one in released_cycles(db())}:
        abort(400)
    return choice


def _visible(comparison_id: int) -> SavedComparison:
    return comparison_for(db(), login.me().id, comparison_id) or abort(404)


def _own(comparison_id: int) -> SavedComparison:
    comparison = _visible(comparison_id)
    return comparison if comparison.is_of(login.me().id) else abort(404)


def _may_remove(comparison: SavedComparison) -> bool:
    me = login.me()
    return comparison.may_be_removed_by(me.id, for_the_group=may(Permission.AGREE_PRIORITIES, me.all_roles))


def _address(choice: ComparisonChoice) -> str:
    return url_for(f"compare.{choice.page}", **choice.query)


def _ask_for_name(form: SaveForm, choice: ComparisonChoice) -> str:
    return render_template(
        "compare/save.html", form=form, choice=choice, what=PAGE_NAMES[choice.page], back=_address(choice)
    )


def _show(comparison: SavedComparison, form: SaveForm) -> str:
    return render_template("compare/saved_one.html", comparison=comparison, form=form)
