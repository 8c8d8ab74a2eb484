"""An authenticator app as a second factor: set it up, make recovery codes, take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from markupsafe import Markup

from assessment.commands import factors, sign_ins
from assessment.credentials import authenticator
from assessment.domain.people.permissions import Permission
from assessment.web.account.account import ask_again, me
from assessment.web.account.forms import AppForm
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.letters import tell_of_change
from assessment.web.parts import brakes

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("authenticator", __name__, url_prefix="/account/app")


@bp.get("/")
@requires(Permission.KEEP_ACCOUNT)
def ask() -> ResponseReturnValue:
    """Show a new secret as a picture and in letters."""
    return ask_again() or _show(authenticator.new_secret(), AppForm(formdata=None))


@bp.post("/")
@requires(Permission.KEEP_ACCOUNT)
def confirm() -> ResponseReturnValue:
    """Keep the app once it has given a right code, and show recovery codes."""
    if again := ask_again():
        return again
    form = AppForm()
    secret = authenticator.opened(form.sealed.data or "", _key())
    if secret is None:
        return redirect(url_for(".ask"))
    if not form.validate():
        return _show(secret, form), 422
    step = authenticator.accepted_step(secret, form.code.data, at=clock.now(), after=None)
    if step is None:
        form.code.errors = [
            "The code does not match. Check that the clock of your phone is right, and try the next code"
        ]
        return _show(secret, form), 422
    codes = factors.keep_authenticator(db(), me(), secret, step=step, key=_key(), at=clock.now())
    sign_ins.strengthen(db(), login.me().token_digest)
    db().commit()
    tell_of_change(me(), "An authenticator app was added to your account")
    return render_template("account/recovery_codes.html", codes=codes)


@bp.post("/recovery-codes")
@requires(Permission.KEEP_ACCOUNT)
def recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes; the ones before stop working."""
    if again := ask_again():
        return again
    if not TokenForm().validate() or not me().authenticator_sealed:
        return redirect(url_for("account.show"))
    codes = factors.new_recovery_codes(db(), me(), at=clock.now())
    db().commit()
    tell_of_change(me(), "New recovery codes were made for your account")
    return render_template("account/recovery_codes.html", codes=codes)


@bp.post("/remove")
@requires(Permission.KEEP_ACCOUNT)
def remove() -> ResponseReturnValue:
    """Take the app away, after one more code from it."""
    if again := ask_again():
        return again
    form, person = AppForm(), me()
    buckets = brakes.code_brakes(person.id)
    if not form.validate() or brakes.too_soon(buckets):
        flash("Nothing was changed. Enter a code from your app to remove it; after several wrong ones, wait a minute.")
    elif not factors.code_is_right(db(), person, form.code.data, key=_key(), at=clock.now()):
        brakes.note_failure(buckets, person)
        flash("Nothing was changed, because the code does not match.")
    else:
        factors.remove_authenticator(db(), person, at=clock.now())
        db().commit()
        tell_of_change(person, "The authenticator app of your account was removed")
        flash("The app is removed from your account.")
    return redirect(url_for("account.show"))


def _show(secret: str, form: AppForm) -> str:
    form.sealed.data = authenticator.sealed(secret, _key())
    picture = Markup(authenticator.picture(secret, me().email))  # noqa: S704 - drawn by the library, holds no markup of ours
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return render_template("account/app.html", form=form, picture=picture, secret=spaced)


def _key() -> str:
    return str(current_app.config["SETTINGS"].secret_key)
