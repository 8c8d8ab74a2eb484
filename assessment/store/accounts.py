"""What is asked about somebody's account: how they can sign in, and where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, or_, select

from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.credentials import Account, MailedLink, Passkey, SignIn
from assessment.store import tables
from assessment.store.models.base import UtcDateTime
from assessment.store.people import PERSON, READY
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from assessment.store.rows import Numbered

_PEOPLE, _PASSKEYS, _LINKS = tables.people.c, tables.passkeys.c, tables.mailed_links.c
_SIGN_INS, _CODES, _ATTEMPTS = tables.sign_ins.c, tables.recovery_codes.c, tables.attempts.c
ACCOUNT = kind(Account, tables.people, ready=READY)
PASSKEY = kind(Passkey, tables.passkeys)
LINK = kind(MailedLink, tables.mailed_links, PERSON)
SIGN_IN = kind(SignIn, tables.sign_ins)

_ACCOUNTS = select(*ACCOUNT.columns)
_ACTIVE_ACCOUNTS = _ACCOUNTS.where(_PEOPLE.active)
_OWN_PASSKEYS = select(_PASSKEYS.id).where(_PASSKEYS.person_id == _PEOPLE.id).exists()
_CAN_SIGN_IN = or_(_PEOPLE.password_hash.is_not(None), _PEOPLE.outside_identity.is_not(None), _OWN_PASSKEYS)
_HAS_ACCOUNT = select(_PEOPLE.id).where(_PEOPLE.id == bindparam("wanted"), _CAN_SIGN_IN)
_HAS_SECOND_FACTOR = select(_PEOPLE.id).where(
    _PEOPLE.id == bindparam("wanted"), or_(_PEOPLE.authenticator_sealed.is_not(None), _OWN_PASSKEYS)
)
_OPEN_LINK = (
    select(*LINK.columns)
    .join_from(tables.mailed_links, tables.people, _LINKS.person_id == _PEOPLE.id)
    .where(
        _LINKS.digest == bindparam("digest"),
        _LINKS.purpose == bindparam("purpose", type_=_LINKS.purpose.type),
        _LINKS.used_at.is_(None),
        _LINKS.revoked_at.is_(None),
        _LINKS.expires_at > bindparam("now", type_=UtcDateTime),
        _PEOPLE.active,
        or_(_LINKS.purpose != LinkPurpose.INVITATION, ~_CAN_SIGN_IN),
    )
)
_ATTEMPTS_SINCE = (
    select(_ATTEMPTS.at)
    .where(_ATTEMPTS.counted_for == bindparam("digest"), _ATTEMPTS.at > bindparam("since", type_=UtcDateTime))
    .order_by(_ATTEMPTS.at)
)


@dataclass(frozen=True, slots=True)
class AccountPage:
    """An account with what belongs to it: roles with the organisations' names, passkeys, codes left, open sign-ins."""

    person: Account
    roles: Sequence[tuple[str, str | None]]
    passkeys: Sequence[Passkey]
    codes_left: int
    sign_ins: Sequence[SignIn]


def account_page(session: Session, account: Account, *, now: datetime, idle: timedelta) -> AccountPage:
    """Everything about one account."""
    codes = select(func.count()).where(_CODES.person_id == account.id, _CODES.used_at.is_(None))
    lasting = (_SIGN_INS.person_id == account.id, _SIGN_INS.ends_at > now, _SIGN_INS.seen_at > now - idle)
    sign_ins = select(*SIGN_IN.columns).where(*lasting).order_by(_SIGN_INS.seen_at.desc())
    return AccountPage(
        person=account,
        roles=roles_of(session, account.id),
        passkeys=passkeys_of(session, account.id),
        codes_left=execute(session, codes).scalar_one(),
        sign_ins=every(session, SIGN_IN, sign_ins),
    )


