"""One today: nothing but one function says which day a moment falls on."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUESSES = re.compile(r"\.date\(\)|date\.today|current_date|CURRENT_DATE|datetime\.now\((?!UTC\))|utcnow")
# A day that somebody typed on the command line is a day already.
TYPED = {"opens.date()", "closes.date()"}


def test_no_code_takes_the_day_of_a_moment_but_where_the_time_zone_is_known():
    found = []
    for path in sorted((ROOT / "assessment").rglob("*.py")):
        if path.name == "days.py" and path.parent.name == "domain":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            left = line
            for typed in TYPED:
                left = left.replace(typed, "")
            if GUESSES.search(left):
                found.append((path.name, line.strip()))
    assert found == []
