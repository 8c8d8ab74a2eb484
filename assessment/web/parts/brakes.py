"""The brakes on guessing passwords and codes, which every way in and the account's own pages share."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import current_app, request
from itsdangerous import BadSignature

from assessment.commands import sign_ins
from assessment.commands.sign_ins import Bucket
from assessment.credentials import tokens
from assessment.web.frame import clock
from assessment.web.frame.database import change, db
from assessment.web.frame.signatures import signer

if TYPE_CHECKING:
    from flask import Response
    from sqlalchemy.orm import Session

    from assessment.domain.people.person import Person

_DEVICE = "fourfold-device"
_DEVICE_DAYS = 365
_A_MINUTE, _FIVE_MINUTES = timedelta(minutes=1), timedelta(minutes=5)


def brakes(account: str, person: Person | None) -> tuple[Bucket, ...]:
    """What a failed sign-in is counted for.

    A browser in which this person has signed in before is counted by itself. So whoever guesses elsewhere slows
    down only other unknown browsers, and never locks the person out.
    """
    if person and (known := of_known_browser(person.id)):
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
    return wait(db(), buckets)


def wait(session: Session, buckets: tuple[Bucket, ...]) -> str:
    """The same, where something is about to change."""
    seconds = sign_ins.seconds_to_wait(session, buckets, at=clock.now())
    if not seconds:
        return ""
    how_long = f"{seconds} seconds" if seconds > 1 else "1 second"
    return f"Too many wrong tries. Wait {how_long}, then try again"


def note_failure(buckets: tuple[Bucket, ...], person: Person | None) -> str:
    """Count a failure; where so much failed while this was checked that it came too soon, give what to say instead."""
    with change() as session:
        said = wait(session, buckets)
        if not said:
            sign_ins.note_failure(session, buckets, person_id=person.id if person else None, at=clock.now())
    return said


def of_known_browser(person_id: int) -> tuple[Bucket, ...]:
    """What a failure counts for in a browser where this person has signed in before; nothing in any other."""
    try:
        known, name = signer("browser").loads(request.cookies.get(_cookie(), ""), max_age=_DEVICE_DAYS * 86400)
    except (BadSignature, ValueError, TypeError):
        return ()
    return (Bucket(f"browser {name}", free=10, longest=_A_MINUTE),) if known == person_id else ()


def remember_browser(answer: Response, person_id: int) -> None:
    """Let a browser show later that this person has signed in from it."""
    answer.set_cookie(
        _cookie(),
        signer("browser").dumps([person_id, tokens.new_token()[:16]]),
        max_age=_DEVICE_DAYS * 86400,
        secure=current_app.config["SETTINGS"].secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def _cookie() -> str:
    return f"__Host-{_DEVICE}" if current_app.config["SETTINGS"].secure_cookies else _DEVICE
