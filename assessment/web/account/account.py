"""Your own account: name, password, where you're signed in, and the data we hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for

from assessment.commands import greetings, people, sign_ins
from assessment.domain.people.permissions import Permission
from assessment.store.accounts import account_numbered, account_page, has_second_factor, sign_in_began
from assessment.web.account.forms import ChangePasswordForm, NameForm, SignInEndForm
from assessment.web.frame import clock, login
from assessment.web.frame.access import needs_second_factor, requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.letters import tell_of_change
from assessment.web.parts import brakes, proofs

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.people.credentials import Account

bp = Blueprint("account", __name__, url_prefix="/account")

FRESH = timedelta(minutes=30)


def me() -> Account:
    """The account of who is asking."""
    found = account_numbered(db(), login.me().id)
    if found is None:
        raise LookupError("somebody is signed in who has no account")
    return found


def ask_again() -> ResponseReturnValue | None:
    """Ask somebody to sign in once more before a way into their account is changed, unless they have just done so.

    Who has a second factor or a passkey has to have used it, so that a stolen password cannot add another one.
    """
    if not login.me().strong and has_second_factor(db(), login.me()):
        flash("Before you change how you sign in, please sign in again with your passkey or authenticator app.")
        return redirect(url_for("sign_in.ask", next=_wanted()))
    began = sign_in_began(db(), login.me().token_digest)
    if began and clock.now() - began <= FRESH:
        return None
    flash("Before you change how you sign in, please sign in again.")
    return redirect(url_for("sign_in.ask", next=_wanted()))


@bp.get("/")
@requires(Permission.KEEP_ACCOUNT)
def show() -> ResponseReturnValue:
    """Show the account page."""
    account = me()
    return _show(account, NameForm(formdata=None, name=account.name, called=account.called))


@bp.post("/name")
@requires(Permission.KEEP_ACCOUNT)
def rename() -> ResponseReturnValue:
    """Change somebody's name, and what the page calls them."""
    form = NameForm()
    if not form.validate():
        return _show(me(), form), 422
    with change() as session:
        people.rename(session, login.me(), form.name.data, at=clock.now())
        greetings.greet_as(session, login.me(), form.called.data, at=clock.now())
    flash("Name changed.")
    return redirect(url_for(".show"))


@bp.get("/password")
@requires(Permission.KEEP_ACCOUNT)
def password() -> ResponseReturnValue:
    """Ask for the current password and a new one."""
    if me().password_hash is None:
        return redirect(url_for("mailed_links.forgotten"))
    return _ask_for_password(ChangePasswordForm(formdata=None))


@bp.post("/password")
@requires(Permission.KEEP_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Change your password, and sign out everywhere else."""
    account = me()
    form = ChangePasswordForm().about(account.name, account.email)
    if not form.validate():
        return _ask_for_password(form), 422
    if refused := proofs.password_refusal(account, form.current.data, brakes.brakes(account.email, account)):
        form.current.errors = [refused.said or "This isn’t your current password"]
        return _ask_for_password(form), 503 if refused.status == proofs.TOO_MANY else 422, refused.headers
    kept = form.hashed()
    if kept is None:
        return _ask_for_password(form), 503, proofs.COME_BACK
    with change() as session:
        people.require_unchanged(session, account)
        people.set_password(session, account, kept, at=clock.now())
        sign_ins.end_all_sign_ins(session, account.id, at=clock.now(), but=login.me().token_digest)
    tell_of_change(account, "Your Fourfold password was changed")
    flash("Password changed. We’ve signed you out everywhere else.")
    return redirect(url_for(".show"))


@bp.post("/sign-ins")
@requires(Permission.KEEP_ACCOUNT)
def end_sign_in() -> ResponseReturnValue:
    """Sign out somewhere else, or everywhere else."""
    form = SignInEndForm()
    if form.validate() and form.which.data:
        with change() as session:
            sign_ins.sign_out(session, login.me().id, form.which.data, at=clock.now())
        flash("Signed out there.")
    elif form.validate():
        with change() as session:
            sign_ins.sign_out_elsewhere(session, login.me().id, login.me().token_digest, at=clock.now())
        flash("You’re now signed out everywhere else.")
    return redirect(url_for(".show"))


@bp.post("/still-here")
@requires(Permission.KEEP_ACCOUNT)
def still_here() -> ResponseReturnValue:
    """Note that somebody is still there, although they have sent nothing."""
    if not TokenForm().validate():
        return {"problem": "This page has been open for too long. Reload it and try again."}, 422
    login.note_here()
    return "", 204


@bp.get("/set-up")
@requires(Permission.KEEP_ACCOUNT)
def set_up() -> ResponseReturnValue:
    """Say why a second step is needed, and offer the ways to it."""
    if not needs_second_factor(login.me()):
        return redirect(url_for("home.show"))
    return render_template("account/set_up.html")


def _wanted() -> str:
    return request.path if request.method == "GET" else url_for("account.show")


def _ask_for_password(form: ChangePasswordForm) -> str:
    return render_template("account/password.html", form=form)


def _show(account: Account, form: NameForm) -> str:
    idle = timedelta(minutes=current_app.config["SETTINGS"].idle_minutes)
    page = account_page(db(), account, now=clock.now(), idle=idle)
    return render_template("account/show.html", page=page, form=form, here=login.me().token_digest)
