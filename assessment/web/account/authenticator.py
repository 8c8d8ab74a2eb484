"""An authenticator app as a second factor: set it up, get recovery codes, remove it."""

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
from assessment.web.frame.database import change
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.letters import tell_of_change
from assessment.web.parts import proofs

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.people.credentials import Account

bp = Blueprint("authenticator", __name__, url_prefix="/account/app")

NOT_REMOVED = "Nothing has changed. Enter a code from your app to remove it. After several wrong codes, wait a minute."


@bp.get("/")
@requires(Permission.KEEP_ACCOUNT)
def ask() -> ResponseReturnValue:
    """Show a new secret as a QR code and in letters."""
    return ask_again() or _show(me(), authenticator.new_secret(), AppForm(formdata=None))


@bp.post("/")
@requires(Permission.KEEP_ACCOUNT)
def confirm() -> ResponseReturnValue:
    """Save the app once it has given a correct code, and show recovery codes."""
    if again := ask_again():
        return again
    form = AppForm()
    secret = authenticator.opened(form.sealed.data or "", _key())
    if secret is None:
        return redirect(url_for(".ask"))
    if not form.validate():
        return _show(me(), secret, form), 422
    step = authenticator.accepted_step(secret, form.code.data, at=clock.now(), after=None)
    if step is None:
        form.code.errors = ["That code isn’t right. Check the time on your phone is correct, then enter the next code"]
        return _show(me(), secret, form), 422
    with change() as session:
        codes = factors.keep_authenticator(session, login.me(), secret, step=step, key=_key(), at=clock.now())
        sign_ins.strengthen(session, login.me().token_digest)
    tell_of_change(me(), "An authenticator app was added to your account")
    return render_template("account/recovery_codes.html", codes=codes)


@bp.post("/recovery-codes")
@requires(Permission.KEEP_ACCOUNT)
def recovery_codes() -> ResponseReturnValue:
    """Create new recovery codes; the earlier ones stop working."""
    if again := ask_again():
        return again
    if not TokenForm().validate() or not me().authenticator_sealed:
        return redirect(url_for("account.show"))
    with change() as session:
        codes = factors.new_recovery_codes(session, login.me(), at=clock.now())
    tell_of_change(me(), "New recovery codes were created for your account")
    return render_template("account/recovery_codes.html", codes=codes)


@bp.post("/remove")
@requires(Permission.KEEP_ACCOUNT)
def remove() -> ResponseReturnValue:
    """Remove the app, after one more code from it."""
    if again := ask_again():
        return again
    form, account = AppForm(), me()
    flash(_remove(account, form.code.data) if form.validate() else NOT_REMOVED)
    return redirect(url_for("account.show"))


def _remove(account: Account, code: str) -> str:
    with change() as session:
        refused = proofs.code_refusal(session, account, code)
        if refused is None:
            factors.remove_authenticator(session, account, at=clock.now())
    if refused:
        return NOT_REMOVED if refused.said else "Nothing has changed, because that code isn’t right."
    tell_of_change(account, "The authenticator app was removed from your account")
    return "Authenticator app removed."


def _show(account: Account, secret: str, form: AppForm) -> str:
    form.sealed.data = authenticator.sealed(secret, _key())
    picture = Markup(authenticator.picture(secret, account.email))  # noqa: S704 - drawn by the library, holds no markup of ours
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return render_template("account/app.html", form=form, picture=picture, secret=spaced)


def _key() -> str:
    return str(current_app.config["SETTINGS"].secret_key)
