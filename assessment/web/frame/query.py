"""What an address asks for beside its path: a page, words to search for."""

from __future__ import annotations

from flask import request

from assessment.web.frame.forms import clean

SEARCH_LENGTH = 100


def page_asked() -> int:
    """The page that is asked for, the first where none or nonsense is."""
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1


def search_asked() -> str:
    """The words that are searched for."""
    return clean(request.args.get("q", ""))[:SEARCH_LENGTH]
