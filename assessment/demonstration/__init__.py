"""A fictional area with four years of assessments, the same every time it is made on the same day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from assessment import banks
from assessment.banks.template import new_bank
from assessment.commands import consent, links, results
from assessment.commands import cycles as cycle_commands
from assessment.commands import organisations as organisation_commands
from assessment.commands import people as people_commands
from assessment.commands.publication import publish
from assessment.credentials import passwords
from assessment.demonstration import choices, leadership
from assessment.demonstration.area import PARTNERSHIPS, PASSWORD, PEOPLE, SKETCHES, Sketch
from assessment.demonstration.years import HALF_WAY, Temper, Writer, finish, survey, temper
from assessment.domain.area.publication import Disclosure
from assessment.domain.area.sectors import SizeBand
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.rules import Selection
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.store.assessments import assessment_of, assessment_with
from assessment.store.banks import selected
from assessment.store.days import day_of
from assessment.store.partnerships import partnership_with
from assessment.store.people import person_by_email

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.bank.question_bank import QuestionBank

BANKS = ("trauma-informed-2026", "trauma-informed-2026", "trauma-informed-2027", "trauma-informed-2027")
YEARS = len(BANKS)
DRAFT = "carer-friendly-2027"
SEED = 2026
DISCLOSURE = Disclosure(threshold=5, secret="the same every time")  # noqa: S106 - for made-up figures


def fill(session: Session, *, today: date | None = None) -> None:
    """Fill an empty database with the fictional area; its latest year is the one that today falls into."""
    today = today or day_of(session, datetime.now(UTC))
    first = (today.year if today.month >= 9 else today.year - 1) - YEARS + 1
    begun = datetime(first, 9, 1, 9, tzinfo=UTC)
    organisations = _organisations(session, begun)
    _people(session, organisations, begun)
    cycles = _cycles(session, first)
    session.flush()
    for sketch in SKETCHES:
        _assess(session, sketch, organisations[sketch.reference], cycles, today)
    session.flush()
    for cycle in cycles[:-1]:
        publish(session, cycle, disclosure=DISCLOSURE, at=datetime(cycle.year + 1, 6, 12, 9, tzinfo=UTC))
    choices.changes_of_mind(session, organisations, at=_after_publication(cycles[-2]))
    _rate(session, organisations[PEOPLE[1].organisation or ""], cycles[-1])
    _draft(session, begun)
    _changes(session, organisations, first + YEARS - 1, today)
    leadership.fill(session, cycles[-2])


def _after_publication(cycle: models.Cycle) -> datetime:
    return datetime(cycle.year + 1, 7, 3, 10, tzinfo=UTC)


def _rate(session: Session, organisation: models.Organisation, cycle: models.Cycle) -> None:
    """One contributor has carried a quick check into an open assessment."""
    assessment = assessment_of(session, organisation.id, cycle.year)
    person = person_by_email(session, PEOPLE[1].email)
    if assessment is None or person is None:
        return
    for number, one in enumerate(banks.quick_check().items):
        session.add(
            models.Rating(
                assessment_id=assessment.id,
                item_id=one.parent,
                person_id=person.id,
                level=1 + number % 2,
                source="Quick check",
                at=assessment.started_at,
            )
        )


def _changes(session: Session, places: dict[str, models.Organisation], year: int, today: date) -> None:
    """What happens to organisations over time: a new name, two practices in one, a request, an open invitation."""
    begun = datetime(year, 9, 1, 9, tzinfo=UTC)
    renamed = places["southbrook-council"]
    since, earlier = day_of(session, begun), "Southbrook and Weir District Council"
    session.add(models.FormerName(organisation_id=renamed.id, name=earlier, until=since))
    pair = [places["riverside-surgery"], places["fen-medical-centre"]]
    organisation_commands.succeed(session, pair, pair[:1], on=since, at=begun)
    group = partnership_with(session, "young")
    if group:
        why = "We work with many of the same young people."
        consent.ask(session, group, places["lantern-house"], reason=why, by=None, at=begun)
    invited = people_commands.add_person(session, name="Jo Carter", email="jo.carter@example.org", at=begun)
    people_commands.give_role(session, invited, Role.CONTRIBUTOR, places["northmere-council"], at=begun)
    moment = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)
    links.make_link(session, invited, LinkPurpose.INVITATION, at=moment)


def _draft(session: Session, at: datetime) -> None:
    """A bank for another field, uploaded and not published."""
    content = new_bank(DRAFT).replace("What this questionnaire is about", "Supporting carers at work")
    session.add(models.BankFile(bank_id=DRAFT, content=content, recorded={}, uploaded_at=at, uploaded_by_id=None))


def _organisations(session: Session, at: datetime) -> dict[str, models.Organisation]:
    groups = {
        key: organisation_commands.add_partnership(session, reference=key, name=name, at=at)
        for key, name in PARTNERSHIPS.items()
    }
    found = {}
    for sketch in SKETCHES:
        profile = organisation_commands.Profile(
            sketch.reference, sketch.name, sketch.sector, sketch.size, sketch.area, sketch.public_contact
        )
        organisation = organisation_commands.add_organisation(session, profile, at=at)
        wanted = [groups[key] for key in sketch.partnerships]
        organisation_commands.set_partnerships(session, organisation, wanted, at=at)
        choices.at_first(session, sketch, organisation, at=at)
        found[sketch.reference] = organisation
    session.flush()
    choices.for_a_partnership(session, found, at=at)
    return found


def _people(session: Session, organisations: dict[str, models.Organisation], at: datetime) -> None:
    for one in PEOPLE:
        person = people_commands.add_person(
            session,
            name=one.name,
            email=one.email,
            password_hash=passwords.hashed(PASSWORD),
            at=at,
            demonstration=one.what,
        )
        place = organisations[one.organisation] if one.organisation else None
        people_commands.give_role(session, person, one.role, place, at=at)
    signs = people_commands.add_person(session, name="Helen Marsh", email="helen.marsh@example.org", at=at)
    people_commands.give_role(session, signs, Role.SPONSOR, organisations["northmere-council"], at=at)


def _cycles(session: Session, first: int) -> list[models.Cycle]:
    cycles = []
    for year in range(first, first + YEARS):
        cycle = cycle_commands.open_cycle(
            session,
            year=year,
            bank_id=BANKS[year - first],
            opens_on=date(year, 9, 1),
            closes_on=date(year + 1, 8, 31),
            at=datetime(year, 9, 1, 8, tzinfo=UTC),
        )
        cycles.append(cycle)
    return cycles


def _assess(
    session: Session,
    sketch: Sketch,
    organisation: models.Organisation,
    cycles: list[models.Cycle],
    today: date,
) -> None:
    random = Random(f"{SEED}:{sketch.reference}")  # noqa: S311 - made-up figures, not secrets
    lasting = temper([banks.load(bank_id) for bank_id in dict.fromkeys(BANKS)], sketch, random)
    for years_in, cycle in enumerate(cycles[:-1]):
        if len(cycles) - 1 - years_in in sketch.absent:
            continue
        at = datetime(cycle.year + 1, 2, 3, 10, tzinfo=UTC) + timedelta(days=random.randrange(40))
        if sketch.late and cycle is cycles[-2]:
            at = _after_publication(cycle)
        assessment = _begin(session, sketch, organisation, cycle, at - timedelta(days=50))
        bank = selected(session, assessment_with(session, assessment.id))
        assessment.moderated = random.random() < 0.7
        _writer(session, bank, sketch, lasting, random).fill(assessment, years_in=years_in, at=at - timedelta(days=20))
        survey(assessment, bank, sketch, random, on=day_of(session, at))
        finish(assessment, AssessmentState.SIGNED_OFF, at=at, by=None)
        session.flush()
        results.keep(session, assessment, at=at)
    _this_year(session, sketch, organisation, cycles[-1], (lasting, random), today)


def _this_year(  # noqa: PLR0913, PLR0917 - the same
    session: Session,
    sketch: Sketch,
    organisation: models.Organisation,
    cycle: models.Cycle,
    lasting: tuple[Temper, Random],
    today: date,
) -> None:
    if sketch.now == "not started":
        return
    at = max(
        datetime(today.year, today.month, today.day, 9, tzinfo=UTC) - timedelta(days=12),
        datetime(cycle.year, 9, 1, 9, tzinfo=UTC),
    )
    assessment = _begin(session, sketch, organisation, cycle, at)
    bank = selected(session, assessment_with(session, assessment.id))
    share = HALF_WAY if sketch.now == "open" else 1.0
    _writer(session, bank, sketch, *lasting).fill(assessment, years_in=YEARS - 1, at=at, share=share)
    if sketch.now != "open":
        survey(assessment, bank, sketch, lasting[1], on=day_of(session, at))
        finish(assessment, AssessmentState(sketch.now), at=at + timedelta(days=1), by=None)
    session.flush()
    if assessment.state is AssessmentState.SIGNED_OFF:
        results.keep(session, assessment, at=at + timedelta(days=1))


def _begin(
    session: Session, sketch: Sketch, organisation: models.Organisation, cycle: models.Cycle, at: datetime
) -> models.Assessment:
    """An assessment that has been started; the smallest organisations answer the core questions."""
    assessment = models.Assessment(
        organisation=organisation,
        cycle=cycle,
        bank_id=cycle.bank_id,
        selection=Selection.CORE if sketch.size is SizeBand.UNDER_10 else Selection.FULL,
        started_at=at,
        pulse_favourable={},
    )
    session.add(assessment)
    session.flush()
    return assessment


def _writer(session: Session, bank: QuestionBank, sketch: Sketch, lasting: Temper, random: Random) -> Writer:
    extension = banks.questionnaire(bank, Selection.FULL, sketch.sector).extension
    return Writer(session, bank, sketch, lasting, random, person_id=None, extension=extension)
