"""Links that are sent by email: an invitation, or a way to choose a new password. Each works once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import update

from assessment.commands import people
from assessment.commands.audit import record
from assessment.commands.names import kept_name
from assessment.commands.sign_ins import end_all_sign_ins
from assessment.credentials import tokens
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LINK_LIFETIMES, LinkPurpose
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.accounts import has_account, open_link
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.people.person import Person
    from assessment.store.rows import Numbered

SPENT = "It has been used, has expired or has been replaced by a newer one."
HAS_ACCOUNT = "They already have an account. They can sign in, or choose “Forgotten your password?” to get a new one."


@dataclass(frozen=True, slots=True)
class _Nobody:
    id: int = 0


_NOBODY = _Nobody()


def make_link(session: Session, person: Numbered, purpose: LinkPurpose, *, at: datetime, token: str = "") -> str:
    """The token of a new link for somebody; earlier links of the same kind stop working.

    Raises NotAllowedHere for an invitation of somebody who has an account: nobody else sets a way into it.
    """
    if purpose is LinkPurpose.INVITATION and has_account(session, person):
        raise NotAllowedHere(HAS_ACCOUNT)
    revoke_links(session, person, purpose, at=at)
    token = token or tokens.new_token()
    session.add(
        models.MailedLink(
            digest=tokens.digest(token),
            person_id=person.id,
            purpose=purpose,
            sent_at=at,
            expires_at=at + LINK_LIFETIMES[purpose],
        )
    )
    record(session, Kind.ACCESS, people.subject(person), at=at, done=f"{purpose} sent")
    return token


def note_unknown(session: Session, purpose: LinkPurpose, *, at: datetime) -> None:
    """Keep in the record that a link was asked for by nobody who is known; it takes about as long as to make one."""
    people.close_links(session, _NOBODY, at=at, purpose=purpose)
    record(session, Kind.ACCESS, "unknown visitor", at=at, done=f"{purpose} asked for")


def revoke_links(session: Session, person: Numbered, purpose: LinkPurpose, *, at: datetime) -> None:
    """Make somebody's open links of one kind useless, and keep that in the record."""
    if people.close_links(session, person, at=at, purpose=purpose):
        record(session, Kind.ACCESS, people.subject(person), at=at, done=f"{purpose} revoked")


def note_failure(session: Session, token: str, *, at: datetime) -> None:
    """Keep that no mail server took the letter with this link, so that whoever sent it learns of it."""
    mail = models.MailedLink
    session.execute(update(mail).where(mail.digest == tokens.digest(token)).values(failed_at=at))


def follow(  # noqa: PLR0913 - which link, and what is chosen with it
    session: Session, token: str, purpose: LinkPurpose, *, password_hash: str, name: str = "", at: datetime
) -> Person:
    """Use a link to choose a password, which ends every sign-in there was; raises NotAllowedHere if it is spent."""
    person = _spend(session, token, purpose, at=at)
    if name:
        row_of(session, models.Person, person).name = kept_name(name)
    people.set_password(session, person, password_hash, at=at)
    end_all_sign_ins(session, person.id, at=at)
    return person


def accept_without_password(session: Session, token: str, *, at: datetime) -> Person:
    """Use an invitation to set up a passkey instead of a password.

    Raises NotAllowedHere if it is spent, or if there is a way to sign in by now.
    """
    return _spend(session, token, LinkPurpose.INVITATION, at=at)


def _spend(session: Session, token: str, purpose: LinkPurpose, *, at: datetime) -> Person:
    digest, mail = tokens.digest(token), models.MailedLink
    found = open_link(session, digest, purpose, now=at)
    unused = (mail.digest == digest, mail.used_at.is_(None))
    if found is None or not session.scalar(update(mail).where(*unused).values(used_at=at).returning(mail.digest)):
        raise NotAllowedHere(SPENT)
    return found.person
