"""Passkeys: sign in with one, add one, remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from assessment.commands import factors, sign_ins
from assessment.credentials import passkeys
from assessment.domain.permissions import Permission
from assessment.store.accounts import passkeys_of
from assessment.web import clock, getting_in, login
from assessment.web.access import public, requires
from assessment.web.account import ask_again, me
from assessment.web.account_forms import PasskeyForm, SignInForm
from assessment.web.database import db
from assessment.web.forms import TokenForm
from assessment.web.mailed_links import tell_of_change
from assessment.web.passkey_steps import as_answer, challenge, site, taken_challenge

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("passkeys", __name__)

NOT_KNOWN = "This passkey is not known here. Sign in with your e-mail address and password instead"


@bp.post("/sign-in/passkey-question")
@public
def question() -> ResponseReturnValue:
    """What the browser is asked in order to sign in with a passkey."""
    return as_answer(passkeys.sign_in_options(site(), challenge=challenge("sign-in")))


@bp.post("/sign-in/passkey")
@public
def sign_in() -> ResponseReturnValue:
    """Sign somebody in by the passkey that their browser has proven."""
    form = PasskeyForm()
    way_on = getting_in.WayOn(form.next.data or "", form.kept.data or "")
    if not form.validate():
        return _refuse(way_on)
    try:
        asked = taken_challenge("sign-in")
        found = factors.passkey_with(db(), passkeys.credential_of(form.answer.data or ""))
        if found is None:
            return _refuse(way_on)
        key = passkeys.Key(found.credential_id, found.public_key, found.sign_count)
        found.sign_count = passkeys.proven(site(), key, answer=form.answer.data or "", challenge=asked)
    except passkeys.PasskeyWrong:
        return _refuse(way_on)
    found.used_at = clock.now()
    return getting_in.let_in(found.person_id, how="passkey", strong=True, way_on=way_on)


@bp.get("/account/passkeys")
@requires(Permission.KEEP_ACCOUNT)
def ask() -> ResponseReturnValue:
    """Say what a passkey is, and offer to make one."""
    return ask_again() or render_template("account/passkey.html", form=PasskeyForm(formdata=None))


@bp.post("/account/passkeys/question")
@requires(Permission.KEEP_ACCOUNT)
def registration() -> ResponseReturnValue:
    """What the browser is asked in order to make a passkey."""
    if not TokenForm().validate():
        return {"problem": "This page has been open for too long."}, 422
    person = me()
    known = [one.credential_id for one in passkeys_of(db(), person.id)]
    options = passkeys.registration_options(
        site(), handle=factors.handle_of(person), name=person.email, challenge=challenge("registration"), known=known
    )
    db().commit()
    return as_answer(options)


@bp.post("/account/passkeys")
@requires(Permission.KEEP_ACCOUNT)
def add() -> ResponseReturnValue:
    """Keep a passkey that the browser has made."""
    if again := ask_again():
        return again
    form = PasskeyForm()
    if not form.validate():
        return render_template("account/passkey.html", form=form), 422
    try:
        made = passkeys.registered(site(), answer=form.answer.data or "", challenge=taken_challenge("registration"))
        factors.keep_passkey(db(), me(), made, name=form.name.data or "Passkey", at=clock.now())
    except passkeys.PasskeyWrong:
        db().commit()
        form.name.errors = ["The passkey could not be made. Try again; nothing was changed"]
        return render_template("account/passkey.html", form=form), 422
    sign_ins.strengthen(db(), login.me().token_digest)
    db().commit()
    tell_of_change(me(), "A passkey was added to your account")
    flash("Your passkey is kept. From now on you can sign in with it.")
    return redirect(url_for("account.show"))


@bp.post("/account/passkeys/<number:passkey_id>/remove")
@requires(Permission.KEEP_ACCOUNT)
def remove(passkey_id: int) -> ResponseReturnValue:
    """Take a passkey away."""
    if again := ask_again():
        return again
    if TokenForm().validate() and factors.remove_passkey(db(), me(), passkey_id, at=clock.now()):
        db().commit()
        tell_of_change(me(), "A passkey was removed from your account")
        flash("The passkey is removed.")
    return redirect(url_for("account.show"))


def _refuse(way_on: getting_in.WayOn) -> ResponseReturnValue:
    sign_ins.note_refusal(db(), "passkey", at=clock.now())
    db().commit()
    form = SignInForm(formdata=None, next=way_on.next, kept=way_on.kept)
    form.email.errors = [NOT_KNOWN]
    return render_template("sign_in/ask.html", form=form), 422
