"""Everything that a result says in sentences: on its page, on the one to sign, and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.bank.question_bank import Axis
from assessment.figures import changes, stage
from assessment.figures.result_findings import Ends, ends, titles
from assessment.figures.sureness import Sure, how_sure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.assessment.progress import ItemChange
    from assessment.reports.results import ResultPage
    from assessment.reports.standouts import Standout


@dataclass(frozen=True, slots=True)
class Step:
    """A next step: the question, the level it has, and why it is worth taking."""

    at: Standout
    level: str
    because: str


@dataclass(frozen=True, slots=True)
class ResultWords:
    """The sentences of a result; `moves` are the answers that moved, those that rose first.

    `ends` are the lowest and the highest figure by dimension, each with its names.
    """

    state: str
    state_means: str
    why: str
    needed: str
    steps: tuple[Step, ...]
    since: str
    moved: str
    compared: str
    moves: Sequence[ItemChange]
    sure: Sure
    titles: Mapping[Axis, tuple[str, str]]
    ends: Ends | None


def words_of_result(page: ResultPage) -> ResultWords:
    """What is said of a result."""
    known = page.line.changes
    return ResultWords(
        state=stage.state_of(page),
        state_means=stage.what_state_means(page),
        why=stage.why(page),
        needed=stage.needed(page),
        steps=tuple(
            Step(one, stage.level_words(one, page.bank, page.basis), stage.because(one, page.bank))
            for one in page.next_steps
        ),
        since=changes.since(page.line) if page.line.earlier_year else "",
        moved=changes.moved(page.line),
        compared=changes.compared(page.line),
        moves=[*changes.risen(known), *changes.lowered(known)] if known and known.overall else [],
        sure=how_sure(page),
        titles=titles(page),
        ends=ends(page.bank, page.card.state(page.basis), Axis.DIMENSION),
    )
