"""The items in a bank file, the groups they belong to, and what they replace in the previous version."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assessment.banks.schema.base import LINK, Id, Schema, Words


class GroupSchema(Schema):
    """A dimension, a domain or a lens."""

    id: Id
    name: Words
    summary: Words | None = None


class SourceSchema(Schema):
    """A publication on which items are based."""

    id: Id
    title: Words
    link: Annotated[str, StringConstraints(pattern=LINK)] | None = None


class TermSchema(Schema):
    """A technical term."""

    term: Words
    meaning: Words
    also: list[Words] = []


class ReplacedSchema(Schema):
    """An item of the previous version that an item replaces."""

    item: Id
    meaning: Literal["same", "changed"]
    why: Words | None = None


class RetiredSchema(Schema):
    """An item of the previous version that is no longer asked."""

    id: Id
    why: Words | None = None


class PredecessorSchema(Schema):
    """The previous version, and the level on this scale that each of its levels equals."""

    bank: Id
    levels: list[Annotated[int, Field(ge=0)]] | None = None


class ItemSchema(Schema):
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
    replaces: list[ReplacedSchema] = []
