"""The picture of the house is what the code is."""

from __future__ import annotations

from tools.architecture import draw


def test_the_picture_in_the_documents_is_drawn_from_the_code():
    page = draw.PAGE.read_text(encoding="utf-8")
    assert draw.BETWEEN.search(page).group(0) == draw.picture(), "run: python -m tools.architecture.draw"


def test_every_room_is_explained():
    page = draw.PAGE.read_text(encoding="utf-8")
    explained = page.partition("## What stands where")[2].partition("## How an answer travels")[0]
    rooms = {room for floor in draw.floors() for room in floor}
    assert [room for room in sorted(rooms - {"config", "resources"}) if f"`{room}" not in explained] == []


def test_an_arrow_that_a_longer_way_says_is_left_out():
    assert draw.without_detours({("a", "b"), ("b", "c"), ("a", "c")}) == {("a", "b"), ("b", "c")}
