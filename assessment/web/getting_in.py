"""The last step of every way in, and the brakes on guessing that all of them share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from assessment.commands import sign_ins
from assessment.commands.sign_ins import Bucket, Visit
from assessment.credentials import tokens
from assessment.store import models
from assessment.web import clock, login
from assessment.web.account_forms import CodeForm
from assessment.web.database import db
from assessment.web.forms import TokenForm
from assessment.web.sign_in_again import safe_path, typed_before

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue


_DEVICE = "fourfold-device"
_DEVICE_DAYS = 365
_TICKET_SECONDS = 600
_A_MINUTE, _FIVE_MINUTES = timedelta(minutes=1), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where somebody was going, and what they had typed when they were asked to sign in."""

    next: str = ""
    kept: str = ""


def let_in(person_id: int, *, how: str, strong: bool, way_on: WayOn | None = None) -> ResponseReturnValue:
    """Sign somebody in, commit it, and take them to where they were going with what they had typed."""
    settings = current_app.config["SETTINGS"]
    visit = Visit(settings.sign_in_hours, how, strong, request.remote_addr or "", request.user_agent.string)
    if before := login.person():
        sign_ins.sign_out(db(), before.id, before.token_digest, at=clock.now())
    token = sign_ins.sign_in(db(), person_id, visit, at=clock.now())
    sign_ins.forgive(db(), _of_known_browser(person_id))
    db().commit()
    login.sign_in(token)
    answer = current_app.make_response(_onwards(way_on or WayOn()))
    _remember_browser(answer, person_id)
    return answer


def ask_for_code(person: models.Person, way_on: WayOn) -> str:
    """Ask somebody who has shown one thing for the code of their app as well."""
    form = CodeForm(formdata=None, ticket=ticket_for(person), next=way_on.next, kept=way_on.kept)
    return render_template("sign_in/code.html", form=form)


def brakes(account: str, person: models.Person | None) -> tuple[Bucket, ...]:
    """What a failed sign-in is counted for.

    A browser in which this person has signed in before is counted by itself. So whoever guesses elsewhere slows
    down only other unknown browsers, and never locks the person out.
    """
    if person and (known := _of_known_browser(person.id)):
        return known
    return (
        Bucket(f"account {account.strip().lower()}", free=5, longest=_FIVE_MINUTES),
        Bucket(f"address {request.remote_addr}", free=20, longest=_A_MINUTE),
    )


def code_brakes(person_id: int) -> tuple[Bucket, ...]:
    """What a wrong code is counted for; only somebody who knows the password gets that far."""
    return (Bucket(f"code {person_id}", free=5, longest=_FIVE_MINUTES),)


def too_soon(buckets: tuple[Bucket, ...]) -> str:
    """What to say to somebody who has to wait, or nothing."""
    seconds = sign_ins.seconds_to_wait(db(), buckets, at=clock.now())
    if not seconds:
        return ""
    how_long = f"{seconds} seconds" if seconds > 1 else "1 second"
    return f"That did not work several times. Wait {how_long}, then try again"


def note_failure(buckets: tuple[Bucket, ...], person: models.Person | None) -> None:
    """Count a failure, and commit it."""
    sign_ins.note_failure(db(), buckets, person_id=person.id if person else None, at=clock.now())
    db().commit()


def ticket_for(person: models.Person) -> str:
    """Proof that somebody got past their password a moment ago, for the page that asks for their code."""
    return _signer("second-step").dumps([person.id, tokens.digest(person.password_hash or "")])


def holder_of(ticket: str) -> models.Person | None:
    """Who got past their password with this ticket, if it is ours, fresh, and the password is still the same."""
    try:
        person_id, password = _signer("second-step").loads(ticket, max_age=_TICKET_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return None
    person = db().get(models.Person, person_id)
    stands = person and person.active and tokens.digest(person.password_hash or "") == password
    return person if stands else None


def _onwards(way_on: WayOn) -> ResponseReturnValue:
    if way_on.kept and (kept := typed_before(way_on.kept)):
        return render_template("sign_in/go_on.html", form=TokenForm(formdata=None), path=kept[0], typed=kept[1])
    return redirect(safe_path(way_on.next) or url_for("home.show"))


def _of_known_browser(person_id: int) -> tuple[Bucket, ...]:
    try:
        known, name = _signer("browser").loads(request.cookies.get(_cookie(), ""), max_age=_DEVICE_DAYS * 86400)
    except (BadSignature, ValueError, TypeError):
        return ()
    return (Bucket(f"browser {name}", free=10, longest=_A_MINUTE),) if known == person_id else ()


def _remember_browser(answer: Response, person_id: int) -> None:
    answer.set_cookie(
        _cookie(),
        _signer("browser").dumps([person_id, tokens.new_token()[:16]]),
        max_age=_DEVICE_DAYS * 86400,
        secure=current_app.config["SETTINGS"].secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def _cookie() -> str:
    return f"__Host-{_DEVICE}" if current_app.config["SETTINGS"].secure_cookies else _DEVICE


def _signer(salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        str(current_app.secret_key), salt=salt, signer_kwargs={"digest_method": hashlib.sha256}
    )
