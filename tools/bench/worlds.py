"""What the benchmark measures on: areas of any size, signed-in cookies, and scoring without a server."""

from __future__ import annotations

import gzip
import random
import re
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import yaml
from sqlalchemy import text

from assessment import banks
from assessment.app import create_app
from assessment.commands import results
from assessment.commands.sign_ins import Visit, sign_in
from assessment.config import Settings
from assessment.domain.area.sectors import Sector
from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.assessment.scoring import score
from assessment.domain.people.permissions import Role
from assessment.store import models, schema
from assessment.store.session import connect
from tests import factories as make

if TYPE_CHECKING:
    from pathlib import Path

YEARS = 10
SHOWN = 1000
COMPARISONS = {
    "overview of the area": "/compare/overview",
    "compare three organisations": "/compare/?organisation={}&organisation={}&organisation={}",
    "everyone side by side": "/compare/everyone",
    "heat map": "/compare/heat-map?by=domain",
}


@dataclass
class Area:
    """Ids, cookies and a form of one area."""

    open: int
    kept: int
    item: str
    items: list[str]
    lead: str
    leader: str
    form: dict[str, str]
    names: list[str]


def make_results(session, bank, count: int, cycles) -> tuple[int, list[str]]:
    """Organisations with a kept result in every year."""
    chance = random.Random(7)
    names, first = [], 0
    template = {}
    for level in range(5):
        place = make.organisation(session, f"pattern-{level}")
        pattern = make.assessment(session, place, cycles[0], AssessmentState.SIGNED_OFF)
        make.answer_all(session, pattern, bank, level)
        template[level] = results.keep(session, pattern, at=datetime(cycles[0].year + 1, 3, 1, tzinfo=UTC))
    session.flush()
    for number in range(count - 5):
        place = make.organisation(session, f"place-{number}", named=number % 3 > 0, sector=list(Sector)[number % 8])
        names.append(place.reference)
        for cycle in cycles:
            made = make.assessment(session, place, cycle, AssessmentState.SIGNED_OFF)
            like = template[chance.randrange(5)]
            session.add(
                models.Result(
                    assessment_id=made.id, sequence=1, kept_at=datetime(cycle.year + 1, 3, 1, tzinfo=UTC),
                    bank_id=bank.id, rules_version=bank.rules_version, stage_id=like.stage_id, figures=like.figures,
                    journey=like.journey, inputs=like.inputs,
                )
            )  # fmt: skip
            first = first or made.id
    return first, names


def add_hidden(database, count: int) -> None:
    """Organisations that no view shows, with a kept result in every year; by statements, for there are many of them."""
    hidden = "SELECT id FROM organisations WHERE reference LIKE 'far-%'"
    kept = "'2016-01-01 00:00:00.000000'"
    with database.engine.begin() as connection:
        for statement in (
            (
                f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) INSERT INTO organisations"
                " (reference, name, sector, size_band, area, area_key, public_contact, created_at, name_key, sort_key)"
                f" SELECT 'far-' || i, 'Far ' || i, 'health', '10-49', '', '', 1, {kept}, 'far ' || i, 'far ' || i FROM n"
            ),
            (
                "INSERT INTO decisions (organisation_id, standing, starts_on, decided_by, recorded_at)"
                f" SELECT id, 'not shown', '2016-01-01', 'The board', {kept} FROM ({hidden})"
            ),
            (
                "INSERT INTO assessments (organisation_id, cycle_id, bank_id, selection, state, started_at, signed_off_at,"
                f" returned_note, moderated, pulse_favourable) SELECT hidden.id, cycles.id, bank_id, 'full', 'signed off', {kept},"
                f" {kept}, '', 0, '{{}}' FROM ({hidden}) AS hidden, cycles WHERE year < 2026"
            ),
            (
                "INSERT INTO results (assessment_id, sequence, kept_at, bank_id, rules_version, moderated, figures, journey,"
                f" inputs) SELECT id, 1, {kept}, bank_id, '1', 0, '{{}}', '{{}}', '{{}}' FROM assessments"
                f" WHERE organisation_id IN ({hidden})"
            ),
        ):
            connection.execute(text(statement))


READING = {
    "a bank": f"/banks/{make.BANK}/",
    "a search in a bank": f"/banks/{make.BANK}/?q=supervision",
    "what changed between banks": f"/banks/{make.BANK}/to/trauma-informed-2027",
    "the quick check": "/quick-check/",
    "the indicators": "/indicators",
}


