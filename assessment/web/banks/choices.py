"""What a reader of a bank has chosen to see, as the address says it."""

from __future__ import annotations

from flask import request

from assessment.domain.area.sectors import Sector
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.search import FLAGS, Wanted

LONGEST_SEARCH = 80


def sector_chosen() -> str:
    """The sector in whose words a bank is read, or none."""
    wanted = request.args.get("sector", "")
    return wanted if wanted in set(Sector) else ""


def items_wanted() -> Wanted:
    """The words, groups and flag that items are looked for by."""
    words = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].split())
    groups = {axis.value: request.args.get(axis.value, "")[:60] for axis in Axis}
    flag = request.args.get("flag", "")
    return Wanted(words, groups["dimension"], groups["domain"], groups["lens"], flag if flag in FLAGS else "")


def as_query(sector: str, wanted: Wanted) -> dict[str, str]:
    """The choice as it stands in an address."""
    given = {
        "q": wanted.words,
        "dimension": wanted.dimension,
        "domain": wanted.domain,
        "lens": wanted.lens,
        "flag": wanted.flag,
        "sector": sector,
    }
    return {name: value for name, value in given.items() if value}
