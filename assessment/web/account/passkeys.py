"""Your own passkeys: add one, remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from assessment.commands import factors, sign_ins
from assessment.credentials import passkeys
from assessment.domain.people.permissions import Permission
from assessment.domain.texts.names import name_problem
from assessment.store.accounts import passkeys_of
from assessment.web.account.account import ask_again, me
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.letters import tell_of_change
from assessment.web.parts.passkey_steps import PasskeyForm, as_answer, challenge, site, taken_challenge

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("passkeys", __name__, url_prefix="/account/passkeys")


@bp.get("")
@requires(Permission.KEEP_ACCOUNT)
def ask() -> ResponseReturnValue:
    """Explain what a passkey is, and offer to create one."""
    return ask_again() or render_template("account/passkey.html", form=PasskeyForm(formdata=None))


@bp.post("/question")
@requires(Permission.KEEP_ACCOUNT)
def registration() -> ResponseReturnValue:
    """What the browser needs in order to create a passkey."""
    if not TokenForm().validate():
        return {"problem": "This page has been open for too long. Reload it and try again."}, 422
    account = me()
    known, asked = [one.credential_id for one in passkeys_of(db(), account.id)], challenge("registration")
    with change() as session:
        handle = factors.give_handle(session, account)
    return as_answer(
        passkeys.registration_options(site(), handle=handle, name=account.email, challenge=asked, known=known)
    )


@bp.post("")
@requires(Permission.KEEP_ACCOUNT)
def add() -> ResponseReturnValue:
    """Save a passkey that the browser has created."""
    if again := ask_again():
        return again
    form = PasskeyForm()
    if not form.validate():
        return render_template("account/passkey.html", form=form), 422
    name = "Passkey" if name_problem(form.name.data) else form.name.data
    try:
        made = passkeys.registered(site(), answer=form.answer.data or "", challenge=taken_challenge("registration"))
        with change() as session:
            factors.keep_passkey(
                session,
                login.me(),
                made,
                name=name,
                at=clock.now(),
            )
            sign_ins.strengthen(session, login.me().token_digest)
    except passkeys.PasskeyWrong:
        form.name.errors = ["We couldn’t create the passkey. Nothing has changed, so you can try again"]
        return render_template("account/passkey.html", form=form), 422
    tell_of_change(me(), "A passkey was added to your account")
    flash("Passkey added. You can now use it to sign in.")
    return redirect(url_for("account.show"))


@bp.post("/<number:passkey_id>/remove")
@requires(Permission.KEEP_ACCOUNT)
def remove(passkey_id: int) -> ResponseReturnValue:
    """Remove a passkey."""
    if again := ask_again():
        return again
    if not TokenForm().validate():
        return redirect(url_for("account.show"))
    with change() as session:
        removed = factors.remove_passkey(session, login.me(), passkey_id, at=clock.now())
    if removed:
        tell_of_change(me(), "A passkey was removed from your account")
        flash("Passkey removed.")
    return redirect(url_for("account.show"))
