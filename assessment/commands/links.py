"""Links that are sent by e-mail: an invitation, or a way to choose a new password. Each opens once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from assessment.commands import people
from assessment.commands.audit import record
from assessment.commands.sign_ins import end_all_sign_ins
from assessment.credentials import tokens
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LINK_LIFETIMES, LinkPurpose
from assessment.domain.trust.audit import Kind
from assessment.store import models

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

SPENT = "This link has been used, has expired or was replaced by a newer one."


def make_link(session: Session, person: models.Person, purpose: LinkPurpose, *, at: datetime) -> str:
    """The token of a new link for somebody; earlier links of the same kind stop working."""
    revoke_links(session, person, purpose, at=at)
    token = tokens.new_token()
    session.add(
        models.MailedLink(
            digest=tokens.digest(token),
            person_id=person.id,
            purpose=purpose,
            sent_at=at,
            expires_at=at + LINK_LIFETIMES[purpose],
        )
    )
    record(session, Kind.ACCESS, f"person {person.id}", at=at, done=f"{purpose} sent")
    return token


def revoke_links(session: Session, person: models.Person, purpose: LinkPurpose, *, at: datetime) -> None:
    """Make somebody's open links of one kind useless, and keep that in the record."""
    if people.close_links(session, person, at=at, purpose=purpose):
        record(session, Kind.ACCESS, f"person {person.id}", at=at, done=f"{purpose} revoked")


def link_to(session: Session, token: str, purpose: LinkPurpose, *, at: datetime) -> models.MailedLink | None:
    """The link with this token, if it still opens."""
    link = models.MailedLink
    return session.scalar(
        select(link)
        .join(link.person)
        .where(
            link.digest == tokens.digest(token),
            link.purpose == purpose,
            link.used_at.is_(None),
            link.revoked_at.is_(None),
            link.expires_at > at,
            models.Person.active,
        )
    )


def follow(  # noqa: PLR0913 - which link, and what is chosen with it
    session: Session, token: str, purpose: LinkPurpose, *, password: str, name: str = "", at: datetime
) -> models.Person:
    """Use a link to choose a password, which ends every sign-in there was; raises NotAllowedHere if it is spent."""
    person = _spend(session, token, purpose, at=at)
    if name:
        person.name = name
    people.set_password(session, person, password, at=at)
    end_all_sign_ins(session, person.id, at=at)
    return person


def accept_without_password(session: Session, token: str, *, at: datetime) -> models.Person:
    """Use an invitation to set up a passkey instead of a password; raises NotAllowedHere if it is spent."""
    return _spend(session, token, LinkPurpose.INVITATION, at=at)


def _spend(session: Session, token: str, purpose: LinkPurpose, *, at: datetime) -> models.Person:
    found = link_to(session, token, purpose, at=at)
    mail = models.MailedLink
    unused = (mail.digest == tokens.digest(token), mail.used_at.is_(None))
    if found is None or not session.scalar(update(mail).where(*unused).values(used_at=at).returning(mail.digest)):
        raise NotAllowedHere(SPENT)
    return found.person
