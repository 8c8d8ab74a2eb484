"""A figure is the same on every page that shows it, and what is said of figures follows from them as shown."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sqlalchemy import select

from assessment import demonstration
from assessment.app import create_app
from assessment.commands import people
from assessment.config import Settings
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests import haste, services
from tests.world import Browser, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.store.session import Database

BOTH = r"(\d+)(?: →| to) (\d+) \(([^)]*)\)"
MOVE = re.compile(rf"(supported|moderated)\D* {BOTH}", re.IGNORECASE)
STAYED = re.compile(r"(supported|moderated)\D* stayed at (\d+) \(([^)]*)\)")
ITEMS = re.compile(r"over the (\d+) questions")
TOO_FEW = re.compile("too few questions", re.IGNORECASE)


class Told(NamedTuple):
    """What a page says of a year against the one before: state, both figures, how far apart, over how many items."""

    state: str
    before: int
    after: int
    words: str
    items: int


def figures_in(text: str) -> tuple[str, str, str, str]:
    """The state and both figures of a passage, with how far apart it says they are."""
    if stayed := STAYED.search(text):
        return stayed[1], stayed[2], stayed[2], stayed[3]
    return MOVE.search(text).groups()


def told(text: str, items: str | None = None) -> Told | None:
    """What a passage says; None where it says that too few questions are alike."""
    text = " ".join(text.split())
    if TOO_FEW.search(text):
        return None
    state, before, after, words = figures_in(text)
    return Told(state.lower(), int(before), int(after), words, int(items or ITEMS.search(text)[1]))


@pytest.fixture(scope="module")
def area(tmp_path_factory, migrated) -> Iterator[Database]:
    """The whole demonstration in a database of its own."""
    folder = tmp_path_factory.mktemp("demonstration")
    services.copy_database(migrated, folder / "area.db")
    database = haste.opened(f"sqlite:///{folder / 'area.db'}")
    with database.writing() as session:
        demonstration.fill(session, today=date(2026, 11, 23))
        session.commit()
    yield database
    database.engine.dispose()


@pytest.fixture(scope="module")
def everybodys(area, tmp_path_factory) -> Browser:
    """Somebody who may read every page of the demonstration, and reads each once."""
    with area.writing() as session:
        reader = make.person(session, Role.ADVISER, name="Reads Everything")
        for organisation in session.scalars(select(models.Organisation)):
            people.give_role(session, reader, Role.SPONSOR, organisation, at=make.NOON)
        session.commit()
        number = reader.id
    place = str(tmp_path_factory.mktemp("instance"))
    settings = Settings(
        database_url="sqlite://", secret_key="for tests", demonstration=True, cache_folder=place, instance=place
    )
    app = create_app(settings, area)
    browser = Browser(app, World(), app.test_client()).be(number)
    browser.soup = cache(browser.soup)
    return browser


def years_of(session) -> dict[str, dict[str, int]]:
    """The assessments that were kept, by organisation and name of the year."""
    rows = session.execute(
        select(models.Organisation.reference, models.Cycle.name, models.Assessment.id)
        .join_from(models.Assessment, models.Organisation)
        .join(models.Cycle)
        .join(models.Result, models.Result.assessment_id == models.Assessment.id)
        .order_by(models.Cycle.year)
    )
    found: dict[str, dict[str, int]] = {}
    for reference, year, number in rows:
        found.setdefault(reference, {})[year] = number
    return found


def on_progress(browser: Browser, reference: str) -> dict[str, tuple[Told | None, list[str]]]:
    """By year, what the progress page says moved, and the cells of its row."""
    page = browser.soup(f"/organisations/{reference}/progress")
    rows = {
        row.th.text.strip(): [cell.text.split() for cell in row.select("td")] for row in page.table.select("tbody tr")
    }
    moved = {one.strong.text: told(one.span.text) for one in page.select(".ff-standouts li")}
    return {year: (moved.get(year), cells) for year, cells in rows.items()}


def test_every_page_of_the_demonstration_says_the_same(everybodys, area):
    with area.reading() as session:
        kept = years_of(session)
    seen = 0
    for reference, years in kept.items():
        progress = on_progress(everybodys, reference)
        assert list(progress) == list(years)[::-1]  # the latest first
        for place, (year, number) in enumerate(years.items()):
            moved, cells = progress[year]
            for path in (f"/assessments/{number}/results", f"/assessments/{number}/sign-off"):
                since = everybodys.soup(path).select_one("[aria-labelledby=since]")
                assert (since is not None) == (place > 0), path
                assert (since and told(since.find("p", class_="govuk-body").text)) == moved, path
            result = everybodys.soup(f"/assessments/{number}/results")
            assert [result.select_one(".ff-figures dd").contents[0].strip()] == cells[2], (reference, year)
            if moved:
                seen += 1
                assert cells[3][:3] == [str(moved.before), "→", str(moved.after)]
    assert seen > 20


def test_a_comparison_says_what_results_and_progress_say(everybodys):
    seen = 0
    for year in (2023, 2024, 2025):
        page = everybodys.soup(f"/compare/?year={year}")
        named = [one["value"] for one in page.select("input[name=organisation], select[name=organisation] option")]
        for three in (named[begin : begin + 3] for begin in range(0, len(named), 3)):
            page = everybodys.soup(f"/compare/?year={year}&" + "&".join(f"organisation={one}" for one in three))
            for row, reference in zip(page.select(".ff-compared tbody tr"), three, strict=True):
                cells = [" ".join(cell.text.split()) for cell in row.select("td")]
                assert re.fullmatch(r"(supported|moderated), (all|core) questions", cells[1])
                if "→" in cells[2]:
                    seen += 1
                    name = next(n for n in on_progress(everybodys, reference) if n.startswith(str(year)))
                    assert told(cells[2], cells[3]) == on_progress(everybodys, reference)[name][0]
    assert seen > 10


def test_what_is_said_of_shown_figures_follows_from_them(everybodys, area):
    with area.reading() as session:
        numbers = [number for years in years_of(session).values() for number in years.values()]
    moves = 0
    for number in numbers:
        text = " ".join(everybodys.soup(f"/assessments/{number}/results").text.split())
        for before, after, words in re.findall(BOTH, text):
            moves += 1
            difference = int(after) - int(before)
            said = f"{'+' if difference > 0 else '−'}{abs(difference)}" if difference else "no change"
            assert words.split(",")[0] == said
    assert moves > 100


def test_a_year_in_the_making_is_the_same_on_its_result_and_on_the_page_to_sign(everybodys, area):
    with area.reading() as session:
        kept = {number for years in years_of(session).values() for number in years.values()}
        begun = set(session.scalars(select(models.Assessment.id))) - kept
    seen = 0
    for number in begun:
        since = [
            everybodys.soup(f"/assessments/{number}/{page}").select_one("[aria-labelledby=since]")
            for page in ("results", "sign-off")
        ]
        if since[0] is not None:
            seen += 1
            assert since[0].text == since[1].text
    assert seen > 5
