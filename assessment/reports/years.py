"""One reading of a year, kept or in the making, and of what moved since.

Every page, export and sign-off takes its figures from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.progress import Year
from assessment.domain.assessment.records import conditions_from, result_record, scorecard_from
from assessment.domain.assessment.scorecard import State, basis_of
from assessment.store.answers import answers_on
from assessment.store.banks import selected
from assessment.store.kept_years import changes_since, kept_year
from assessment.store.results import context_of, results_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.conditions import Condition
    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.assessment.progress import Changes
    from assessment.domain.assessment.records import Record
    from assessment.domain.assessment.scorecard import Scorecard
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.rules import Stage


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of an organisation, against the one kept before it; `kept` is None while it is in the making.

    The bank is in its own words and in the length that was asked; a sector's words never get in here.
    """

    cycle: Cycle
    assessment_id: int
    bank: QuestionBank
    answers: Mapping[str, Answer]
    card: Scorecard
    basis: State
    stage: Stage | None
    conditions: tuple[Condition, ...]
    kept: KeptResult | None
    earlier: KeptResult | None
    changes: Changes | None

    @property
    def year(self) -> int:
        """The calendar year in which it began."""
        return self.cycle.year

    @property
    def name(self) -> str:
        """The year as people call it."""
        return self.cycle.name

    @property
    def earlier_year(self) -> str | None:
        """The name of the kept year before, None where there is none."""
        return self.earlier.cycle.name if self.earlier else None

    @property
    def earlier_bank(self) -> str | None:
        """The bank of the kept year before."""
        return self.earlier.bank_id if self.earlier else None

    @property
    def new_bank(self) -> bool:
        """Whether the kept year before was asked from another bank."""
        return self.earlier is not None and self.earlier.bank_id != self.bank.id


def kept_years(
    session: Session, organisation_id: int, *, until_year: int | None = None, kept_by: datetime | None = None
) -> tuple[YearLine, ...]:
    """The kept years of an organisation, earliest first; as they had been kept by a moment, if one is given."""
    results = results_of(session, organisation_id, until_year=until_year, kept_by=kept_by)
    return tuple(_kept(session, one, results[n - 1] if n else None) for n, one in enumerate(results))


def year_of(session: Session, assessment: Assessment, *, on: date) -> YearLine:
    """The year of an assessment: as it was kept if it is signed off, else as its answers stand on a day."""
    history = results_of(session, assessment.organisation_id, until_year=assessment.cycle.year)
    kept = [one for one in history if one.assessment_id == assessment.id]
    earlier = _last([one for one in history if one.assessment_id != assessment.id])
    return _kept(session, kept[0], earlier) if kept else _in_the_making(session, assessment, earlier, on=on)


def _last(results: Sequence[KeptResult]) -> KeptResult | None:
    return results[-1] if results else None


def _kept(session: Session, result: KeptResult, earlier: KeptResult | None) -> YearLine:
    year = kept_year(session, result)
    return _line(session, year, result.figures | result.journey, (result.cycle, result.assessment_id), result, earlier)


def _in_the_making(session: Session, assessment: Assessment, earlier: KeptResult | None, *, on: date) -> YearLine:
    bank = selected(session, assessment)
    answers = answers_on(session, assessment.id, bank, on=on)
    record = result_record(bank, answers, context_of(session, assessment, bank, on=on))
    year = Year(bank, answers, moderated=assessment.moderated)
    return _line(session, year, record, (assessment.cycle, assessment.id), None, earlier)


def _line(  # noqa: PLR0913, PLR0917 - everything that is known of one year
    session: Session,
    year: Year,
    record: Record,
    whose: tuple[Cycle, int],
    kept: KeptResult | None,
    earlier: KeptResult | None,
) -> YearLine:
    bank, stage = year.bank, record["stage"]
    return YearLine(
        cycle=whose[0],
        assessment_id=whose[1],
        bank=bank,
        answers=year.answers,
        card=scorecard_from(record),
        basis=basis_of(moderated=year.moderated),
        stage=stage and bank.stage(stage["id"]),
        conditions=conditions_from(record),
        kept=kept,
        earlier=earlier,
        changes=changes_since(session, earlier, year) if earlier else None,
    )
