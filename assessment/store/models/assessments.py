"""Cycles, assessments, their answers with history, evidence, and kept results."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.assessment.saved import Outcome
from assessment.domain.bank.rules import Selection
from assessment.store.models.base import Base, choice
from assessment.store.models.organisations import Organisation
from assessment.store.models.people import Person


class Cycle(Base):
    """One yearly round; from `released_at` on, what was kept until then may be compared."""

    __tablename__ = "cycles"
    __table_args__ = (CheckConstraint("closes_on >= opens_on", name="closes_after_opening"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    bank_id: Mapped[str] = mapped_column(Text)
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    released_at: Mapped[datetime | None] = mapped_column(default=None)


class Assessment(Base):
    """One organisation's questionnaire of one cycle."""

    __tablename__ = "assessments"
    __table_args__ = (
        UniqueConstraint("organisation_id", "cycle_id"),
        CheckConstraint(
            "(state = 'signed off') = (signed_off_at IS NOT NULL)",
            name="signed_off_has_a_time",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    bank_id: Mapped[str] = mapped_column(Text)
    selection: Mapped[Selection] = mapped_column(choice(Selection, "selection"), default=Selection.FULL)
    state: Mapped[AssessmentState] = mapped_column(choice(AssessmentState, "state"), default=AssessmentState.OPEN)
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
    signed_off_at: Mapped[datetime | None] = mapped_column(default=None)
    signed_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)
    returned_note: Mapped[str] = mapped_column(Text, default="")
    moderated: Mapped[bool] = mapped_column(default=False)
    pulse_held_on: Mapped[date | None] = mapped_column(default=None)
    pulse_favourable: Mapped[dict[str, Any]] = mapped_column(default=dict)
    organisation: Mapped[Organisation] = relationship()
    cycle: Mapped[Cycle] = relationship()
    submitted_by: Mapped[Person | None] = relationship(foreign_keys=[submitted_by_id])
    signed_off_by: Mapped[Person | None] = relationship(foreign_keys=[signed_off_by_id])


class Answer(Base):
    """The organisation's answer to one item as it stands now; `version` counts its saves."""

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("level IS NULL OR not_applicable IS NULL", name="a_level_or_a_reason"),
        CheckConstraint("level IS NULL OR level >= 0", name="level_from_0"),
    )

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True)
    item_id: Mapped[str] = mapped_column(Text, primary_key=True)
    level: Mapped[int | None] = mapped_column(default=None)
    not_applicable: Mapped[str | None] = mapped_column(Text, default=None)
    note: Mapped[str] = mapped_column(Text, default="")
    moderated_level: Mapped[int | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)


class AnswerChange(Base):
    """One attempt to save an answer: who, when, from what to what. Rows are only ever added."""

    __tablename__ = "answer_changes"
    __table_args__ = (Index("ix_answer_changes_assessment_id_item_id", "assessment_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"))
    item_id: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome, "outcome"), default=Outcome.SAVED)
    level_before: Mapped[int | None] = mapped_column(default=None)
    level_after: Mapped[int | None] = mapped_column(default=None)
    not_applicable_before: Mapped[str | None] = mapped_column(Text, default=None)
    not_applicable_after: Mapped[str | None] = mapped_column(Text, default=None)
    note_before: Mapped[str] = mapped_column(Text, default="")
    note_after: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[Person | None] = relationship()


class Evidence(Base):
    """Something that somebody outside the team could look at, for one item."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("no_personal_details", name="no_personal_details_confirmed"),
        Index("ix_evidence_assessment_id_item_id", "assessment_id", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"))
    item_id: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text, default="")
    shows: Mapped[str] = mapped_column(Text, default="")
    grade: Mapped[str] = mapped_column(Text)
    dated_on: Mapped[date]
    lived_experience: Mapped[bool] = mapped_column(default=False)
    no_personal_details: Mapped[bool]
    file_token: Mapped[str | None] = mapped_column(Text, unique=True, default=None)
    file_name: Mapped[str] = mapped_column(Text, default="")
    file_size: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), default=None)


class Rating(Base):
    """What one person thinks of one item, before the organisation agrees on an answer."""

    __tablename__ = "ratings"
    __table_args__ = (CheckConstraint("level >= 0", name="level_from_0"),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True)
    item_id: Mapped[str] = mapped_column(Text, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    level: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    person: Mapped[Person] = relationship()


class Result(Base):
    """What was said on a day: figures, stage and conditions with the answers they rest on. Never changed."""

    __tablename__ = "results"
    __table_args__ = (
        UniqueConstraint("assessment_id", "sequence"),
        CheckConstraint("sequence >= 1", name="sequence_from_1"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    sequence: Mapped[int]
    kept_at: Mapped[datetime]
    bank_id: Mapped[str] = mapped_column(Text)
    rules_version: Mapped[str] = mapped_column(Text)
    stage_id: Mapped[str | None] = mapped_column(Text)
    moderated: Mapped[bool] = mapped_column(default=False)
    figures: Mapped[dict[str, Any]]
    journey: Mapped[dict[str, Any]]
    inputs: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    assessment: Mapped[Assessment] = relationship()
