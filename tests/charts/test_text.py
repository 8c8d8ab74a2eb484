"""Breaking and measuring of text."""

from __future__ import annotations

from assessment.charts.layouts.text import around, label, wrapped
from assessment.charts.layouts.widths import text_width


def test_a_text_is_broken_between_words():
    assert wrapped("Access, assessment and support", 95) == ("Access,", "assessment", "and support")


def test_a_hyphenated_word_is_broken_only_if_it_does_not_fit():
    assert wrapped("Resists re-traumatising", 130) == ("Resists", "re-traumatising")
    assert wrapped("Resists re-traumatising", 90) == ("Resists re-", "traumatising")


def test_a_hard_space_holds_words_together():
    assert wrapped("Policy and procedure\u00a068", 110)[-1] == "procedure\u00a068"


def test_a_word_without_end_is_cut_so_that_it_stays_on_the_page():
    assert all(text_width(line) <= 100 for line in wrapped("x" * 200, 100))


def test_no_text_takes_one_empty_line():
    assert wrapped("", 100) == ("",)


def test_a_label_takes_the_space_on_the_side_of_its_anchor():
    start, end = label(("Realises",), 10, 0, "start"), label(("Realises",), 10, 0, "end")
    assert (start.box.left, end.box.right) == (10, 10)
    assert not start.box.overlaps(end.box)
    assert around(start.box, end.box).right == start.box.right
