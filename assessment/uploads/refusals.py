"""Why a file is not taken, in words for the person who sent it."""

from __future__ import annotations

ACTS = "contains macros, active links or other files. Save it as a PDF and upload that"
LOCKED = "is locked. Save it without a password or restrictions and upload that"
SCRIPTED = "contains scripts, an active form or attached files. Print it to a new PDF and upload that"
DAMAGED = "is damaged or incomplete. Open it, save it again and upload the new one"
TOO_LARGE = "is far larger inside than a document should be. Remove large pictures, or save it as a PDF and upload that"


class UploadRefused(Exception):  # noqa: N818 - named for what happened, as the screens say it
    """A file that is not taken; its text is for the person and says what to do instead."""

    def __init__(self, because: str) -> None:
        super().__init__(f"This file {because}.")
