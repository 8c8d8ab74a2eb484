"""Where organisations came from."""

from __future__ import annotations

from datetime import date

from assessment.domain.area.succession import Change, Link, lineage


def test_lineage_goes_all_the_way_back_and_never_in_circles():
    merged = [Link(1, 3, Change.MERGED, date(2026, 1, 1)), Link(2, 3, Change.MERGED, date(2026, 1, 1))]
    later = [Link(3, 4, Change.SPLIT, date(2027, 1, 1)), Link(4, 1, Change.MERGED, date(2028, 1, 1))]
    assert [link.earlier for link in lineage(4, [*merged, *later])] == [3, 1, 2]
    assert lineage(2, merged) == ()
