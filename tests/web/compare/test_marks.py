"""Small radars and their key, whatever a bank calls its axes; and figures that say what they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment import figures
from assessment.domain.area.group_figures import Profile, figures_of
from assessment.domain.assessment.scorecard import State
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.question_bank import Axis, Dimension
from assessment.domain.people.permissions import Role
from assessment.reports.area import Group, View
from assessment.reports.members import Member
from tests import factories as make


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("RL", "RC", "RP"), ("RL", "RC", "RP")),
        (("Safety", "RC", "RP"), ("1", "2", "3")),
        (("LEADERSHIP", "CULTURE", "PEOPLE"), ("1", "2", "3")),
    ],
)
def test_every_axis_of_a_small_radar_is_marked_as_its_key_says(ids, expected):
    items = tuple(replace(make.item(f"X-GOV-{n}"), dimension=name) for n, name in enumerate(ids))
    bank = make.bank(*items, dimensions=tuple(Dimension(name, name) for name in ids))
    card = score(bank, {one.id: make.at(2) for one in items})
    member = Member(1, "Place", "place", "Health", card.supported, card.claimed, State.SUPPORTED, None, 1)
    profile = Profile(
        hidden=False,
        basis=State.SUPPORTED,
        scores=card.supported,
        claimed=card.claimed,
        levels={},
        stage=None,
        moves={},
    )
    group = Group(View("area", "The whole area", 1, 0), bank, figures_of(bank, [profile], threshold=3), (member,), None)
    drawn, said = figures.small_radar(group, member, Axis.DIMENSION)
    assert figures.marks(group, Axis.DIMENSION) == expected
    assert tuple(name for *_, name in drawn.ids) == expected
    assert said.startswith("Place, supported: ")


@pytest.mark.parametrize("path", ["/compare/everyone", "/compare/heat-map"])
def test_each_organisation_says_what_its_figures_rest_on(visitor, path):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup(path)
    shown = page.select(".ff-multiple") or page.select("tbody tr")
    assert len(shown) == 6
    assert all("supported" in " ".join(one.text.split()) or "moderated" in one.text for one in shown)


def test_a_level_that_says_no_more_than_its_name_has_no_description():
    bank = make.bank(make.item("RL-GOV-1", levels=("not yet", "We have begun", "c", "d", "e")))
    item = bank.items[0]
    assert (bank.description(item, 0), bank.description(item, 1)) == (None, "We have begun")
