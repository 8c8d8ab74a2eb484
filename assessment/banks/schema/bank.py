"""A whole bank file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assessment.banks.schema.base import BANK_ID, Schema, Words
from assessment.banks.schema.items import (
    GroupSchema,
    ItemSchema,
    PredecessorSchema,
    ReplacedSchema,
    RetiredSchema,
    SourceSchema,
    TermSchema,
)
from assessment.banks.schema.rules import (
    ChangeSchema,
    ConditionSchema,
    EvidenceSchema,
    GradeSchema,
    LevelSchema,
    NotApplicableSchema,
    ScaleSchema,
    StageSchema,
)


class BankSchema(Schema):
    """A whole bank file."""

    format: Literal[1]
    id: Annotated[str, StringConstraints(pattern=BANK_ID)]
    title: Words
    version: Words
    status: Literal["draft", "published"]
    rules_version: Words
    licence: Words | None = None
    about: Words | None = None
    stage_note: Words | None = None
    people_word: Annotated[Words, StringConstraints(max_length=60)] | None = None
    replaces: PredecessorSchema | None = None
    retired: list[RetiredSchema] = []
    change_log: list[Words] = []
    scale: ScaleSchema
    evidence: EvidenceSchema
    not_applicable: NotApplicableSchema = NotApplicableSchema()
    change: ChangeSchema = ChangeSchema()
    dimensions: Annotated[list[GroupSchema], Field(min_length=1, max_length=40)]
    domains: Annotated[list[GroupSchema], Field(max_length=40)] = []
    lenses: Annotated[list[GroupSchema], Field(max_length=40)] = []
    stages: Annotated[list[StageSchema], Field(max_length=12)] = []
    sources: list[SourceSchema] = []
    glossary: list[TermSchema] = []
    items: Annotated[list[ItemSchema], Field(min_length=1, max_length=1000)]


# The schema of every group of keys, by the names of the keys that lead to it.
SCHEMAS: dict[tuple[str, ...], type[Schema]] = {
    (): BankSchema,
    ("scale",): ScaleSchema,
    ("scale", "levels"): LevelSchema,
    ("evidence",): EvidenceSchema,
    ("evidence", "grades"): GradeSchema,
    ("not_applicable",): NotApplicableSchema,
    ("change",): ChangeSchema,
    ("dimensions",): GroupSchema,
    ("domains",): GroupSchema,
    ("lenses",): GroupSchema,
    ("stages",): StageSchema,
    ("stages", "conditions"): ConditionSchema,
    ("sources",): SourceSchema,
    ("items",): ItemSchema,
    ("items", "replaces"): ReplacedSchema,
    ("replaces",): PredecessorSchema,
    ("retired",): RetiredSchema,
    ("glossary",): TermSchema,
}
