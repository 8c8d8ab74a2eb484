"""What every part of a bank file has in common: words, ids, shares, and that no other keys are allowed."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$"
BANK_ID = r"^[a-z0-9][a-z0-9-]{0,59}$"
LINK = r"^https?://\S+$"
# What each pattern takes, in words.
ALLOWED = {
    ID: "use up to 60 letters, digits, hyphens, dots and underscores, with a letter or digit first",
    BANK_ID: "use up to 60 small letters, digits and hyphens, with a letter or digit first",
    LINK: "write an address that begins with https:// and has no space",
}
Id = Annotated[str, StringConstraints(pattern=ID)]
Percent = Annotated[float, Field(ge=0, le=100)]


class Schema(BaseModel):
    """A part of a bank file: unknown keys are refused, and text is not taken for a number."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
