"""Pages that everyone can read: help, who sees what, privacy, cookies, accessibility and support."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template

from assessment.domain.trust import retention
from assessment.web.frame.access import public
from assessment.web.frame.letters import site_address

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("pages", __name__)

# Pages of others that ours lead to.
ELSEWHERE = {
    "advice": "https://www.equalityadvisoryservice.com/",
    "commissioner": "https://ico.org.uk/make-a-complaint/",
    "device": "https://mcmw.abilitynet.org.uk/",
    "guidelines": "https://www.w3.org/TR/WCAG22/",
    "northern_ireland": "https://www.equalityni.org/",
}

# When the accessibility statement was written and the site last tested for it.
STATEMENT_PREPARED = date(2026, 11, 27)


@bp.get("/about")
@public
def about() -> ResponseReturnValue:
    """The help page: what to do in each role, how the year goes, what scores and stages mean."""
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
    kinds = retention.periods(current_app.config["SETTINGS"].retention)
    return render_template("pages/privacy.html", kinds=kinds, elsewhere=ELSEWHERE)


@bp.get("/cookies")
@public
def cookies() -> ResponseReturnValue:
    """Say which cookies there are: only those that signing in needs."""
    return render_template("pages/cookies.html", hours=current_app.config["SETTINGS"].sign_in_hours)


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement, in the form that UK public sector bodies have to use."""
    return render_template(
        "pages/accessibility.html",
        site=site_address(""),
        contact=current_app.config["SETTINGS"].contact,
        prepared=STATEMENT_PREPARED,
        elsewhere=ELSEWHERE,
    )


@bp.get("/support")
@public
def support() -> ResponseReturnValue:
    """Say where people can find support if the subject affects them."""
    return render_template("pages/support.html")
