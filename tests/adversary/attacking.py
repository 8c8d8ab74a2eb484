"""One random area from its first year to its last, with an adversary who looks before and after everything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from assessment.domain.area.consent import Standing
from assessment.store.consent import standings_on
from tests.adversary import looking
from tests.adversary.building import BANK, Area, bank
from tests.adversary.solving import HIGHEST, LOWEST, Said, crowds, recovered, smallest_crowd, spread_of, without_alibi

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.adversary.looking import Notebook, Taken

THRESHOLD = 5


@dataclass
class Outcome:
    """What came of attacking one area, or many."""

    areas: int = 0
    publications: int = 0
    refused: int = 0
    groups: int = 0
    looks: int = 0
    rows: int = 0
    hidden: int = 0
    figures: int = 0
    kept_back: int = 0
    smallest: int | None = None
    without_alibi: int = 0
    recovered: int = 0
    leads: int = 0
    without_alibi_by_leads: int = 0
    recovered_by_leads: int = 0
    naive_smallest: int | None = None
    naive_figures: int = 0
    naive_recovered: int = 0
    naive_without_alibi: int = 0

    def add(self, other: Outcome) -> None:
        for name, value in vars(other).items():
            own = getattr(self, name)
            if name.endswith("smallest"):
                setattr(self, name, min((one for one in (own, value) if one is not None), default=None))
            else:
                setattr(self, name, own + value)


def attack(session: Session, seed: int, *, leads: int = 3) -> Outcome:
    """Let an area live for some years, and attack everything that was published of it; nothing is committed."""
    session.info["memory"].clear()
    session.info["banks"][BANK] = bank()
    random = Random(seed)  # noqa: S311 - an area, no secret
    area, notebook, outcome = Area(session, random, THRESHOLD), looking.Notebook(), Outcome(areas=1)
    area.found(random.randint(8, 45))
    for _ in range(random.randint(2, 3)):
        area.begin()
        for _ in range(random.randint(1, 3)):
            _publish(area, notebook, outcome, random.choice([*area.cycles, area.cycles[-1], area.cycles[-1]]))
            area.happen()
            notebook.look(area)
            _rows_follow_consent(area, notebook)
    _mark(area, notebook, outcome, leads)
    session.rollback()
    return outcome


def _publish(area: Area, notebook: Notebook, outcome: Outcome, cycle: object) -> None:
    if area.publish(cycle):  # type: ignore[arg-type]
        outcome.publications += 1
    else:
        outcome.refused += 1
    notebook.look(area)


def _rows_follow_consent(area: Area, notebook: Notebook) -> None:
    standings = standings_on(area.session, area.today)
    assert all(Standing.NAMED in standings[one].values() for one in notebook.rows_today)


def _mark(area: Area, notebook: Notebook, outcome: Outcome, leads: int) -> None:
    taken, truth = looking.publications(area), looking.values(area)
    published = looking.said(notebook, taken, truth, area.threshold)
    hidden = sorted(crowds(published))
    outcome.groups = sum(len(one.counted) for one in taken)
    outcome.looks, outcome.rows, outcome.hidden = notebook.looks, len(notebook.rows), len(hidden)
    outcome.figures = len({(figure, one.about) for one in published for figure in one.hidden})
    outcome.kept_back = notebook.kept_back
    outcome.smallest = smallest_crowd(published)
    outcome.without_alibi = len(without_alibi(published))
    outcome.recovered = len(_true(published, recovered(published)))
    organisations = sorted({organisation for organisation, _ in hidden})
    for lead in area.random.sample(organisations, min(leads, len(organisations))):
        own = frozenset(figure for figure in hidden if figure[0] == lead)
        outcome.leads += 1
        outcome.without_alibi_by_leads += len(without_alibi(published, own))
        outcome.recovered_by_leads += len(_true(published, recovered(published, own)))
    for one in taken[-1:]:
        naive = _naive(one, notebook, published, truth)
        outcome.naive_figures += len({(figure, one.about) for one in naive for figure in one.hidden})
        outcome.add(Outcome(naive_smallest=smallest_crowd(naive)))
        outcome.naive_recovered += len(_true(naive, recovered(naive)))
        outcome.naive_without_alibi += len(without_alibi(naive))


def _true(published: list[Said], found: dict[tuple[tuple[int, int], str], tuple[int, int]]) -> dict[object, object]:
    """What was worked out, which has to be right."""
    for (figure, name), (low, high) in found.items():
        said = [one for one in published if one.about[1] == name and figure in one.hidden]
        assert any(low <= one.values[figure] <= high for one in said), (figure, name, low, high)
        assert low >= LOWEST
        assert high <= HIGHEST
    return dict(found)


def _naive(
    taken: Taken,
    notebook: Notebook,
    published: list[Said],
    truth: dict[tuple[tuple[int, int], bool], dict[str, float | None]],
) -> list[Said]:
    """The same year if every group, and every two together, were shown that have enough members, and no more care."""
    core = notebook.groups[taken.id, "area"].core if (taken.id, "area") in notebook.groups else True
    groups = {key: group for key, group in taken.belongs.items() if key != "every-question"}
    pairs = {f"{a} and {b}": groups[a] & groups[b] for a, b in combinations(sorted(groups), 2)}
    found = []
    for key, group in (groups | pairs).items():
        for name in sorted({name for one in group for name in truth[one, core]}):
            values = {one: round(10 * v) for one in group if (v := truth[one, core].get(name)) is not None}
            spread = spread_of(sorted(values.values()), THRESHOLD)
            if spread:
                hidden = frozenset(one for one in values if (one, core) not in notebook.rows)
                found.append(Said((taken.cycle_id, name, core), (taken.id, key), hidden, values, spread))
    return found
