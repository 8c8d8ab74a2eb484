"""Sign in and out; in demonstration mode, continue as one of a handful of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for

from assessment.commands import people
from assessment.store.people import demonstration_people, person_by_email
from assessment.web import clock, login
from assessment.web.access import public
from assessment.web.database import db
from assessment.web.forms import SignInForm, TokenForm
from assessment.web.sign_in_again import safe_path, typed_before

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("sign_in", __name__)
demonstration = Blueprint("demonstration", __name__, url_prefix="/demonstration")

WRONG = "The e-mail address and password do not match an account here"


@bp.get("/sign-in")
@public
def ask() -> ResponseReturnValue:
    """Show the sign-in form."""
    return render_template("sign_in/ask.html", form=SignInForm(next=request.args.get("next", "")), typed_is_kept=False)


@bp.post("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Sign somebody in, and take them back to where they were with what they had typed."""
    form = SignInForm()
    person = person_by_email(db(), form.email.data or "") if form.validate() else None
    if not form.errors and not people.password_matches(person, form.password.data):
        form.password.errors = [WRONG]
    if form.errors or person is None:
        return render_template("sign_in/ask.html", form=form, typed_is_kept=bool(form.kept.data)), 422
    _let_in(person.id)
    if form.kept.data and (kept := typed_before(form.kept.data)):
        return render_template("sign_in/go_on.html", form=TokenForm(formdata=None), path=kept[0], typed=kept[1])
    return redirect(safe_path(form.next.data or "") or url_for("home.show"))


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End this sign-in, here and in the database."""
    person = login.person()
    if person and TokenForm().validate():
        people.sign_out(db(), person.token_digest)
        db().commit()
        login.sign_out()
    return redirect(url_for("sign_in.ask"))


@demonstration.get("/")
@public
def choose() -> ResponseReturnValue:
    """Offer the people of the demonstration."""
    return render_template("sign_in/demonstration.html", people=demonstration_people(db()))


@demonstration.post("/<number:person_id>")
@public
def continue_as(person_id: int) -> ResponseReturnValue:
    """Sign in as one of the people of the demonstration, without a password."""
    if not TokenForm().validate():
        return redirect(url_for(".choose"))
    if person_id not in {person.id for person in demonstration_people(db())}:
        abort(404)
    _let_in(person_id)
    return redirect(url_for("home.show"))


def _let_in(person_id: int) -> None:
    hours = current_app.config["SETTINGS"].sign_in_hours
    token = people.sign_in(db(), person_id, at=clock.now(), hours=hours)
    db().commit()
    login.sign_in(token)
