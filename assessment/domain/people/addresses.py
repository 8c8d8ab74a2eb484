"""Email addresses: one rule for what counts as one, and one form in which it is stored and looked up."""

from __future__ import annotations

import re
from unicodedata import category

LONGEST_ADDRESS = 200
ADDRESS_RULE = "Enter one email address, like name@example.org, in 200 characters or fewer"
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLACE = rf"(?:{_LABEL}\.){{1,10}}[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_PLACE}")


def address_as_kept(typed: str) -> str:
    """An address as it is kept and looked for: in small letters, without what came along when it was copied."""
    seen = "".join(one for one in typed if category(one) != "Cf").strip().removeprefix("mailto:")
    return seen.lower() if seen.isascii() else seen


def email_address(typed: str) -> str:
    """An address that letters could reach, as it is kept; raises ValueError with what to write instead."""
    address = address_as_kept(typed)
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise ValueError(ADDRESS_RULE)
    return address
