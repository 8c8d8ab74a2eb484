"""Getting in: what mailed links are for, which passwords are too easy, and how failed attempts slow things down."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

FEWEST_CHARACTERS = 10
MOST_CHARACTERS = 200
# Some devices send a letter and each of its accents by themselves.
MOST_SENT = 4 * MOST_CHARACTERS
# Common substitutions, so that "p4ssw0rd" is known for what it is.
_PLAIN = str.maketrans("013457@$!8", "oieastasib")
_DECORATION = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")


class LinkPurpose(StrEnum):
    """What a mailed link lets somebody do."""

    INVITATION = "invitation"
    RESET = "reset"


LINK_LIFETIMES = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.RESET: timedelta(hours=1)}


def password_problem(password: str, *, common: Collection[str], about: Iterable[str]) -> str | None:
    """What is wrong with a password, or None.

    `common` holds lower-case passwords that attackers try first, `about` words on the person and the service. There
    are no rules on capitals or symbols: NIST SP 800-63B section 3.1.1 and OWASP ASVS 5.0 section 6.2 ask for length
    and for a look at such lists instead.
    """
    if len(password) < FEWEST_CHARACTERS:
        return f"Password must be {FEWEST_CHARACTERS} characters or more; three random words work well"
    if len(password) > MOST_CHARACTERS:
        return f"Password must be {MOST_CHARACTERS} characters or fewer"
    lower = password.casefold()
    if len(set(lower)) < 4:
        return "Password uses too few different characters; three random words work well"
    bare = _DECORATION.sub("", lower)
    forms = {lower, _SIGNS.sub("", lower), bare, bare.translate(_PLAIN), _DECORATION.sub("", lower.translate(_PLAIN))}
    if not forms.isdisjoint(common):
        return "Password is too easy to guess; three random words work well"
    known = {word.casefold() for word in about if len(word) > 3}
    if any(form in known or _DECORATION.sub("", form) in known for form in forms):
        return "Password is too similar to your name, your email address or this service"
    return None


def wait(failures: Sequence[datetime], *, free: int, longest: timedelta) -> timedelta:
    """How long after its last failure something may be tried again: none up to `free`, then twice as long each time."""
    beyond = len(failures) - free
    return timedelta() if beyond < 0 else min(timedelta(seconds=2 ** min(beyond, 20)), longest)
