"""Sign in and out, and count what failed so that guessing gets slow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from assessment.commands.audit import record
from assessment.credentials import tokens
from assessment.domain.people.accounts import wait
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.accounts import attempts_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

BROWSER_LENGTH = 200
COUNTED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """Where somebody signs in from, how long it lasts at most, and whether it took a second factor or a passkey."""

    hours: int
    how: str
    strong: bool = False
    address: str = ""
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What failures are counted for, how many are free, and the longest wait that they lead to."""

    name: str
    free: int
    longest: timedelta


def sign_in(session: Session, person_id: int, visit: Visit, *, at: datetime) -> str:
    """Sign somebody in and give the token that their browser keeps; sign-ins that have ended are cleared away."""
    session.execute(delete(models.SignIn).where(models.SignIn.person_id == person_id, models.SignIn.ends_at <= at))
    token = tokens.new_token()
    session.add(
        models.SignIn(
            token_digest=tokens.digest(token),
            person_id=person_id,
            started_at=at,
            seen_at=at,
            ends_at=at + timedelta(hours=visit.hours),
            address=visit.address,
            browser=visit.browser[:BROWSER_LENGTH],
            strong=visit.strong,
        )
    )
    record(session, Kind.SIGN_IN, f"person {person_id}", at=at, person=person_id, done="signed in", how=visit.how)
    return token


def note_seen(session: Session, digest: str, *, at: datetime) -> None:
    """Note that somebody is still here."""
    session.execute(update(models.SignIn).where(models.SignIn.token_digest == digest).values(seen_at=at))


def strengthen(session: Session, digest: str) -> None:
    """Note that somebody who is signed in has just set up a second factor or a passkey."""
    session.execute(update(models.SignIn).where(models.SignIn.token_digest == digest).values(strong=True))


def keep_password_anew(session: Session, person_id: int, before: str | None, kept: str) -> None:
    """Keep somebody's password, which stays the same, in today's way; unless they have changed it a moment ago."""
    human = models.Person
    session.execute(
        update(human).where(human.id == person_id, human.password_hash == before).values(password_hash=kept)
    )


def sign_out(session: Session, person_id: int, digest: str, *, at: datetime) -> bool:
    """End one sign-in of a person at once; says whether there was one."""
    mine = (models.SignIn.token_digest == digest, models.SignIn.person_id == person_id)
    ended = session.scalar(delete(models.SignIn).where(*mine).returning(models.SignIn.token_digest))
    if ended:
        record(session, Kind.SIGN_IN, f"person {person_id}", at=at, done="signed out")
    return ended is not None


def sign_out_elsewhere(session: Session, person_id: int, digest: str, *, at: datetime) -> None:
    """End every sign-in of a person but the one with this digest, as they asked."""
    end_all_sign_ins(session, person_id, at=at, but=digest)
    record(session, Kind.SIGN_IN, f"person {person_id}", at=at, done="signed out everywhere else")


def end_all_sign_ins(session: Session, person_id: int, *, at: datetime, but: str = "") -> None:
    """End every sign-in of a person, wherever it is, but the one with this digest."""
    session.execute(
        update(models.SignIn)
        .where(models.SignIn.person_id == person_id, models.SignIn.token_digest != but)
        .values(ends_at=at)
    )


def note_failure(session: Session, buckets: Iterable[Bucket], *, person_id: int | None, at: datetime) -> None:
    """Count a failed attempt in each of these buckets, and keep it in the record."""
    count(session, *(bucket.name for bucket in buckets), at=at)
    named = f"person {person_id}" if person_id else "unknown visitor"
    record(session, Kind.SIGN_IN, named, at=at, done="refused")


def note_refusal(session: Session, way: str, *, at: datetime) -> None:
    """Keep in the record that a way in was tried by nobody who is known here."""
    record(session, Kind.SIGN_IN, "unknown visitor", at=at, done=f"{way} refused")


def count(session: Session, *names: str, at: datetime) -> None:
    """Count something that may not happen too often, under each of these names."""
    session.add_all(models.Attempt(counted_for=tokens.digest(name), at=at) for name in names)
    session.flush()


def counted(session: Session, name: str, *, at: datetime) -> int:
    """How often something was counted under a name within the last hour."""
    return len(_attempts(session, name, at))


def seconds_to_wait(session: Session, buckets: Iterable[Bucket], *, at: datetime) -> int:
    """How long until the next attempt counts, in seconds, 0 for now."""
    longest = 0.0
    for bucket in buckets:
        failures = _attempts(session, bucket.name, at)
        if failures:
            until = failures[-1] + wait(failures, free=bucket.free, longest=bucket.longest)
            longest = max(longest, (until - at).total_seconds())
    return -int(-longest // 1)


def forgive(session: Session, buckets: Iterable[Bucket]) -> None:
    """Forget the failures of a browser whose owner has shown who they are."""
    names = [tokens.digest(bucket.name) for bucket in buckets]
    session.execute(delete(models.Attempt).where(models.Attempt.counted_for.in_(names)))


def _attempts(session: Session, name: str, at: datetime) -> Sequence[datetime]:
    return attempts_since(session, tokens.digest(name), at - COUNTED)
