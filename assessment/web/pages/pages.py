"""Pages that everybody may read: what this is, who sees what, accessibility, and support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template

from assessment.domain.trust import retention
from assessment.web.frame.access import public

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("pages", __name__)


@bp.get("/about")
@public
def about() -> ResponseReturnValue:
    """Say what Fourfold is and how it comes to its results."""
    return render_template("pages/about.html")


@bp.get("/who-sees-what")
@public
def who_sees_what() -> ResponseReturnValue:
    """Say who sees which answers and figures, and what is never asked."""
    return render_template("pages/who_sees_what.html", threshold=current_app.config["SETTINGS"].suppression_threshold)


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """Say what is kept about people, why, for how long, and what they can ask for."""
    return render_template("pages/privacy.html", kinds=retention.periods(current_app.config["SETTINGS"].retention))


@bp.get("/cookies")
@public
def cookies() -> ResponseReturnValue:
    """Say which cookies there are: only those without which nobody could sign in."""
    return render_template("pages/cookies.html", hours=current_app.config["SETTINGS"].sign_in_hours)


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """Say how accessible this is, and what is not yet."""
    return render_template("pages/accessibility.html")


@bp.get("/support")
@public
def support() -> ResponseReturnValue:
    """Say where somebody can turn whom the subject has stirred up."""
    return render_template("pages/support.html")
