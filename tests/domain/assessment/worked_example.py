"""The worked example: 55 items of a fictional trust, whose result was worked out by hand.

Each line: item, flags (C core, G gate, L lived experience, W staff wellbeing), lenses, claimed level, best
evidence and, where the moderator differs from what the evidence supports, the moderated level.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import Answer
from assessment.domain.bank.rules import ConditionKind as Kind
from tests.factories import bank, item, stage

if TYPE_CHECKING:
    from assessment.domain.bank.question_bank import Item, QuestionBank

LINES = """
RL-GOV-1  CG   TRU         4 E2
RL-GOV-2  -    TRU+CLB     2 E1
RL-POL-1  CG   TRU         3 E2
RL-ENV-1  -    SAF         2 E1
RL-INV-1  L    EMP+CUL     3 E2
RL-COL-1  -    CLB         3 E2
RL-SUP-1  -    CUL         3 E2
RL-WFD-1  CG   SAF+TRU     4 E3
RL-WFD-2  -    TRU         3 E2
RL-WFD-3  CGW  SAF         3 E2
RL-MON-1  CG   TRU         2 E1
RL-FIN-1  C    TRU         2 E1
RL-EVA-1  -    TRU         2 E2
RC-GOV-1  -    SAF+TRU     2 E0
RC-POL-1  -    SAF+CUL     2 E1
RC-ENV-1  CL   SAF         3 E2
RC-INV-1  CL   EMP+SAF     2 E0
RC-COL-1  -    TRU+CLB     2 E2
RC-SUP-1  CG   SAF+EMP     2 E1
RC-SUP-2  CL   CUL         2 E1
RC-WFD-1  CG   SAF+EMP     2 E1
RC-WFD-2  W    SAF         3 E2
RC-WFD-3  -    TRU+CLB     2 E1
RC-MON-1  -    CUL         2 E1
RC-FIN-1  -    TRU         2 E1
RC-EVA-1  C    SAF+TRU     1 E1
RP-GOV-1  CGL  CLB+TRU     3 E2 2
RP-GOV-2  W    TRU+CLB     3 E2
RP-POL-1  CG   SAF+EMP     3 E1
RP-POL-2  W    TRU+SAF     2 E1
RP-ENV-1  L    SAF         3 E2
RP-INV-1  CGL  EMP+CLB     2 E1
RP-INV-2  L    PEE         2 E1
RP-COL-1  C    CLB+SAF     2 E1
RP-COL-2  -    CLB         3 E1
RP-SUP-1  CGL  EMP+TRU     3 E3
RP-SUP-2  L    TRU         3 E2
RP-WFD-1  CGW  SAF+PEE     3 E2
RP-WFD-2  W    SAF+PEE     3 E2
RP-MON-1  -    TRU         2 E2
RP-FIN-1  -    TRU+CLB     - -
RP-EVA-1  L    TRU         1 E0
RR-GOV-1  -    SAF         3 E1
RR-POL-1  CG   SAF+EMP     3 E2 2
RR-ENV-1  L    SAF+EMP     2 E1
RR-INV-1  CGL  TRU+EMP     0 E1
RR-COL-1  -    CLB+TRU     2 E1
RR-SUP-1  L    SAF+TRU     2 E1
RR-SUP-2  L    TRU+CUL     2 E1
RR-WFD-1  CGW  SAF         3 E1
RR-WFD-2  -    TRU         3 E2
RR-MON-1  CG   SAF+CUL     2 E1
RR-MON-2  CGLW TRU+EMP     2 E1
RR-FIN-1  -    TRU         3 E1
RR-EVA-1  CG   TRU         2 E2
"""


def _item(line: str) -> Item:
    name, flags, lenses, *_ = line.split()
    return item(
        name,
        gate="G" in flags,
        core="C" in flags,
        lived_experience="L" in flags,
        lenses=(*lenses.split("+"), *(["W"] if "W" in flags else [])),
    )


def _answer(line: str) -> Answer:
    _, _, _, level, evidence, *moderated = line.split()
    if level == "-":
        return Answer(not_applicable="we do not commission")
    return Answer(int(level), evidence, lived_experience=True, moderated=int(moderated[0]) if moderated else None)


ITEMS = tuple(_item(line) for line in LINES.split("\n") if line)
ANSWERS = {line.split()[0]: _answer(line) for line in LINES.split("\n") if line}


def gates(needs: int, *names: str) -> list[tuple[Kind, int, str]]:
    return [(Kind.GATE, needs, name) for name in names]


def example() -> QuestionBank:
    """The bank of the example with the stages of docs/scoring.md."""
    plain = bank(*ITEMS)
    dimensions, domains = [one.id for one in plain.dimensions], [one.id for one in plain.domains]
    return replace(
        plain,
        stages=(
            stage("ready"),
            stage("aware", (Kind.DIMENSION, 25, "RL"), *gates(1, "RL-GOV-1", "RL-POL-1", "RL-WFD-1", "RL-MON-1")),
            stage(
                "sensitive",
                (Kind.OVERALL, 35, None),
                (Kind.DIMENSION, 50, "RL"),
                (Kind.DIMENSION, 30, "RC"),
                *[(Kind.DIMENSION, 20, one) for one in dimensions],
                *gates(2, "RL-GOV-1", "RL-POL-1", "RL-WFD-1", "RL-MON-1", "RP-GOV-1"),
                *gates(1, "RL-WFD-3"),
            ),
            stage(
                "responsive",
                (Kind.OVERALL, 55, None),
                *[(Kind.DIMENSION, 45, one) for one in dimensions],
                *[(Kind.DOMAIN, 25, one) for one in domains],
                *gates(3, "RL-GOV-1", "RL-WFD-1", "RP-GOV-1", "RP-POL-1"),
                *gates(2, "RC-SUP-1", "RC-WFD-1", "RP-INV-1", "RP-WFD-1", "RR-POL-1", "RR-MON-1"),
                (Kind.EVIDENCE_CONFIDENCE, 50, None),
                (Kind.PULSE_AGE, 12, None),
                (Kind.MODERATED, True, None),
            ),
        ),
    )
