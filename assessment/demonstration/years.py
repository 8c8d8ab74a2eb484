"""Make up one organisation's answers of one year, believable and the same every time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from assessment.demonstration.words import LIVED_TITLES, NOTES, REASONS, SHOWS
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.rules import NotApplicable
from assessment.store import models
from assessment.store.days import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sqlalchemy.orm import Session

    from assessment.demonstration.area import Sketch
    from assessment.domain.bank.question_bank import Item, QuestionBank

HALF_WAY = 0.55


@dataclass(frozen=True, slots=True)
class Temper:
    """What stays the same about an organisation over the years: where it is strong, and what it finds hard."""

    dimensions: dict[str, float]
    items: dict[str, float]
    not_applicable: frozenset[str]


def temper(banks: Sequence[QuestionBank], sketch: Sketch, random: Random) -> Temper:
    """An organisation's lasting strengths and difficulties, whatever the version of the bank."""
    items = {item.id: item for bank in banks for item in bank.items}
    optional = [item.id for item in items.values() if item.not_applicable is NotApplicable.ALLOWED and not item.core]
    small = sketch.size.value in {"under-10", "10-49"}
    return Temper(
        dimensions={one.id: random.gauss(0.45 - 0.15 * n, 0.2) for n, one in enumerate(banks[0].dimensions)},
        items={item.id: random.gauss(0.45 if item.gate else 0, 0.4) for item in items.values()},
        not_applicable=frozenset(random.sample(optional, min(len(optional), 2 if small else 0))),
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """Whoever fills in one assessment of one organisation, at one time."""

    session: Session
    bank: QuestionBank
    sketch: Sketch
    temper: Temper
    random: Random
    person_id: int | None
    extension: tuple[Item, ...] = ()

    def fill(self, assessment: models.Assessment, *, years_in: int, at: datetime, share: float = 1.0) -> None:
        """Answer a share of the items, with notes and evidence."""
        for number, item in enumerate(self.bank.items):
            if number >= share * len(self.bank.items):
                break
            self._answer(assessment, item, years_in=years_in, at=at + timedelta(minutes=7 * number))
        if share == 1.0 and self.sketch.candour > HALF_WAY:
            for number, item in enumerate(self.extension):
                self._answer(assessment, item, years_in=years_in, at=at + timedelta(days=1, minutes=7 * number))

    def _answer(self, assessment: models.Assessment, item: Item, *, years_in: int, at: datetime) -> None:
        if item.id in self.temper.not_applicable:
            reason = REASONS[len(item.id + self.sketch.reference) % len(REASONS)]
            self._save(assessment, item, None, reason, "", at)
            return
        level = self._level(item, years_in)
        chosen = NOTES[round(level / self.bank.top_level * (len(NOTES) - 1))]
        self._save(assessment, item, level, None, self.random.choice(chosen) if self.random.random() < 0.6 else "", at)
        self._show(assessment, item, level, at)

    def _level(self, item: Item, years_in: int) -> int:
        maturity = self.sketch.start + self.sketch.pace * years_in + self.temper.dimensions[item.dimension]
        wanted = (maturity + self.temper.items.get(item.id, 0.0) + self.random.gauss(0, 0.25)) * self.bank.top_level / 4
        return max(0, min(self.bank.top_level, round(wanted)))

    def _save(  # noqa: PLR0913, PLR0917 - the parts of one answer
        self, assessment: models.Assessment, item: Item, level: int | None, reason: str | None, note: str, at: datetime
    ) -> None:
        self.session.add(
            models.Answer(
                assessment_id=assessment.id,
                item_id=item.id,
                level=level,
                not_applicable=reason,
                note=note,
                moderated_level=self._moderated(assessment, level),
                saved_at=at,
                saved_by_id=self.person_id,
            )
        )
        self.session.add(
            models.AnswerChange(
                assessment_id=assessment.id,
                item_id=item.id,
                person_id=self.person_id,
                at=at,
                level_after=level,
                not_applicable_after=reason,
                note_after=note,
            )
        )

    def _moderated(self, assessment: models.Assessment, level: int | None) -> int | None:
        if not assessment.moderated or not level or self.random.random() > 0.07:
            return None
        return level - 1

    def _show(self, assessment: models.Assessment, item: Item, level: int, at: datetime) -> None:
        grades = self.bank.evidence.grades
        needed = next((n for n, grade in enumerate(grades) if grade.cap >= level), len(grades) - 1)
        if level == 0 or self.random.random() > 0.55 + 0.45 * self._care(item):
            return
        reached = needed if self.random.random() < 0.35 + 0.65 * self._care(item) else max(0, needed - 1)
        if reached == 0:
            return
        lived = item.lived_experience and self.random.random() < 0.7
        old = self.random.random() < 0.05
        self.session.add(
            models.Evidence(
                assessment_id=assessment.id,
                item_id=item.id,
                title=self.random.choice(LIVED_TITLES) if lived else self._title(item),
                link=f"https://files.{self.sketch.reference}.example/{item.id.lower()}",
                shows=self.random.choice(SHOWS),
                grade=grades[reached].id,
                dated_on=day_of(self.session, at)
                - timedelta(days=self.random.randrange(800, 1200) if old else self.random.randrange(10, 320)),
                lived_experience=lived,
                no_personal_details=True,
                added_at=at,
                added_by_id=self.person_id,
            )
        )

    def _care(self, item: Item) -> float:
        """How well evidence keeps up; people take more care over the items that a stage asks for."""
        return min(1.0, self.sketch.candour + (0.25 if item.gate else 0.0))

    def _title(self, item: Item) -> str:
        prompts = item.evidence_prompts or (item.title,)
        return self.random.choice(prompts).rstrip(".")[:120]


def finish(assessment: models.Assessment, state: AssessmentState, *, at: datetime, by: int | None) -> None:
    """Bring an assessment to a state, as if somebody had pressed the buttons at that time."""
    assessment.state = state
    assessment.submitted_at, assessment.submitted_by_id = at - timedelta(days=6), by
    if state is AssessmentState.SIGNED_OFF:
        assessment.signed_off_at, assessment.signed_off_by_id = at, by


def survey(assessment: models.Assessment, bank: QuestionBank, sketch: Sketch, random: Random, *, on: date) -> None:
    """Record a staff survey, as most of the larger organisations hold one."""
    if random.random() > 0.9:
        return
    middle = 42 + 9 * sketch.start + random.gauss(8, 5)
    assessment.pulse_held_on = on - timedelta(days=random.randrange(20, 200))
    assessment.pulse_favourable = {
        one.id: float(round(max(20, min(92, middle + random.gauss(0, 5))))) for one in bank.dimensions
    }
