"""One organisation's way over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.records import scorecard_from
from assessment.domain.assessment.scorecard import Scorecard, State
from assessment.reports.results import changes_between, kept_year
from assessment.store.assessments import cycles
from assessment.store.days import day_of
from assessment.store.results import results_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation
    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.assessment.progress import Changes
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.rules import Stage


@dataclass(frozen=True, slots=True)
class YearLine:
    """One kept year of an organisation."""

    year: int
    name: str
    assessment_id: int
    bank: QuestionBank
    card: Scorecard
    basis: State
    stage: Stage | None
    last_confirmed: date
    changes: Changes | None
    earlier_bank: str | None

    @property
    def new_bank(self) -> bool:
        """Whether the kept year before was asked from another bank."""
        return self.earlier_bank is not None and self.earlier_bank != self.bank.id


@dataclass(frozen=True, slots=True)
class Progress:
    """The kept years, earliest first, and every year from the first of them to the latest, by number and name."""

    lines: tuple[YearLine, ...]
    years: tuple[tuple[int, str], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The years in between for which nothing was kept."""
        kept = {line.year for line in self.lines}
        return tuple(name for year, name in self.years if year not in kept)

    @property
    def latest(self) -> YearLine | None:
        """The latest kept year."""
        return self.lines[-1] if self.lines else None


def progress(session: Session, organisation: Organisation) -> Progress:
    """What was kept of an organisation over the years, each year against the one kept before it."""
    results = results_of(session, organisation.id)
    lines = tuple(_line(session, result, results[n - 1] if n else None) for n, result in enumerate(results))
    if not lines:
        return Progress((), ())
    known = {cycle.year: cycle.name for cycle in cycles(session)}
    span = range(lines[0].year, lines[-1].year + 1)
    return Progress(lines, tuple((year, known.get(year, str(year))) for year in span))


def _line(session: Session, result: KeptResult, earlier: KeptResult | None) -> YearLine:
    year, cycle = kept_year(session, result), result.cycle
    bank = year.bank
    return YearLine(
        year=cycle.year,
        name=cycle.name,
        assessment_id=result.assessment_id,
        bank=bank,
        card=scorecard_from(result.figures),
        basis=State.MODERATED if result.moderated else State.SUPPORTED,
        stage=bank.stages[bank.stage_position(result.stage_id)] if result.stage_id else None,
        last_confirmed=day_of(session, result.kept_at),
        changes=changes_between(session, earlier, bank, year) if earlier else None,
        earlier_bank=earlier.bank_id if earlier else None,
    )
