"""The shape of a bank file: which keys it may have and what stands under them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
Percent = Annotated[float, Field(ge=0, le=100)]


class Shape(BaseModel):
    """What all parts share: unknown keys are refused, and text is not taken for a number."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LevelShape(Shape):
    """One level of the scale."""

    name: Words
    meaning: Words | None = None
    spread: Words | None = None


class ScaleShape(Shape):
    """The scale."""

    levels: Annotated[list[LevelShape], Field(min_length=2, max_length=7)]


class GradeShape(Shape):
    """One grade of evidence."""

    id: Id
    name: Words
    meaning: Words
    cap: Annotated[int, Field(ge=0)]
    confirms: bool = False
    months: Annotated[int, Field(ge=1)] | None = None
    strict_months: Annotated[int, Field(ge=1)] | None = None
    strict_from_level: Annotated[int, Field(ge=0)] | None = None


class EvidenceShape(Shape):
    """The rules of evidence."""

    grades: Annotated[list[GradeShape], Field(min_length=1)]
    pieces_per_item: Annotated[int, Field(ge=1, le=20)] = 3
    lived_experience_cap: Annotated[int, Field(ge=0)] | None = None
    confidence_from_level: Annotated[int, Field(ge=0)] = 0


class NotApplicableShape(Shape):
    """How far items may be not applicable."""

    share: Percent = 100.0


class ChangeShape(Shape):
    """Below what a move is called little change."""

    little: Percent = 5.0
    little_for_few_items: Percent = 10.0
    few_items: Annotated[int, Field(ge=0)] = 4


class GroupShape(Shape):
    """A dimension, a domain or a lens."""

    id: Id
    name: Words
    summary: Words | None = None


class ConditionShape(Shape):
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


class StageShape(Shape):
    """One stage of the journey."""

    id: Id
    name: Words
    summary: Words | None = None
    conditions: list[ConditionShape] = []


class SourceShape(Shape):
    """A publication that items trace to."""

    id: Id
    title: Words
    link: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None


class ReplacedShape(Shape):
    """An item of the version before that an item takes the place of."""

    item: Id
    meaning: Literal["same", "changed"]
    why: Words | None = None


class RetiredShape(Shape):
    """An item of the version before that is asked no longer."""

    id: Id
    why: Words | None = None


class PredecessorShape(Shape):
    """The version before, and what its levels are worth on this scale."""

    bank: Id
    levels: list[Annotated[int, Field(ge=0)]] | None = None


class TermShape(Shape):
    """A word of the field."""

    term: Words
    meaning: Words
    also: list[Words] = []


class ItemShape(Shape):
    """One item."""

    id: Id
    dimension: Id
    domain: Id | None = None
    title: Annotated[Words, StringConstraints(max_length=120)]
    question: Words
    why: Words | None = None
    levels: list[Words]
    evidence_prompts: list[Words] = []
    tipping_point: Words | None = None
    core: bool = False
    gate: bool = False
    lived_experience: bool = False
    not_applicable: Literal["allowed", "forbidden", "no_public_contact"] | None = None
    lenses: list[Id] = []
    sources: list[Id] = []
    replaces: list[ReplacedShape] = []


class BankShape(Shape):
    """A whole bank file."""

    format: Literal[1]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
    title: Words
    version: Words
    status: Literal["draft", "published"]
    rules_version: Words
    licence: Words | None = None
    about: Words | None = None
    stage_note: Words | None = None
    people_word: Annotated[Words, StringConstraints(max_length=60)] | None = None
    replaces: PredecessorShape | None = None
    retired: list[RetiredShape] = []
    change_log: list[Words] = []
    scale: ScaleShape
    evidence: EvidenceShape
    not_applicable: NotApplicableShape = NotApplicableShape()
    change: ChangeShape = ChangeShape()
    dimensions: Annotated[list[GroupShape], Field(min_length=1, max_length=40)]
    domains: Annotated[list[GroupShape], Field(max_length=40)] = []
    lenses: Annotated[list[GroupShape], Field(max_length=40)] = []
    stages: Annotated[list[StageShape], Field(max_length=12)] = []
    sources: list[SourceShape] = []
    glossary: list[TermShape] = []
    items: Annotated[list[ItemShape], Field(min_length=1, max_length=1000)]


SHAPES: dict[tuple[str, ...], type[Shape]] = {
    (): BankShape,
    ("scale",): ScaleShape,
    ("scale", "levels"): LevelShape,
    ("evidence",): EvidenceShape,
    ("evidence", "grades"): GradeShape,
    ("not_applicable",): NotApplicableShape,
    ("change",): ChangeShape,
    ("dimensions",): GroupShape,
    ("domains",): GroupShape,
    ("lenses",): GroupShape,
    ("stages",): StageShape,
    ("stages", "conditions"): ConditionShape,
    ("sources",): SourceShape,
    ("items",): ItemShape,
    ("items", "replaces"): ReplacedShape,
    ("replaces",): PredecessorShape,
    ("retired",): RetiredShape,
    ("glossary",): TermShape,
}
