"""Answers that are saved, and what is kept of them."""

from __future__ import annotations

from assessment import banks
from assessment.store import answers as stored
from tests import factories as make

BANK = banks.load(make.BANK)
ITEM = BANK.items[0].id
COUNT = len(BANK.items)
EVIDENCE = {
    "title": "Minutes of March", "link": "https://example.org/minutes", "grade": "E2", "day": "3", "month": "March",
    "year": "2026", "no_personal_details": "y",
}  # fmt: skip


def address(visitor, item=ITEM):
    return f"/assessments/{visitor.world.open}/items/{item}"


def row(database, visitor, item=ITEM):
    with database.reading() as session:
        return stored.saved_answer(session, visitor.world.open, item)


def save(visitor, item=ITEM, **data):
    return visitor.post(address(visitor, item), {"version": "0", "action": "next", **data})
