"""Random areas over several years, with everything that happens between two publications."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from assessment.commands import consent
from assessment.commands import organisations as commands
from assessment.commands.publication import publish
from assessment.domain.area.consent import Standing
from assessment.domain.area.publication import Disclosure
from assessment.domain.area.sectors import Sector, SizeBand
from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.assessment.records import answer_record, context_record, kept_record
from assessment.domain.bank.rules import ConditionKind, Selection
from assessment.domain.errors import NotAllowedHere
from assessment.store import models
from tests import factories as make

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from sqlalchemy.orm import Session

    from assessment.domain.bank.question_bank import QuestionBank

BANK = "test"
DIMENSIONS = ("RL", "RC", "RP")
FIRST_YEAR = 2026


@cache
def bank() -> QuestionBank:
    """Three dimensions and two domains; a third of the questions are left out of the short form."""
    items = [
        make.item(f"{dimension}-{domain}-{number}", core=number < 3)
        for dimension in DIMENSIONS
        for domain, number in (("GOV", 1), ("GOV", 2), ("OPS", 1), ("OPS", 3), ("GOV", 3))
    ]
    scores = [(ConditionKind.OVERALL, needs, None) for needs in (0, 25, 45, 65)]
    stages = tuple(
        make.stage(name, one) for name, one in zip(("first", "second", "third", "fourth"), scores, strict=True)
    )
    return make.bank(*items, stages=stages)


@dataclass
class Place:
    """An organisation as everybody around it knows it, and how good it really is."""

    row: models.Organisation
    level: float
    core: bool
    assessments: dict[int, models.Assessment] = field(default_factory=dict)


@dataclass
class Area:
    """A random area; everything that happens in it comes from its random numbers."""

    session: Session
    random: Random
    threshold: int = 5
    places: list[Place] = field(default_factory=list)
    partnerships: list[models.Partnership] = field(default_factory=list)
    cycles: list[models.Cycle] = field(default_factory=list)
    moment: datetime = datetime(FIRST_YEAR, 9, 1, 12, tzinfo=UTC)
    sequence: int = 0

    @property
    def today(self) -> date:
        return self.moment.date()

    def pass_a_day(self) -> None:
        self.moment += timedelta(days=1)

    def found(self, size: int) -> None:
        """Organisations of few sectors and sizes, as areas are, some of them in partnerships, some with a name."""
        for number in range(self.random.randint(1, 3)):
            reference = f"partnership-{number}"
            made = commands.add_partnership(self.session, reference=reference, name=reference, at=self.moment)
            self.partnerships.append(made)
        self.named = self.random.choice([0.1, 0.3, 0.6])
        for _ in range(size):
            self.join()

    def join(self) -> None:
        choose = self.random.choice
        number = len(self.places)
        profile = commands.Profile(
            f"place-{number}", f"Place {number}", choose(list(Sector)[:4]), choose(list(SizeBand)[:3])
        )
        row = commands.add_organisation(self.session, profile, at=self.moment)
        self.session.flush()
        self.places.append(Place(row, self.random.uniform(0.3, 3.7), self.random.random() < 0.15))
        share = [one for one in self.partnerships if self.random.random() < 0.4]
        commands.set_partnerships(self.session, row, share, at=self.moment)
        if self.random.random() < self.named:
            self.decide(row, Standing.NAMED)
        elif self.random.random() < 0.1:
            self.decide(row, Standing.NOT_SHOWN)
        for partnership in share:
            if self.random.random() < 0.3:
                self.decide(row, choose(list(Standing)), partnership.id)

    def decide(self, row: models.Organisation, standing: Standing, partnership: int | None = None) -> None:
        word = consent.Consent(standing, self.today, "The board", partnership_id=partnership)
        consent.decide(self.session, row, word, by=None, at=self.moment)
        self.session.flush()

    def begin(self) -> models.Cycle:
        """Another year, for which most have kept a result."""
        year = FIRST_YEAR + len(self.cycles)
        self.moment = max(self.moment, datetime(year, 9, 1, 12, tzinfo=UTC))
        cycle = make.cycle(self.session, year, BANK)
        self.cycles.append(cycle)
        for place in self.places:
            if self.random.random() < 0.85:
                self.keep(place, cycle)
        return cycle

    def keep(self, place: Place, cycle: models.Cycle) -> None:
        """Keep a result of a year, the first one or a later one."""
        made = place.assessments.get(cycle.id)
        if made is None:
            made = make.assessment(self.session, place.row, cycle, AssessmentState.SIGNED_OFF)
            made.selection = Selection.CORE if place.core else Selection.FULL
            place.assessments[cycle.id] = made
        place.level = min(4.0, max(0.0, place.level + self.random.gauss(0.1, 0.4)))
        asked = bank().core() if place.core else bank()
        answers = {item.id: self._answer(place.level) for item in asked.items}
        moderated = self.random.random() < 0.3
        written = kept_record(asked, answers, Context(moderated=moderated))
        self.sequence += 1
        self.session.add(
            models.Result(
                assessment_id=made.id,
                sequence=self.sequence,
                kept_at=self.moment,
                bank_id=BANK,
                rules_version="1",
                stage_id=written["stage"]["id"] if written["stage"] else None,
                moderated=moderated,
                journey={key: written.pop(key) for key in ("stage", "conditions")},
                figures=written,
                inputs={
                    "answers": {key: answer_record(one) for key, one in answers.items()},
                    "context": context_record(Context(moderated=moderated)),
                },
            )
        )
        self.session.flush()

    def _answer(self, level: float) -> Answer:
        if self.random.random() < 0.08:
            return Answer(not_applicable="No premises")
        claimed = min(4, max(0, round(self.random.gauss(level, 0.8))))
        return make.at(claimed, self.random.choice(["E1", "E3", "E3", "E3"]))

    def publish(self, cycle: models.Cycle) -> bool:
        """Publish a year as it stands, if that may be done."""
        self.pass_a_day()
        rules = Disclosure(self.threshold, str(self.random.random()))
        try:
            publish(self.session, cycle, disclosure=rules, at=self.moment)
        except NotAllowedHere:
            return False
        self.session.flush()
        return True

    def happen(self) -> None:
        """A few of the things that happen between two publications."""
        self.pass_a_day()
        events: list[Callable[[Place], object]] = [
            lambda place: self.decide(place.row, Standing.ANONYMOUS),
            lambda place: self.decide(place.row, Standing.NOT_SHOWN),
            lambda place: self.decide(place.row, Standing.NAMED),
            lambda place: setattr(place.row, "sector", self.random.choice(list(Sector)[:4])),
            lambda place: setattr(place.row, "size_band", self.random.choice(list(SizeBand)[:3])),
            lambda place: commands.set_partnerships(
                self.session, place.row, self.random.sample(self.partnerships, 1), at=self.moment
            ),
            *[lambda place: self.keep(place, self.random.choice(self.cycles))] * 8,
        ]
        for _ in range(self.random.randint(1, 9)):
            self.random.choice(events)(self.random.choice(self.places))
        for _ in range(self.random.randint(0, 4)):
            self.join()
            self.keep(self.places[-1], self.random.choice(self.cycles))
        self.session.flush()
