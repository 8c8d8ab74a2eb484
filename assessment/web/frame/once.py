"""A form that is sent twice counts once, without scripts: after Back, a double click, or a browser that retries.

Each page carries a random key in its forms. The key, with who sends what to where, makes a mark, which is kept when
the form acts. Sent again, it leads to where it led before. With other words in it, it is another form.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from flask import Response, flash, g, make_response, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import RequestEntityTooLarge

from assessment.commands import form_keys
from assessment.commands.form_keys import SentBefore
from assessment.store.form_keys import led_to
from assessment.web.frame.database import change, db

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.typing import ResponseReturnValue

FIELD = "form_key"


def init_app(app: Flask) -> None:
    """Let templates put a key into forms."""
    app.jinja_env.globals["form_key"] = form_key


def form_key() -> str:
    """The key of the forms on this page."""
    if "form_key" not in g:
        g.form_key = secrets.token_urlsafe(18)
    return cast("str", g.form_key)


def leads_to(address: str) -> str:
    """Say beforehand where a form leads, so that it is kept as the form acts and not by another change."""
    g.form_leads_to = address
    return address


def act_once(view: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """What a view answers to a form, or where the same form has led before."""
    mark = _mark() if request.method == "POST" else None
    if mark is None:
        return view()
    if led_to(db(), mark) is not None:
        return _lead_back(mark)
    g.form_mark = mark
    try:
        answer = make_response(view())
    except SentBefore:
        return _lead_back(mark)
    if g.pop("form_mark", None) is None:
        _note(mark, answer)
    return answer


def _mark() -> str | None:
    try:
        key = request.form.get(FIELD)
    except RequestEntityTooLarge:
        return None
    if not key:
        return None
    digest = sha256()
    for part in (str(g.person_id), request.full_path, *_said()):
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


def _said() -> Iterator[str]:
    for name, value in request.form.items(multi=True):
        if name != "csrf_token":
            yield from (name, value)
    for name, file in request.files.items(multi=True):
        yield from (name, file.filename or "", sha256(file.stream.read()).hexdigest())
        file.stream.seek(0)


def _note(mark: str, answer: Response) -> None:
    """Keep where a form led; one that was answered on the spot, such as with a file, may be sent again."""
    if answer.location and answer.location == g.get("form_leads_to"):
        return
    with suppress(OperationalError), change() as session:
        if answer.location:
            form_keys.lead(session, mark, to=answer.location)
        else:
            form_keys.forget(session, mark)


def _lead_back(mark: str) -> ResponseReturnValue:
    flash("You’d already sent this. We saved it once.")
    return redirect(led_to(db(), mark) or url_for("home.show"))
