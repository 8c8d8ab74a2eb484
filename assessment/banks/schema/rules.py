"""The rules in a bank file: its scale, what evidence carries, and its stages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assessment.banks.schema.base import Id, Percent, Schema, Words


class LevelSchema(Schema):
    """One level of the scale."""

    name: Words
    meaning: Words | None = None
    spread: Words | None = None


class ScaleSchema(Schema):
    """The scale."""

    levels: Annotated[list[LevelSchema], Field(min_length=2, max_length=7)]


class GradeSchema(Schema):
    """One grade of evidence."""

    id: Id
    name: Words
    meaning: Words
    cap: Annotated[int, Field(ge=0)]
    confirms: bool = False
    months: Annotated[int, Field(ge=1)] | None = None
    strict_months: Annotated[int, Field(ge=1)] | None = None
    strict_from_level: Annotated[int, Field(ge=0)] | None = None


class EvidenceSchema(Schema):
    """The rules of evidence."""

    grades: Annotated[list[GradeSchema], Field(min_length=1)]
    pieces_per_item: Annotated[int, Field(ge=1, le=20)] = 3
    lived_experience_cap: Annotated[int, Field(ge=0)] | None = None
    confidence_from_level: Annotated[int, Field(ge=0)] = 0


class NotApplicableSchema(Schema):
    """The share of items that may be marked as not applicable."""

    share: Percent = 100.0


class ChangeSchema(Schema):
    """How small a change between two years has to be to count as little change."""

    little: Percent = 5.0
    little_for_few_items: Percent = 10.0
    few_items: Annotated[int, Field(ge=0)] = 4


class ConditionSchema(Schema):
    """One condition of a stage; `every_dimension`, `every_domain` and `gates` stand for several."""

    kind: Literal[
        "overall",
        "dimension",
        "every_dimension",
        "domain",
        "every_domain",
        "gate",
        "gates",
        "evidence_confidence",
        "moderated",
        "pulse_age",
        "pulse_favourable",
        "pulse_gap",
        "earlier_stage",
        "full_assessment",
    ]
    needs: bool | float | str
    subject: Id | None = None
    subjects: Literal["all"] | list[Id] | None = None


class StageSchema(Schema):
    """One stage of the journey."""

    id: Id
    name: Words
    summary: Words | None = None
    conditions: list[ConditionSchema] = []
