"""What an address asks for beside its path: a page, words to search for."""

from __future__ import annotations

from flask import request

from assessment.web.frame.forms import clean

SEARCH_LENGTH = 100


def page_number() -> int:
    """The page that is asked for, the first where none or nonsense is."""
    wanted = request.args.get("page", "1")
    return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 5 else 1


def search_words() -> str:
    """The words that are searched for."""
    return clean(request.args.get("q", ""))[:SEARCH_LENGTH]
