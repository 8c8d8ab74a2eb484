"""What every use of a passkey shares: the site it is for, and a question that can be answered once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import current_app, request
from flask import session as cookie
from wtforms import HiddenField

from assessment.commands import sign_ins
from assessment.credentials import passkeys
from assessment.credentials.passkeys import PasskeyWrong, Site
from assessment.web.frame import clock
from assessment.web.frame.database import change
from assessment.web.frame.forms import TokenForm, at_most, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

_LASTS_SECONDS = 300


class PasskeyForm(TokenForm):
    """What a browser answered to a passkey's question."""

    answer = HiddenField(validators=[at_most(20000, "Answer")])
    name = text("Name", "Name", 60)
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])


def site() -> Site:
    """The site for which passkeys hold, as this installation is called."""
    origin = current_app.config["SETTINGS"].address or request.host_url.rstrip("/")
    return Site(urlsplit(origin).hostname or "localhost", origin)


def challenge(purpose: str) -> str:
    """A new question, kept in this browser's cookie for one purpose."""
    asked = passkeys.new_challenge()
    cookie["passkey"] = [purpose, asked, int(clock.now().timestamp())]
    return asked


def taken_challenge(purpose: str) -> str:
    """The question that this browser was asked, taken away with it; raises PasskeyWrong if there is none.

    Cookies can be copied, so a question that was answered is remembered until it has run out.
    """
    kept: Sequence[object] = cookie.pop("passkey", ())
    if len(kept) != 3 or kept[0] != purpose:
        raise PasskeyWrong
    asked, at = str(kept[1]), int(str(kept[2]))
    used = f"question {asked}"
    if clock.now().timestamp() - at > _LASTS_SECONDS:
        raise PasskeyWrong
    with change() as session:
        if sign_ins.counted(session, used, at=clock.now()):
            raise PasskeyWrong
        sign_ins.count(session, used, at=clock.now())
    return asked


def as_answer(options: str) -> Response:
    """What the browser is asked, as it is sent: for this one time and for no cache."""
    answer: Response = current_app.response_class(options, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
