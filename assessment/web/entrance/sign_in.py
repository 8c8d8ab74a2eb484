"""Sign in with password and code, and out; in demonstration mode, continue as one of a handful of people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from assessment.commands import people, sign_ins
from assessment.credentials import passwords
from assessment.store.accounts import account_by_email
from assessment.store.people import demonstration_people
from assessment.web.entrance import getting_in
from assessment.web.entrance.forms import CodeForm
from assessment.web.entrance.getting_in import WayOn
from assessment.web.frame import clock, login
from assessment.web.frame.access import public
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.sign_in_form import SignInForm
from assessment.web.parts import brakes, proofs

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.people.credentials import Account

bp = Blueprint("sign_in", __name__)
demonstration = Blueprint("demonstration", __name__, url_prefix="/demonstration")

WRONG = "The email address or password isn’t right"
WRONG_CODE = "That code isn’t right. Codes change every 30 seconds, and you can use each one once"


@bp.get("/sign-in")
@public
def ask() -> ResponseReturnValue:
    """Show the sign-in form."""
    return _show(SignInForm(next=request.args.get("next", "")))


@bp.post("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Take email address and password; where the account has a second factor, ask for its code next."""
    form = SignInForm()
    if not form.validate():
        return _show(form), 422
    account = account_by_email(db(), form.email.data)
    refused = proofs.password_refusal(account, form.password.data, brakes.brakes(form.email.data, account))
    if refused or account is None:
        return _refuse(form, refused or proofs.Refusal(proofs.WRONG))
    account = _kept_as_today(account, form.password.data)
    way_on = WayOn(form.next.data or "", form.kept.data or "")
    if account.authenticator_sealed:
        return getting_in.ask_for_code(account, way_on)
    return getting_in.let_in(account, getting_in.arrival("password", strong=False), way_on)


@bp.post("/sign-in/code")
@public
def code() -> ResponseReturnValue:
    """Take the code of an authenticator app, or a recovery code."""
    form = CodeForm()
    account = getting_in.holder_of(form.ticket.data or "")
    if account is None:
        return redirect(url_for(".ask", next=form.next.data or ""))
    if not form.validate():
        return _ask_for_code(form), 422
    arriving = getting_in.arrival("password and code", strong=True)
    with change() as session:
        people.require_unchanged(session, account)
        refused = proofs.code_refusal(session, account, form.code.data)
        if refused is None:
            sign_ins.forgive(session, brakes.code_brakes(account.id))
            token = getting_in.begin(session, account.id, arriving)
    if refused:
        form.code.errors = [refused.said or WRONG_CODE]
        return _ask_for_code(form), refused.status
    return getting_in.go_on(account.id, token, WayOn(form.next.data or "", form.kept.data or ""))


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End this sign-in, here and in the database."""
    person = login.person()
    if person and TokenForm().validate():
        with change() as session:
            sign_ins.sign_out(session, person.id, person.token_digest, at=clock.now())
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
    arriving = getting_in.arrival("demonstration", strong=True)
    with change() as session:
        token = getting_in.begin(session, person_id, arriving)
    return getting_in.go_on(person_id, token)


def _kept_as_today(account: Account, password: str) -> Account:
    """The account, with its password stored in today's format; this is only possible when it has just been typed."""
    kept = passwords.renewed(account.password_hash or "", password)
    if kept is None:
        return account
    with change() as session:
        sign_ins.keep_password_anew(session, account.id, account.password_hash, kept)
    return replace(account, password_hash=kept)


def _refuse(form: SignInForm, refused: proofs.Refusal) -> ResponseReturnValue:
    other_way = ", or get a link to choose a new password" if refused.status == proofs.TOO_SOON else ""
    form.password.errors = [refused.said + other_way or WRONG]
    return _show(form), refused.status, refused.headers


def _show(form: SignInForm) -> str:
    return render_template("entrance/ask.html", form=form)


def _ask_for_code(form: CodeForm) -> str:
    return render_template("entrance/code.html", form=form)
