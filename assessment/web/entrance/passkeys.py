"""Sign in with a passkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from assessment.commands import factors, sign_ins
from assessment.credentials import passkeys
from assessment.store.accounts import passkey_with
from assessment.web.entrance import getting_in
from assessment.web.frame import clock
from assessment.web.frame.access import public
from assessment.web.frame.database import change, db
from assessment.web.frame.sign_in_form import SignInForm
from assessment.web.parts.passkey_steps import PasskeyForm, as_answer, challenge, site, taken_challenge

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("passkey_sign_in", __name__, url_prefix="/sign-in")

NOT_KNOWN = "We don’t recognise this passkey. Sign in with your email address and password instead"


@bp.post("/passkey-question")
@public
def question() -> ResponseReturnValue:
    """What the browser needs in order to sign in with a passkey."""
    return as_answer(passkeys.sign_in_options(site(), challenge=challenge("sign-in")))


@bp.post("/passkey")
@public
def sign_in() -> ResponseReturnValue:
    """Sign somebody in by the passkey that their browser has proven."""
    form = PasskeyForm()
    way_on = getting_in.WayOn(form.next.data or "", form.kept.data or "")
    if not form.validate():
        return _refuse(way_on)
    try:
        asked = taken_challenge("sign-in")
        found = passkey_with(db(), passkeys.credential_of(form.answer.data or ""))
        if found is None:
            return _refuse(way_on)
        key = passkeys.Key(found.credential_id, found.public_key, found.sign_count)
        count = passkeys.proven(site(), key, answer=form.answer.data or "", challenge=asked)
        arriving = getting_in.arrival("passkey", strong=True)
        with change() as session:
            factors.use_passkey(session, found, count, at=clock.now())
            token = getting_in.begin(session, found.person_id, arriving)
    except passkeys.PasskeyWrong:
        return _refuse(way_on)
    return getting_in.go_on(found.person_id, token, way_on)


def _refuse(way_on: getting_in.WayOn) -> ResponseReturnValue:
    with change() as session:
        sign_ins.note_refusal(session, "passkey", at=clock.now())
    form = SignInForm(formdata=None, next=way_on.next, kept=way_on.kept)
    form.email.errors = [NOT_KNOWN]
    return render_template("entrance/ask.html", form=form), 422
