"""Set up, use and remove what proves who somebody is beside a password: app, recovery codes, passkeys."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from assessment.commands.audit import record
from assessment.credentials import authenticator, passkeys, tokens
from assessment.domain.trust.audit import Kind
from assessment.store import models

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def keep_authenticator(  # noqa: PLR0913 - whose app, which secret, when
    session: Session, person: models.Person, secret: str, *, step: int, key: str, at: datetime
) -> tuple[str, ...]:
    """Keep the secret of an app whose first code was right; gives recovery codes to write down."""
    person.authenticator_sealed = authenticator.sealed(secret, key)
    person.authenticator_step = step
    record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="authenticator app added")
    return new_recovery_codes(session, person, at=at)


def new_recovery_codes(session: Session, person: models.Person, *, at: datetime) -> tuple[str, ...]:
    """Replace somebody's recovery codes and give the new ones, which are shown once."""
    codes = tokens.new_recovery_codes()
    session.execute(delete(models.RecoveryCode).where(models.RecoveryCode.person_id == person.id))
    session.add_all(models.RecoveryCode(person_id=person.id, digest=tokens.digest(code)) for code in codes)
    record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="recovery codes made")
    return codes


def remove_authenticator(session: Session, person: models.Person, *, at: datetime) -> None:
    """Take an app away with its recovery codes."""
    _forget_authenticator(session, person)
    record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="authenticator app removed")


def remove_all(session: Session, person: models.Person, *, at: datetime) -> None:
    """Take app, recovery codes and passkeys away from somebody who has lost them."""
    _forget_authenticator(session, person)
    session.execute(delete(models.Passkey).where(models.Passkey.person_id == person.id))
    record(session, Kind.ACCESS, f"person {person.id}", at=at, done="second factors taken away")


def code_is_right(session: Session, person: models.Person, code: str, *, key: str, at: datetime) -> bool:
    """Whether this is a code of the person's app, or one of their recovery codes, that was not used before."""
    return _app_code(session, person, code, key=key, at=at) or _recovery_code(session, person, code, at=at)


def keep_passkey(session: Session, person: models.Person, made: passkeys.Key, *, name: str, at: datetime) -> None:
    """Keep a passkey that the browser made; raises PasskeyWrong if somebody has it already."""
    known = select(models.Passkey.id).where(models.Passkey.credential_id == made.credential_id)
    if session.scalar(known):
        raise passkeys.PasskeyWrong
    session.add(
        models.Passkey(
            person_id=person.id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            name=name,
            added_at=at,
        )
    )
    record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="passkey added")


def remove_passkey(session: Session, person: models.Person, passkey_id: int, *, at: datetime) -> bool:
    """Take a passkey of somebody's away; says whether there was one."""
    mine = (models.Passkey.id == passkey_id, models.Passkey.person_id == person.id)
    removed = session.scalar(delete(models.Passkey).where(*mine).returning(models.Passkey.id))
    if removed:
        record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="passkey removed")
    return removed is not None


def passkey_with(session: Session, credential_id: str) -> models.Passkey | None:
    """The passkey with this id, of somebody who may sign in."""
    query = select(models.Passkey).join(models.Passkey.person)
    return session.scalar(query.where(models.Passkey.credential_id == credential_id, models.Person.active))


def handle_of(person: models.Person) -> str:
    """What names somebody to their passkeys: random, so that it tells nothing."""
    person.handle = person.handle or secrets.token_urlsafe(24)
    return person.handle


def _forget_authenticator(session: Session, person: models.Person) -> None:
    person.authenticator_sealed = person.authenticator_step = None
    session.execute(delete(models.RecoveryCode).where(models.RecoveryCode.person_id == person.id))


def _app_code(session: Session, person: models.Person, code: str, *, key: str, at: datetime) -> bool:
    secret = authenticator.opened(person.authenticator_sealed, key) if person.authenticator_sealed else None
    if secret is None:
        return False
    step = authenticator.accepted_step(secret, code, at=at, after=person.authenticator_step)
    if step is None:
        return False
    human = models.Person
    newer = (human.authenticator_step.is_(None)) | (human.authenticator_step < step)
    used = session.scalar(
        update(human).where(human.id == person.id, newer).values(authenticator_step=step).returning(human.id)
    )
    return used is not None


def _recovery_code(session: Session, person: models.Person, code: str, *, at: datetime) -> bool:
    known = models.RecoveryCode
    used = session.scalar(
        update(known)
        .where(
            known.person_id == person.id, known.digest == tokens.digest(tokens.tidied(code)), known.used_at.is_(None)
        )
        .values(used_at=at)
        .returning(known.person_id)
    )
    if used:
        record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="recovery code used")
    return used is not None
