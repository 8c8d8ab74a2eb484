"""Where somebody lands: what there is to do for them, and every organisation's status for the Project Lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from assessment.commands import greetings
from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.assessment.stand import Stand
from assessment.domain.days import day_in
from assessment.domain.people.permissions import Permission
from assessment.reports.home import home_page
from assessment.reports.status import status_page
from assessment.web.frame import clock, login
from assessment.web.frame.access import public, requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.parts.csv_file import csv_file

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


bp = Blueprint("home", __name__)

COLUMNS = ("organisation", "reference", "sector", "state", "answered", "asked", "percent", "since")


@bp.get("/")
@public
def start() -> ResponseReturnValue:
    """Say what this is, or lead somebody who is signed in to their own page."""
    if login.person():
        return redirect(url_for(".show"))
    return render_template("home/start.html")


@bp.get("/home")
@requires(Permission.SEE_HOME)
def show() -> ResponseReturnValue:
    """Show what there is to do and to see."""
    page = home_page(db(), login.me(), today=clock.today())
    return render_template(
        "home/show.html", page=page, introduction=not login.me().introduced or "introduction" in request.args
    )


@bp.post("/home/introduction")
@requires(Permission.SEE_HOME)
def put_introduction_away() -> ResponseReturnValue:
    """Hide the introduction from now on."""
    if TokenForm().validate():
        with change() as session:
            greetings.put_introduction_away(session, login.me(), at=clock.now())
    return redirect(url_for(".show"))


@bp.get("/status")
@requires(Permission.SEE_STATUS)
def status() -> ResponseReturnValue:
    """Show how far every organisation has come this year, or those that are looked for."""
    stand, sector = _wanted()
    page = status_page(db(), today=clock.today(), stand=stand, sector=sector)
    return render_template(
        "home/status.html", page=page, stand=stand, sector=sector, stands=tuple(Stand), sectors=SECTOR_NAMES
    )


@bp.get("/status.csv")
@requires(Permission.SEE_STATUS)
def status_list() -> ResponseReturnValue:
    """Give the same as a list for a spreadsheet."""
    stand, sector = _wanted()
    page = status_page(db(), today=clock.today(), stand=stand, sector=sector)
    lines = [
        (
            one.organisation.name,
            one.organisation.reference,
            SECTOR_NAMES[one.organisation.sector],
            one.stand or "Closed",
            *(("", "", "") if one.answered is None else (one.done, one.answered.total, one.percent)),
            day_in(clock.zone(), one.since) if one.since else "",
        )
        for one in page.lines
    ]
    return csv_file(f"status-{page.cycle.year}" if page.cycle else "status", [COLUMNS, *lines])


def _wanted() -> tuple[Stand | None, Sector | None]:
    """The state and the sector that are looked for."""
    state, sector = request.args.get("state", ""), request.args.get("sector", "")
    return next((one for one in Stand if one.key == state), None), Sector(sector) if sector in set(Sector) else None
