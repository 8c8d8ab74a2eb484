"""Sign in with a passkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from assessment.commands import factors, sign_ins
from assessment.credentials import passkeys
from assessment.web.entrance import getting_in
from assessment.web.frame import clock
from assessment.web.frame.access import public
from assessment.web.frame.database import db
from assessment.web.frame.sign_in_form import SignInForm
from assessment.web.parts.passkey_steps import PasskeyForm, as_answer, challenge, site, taken_challenge

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("passkey_sign_in", __name__, url_prefix="/sign-in")

NOT_KNOWN = "This passkey is not known here. Sign in with your e-mail address and password instead"


@bp.post("/passkey-question")
@public
def question() -> ResponseReturnValue:
    """What the browser is asked in order to sign in with a passkey."""
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
        found = factors.passkey_with(db(), passkeys.credential_of(form.answer.data or ""))
        if found is None:
            return _refuse(way_on)
        key = passkeys.Key(found.credential_id, found.public_key, found.sign_count)
        found.sign_count = passkeys.proven(site(), key, answer=form.answer.data or "", challenge=asked)
    except passkeys.PasskeyWrong:
        return _refuse(way_on)
    found.used_at = clock.now()
    return getting_in.let_in(found.person_id, how="passkey", strong=True, way_on=way_on)


def _refuse(way_on: getting_in.WayOn) -> ResponseReturnValue:
    sign_ins.note_refusal(db(), "passkey", at=clock.now())
    db().commit()
    form = SignInForm(formdata=None, next=way_on.next, kept=way_on.kept)
    form.email.errors = [NOT_KNOWN]
    return render_template("entrance/ask.html", form=form), 422
