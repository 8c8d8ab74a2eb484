"""The last step of every way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for
from itsdangerous import BadSignature

from assessment.commands import people, sign_ins
from assessment.commands.sign_ins import Visit
from assessment.credentials import tokens
from assessment.store.accounts import account_numbered
from assessment.web.entrance.forms import CodeForm
from assessment.web.frame import clock, login
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.sign_in_again import safe_path, typed_before
from assessment.web.frame.signatures import signer
from assessment.web.parts.brakes import of_known_browser, remember_browser

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from assessment.domain.people.credentials import Account
    from assessment.domain.people.signed_in import SignedIn


_TICKET_SECONDS = 600


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where somebody was going, and what they had typed when they were asked to sign in."""

    next: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody about to get in: how they showed who they are, and who was signed in here until now."""

    visit: Visit
    before: SignedIn | None


def arrival(how: str, *, strong: bool) -> Arrival:
    """What we note about a sign-in, read before anything is changed."""
    hours = current_app.config["SETTINGS"].sign_in_hours
    visit = Visit(hours, how, strong, request.remote_addr or "", request.user_agent.string)
    return Arrival(visit, login.person())


def begin(session: Session, person_id: int, arriving: Arrival) -> str:
    """Sign somebody in, and sign out anyone who was signed in here before; returns the token for this browser."""
    if before := arriving.before:
        sign_ins.sign_out(session, before.id, before.token_digest, at=clock.now())
    token = sign_ins.sign_in(session, person_id, arriving.visit, at=clock.now())
    sign_ins.forgive(session, of_known_browser(person_id))
    return token


def go_on(person_id: int, token: str, way_on: WayOn | None = None) -> ResponseReturnValue:
    """Take somebody who was signed in to where they were going, with what they had typed."""
    login.sign_in(token)
    answer = current_app.make_response(_onwards(way_on or WayOn()))
    remember_browser(answer, person_id)
    return answer


def let_in(account: Account, arriving: Arrival, way_on: WayOn) -> ResponseReturnValue:
    """Sign somebody in if their proof is still valid, and take them where they were going."""
    with change() as session:
        people.require_unchanged(session, account)
        token = begin(session, account.id, arriving)
    return go_on(account.id, token, way_on)


def ask_for_code(account: Account, way_on: WayOn) -> str:
    """Ask somebody who has shown one thing for the code of their app as well."""
    form = CodeForm(formdata=None, ticket=ticket_for(account), next=way_on.next, kept=way_on.kept)
    return render_template("entrance/code.html", form=form)


def ticket_for(account: Account) -> str:
    """Proof that somebody got past their password a moment ago, for the page that asks for their code."""
    return signer("second-step").dumps([account.id, tokens.digest(account.password_hash or "")])


def holder_of(ticket: str) -> Account | None:
    """Who got past their password with this ticket, if it is ours, fresh, and the password is still the same."""
    try:
        person_id, password = signer("second-step").loads(ticket, max_age=_TICKET_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return None
    account = account_numbered(db(), person_id)
    return account if account and tokens.digest(account.password_hash or "") == password else None


def _onwards(way_on: WayOn) -> ResponseReturnValue:
    if way_on.kept and (kept := typed_before(way_on.kept)):
        return render_template("entrance/go_on.html", form=TokenForm(formdata=None), path=kept[0], typed=kept[1])
    return redirect(safe_path(way_on.next) or url_for("home.show"))
