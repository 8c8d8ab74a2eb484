"""Letters to those who have forgotten their password: the same is done for every address, known or not."""

from __future__ import annotations

from flask import request, url_for

from assessment.commands import links, sign_ins
from assessment.credentials import tokens
from assessment.domain.people.accounts import LinkPurpose
from assessment.store.people import person_by_email
from assessment.web.frame import clock, errands, letters
from assessment.web.frame.database import change

LETTERS_AN_HOUR = 3
LETTERS_AN_HOUR_FROM_ONE_PLACE = 20


def ask(email: str) -> None:
    """Have a link sent to an address, if it belongs to somebody; who that is, is looked up once the page is out.

    Raises NotAllowedHere where no letter can be sent.
    """
    letters.require_address()
    if _too_many(email):
        return
    token = tokens.new_token()
    errands.later(_send, email, token, letters.address(url_for("mailed_links.new_password", token=token)))


def _too_many(email: str) -> bool:
    """Whether too much was asked for within the hour, for this address or from this place; it is counted otherwise."""
    limits = {
        f"letters {email}": LETTERS_AN_HOUR,
        f"letters from {request.remote_addr}": LETTERS_AN_HOUR_FROM_ONE_PLACE,
    }
    with change() as session:
        used_up = [sign_ins.counted(session, name, at=clock.now()) >= most for name, most in limits.items()]
        if not any(used_up):
            sign_ins.count(session, *limits, at=clock.now())
    return any(used_up)


def _send(email: str, token: str, link: str) -> None:
    with change() as session:
        person = person_by_email(session, email)
        if person:
            links.make_link(session, person, LinkPurpose.RESET, at=clock.now(), token=token)
        else:
            links.note_unknown(session, LinkPurpose.RESET, at=clock.now())
    if person:
        letters.send(person.email, "reset", person=person, link=link)
