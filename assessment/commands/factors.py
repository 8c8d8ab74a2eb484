"""Set up, use and remove what proves who somebody is beside a password: app, recovery codes, passkeys."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from assessment.commands.audit import record
from assessment.credentials import authenticator, passkeys, tokens
from assessment.domain.errors import SecretsSealed
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.accounts import account_numbered, is_passkey_known, sealed_secrets
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.people.credentials import Passkey
    from assessment.store.rows import Numbered


def keep_authenticator(  # noqa: PLR0913 - whose app, which secret, when
    session: Session, person: Numbered, secret: str, *, step: int, key: str, at: datetime
) -> tuple[str, ...]:
    """Keep the secret of an app whose first code was right; gives recovery codes to write down."""
    row = row_of(session, models.Person, person)
    row.authenticator_sealed, row.authenticator_step = authenticator.sealed(secret, key), step
    record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="authenticator app added")
    return new_recovery_codes(session, person, at=at)


def new_recovery_codes(session: Session, person: Numbered, *, at: datetime) -> tuple[str, ...]:
    """Replace somebody's recovery codes and give the new ones, which are shown once."""
    codes = tokens.new_recovery_codes()
    session.execute(delete(models.RecoveryCode).where(models.RecoveryCode.person_id == person.id))
    session.add_all(models.RecoveryCode(person_id=person.id, digest=tokens.digest(code)) for code in codes)
    record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="recovery codes made")
    return codes


def remove_authenticator(session: Session, person: Numbered, *, at: datetime) -> None:
    """Take an app away with its recovery codes."""
    _forget_authenticator(session, person)
    record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="authenticator app removed")


def remove_all(session: Session, person: Numbered, *, at: datetime) -> None:
    """Take app, recovery codes and passkeys away from somebody who has lost them."""
    _forget_authenticator(session, person)
    session.execute(delete(models.Passkey).where(models.Passkey.person_id == person.id))
    record(session, Kind.ACCESS, f"person {person.id}", at=at, done="app and passkeys removed")


def use_code(session: Session, person: Numbered, code: str, *, key: str, at: datetime) -> bool:
    """Use up a code of somebody's app or one of their recovery codes; says whether it was right and not used before.

    Raises SecretsSealed where it is no recovery code, and codes of apps cannot be checked with the present key.
    """
    return _recovery_code(session, person, code, at=at) or _app_code(session, person, code, key=key, at=at)


def how_many_sealed(session: Session, *, key: str) -> tuple[int, int]:
    """How many kept secrets of apps do not open with this key, and how many there are."""
    kept = sealed_secrets(session)
    return sum(authenticator.opened(one, key) is None for one in kept), len(kept)


def keep_passkey(session: Session, person: Numbered, made: passkeys.Key, *, name: str, at: datetime) -> None:
    """Keep a passkey that the browser made; raises PasskeyWrong if somebody has it already."""
    if is_passkey_known(session, made.credential_id):
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


def remove_passkey(session: Session, person: Numbered, passkey_id: int, *, at: datetime) -> bool:
    """Take a passkey of somebody's away; says whether there was one."""
    mine = (models.Passkey.id == passkey_id, models.Passkey.person_id == person.id)
    removed = session.scalar(delete(models.Passkey).where(*mine).returning(models.Passkey.id))
    if removed:
        record(session, Kind.ACCOUNT, f"person {person.id}", at=at, done="passkey removed")
    return removed is not None


def use_passkey(session: Session, passkey: Passkey, sign_count: int, *, at: datetime) -> None:
    """Note that a passkey was used as it was read; raises PasskeyWrong if it was used or taken away since."""
    known = models.Passkey
    same = (known.id == passkey.id, known.sign_count == passkey.sign_count)
    used = update(known).where(*same).values(sign_count=sign_count, used_at=at).returning(known.id)
    if session.scalar(used) is None:
        raise passkeys.PasskeyWrong


def give_handle(session: Session, person: Numbered) -> str:
    """What names somebody to their passkeys, given to them at the first: random, so that it tells nothing."""
    row = row_of(session, models.Person, person)
    row.handle = row.handle or secrets.token_urlsafe(24)
    return row.handle


def _forget_authenticator(session: Session, person: Numbered) -> None:
    row = row_of(session, models.Person, person)
    row.authenticator_sealed = row.authenticator_step = None
    session.execute(delete(models.RecoveryCode).where(models.RecoveryCode.person_id == person.id))


def _app_code(session: Session, person: Numbered, code: str, *, key: str, at: datetime) -> bool:
    account = account_numbered(session, person.id)
    if account is None or not account.authenticator_sealed:
        return False
    secret = authenticator.opened(account.authenticator_sealed, key)
    if secret is None:
        raise SecretsSealed
    step = authenticator.accepted_step(secret, code, at=at, after=account.authenticator_step)
    if step is None:
        return False
    human = models.Person
    newer = (human.authenticator_step.is_(None)) | (human.authenticator_step < step)
    used = session.scalar(
        update(human).where(human.id == person.id, newer).values(authenticator_step=step).returning(human.id)
    )
    return used is not None


def _recovery_code(session: Session, person: Numbered, code: str, *, at: datetime) -> bool:
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
