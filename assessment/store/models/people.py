"""People, their roles, and their sign-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment.domain.permissions import Role
from assessment.store.models.base import Base, choice


class Person(Base):
    """Somebody who can sign in; without a password they cannot, except in demonstration mode."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text, unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text, default=None)
    demonstration: Mapped[str | None] = mapped_column(Text, default=None)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
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


class SignIn(Base):
    """A browser in which a person is signed in; only a digest of its token is kept."""

    __tablename__ = "sign_ins"

    token_digest: Mapped[str] = mapped_column(Text, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
