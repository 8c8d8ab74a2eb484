"""Sign in with password and code, and out; in demonstration mode, continue as one of a handful of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for

from assessment.commands import factors, sign_ins
from assessment.credentials import passwords
from assessment.store.people import demonstration_people, person_by_email
from assessment.web.entrance import getting_in
from assessment.web.entrance.forms import CodeForm
from assessment.web.entrance.getting_in import WayOn
from assessment.web.frame import clock, login
from assessment.web.frame.access import public
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.sign_in_form import SignInForm
from assessment.web.parts import brakes

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("sign_in", __name__)
demonstration = Blueprint("demonstration", __name__, url_prefix="/demonstration")

WRONG = "The e-mail address and password do not match an account here"
WRONG_CODE = "The code does not match. Codes change every 30 seconds, and each works once"


@bp.get("/sign-in")
@public
def ask() -> ResponseReturnValue:
    """Show the sign-in form."""
    return _show(SignInForm(next=request.args.get("next", "")))


@bp.post("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Take e-mail address and password; where the account has a second factor, ask for its code next."""
    form = SignInForm()
    if not form.validate():
        return _show(form), 422
    person = person_by_email(db(), form.email.data)
    buckets = brakes.brakes(form.email.data, person)
    if wait := brakes.too_soon(buckets):
        form.password.errors = [f"{wait}, or ask for a link to choose a new password"]
        return _show(form), 429
    if not passwords.matches(person.password_hash if person else None, form.password.data) or person is None:
        brakes.note_failure(buckets, person)
        form.password.errors = [WRONG]
        return _show(form), 422
    way_on = WayOn(form.next.data or "", form.kept.data or "")
    if person.authenticator_sealed:
        return getting_in.ask_for_code(person, way_on)
    return getting_in.let_in(person.id, how="password", strong=False, way_on=way_on)


@bp.post("/sign-in/code")
@public
def code() -> ResponseReturnValue:
    """Take the code of an authenticator app, or a recovery code."""
    form = CodeForm()
    person = getting_in.holder_of(form.ticket.data or "")
    if person is None:
        return redirect(url_for(".ask", next=form.next.data or ""))
    buckets = brakes.code_brakes(person.id)
    if not form.validate():
        return _ask_for_code(form), 422
    if wait := brakes.too_soon(buckets):
        form.code.errors = [wait]
        return _ask_for_code(form), 429
    key = current_app.config["SETTINGS"].secret_key
    if not factors.code_is_right(db(), person, form.code.data, key=key, at=clock.now()):
        brakes.note_failure(buckets, person)
        form.code.errors = [WRONG_CODE]
        return _ask_for_code(form), 422
    sign_ins.forgive(db(), buckets)
    way_on = WayOn(form.next.data or "", form.kept.data or "")
    return getting_in.let_in(person.id, how="password and code", strong=True, way_on=way_on)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End this sign-in, here and in the database."""
    person = login.person()
    if person and TokenForm().validate():
        sign_ins.sign_out(db(), person.id, person.token_digest, at=clock.now())
        db().commit()
        login.sign_out()
    answer = redirect(url_for("sign_in.ask"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@demonstration.get("/")
@public
def choose() -> ResponseReturnValue:
    """Offer the people of the demonstration."""
    return render_template("entrance/demonstration.html", people=demonstration_people(db()))


@demonstration.post("/<number:person_id>")
@public
def continue_as(person_id: int) -> ResponseReturnValue:
    """Sign in as one of the people of the demonstration, without a password."""
    if not TokenForm().validate():
        return redirect(url_for(".choose"))
    if person_id not in {person.id for person in demonstration_people(db())}:
        abort(404)
    return getting_in.let_in(person_id, how="demonstration", strong=True)


def _show(form: SignInForm) -> str:
    return render_template("entrance/ask.html", form=form)


def _ask_for_code(form: CodeForm) -> str:
    return render_template("entrance/code.html", form=form)
