"""The last step of every way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for
from itsdangerous import BadSignature

from assessment.commands import sign_ins
from assessment.commands.sign_ins import Visit
from assessment.credentials import tokens
from assessment.store import models
from assessment.web.entrance.forms import CodeForm
from assessment.web.frame import clock, login
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.sign_in_again import safe_path, typed_before
from assessment.web.frame.signatures import signer
from assessment.web.parts.brakes import of_known_browser, remember_browser

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


_TICKET_SECONDS = 600


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
    sign_ins.forgive(db(), of_known_browser(person_id))
    db().commit()
    login.sign_in(token)
    answer = current_app.make_response(_onwards(way_on or WayOn()))
    remember_browser(answer, person_id)
    return answer


def ask_for_code(person: models.Person, way_on: WayOn) -> str:
    """Ask somebody who has shown one thing for the code of their app as well."""
    form = CodeForm(formdata=None, ticket=ticket_for(person), next=way_on.next, kept=way_on.kept)
    return render_template("entrance/code.html", form=form)


def ticket_for(person: models.Person) -> str:
    """Proof that somebody got past their password a moment ago, for the page that asks for their code."""
    return signer("second-step").dumps([person.id, tokens.digest(person.password_hash or "")])


def holder_of(ticket: str) -> models.Person | None:
    """Who got past their password with this ticket, if it is ours, fresh, and the password is still the same."""
    try:
        person_id, password = signer("second-step").loads(ticket, max_age=_TICKET_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return None
    person = db().get(models.Person, person_id)
    stands = person and person.active and tokens.digest(person.password_hash or "") == password
    return person if stands else None


def _onwards(way_on: WayOn) -> ResponseReturnValue:
    if way_on.kept and (kept := typed_before(way_on.kept)):
        return render_template("entrance/go_on.html", form=TokenForm(formdata=None), path=kept[0], typed=kept[1])
    return redirect(safe_path(way_on.next) or url_for("home.show"))
