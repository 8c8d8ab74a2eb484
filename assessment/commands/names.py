"""Names on their way in, from whichever side they come."""

from __future__ import annotations

from assessment.domain.errors import NotAllowedHere
from assessment.domain.texts.names import LONGEST_NAME, name_problem, tidy_name


def kept_name(typed: str, longest: int = LONGEST_NAME) -> str:
    """A name as it is kept; raises NotAllowedHere where there is nothing to see in it, or it misleads."""
    name = tidy_name(typed)
    if problem := name_problem(name, longest):
        msg = f"{problem}."
        raise NotAllowedHere(msg)
    return name