def account_numbered(session: Session, person_id: int) -> Account | None:
    """The account of the active person with this number."""
    return first(session, ACCOUNT, _ACTIVE_ACCOUNTS.where(_PEOPLE.id == bindparam("wanted")), {"wanted": person_id})


def account_by_email(session: Session, email: str) -> Account | None:
    """The account of the active person with this email address, in whatever letter case it was typed."""
    query = _ACTIVE_ACCOUNTS.where(_PEOPLE.email == bindparam("wanted"))
    return first(session, ACCOUNT, query, {"wanted": email.strip().lower()})


def account_by_identity(session: Session, identity: str) -> Account | None:
    """The account of the active person who signs in through a service as this."""
    query = _ACTIVE_ACCOUNTS.where(_PEOPLE.outside_identity == bindparam("wanted"))
    return first(session, ACCOUNT, query, {"wanted": identity})


def has_account(session: Session, person: Numbered) -> bool:
    """Whether somebody has a way to sign in."""
    return execute(session, _HAS_ACCOUNT, {"wanted": person.id}).first() is not None


def has_second_factor(session: Session, person: Numbered) -> bool:
    """Whether somebody's account asks for more than an email address or a password."""
    return execute(session, _HAS_SECOND_FACTOR, {"wanted": person.id}).first() is not None


def roles_of(session: Session, person_id: int) -> Sequence[tuple[str, str | None]]:
    """Somebody's roles, each with the name of its organisation or None for the area."""
    held, places = tables.roles_held, tables.organisations
    query = (
        select(held.c.role, places.c.name)
        .outerjoin_from(held, places, places.c.id == held.c.organisation_id)
        .where(held.c.person_id == person_id)
        .order_by(places.c.sort_key, held.c.role)
    )
    return tuple((row.role.value, row.name) for row in execute(session, query))


def passkeys_of(session: Session, person_id: int) -> Sequence[Passkey]:
    """Somebody's passkeys, the oldest first."""
    query = select(*PASSKEY.columns).where(_PASSKEYS.person_id == person_id).order_by(_PASSKEYS.id)
    return every(session, PASSKEY, query)


def passkey_with(session: Session, credential_id: str) -> Passkey | None:
    """The passkey with this id, of somebody who may sign in."""
    query = select(*PASSKEY.columns).join_from(tables.passkeys, tables.people, _PASSKEYS.person_id == _PEOPLE.id)
    return first(session, PASSKEY, query.where(_PASSKEYS.credential_id == credential_id, _PEOPLE.active))


def is_passkey_known(session: Session, credential_id: str) -> bool:
    """Whether anybody has a passkey with this id."""
    query = select(_PASSKEYS.id).where(_PASSKEYS.credential_id == credential_id)
    return execute(session, query).first() is not None


def open_link(session: Session, digest: str, purpose: LinkPurpose, *, now: datetime) -> MailedLink | None:
    """The link of this kind whose token has this digest, if it still opens; an invitation, for who has no account."""
    return first(session, LINK, _OPEN_LINK, {"digest": digest, "purpose": purpose, "now": now})


def sealed_secrets(session: Session) -> Sequence[str]:
    """The sealed secrets of the apps of everybody who may sign in."""
    query = select(_PEOPLE.authenticator_sealed).where(_PEOPLE.authenticator_sealed.is_not(None), _PEOPLE.active)
    return execute(session, query).scalars().all()


def sign_in_began(session: Session, token_digest: str) -> datetime | None:
    """When a sign-in began, or None where there is no such sign-in."""
    query = select(_SIGN_INS.started_at).where(_SIGN_INS.token_digest == token_digest)
    found: datetime | None = execute(session, query).scalar()
    return found


def attempts_since(session: Session, digest: str, since: datetime) -> Sequence[datetime]:
    """When something was counted under the name with this digest, the earliest first."""
    return execute(session, _ATTEMPTS_SINCE, {"digest": digest, "since": since}).scalars().all()
