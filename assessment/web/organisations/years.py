"""Years: open them, say when answers are taken, and publish them for the Leadership Group to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from assessment.commands import cycles as commands
from assessment.commands import publication
from assessment.domain.area.cycles import next_year
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Permission, Role
from assessment.reports.calendar import banks_to_ask, years
from assessment.reports.publishing import planned, published_ledger
from assessment.store.assessments import cycles
from assessment.store.audit import head
from assessment.store.banks import bank
from assessment.store.cycles import cycle_of
from assessment.store.people import holders
from assessment.web.frame import clock, database, letters
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.organisations.year_forms import OpenYearForm, PublishForm, YearForm
from assessment.web.parts.published import disclosure

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.cycles import Cycle

bp = Blueprint("years", __name__, url_prefix="/years")


@bp.get("/")
@requires(Permission.MANAGE_AREA)
def index() -> ResponseReturnValue:
    """Show every year."""
    return render_template("organisations/years.html", years=years(db()))


@bp.get("/new")
@requires(Permission.MANAGE_AREA)
def new() -> ResponseReturnValue:
    """Ask for what a new year is: when it begins, what it asks, its dates."""
    asked = banks_to_ask(db())
    year, opens_on, closes_on = next_year(cycles(db()), clock.today())
    bank = asked[0].id if asked else ""
    form = OpenYearForm(formdata=None, year=str(year), bank=bank, opens_on=opens_on, closes_on=closes_on)
    return _ask(form)


@bp.post("/new")
@requires(Permission.MANAGE_AREA)
def add() -> ResponseReturnValue:
    """Open a year."""
    form = OpenYearForm().offer(banks_to_ask(db()))
    if not form.validate():
        return _ask(form), 422
    year, opens_on = int(form.year.data), form.opens_on.data
    if there := cycle_of(db(), year):
        form.year.errors = [f"{there.name} has already been set up"]
        return _ask(form), 409
    with database.change() as session:
        commands.open_cycle(
            session, year=year, bank_id=form.bank.data, opens_on=opens_on, closes_on=form.closes_on.data, at=clock.now()
        )
    flash("The year is set up. Organisations can start their assessment on the day it opens.")
    return redirect(url_for(".show", year=year))


@bp.get("/<number:year>")
@requires(Permission.MANAGE_AREA)
def show(year: int) -> ResponseReturnValue:
    """Show one year, to be changed or published."""
    cycle = _found(year)
    return _show(cycle)


@bp.post("/<number:year>")
@requires(Permission.MANAGE_AREA)
def change(year: int) -> ResponseReturnValue:
    """Change when answers are taken."""
    cycle, form = _found(year), YearForm()
    if not form.validate():
        return _show(cycle, form), 422
    opens_on, closes_on = form.opens_on.data, form.closes_on.data
    try:
        with database.change() as session:
            commands.move(session, cycle, opens_on=opens_on, closes_on=closes_on, at=clock.now())
    except NotAllowedHere as refused:
        form.closes_on.errors = [str(refused)]
        return _show(cycle, form), 422
    flash("The dates are saved.")
    return redirect(url_for(".index"))


@bp.post("/<number:year>/publish")
@requires(Permission.MANAGE_AREA)
def publish(year: int) -> ResponseReturnValue:
    """Let the Leadership Group compare what has been signed off in a year until now."""
    cycle, form = _found(year), PublishForm()
    if not form.validate():
        return _show(cycle, publishing=form), 422
    try:
        with database.change() as session:
            publication.publish(session, cycle, disclosure=disclosure(), at=clock.now())
    except NotAllowedHere as refused:
        form.sure.errors = [str(refused)]
        return _show(cycle, publishing=form), 409
    _hand_out_head(cycle)
    flash(f"{cycle.name} is published. The Leadership Group can compare it now.")
    return redirect(url_for(".ledger"))


@bp.get("/published")
@requires(Permission.MANAGE_AREA)
def ledger() -> ResponseReturnValue:
    """List everything that was ever published: which groups, when, over how many."""
    return render_template("organisations/published.html", publications=published_ledger(db()))


def _hand_out_head(cycle: Cycle) -> None:
    """Give each Project Lead the head of the record, so that nobody can cut off its tail unseen."""
    last = head(db())
    for person in holders(db(), Role.PROJECT_LEAD):
        letters.inform(person, "published", path=url_for("compare.overview"), cycle=cycle, head=last, at=clock.now())


def _ask(form: OpenYearForm) -> str:
    return render_template("organisations/new_year.html", form=form.offer(banks_to_ask(db())))


def _found(year: int) -> Cycle:
    return cycle_of(db(), year) or abort(404)


def _show(cycle: Cycle, form: YearForm | None = None, publishing: PublishForm | None = None) -> str:
    return render_template(
        "organisations/year.html",
        cycle=cycle,
        bank=bank(db(), cycle.bank_id),
        form=form or YearForm(formdata=None, opens_on=cycle.opens_on, closes_on=cycle.closes_on),
        publishing=publishing or PublishForm(formdata=None),
        plan=planned(db(), cycle, disclosure(), now=clock.now(), on=clock.today()),
    )
