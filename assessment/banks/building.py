"""Make a question bank from a file that has been checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.bank.lineage import Meaning, Predecessor, Replaced, Retired
from assessment.domain.bank.question_bank import Dimension, Domain, Item, Lens, Level, QuestionBank
from assessment.domain.bank.references import Source, Term
from assessment.domain.bank.rules import (
    ChangeRules,
    ConditionKind,
    EvidenceGrade,
    EvidenceRules,
    NotApplicable,
    Requirement,
    Stage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.banks.schema.bank import BankSchema
    from assessment.banks.schema.items import ItemSchema
    from assessment.banks.schema.rules import ConditionSchema, EvidenceSchema, StageSchema


def build(bank: BankSchema) -> QuestionBank:
    """The question bank that a checked file describes."""
    return QuestionBank(
        id=bank.id,
        title=bank.title,
        version=bank.version,
        rules_version=bank.rules_version,
        status=bank.status,
        about=bank.about or "",
        licence=bank.licence or "",
        stage_note=bank.stage_note or "",
        levels=tuple(Level(one.name, one.meaning or "", one.spread or "") for one in bank.scale.levels),
        evidence=_evidence(bank.evidence),
        dimensions=tuple(Dimension(one.id, one.name, one.summary or "") for one in bank.dimensions),
        domains=tuple(Domain(one.id, one.name, one.summary or "") for one in bank.domains),
        lenses=tuple(Lens(one.id, one.name, one.summary or "") for one in bank.lenses),
        items=tuple(_item(one) for one in bank.items),
        stages=tuple(_stage(bank, one) for one in bank.stages),
        not_applicable_share=bank.not_applicable.share,
        change=ChangeRules(bank.change.little, bank.change.little_for_few_items, bank.change.few_items),
        sources=tuple(Source(one.id, one.title, one.link or "") for one in bank.sources),
        people_word=bank.people_word or "",
        replaces=_predecessor(bank),
        retired=tuple(Retired(one.id, one.why or "") for one in bank.retired),
        change_log=tuple(bank.change_log),
        glossary=tuple(Term(one.term, one.meaning, tuple(one.also)) for one in bank.glossary),
    )


def _predecessor(bank: BankSchema) -> Predecessor | None:
    if bank.replaces is None:
        return None
    levels = bank.replaces.levels
    return Predecessor(bank.replaces.bank, None if levels is None else tuple(levels))


def _evidence(rules: EvidenceSchema) -> EvidenceRules:
    return EvidenceRules(
        grades=tuple(EvidenceGrade(**grade.model_dump()) for grade in rules.grades),
        pieces_per_item=rules.pieces_per_item,
        lived_experience_cap=rules.lived_experience_cap,
        confidence_from_level=rules.confidence_from_level,
    )


def _stage(bank: BankSchema, stage: StageSchema) -> Stage:
    requirements = tuple(one for condition in stage.conditions for one in _requirements(bank, condition))
    return Stage(stage.id, stage.name, stage.summary or "", requirements)


def _item(item: ItemSchema) -> Item:
    by_default = NotApplicable.FORBIDDEN if item.gate else NotApplicable.ALLOWED
    return Item(
        id=item.id,
        dimension=item.dimension,
        domain=item.domain,
        title=item.title,
        question=item.question,
        why=item.why or "",
        levels=tuple(item.levels),
        evidence_prompts=tuple(item.evidence_prompts),
        tipping_point=item.tipping_point or "",
        core=item.core,
        gate=item.gate,
        lived_experience=item.lived_experience,
        not_applicable=NotApplicable(item.not_applicable) if item.not_applicable else by_default,
        lenses=tuple(item.lenses),
        sources=tuple(item.sources),
        replaces=tuple(Replaced(one.item, Meaning(one.meaning), one.why or "") for one in item.replaces),
    )


def _requirements(bank: BankSchema, condition: ConditionSchema) -> Iterator[Requirement]:
    needs = condition.needs
    if condition.kind == "every_dimension":
        yield from (Requirement(ConditionKind.DIMENSION, needs, one.id) for one in bank.dimensions)
    elif condition.kind == "every_domain":
        yield from (Requirement(ConditionKind.DOMAIN, needs, one.id) for one in bank.domains)
    elif condition.kind == "gates":
        every = condition.subjects == "all"
        wanted = [one.id for one in bank.items if one.gate] if every else list(condition.subjects or ())
        yield from (Requirement(ConditionKind.GATE, needs, one) for one in wanted)
    else:
        yield Requirement(ConditionKind(condition.kind), needs, condition.subject)
