"""One's own account: name, password, where one is signed in, and what is held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for

from assessment.commands import people, sign_ins
from assessment.credentials import passwords
from assessment.domain.people.permissions import Permission
from assessment.store import models
from assessment.store.accounts import account_page, has_second_factor
from assessment.web.account.forms import ChangePasswordForm, NameForm, SignInEndForm
from assessment.web.frame import clock, login
from assessment.web.frame.access import needs_second_factor, requires
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.letters import tell_of_change
from assessment.web.parts import brakes

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("account", __name__, url_prefix="/account")

FRESH = timedelta(minutes=30)


def me() -> models.Person:
    """The row of who is asking."""
    return db().get_one(models.Person, login.me().id)


def ask_again() -> ResponseReturnValue | None:
    """Ask somebody to sign in once more before a way into their account is changed, unless they have just done so.

    Who has a second factor or a passkey has to have used it, so that a stolen password cannot add another one.
    """
    if not login.me().strong and has_second_factor(db(), me()):
        flash("To change how you sign in, please sign in with your passkey or your app first.")
        return redirect(url_for("sign_in.ask", next=_wanted()))
    sign_in = db().get_one(models.SignIn, login.me().token_digest)
    if clock.now() - sign_in.started_at <= FRESH:
        return None
    flash("To change how you sign in, please sign in once more.")
    return redirect(url_for("sign_in.ask", next=_wanted()))


@bp.get("/")
@requires(Permission.KEEP_ACCOUNT)
def show() -> ResponseReturnValue:
    """Show what belongs to one's account."""
    return _show(NameForm(formdata=None, name=me().name))


@bp.post("/name")
@requires(Permission.KEEP_ACCOUNT)
def rename() -> ResponseReturnValue:
    """Change how one is called."""
    form = NameForm()
    if not form.validate():
        return _show(form), 422
    people.rename(db(), me(), form.name.data, at=clock.now())
    db().commit()
    flash("Your name is changed.")
    return redirect(url_for(".show"))


@bp.get("/password")
@requires(Permission.KEEP_ACCOUNT)
def password() -> ResponseReturnValue:
    """Ask for the password until now and a new one."""
    if me().password_hash is None:
        return redirect(url_for("mailed_links.forgotten"))
    return render_template("account/password.html", form=ChangePasswordForm(formdata=None))


@bp.post("/password")
@requires(Permission.KEEP_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Change one's password; every other sign-in ends."""
    person = me()
    form = ChangePasswordForm().about(person.name, person.email)
    valid = form.validate()
    buckets = brakes.brakes(person.email, person)
    if valid and (wait := brakes.too_soon(buckets)):
        form.current.errors = [wait]
    elif valid and not passwords.matches(person.password_hash, form.current.data):
        brakes.note_failure(buckets, person)
        form.current.errors = ["This is not your current password"]
    if form.errors:
        return render_template("account/password.html", form=form), 422
    people.set_password(db(), person, form.password.data, at=clock.now())
    sign_ins.end_all_sign_ins(db(), person.id, at=clock.now(), but=login.me().token_digest)
    db().commit()
    tell_of_change(person, "The password of your account was changed")
    flash("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for(".show"))


@bp.post("/sign-ins")
@requires(Permission.KEEP_ACCOUNT)
def end_sign_in() -> ResponseReturnValue:
    """End one of one's sign-ins, or all but this one."""
    form = SignInEndForm()
    if form.validate() and form.which.data:
        sign_ins.sign_out(db(), login.me().id, form.which.data, at=clock.now())
        flash("That sign-in has ended.")
    elif form.validate():
        sign_ins.sign_out_elsewhere(db(), login.me().id, login.me().token_digest, at=clock.now())
        flash("You are signed out everywhere else.")
    db().commit()
    return redirect(url_for(".show"))


@bp.post("/still-here")
@requires(Permission.KEEP_ACCOUNT)
def still_here() -> ResponseReturnValue:
    """Note that somebody is still at their desk, though they have sent nothing."""
    if not TokenForm().validate():
        return {"problem": "This page has been open for too long."}, 422
    login.note_here()
    db().commit()
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


def _show(form: NameForm) -> str:
    idle = timedelta(minutes=current_app.config["SETTINGS"].idle_minutes)
    page = account_page(db(), login.me().id, now=clock.now(), idle=idle)
    return render_template("account/show.html", page=page, form=form, here=login.me().token_digest)
