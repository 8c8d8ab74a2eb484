"""Whether a password or a code is right, for signing in and for the account pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app

from assessment.commands import factors, sign_ins
from assessment.credentials import passwords
from assessment.credentials.hashing import TooManyAtOnce
from assessment.web.frame import clock
from assessment.web.frame.database import pause_reading
from assessment.web.parts import brakes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.commands.sign_ins import Bucket
    from assessment.domain.people.credentials import Account

BUSY = "Lots of people are signing in. Wait a few seconds, then try again"
COME_BACK = {"Retry-After": "5"}
WRONG, TOO_SOON, TOO_MANY = 422, 429, 503


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a password or code was not taken: the status of the answer, and what to say unless it is simply wrong."""

    status: int
    said: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """When to come back, where that helps."""
        return COME_BACK if self.status == TOO_MANY else {}


def password_refusal(account: Account | None, password: str, buckets: tuple[Bucket, ...]) -> Refusal | None:
    """Why this is not taken as the password of an account, or of nobody; None if it is right.

    A wrong one is counted. Nothing is read or written while it is checked, so what failed meanwhile counts as well:
    no more guesses are answered than if they had come one after another.
    """
    if said := brakes.too_soon(buckets):
        return Refusal(TOO_SOON, said)
    pause_reading()
    try:
        right = passwords.matches(account.password_hash if account else None, password)
    except TooManyAtOnce:
        return Refusal(TOO_MANY, BUSY)
    if said := brakes.too_soon(buckets) if right else brakes.note_failure(buckets, account):
        return Refusal(TOO_SOON, said)
    return None if right else Refusal(WRONG)


def code_refusal(session: Session, account: Account, code: str) -> Refusal | None:
    """Why this is not taken as a code of an account; None if it is right, and used up. A wrong one is counted."""
    buckets, at = brakes.code_brakes(account.id), clock.now()
    if said := brakes.wait(session, buckets):
        return Refusal(TOO_SOON, said)
    if factors.use_code(session, account, code, key=current_app.config["SETTINGS"].secret_key, at=at):
        return None
    sign_ins.note_failure(session, buckets, person_id=account.id, at=at)
    return Refusal(WRONG)
