"""Follow a link from an email: accept an invitation, or choose a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, make_response, redirect, render_template, url_for

from assessment.commands import factors, links, offers
from assessment.credentials import passkeys, tokens
from assessment.domain.people.accounts import LinkPurpose
from assessment.store.accounts import has_second_factor, open_link, roles_of
from assessment.store.offers import offers_to
from assessment.web.entrance import getting_in, reset_letters
from assessment.web.entrance.forms import EmailForm, InvitationForm
from assessment.web.frame import clock, letters
from assessment.web.frame.access import public
from assessment.web.frame.database import change, db
from assessment.web.parts.passkey_steps import PasskeyForm, as_answer, challenge, site, taken_challenge
from assessment.web.parts.password_form import NewPasswordForm
from assessment.web.parts.proofs import COME_BACK

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

    from assessment.domain.people.credentials import MailedLink
    from assessment.domain.people.person import Person

bp = Blueprint("mailed_links", __name__)


@bp.get("/invitation/<token:token>")
@public
def invitation(token: str) -> ResponseReturnValue:
    """Show an invitation; opening it doesn't use it up, because mail programs open links by themselves."""
    link = _link(token, LinkPurpose.INVITATION)
    return (
        _discreet(_show_invitation(link, token, InvitationForm(formdata=None, name=link.person.name)))
        if link
        else _spent()
    )


@bp.post("/invitation/<token:token>")
@public
def accept(token: str) -> ResponseReturnValue:
    """Accept an invitation with a password, and sign in."""
    link = _link(token, LinkPurpose.INVITATION)
    if link is None:
        return _spent()
    form = InvitationForm().about(*_about(link.person))
    if not form.validate():
        return _discreet(_show_invitation(link, token, form)), 422
    kept = form.hashed()
    if kept is None:
        return _discreet(_show_invitation(link, token, form)), 503, COME_BACK
    arriving, how = getting_in.arrival("invitation", strong=False), LinkPurpose.INVITATION
    with change() as session:
        person = links.follow(session, token, how, password_hash=kept, name=form.name.data, at=clock.now())
        offers.accept_all(session, person, at=clock.now())
        asks_for_more = has_second_factor(session, person)
        begun = "" if asks_for_more else getting_in.begin(session, person.id, arriving)
    if asks_for_more:
        flash("Your new password is saved. Use it to sign in.")
        return redirect(url_for("sign_in.ask"))
    return getting_in.go_on(person.id, begun)


@bp.post("/invitation/<token:token>/passkey-question")
@public
def passkey_question(token: str) -> ResponseReturnValue:
    """What the browser needs in order to create a passkey instead of a password."""
    link = _link(token, LinkPurpose.INVITATION)
    if link is None:
        return {"problem": links.SPENT}, 404
    with change() as session:
        handle = factors.give_handle(session, link.person)
    asked = challenge("invitation")
    return as_answer(
        passkeys.registration_options(site(), handle=handle, name=link.person.email, challenge=asked, known=())
    )


@bp.post("/invitation/<token:token>/passkey")
@public
def accept_with_passkey(token: str) -> ResponseReturnValue:
    """Accept an invitation with a passkey that the browser has created, and sign in."""
    link = _link(token, LinkPurpose.INVITATION)
    if link is None:
        return _spent()
    form = PasskeyForm()
    again = InvitationForm(formdata=None, name=link.person.name)
    if not form.validate():
        return _discreet(_show_invitation(link, token, again)), 422
    try:
        made = passkeys.registered(site(), answer=form.answer.data or "", challenge=taken_challenge("invitation"))
        arriving = getting_in.arrival("invitation with a passkey", strong=True)
        with change() as session:
            person = links.accept_without_password(session, token, at=clock.now())
            offers.accept_all(session, person, at=clock.now())
            factors.keep_passkey(session, person, made, name=form.name.data or "Passkey", at=clock.now())
            begun = getting_in.begin(session, person.id, arriving)
    except passkeys.PasskeyWrong:
        again.name.errors = ["We couldn’t create the passkey. Try again, or choose a password"]
        return _discreet(_show_invitation(link, token, again)), 422
    return getting_in.go_on(person.id, begun)


@bp.get("/forgotten-password")
@public
def forgotten() -> ResponseReturnValue:
    """Ask which address to send a link to."""
    return render_template("entrance/forgotten.html", form=EmailForm(formdata=None), sent=False)


@bp.post("/forgotten-password")
@public
def send_link() -> ResponseReturnValue:
    """Send a link, if the address belongs to somebody; the answer is the same in either case."""
    form = EmailForm()
    if not form.validate():
        return render_template("entrance/forgotten.html", form=form, sent=False), 422
    reset_letters.ask(form.email.data)
    return render_template("entrance/forgotten.html", form=form, sent=True)


@bp.get("/new-password/<token:token>")
@public
def new_password(token: str) -> ResponseReturnValue:
    """Ask for a new password."""
    link = _link(token, LinkPurpose.RESET)
    return _discreet(_show_new_password(token, NewPasswordForm(formdata=None))) if link else _spent()


@bp.post("/new-password/<token:token>")
@public
def choose_password(token: str) -> ResponseReturnValue:
    """Save a new password, sign out everywhere, and ask to sign in with it."""
    link = _link(token, LinkPurpose.RESET)
    if link is None:
        return _spent()
    form = NewPasswordForm().about(*_about(link.person))
    if not form.validate():
        return _discreet(_show_new_password(token, form)), 422
    kept = form.hashed()
    if kept is None:
        return _discreet(_show_new_password(token, form)), 503, COME_BACK
    with change() as session:
        person = links.follow(session, token, LinkPurpose.RESET, password_hash=kept, at=clock.now())
    letters.tell_of_change(person, "A new password was chosen for your account")
    flash("Your new password is saved. Use it to sign in.")
    return redirect(url_for("sign_in.ask"))


def _about(person: Person) -> tuple[str, ...]:
    """Words that somebody's password must not be too close to: name, address, and organisations."""
    return (person.name, person.email, *(place for _, place in roles_of(db(), person.id) if place))


def _link(token: str, purpose: LinkPurpose) -> MailedLink | None:
    return open_link(db(), tokens.digest(token), purpose, now=clock.now())


def _show_invitation(link: MailedLink, token: str, form: InvitationForm) -> str:
    asked = offers_to(db(), link.person.id, now=clock.now())
    return render_template("entrance/invitation.html", link=link, link_token=token, form=form, asked=asked)


def _show_new_password(token: str, form: NewPasswordForm) -> str:
    return render_template("entrance/new_password.html", link_token=token, form=form)


def _spent() -> ResponseReturnValue:
    return _discreet(render_template("entrance/spent.html", said=links.SPENT)), 404


def _discreet(page: str) -> Response:
    """A page whose address is a secret, so the browser must not pass it on."""
    answer = make_response(page)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
