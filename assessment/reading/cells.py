"""Cells of spreadsheets, and the apostrophe that keeps a text from being taken for a formula."""

from __future__ import annotations

import re

# What spreadsheets begin formulas with; tab and NUL are those of OWASP ASVS 5.0 requirement 1.2.10.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\0]")


def neutral(cell: str) -> str:
    """A cell for an export, so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """A cell without space around it, and without the apostrophe that kept it from being a formula."""
    left = cell.lstrip()
    return left[1:].strip() if left.startswith("'") and _FORMULA.match(left, 1) else left.rstrip()
