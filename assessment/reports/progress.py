"""One organisation's way over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.reports.years import YearLine, kept_years
from assessment.store.assessments import cycles

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation


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
    lines = kept_years(session, organisation.id)
    if not lines:
        return Progress((), ())
    known = {cycle.year: cycle.name for cycle in cycles(session)}
    span = range(lines[0].year, lines[-1].year + 1)
    return Progress(lines, tuple((year, known.get(year, str(year))) for year in span))
