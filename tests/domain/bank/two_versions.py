"""A bank and its next version, for the tests of what became of its items."""

from __future__ import annotations

from dataclasses import replace

from assessment.domain.bank.lineage import Meaning, Predecessor, Replaced, Retired
from tests.factories import bank, item

ITEMS = tuple(item(f"{dimension}-GOV-{n}") for dimension in ("RL", "RC") for n in range(1, 4))
FIRST = bank(*ITEMS)


def successor(*items, **more):
    return replace(bank(*items), id="second", replaces=Predecessor(FIRST.id), **more)


def rewritten(one, meaning):
    return replace(one, question=f"{one.question} Anew?", replaces=(Replaced(one.id, meaning, "because"),))


SECOND = successor(
    ITEMS[0],
    rewritten(ITEMS[1], Meaning.SAME),
    rewritten(ITEMS[3], Meaning.CHANGED),
    ITEMS[4],
    replace(item("RC-GOV-9"), levels=tuple("vwxyz"), replaces=(Replaced("RC-GOV-3", Meaning.SAME),)),
    item("RC-GOV-10"),
    retired=(Retired("RL-GOV-3", "asked by law now"),),
)
