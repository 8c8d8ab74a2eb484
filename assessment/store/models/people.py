"""People, their roles, and their sign-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment.domain.people.permissions import Role
from assessment.store.models.base import Base, choice
from assessment.store.models.named import Named


class Person(Named, Base):
    """Somebody who can sign in: by password, by passkey or through their own organisation's sign-in service.

    `handle` names them to a passkey, `outside_identity` to such a service; `authenticator_sealed` is the sealed secret
    of their authenticator app, and `authenticator_step` the last time step of which a code was used. `called` is what
    they want to be called on the page, and `introduced_at` when they put the introduction away.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text, default=None)
    demonstration: Mapped[str | None] = mapped_column(Text, default=None)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    handle: Mapped[str | None] = mapped_column(Text, unique=True, default=None)
    outside_identity: Mapped[str | None] = mapped_column(Text, unique=True, default=None)
    authenticator_sealed: Mapped[str | None] = mapped_column(Text, default=None)
    authenticator_step: Mapped[int | None] = mapped_column(default=None)
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)
    called: Mapped[str | None] = mapped_column(Text, default=None)
    introduced_at: Mapped[datetime | None] = mapped_column(default=None)
    roles: Mapped[list[RoleHeld]] = relationship(back_populates="person", cascade="all, delete-orphan")


class RoleHeld(Base):
    """A role that a person holds in one organisation, or for the whole area where no organisation is named."""

    __tablename__ = "roles_held"
    __table_args__ = (
        CheckConstraint(
            "(organisation_id IS NULL) = (role IN ('adviser', 'leadership member', 'project lead', 'administrator'))",
            name="area_roles_name_no_organisation",
        ),
        Index(
            "uq_roles_held_in_organisation",
            "person_id",
            "organisation_id",
            "role",
            unique=True,
            sqlite_where=text("organisation_id IS NOT NULL"),
            postgresql_where=text("organisation_id IS NOT NULL"),
        ),
        Index(
            "uq_roles_held_in_area",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("organisation_id IS NULL"),
            postgresql_where=text("organisation_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True, default=None
    )
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    person: Mapped[Person] = relationship(back_populates="roles")


class RoleOffer(Base):
    """A role that somebody is asked to take; it counts once they accept. `name` is what whoever asks calls them."""

    __tablename__ = "role_offers"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True, default=None
    )
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    name: Mapped[str] = mapped_column(Text)
    offered_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    failed_at: Mapped[datetime | None] = mapped_column(default=None)
    offered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)


class SignIn(Base):
    """A browser in which a person is signed in; only a digest of its token is kept.

    `strong` says that it took a second factor or a passkey; `seen_at` lags behind by a few minutes at most.
    """

    __tablename__ = "sign_ins"

    token_digest: Mapped[str] = mapped_column(Text, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(Text, default="")
    browser: Mapped[str] = mapped_column(Text, default="")
    strong: Mapped[bool] = mapped_column(default=False)
