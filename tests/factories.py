"""The smallest worlds that tests need, one function for each noun."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from assessment import banks
from assessment.commands import consent, results
from assessment.commands import cycles as cycle_commands
from assessment.commands import organisations as organisation_commands
from assessment.commands import people as people_commands
from assessment.commands.publication import publish as publish_year
from assessment.domain.area.consent import Standing
from assessment.domain.area.publication import Disclosure
from assessment.domain.area.sectors import Sector, SizeBand
from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.question_bank import Dimension, Domain, Item, Lens, Level, QuestionBank
from assessment.domain.bank.rules import ConditionKind, EvidenceGrade, EvidenceRules, NotApplicable, Requirement, Stage
from assessment.store import models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.people.permissions import Role

BANK = "trauma-informed-2026"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PASSWORD = "a long enough password"

GRADES = (
    EvidenceGrade("E0", "Word", "m", cap=1),
    EvidenceGrade("E1", "Paper", "m", cap=2, months=36),
    EvidenceGrade("E2", "Practice", "m", cap=3, confirms=True, months=24, strict_months=12, strict_from_level=3),
    EvidenceGrade("E3", "Effect", "m", cap=4, confirms=True, months=24, strict_months=12, strict_from_level=3),
)


def item(item_id: str, **more: Any) -> Item:
    """An item whose id says its dimension and domain: RL-GOV-1."""
    dimension, domain, _ = item_id.split("-")
    gate = more.get("gate", False)
    given = {
        "title": item_id,
        "question": f"{item_id}?",
        "levels": tuple("abcde"),
        "domain": domain,
        "not_applicable": NotApplicable.FORBIDDEN if gate else NotApplicable.ALLOWED,
    }
    return Item(item_id, dimension, **(given | more))


def bank(*items: Item, **more: Any) -> QuestionBank:
    """A bank of these items with five levels and the dimensions, domains and lenses that they name."""
    items = items or (item("RL-GOV-1"), item("RC-GOV-1"))
    given: dict[str, Any] = {
        "levels": tuple(Level(name) for name in ("Not yet", "Starting", "Developing", "Established", "Embedded")),
        "evidence": EvidenceRules(GRADES, pieces_per_item=3, lived_experience_cap=3, confidence_from_level=2),
        "dimensions": tuple(Dimension(one, one) for one in dict.fromkeys(i.dimension for i in items)),
        "domains": tuple(Domain(one, one) for one in dict.fromkeys(i.domain for i in items if i.domain)),
        "lenses": tuple(Lens(one, one) for one in dict.fromkeys(lens for i in items for lens in i.lenses)),
    }
    return QuestionBank(id="test", title="Test", version="1", rules_version="1", items=items, **(given | more))


def stage(name: str, *requirements: tuple[ConditionKind, Any, str | None]) -> Stage:
    """A stage that asks for these: kind, what it needs, and of what."""
    return Stage(name, name.title(), "", tuple(Requirement(kind, needs, of) for kind, needs, of in requirements))


def at(level: int, evidence: str | None = "E3", **more: Any) -> Answer:
    """An answer at a level, well evidenced unless said otherwise."""
    return Answer(level=level, evidence=evidence, **({"lived_experience": True} | more))


def organisation(session: Session, reference: str = "lighthouse", **more: Any) -> models.Organisation:
    """An organisation of the store."""
    profile = organisation_commands.Profile(
        reference,
        more.get("name", reference.title()),
        more.get("sector", Sector.CHARITY),
        SizeBand.UNDER_10,
        public_contact=more.get("public_contact", True),
    )
    made = organisation_commands.add_organisation(session, profile, at=NOON)
    if more.get("named"):
        name_in_comparisons(session, made)
    session.flush()
    return made


def name_in_comparisons(session: Session, made: models.Organisation) -> None:
    """Let an organisation agree to be named across the area, long ago."""
    session.flush()
    word = consent.Consent(Standing.NAMED, date(2020, 1, 1), "The board")
    consent.decide(session, made, word, by=None, at=NOON)


def person(
    session: Session, role: Role, place: models.Organisation | None = None, name: str = "Robin Ash"
) -> models.Person:
    """Somebody with one role, who may be continued as in demonstration mode."""
    email = f"{name}.{role}.{place.reference if place else 'area'}@example.org".replace(" ", "-").lower()
    made = people_commands.add_person(session, name=name, email=email, at=NOON, demonstration=f"{role} for a test")
    people_commands.give_role(session, made, role, place, at=NOON)
    session.flush()
    return made


def cycle(session: Session, year: int = 2026, bank_id: str = BANK) -> models.Cycle:
    """A cycle from September to August."""
    made = cycle_commands.open_cycle(
        session, year=year, bank_id=bank_id, opens_on=date(year, 9, 1), closes_on=date(year + 1, 8, 31), at=NOON
    )
    session.flush()
    return made


def signed_off(session: Session, year: models.Cycle, count: int = 6) -> None:
    """Named organisations that have signed a year off, each with a kept result."""
    for number in range(count):
        place = organisation(session, f"signed-{number}", named=True)
        made = assessment(session, place, year, AssessmentState.SIGNED_OFF)
        answer_all(session, made, banks.load(year.bank_id), number % 3)
        session.flush()
        results.keep(session, made, at=NOON)


def publish(
    session: Session, cycle: models.Cycle, *, threshold: int = 5, at: datetime | None = None
) -> models.Publication:
    """A year that is published with what was kept of it, on 1 July unless another moment is given."""
    moment = at or datetime(cycle.year + 1, 7, 1, tzinfo=UTC)
    return publish_year(session, cycle, disclosure=Disclosure(threshold, "a secret for tests only"), at=moment)


def assessment(
    session: Session, place: models.Organisation, round_: models.Cycle, state: AssessmentState = AssessmentState.OPEN
) -> models.Assessment:
    """An assessment without answers."""
    made = models.Assessment(
        organisation=place, cycle=round_, bank_id=round_.bank_id, started_at=NOON, pulse_favourable={}, state=state
    )
    if state is AssessmentState.SIGNED_OFF:
        made.signed_off_at = NOON
    session.add(made)
    session.flush()
    return made


def without_guard(session: Session, *, of: str = "results") -> None:
    """Take away the triggers that keep rows as they are, as somebody could who owns the database."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ALTER TABLE {of} DISABLE TRIGGER USER"))
    else:
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :of")
        for name in list(session.scalars(triggers, {"of": of})):
            session.execute(text(f"DROP TRIGGER {name}"))


def answer_all(session: Session, made: models.Assessment, questions: QuestionBank, level: int = 2) -> None:
    """Answer every item of an assessment at one level, without evidence."""
    session.add_all(
        models.Answer(assessment_id=made.id, item_id=one.id, level=level, saved_at=NOON) for one in questions.items
    )
    session.flush()
