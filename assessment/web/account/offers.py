"""The roles you've been asked to take on: accept or decline them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from assessment.commands import offers as commands
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Permission, with_article
from assessment.store.offers import offer_numbered, offers_to
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("offers", __name__, url_prefix="/account/offers")


@bp.get("/")
@requires(Permission.KEEP_ACCOUNT)
def index() -> ResponseReturnValue:
    """List the roles somebody has been asked to take on."""
    offered = offers_to(db(), login.me().id, now=clock.now())
    return render_template("account/offers.html", offered=offered, roles=login.me().all_roles)


@bp.post("/<number:offer_id>")
@requires(Permission.KEEP_ACCOUNT)
def answer(offer_id: int) -> ResponseReturnValue:
    """Accept or decline a role, as the button said."""
    found = offer_numbered(db(), offer_id, now=clock.now())
    if found is None or found.person_id != login.me().id:
        abort(404)
    if TokenForm().validate():
        accepts = request.form.get("action") == "accept"
        try:
            with change() as session:
                (commands.accept if accepts else commands.decline)(session, found, at=clock.now())
            flash(f"You’re now {with_article(found.role)}." if accepts else "You’ve declined the role.")
        except NotAllowedHere as refused:
            flash(str(refused))
    return redirect(url_for(".index"))
