"""Where somebody lands: what there is to do for them, and every organisation's status for the Project Lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from assessment.commands import greetings
from assessment.domain.people.permissions import Permission
from assessment.reports.home import home_page, status_page
from assessment.web.frame import clock, login
from assessment.web.frame.access import public, requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


bp = Blueprint("home", __name__)


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
    """Show how far every organisation has come this year."""
    return render_template("home/status.html", page=status_page(db(), today=clock.today()))