def area(folder: Path, count: int) -> Area:
    """An area of that many organisations with a kept result in each of ten years, and one being answered.

    Of those beyond the first thousand none is shown anywhere; where there are any, only forty are.
    """
    database = connect(f"sqlite:///{folder / f'{count}.db'}")
    schema.upgrade(database.engine)
    bank = banks.load(make.BANK)
    with database.writing() as session:
        cycles = [make.cycle(session, 2016 + n) for n in range(YEARS)]
        kept, names = make_results(session, bank, count if count <= SHOWN else 40, cycles)
        session.flush()
        for cycle in cycles:
            make.publish(session, cycle)
        place = session.query(models.Organisation).filter_by(reference=names[0]).one()
        now = make.assessment(session, place, make.cycle(session, 2026))
        make.answer_all(session, now, bank)
        lead = make.person(session, Role.ORGANISATION_LEAD, place)
        leader = make.person(session, Role.LEADERSHIP_MEMBER)
        session.commit()
        numbers = now.id, lead.id, leader.id
    if count > SHOWN:
        add_hidden(database, count - 40)
    app = create_app(Settings("", "secret of the benchmark"), database)
    cookies = [cookie(app, database, number) for number in numbers[1:]]
    database.engine.dispose()
    named = [name for number, name in enumerate(names) if number % 3 > 0]
    items = [item.id for item in bank.items]
    return Area(numbers[0], kept, items[0], items, cookies[0][0], cookies[1][0], {"csrf_token": cookies[0][1]}, named)


def cookie(app, database, person_id: int) -> tuple[str, str]:
    """A signed-in cookie of somebody, and a form token that goes with it."""
    with database.writing() as session:
        token = sign_in(session, person_id, Visit(12, "benchmark", strong=True), at=datetime.now(UTC))
        session.commit()
    client = app.test_client()
    client.get("/sign-in")
    with client.session_transaction() as kept:
        kept["_user_id"] = token
    page = client.get("/home").text
    sent = client.get_cookie("fourfold")
    return f"fourfold={sent.value}", re.search(r'csrf_token" value="([^"]+)"', page).group(1)


def weigh(port: int, world: Area) -> float:
    """Print what a first visit to pages without charts brings, compressed, and give the most in kB."""
    pages = {"an item page": f"/assessments/{world.open}/items/{world.item}", **READING}
    return max(weigh_one(port, world, title, path) for title, path in pages.items())


def weigh_one(port: int, world: Area, title: str, path: str) -> float:
    """Print what a first visit to one page brings, compressed."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Cookie": world.lead, "Accept-Encoding": "gzip"}
    )
    body = urllib.request.urlopen(request, timeout=10).read()
    total = len(body)
    for asset_path in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(body).decode())):
        asset = urllib.request.Request(f"http://127.0.0.1:{port}{asset_path}", headers={"Accept-Encoding": "br, gzip"})
        total += len(urllib.request.urlopen(asset, timeout=10).read())
    font = urllib.request.urlopen(f"http://127.0.0.1:{port}/static/vendor/atkinson-hyperlegible-next.woff2", timeout=10)
    total += len(font.read())
    print(f"first visit to {title} with all it needs: {total / 1000:.1f} kB compressed (under 60 kB)")
    return total / 1000


def load_bank(target: float) -> float:
    """Print how long loading and checking a bank takes against parsing the same YAML with the C loader."""
    data = banks.source(make.BANK)
    parsed = min(clocked(lambda: yaml.load(data, Loader=yaml.CSafeLoader)) for _ in range(5))
    own = min(clocked(lambda: banks.check(data, name=make.BANK)) for _ in range(5))
    print(
        f"load and check a bank: {1000 * own:.0f} ms, bare {1000 * parsed:.0f} ms: {own / parsed:.1f}x (at most {target}x)"
    )
    return own / parsed


def score_thousand(target: float) -> float:
    """Print how long scoring takes against a bare loop that averages the same levels by dimension."""
    bank = banks.load(make.BANK)
    chance = random.Random(3)
    grades = [grade.id for grade in bank.evidence.grades]
    sets = [
        {item.id: Answer(chance.randrange(5), chance.choice(grades), True, None) for item in bank.items}
        for _ in range(1000)
    ]
    dimension = {item.id: item.dimension for item in bank.items}
    score(bank, sets[0])
    bare_times, own_times = [], []
    for _ in range(7):
        bare_times.append(clocked(lambda: [bare_means(dimension, answers) for answers in sets]))
        own_times.append(clocked(lambda: [score(bank, answers) for answers in sets]))
    bare, own = min(bare_times), min(own_times)
    print(
        f"score 1,000 assessments: {1000 * own:.0f} ms, a bare loop {1000 * bare:.0f} ms: {own / bare:.1f}x (at most {target}x)"
    )
    return own / bare


def bare_means(dimension: dict[str, str], answers: dict[str, Answer]) -> float:
    """One state, dimensions only: what the least code that gives an overall score has to do."""
    totals: dict[str, int] = {}
    counts: dict[str, int] = {}
    for item_id, answer in answers.items():
        group = dimension[item_id]
        totals[group] = totals.get(group, 0) + (answer.level or 0)
        counts[group] = counts.get(group, 0) + 1
    return sum(totals[group] / counts[group] * 25 for group in totals) / len(totals)


def clocked(work) -> float:
    """Seconds that some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
