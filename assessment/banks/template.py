"""The template of a new bank, with comments that explain each part."""

from __future__ import annotations

import re
from importlib.resources import files

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def new_bank(bank_id: str) -> str:
    """The text of a small, valid bank with this id."""
    year = re.search(r"(20\d\d)$", bank_id)
    text = files("assessment.banks").joinpath("new-bank.yaml").read_text(encoding="utf-8")
    return text.replace("NEW-BANK-ID", bank_id).replace("NEW-BANK-VERSION", year.group(1) if year else "1")
