"""Why a file is not taken, in words for the person who sent it."""

from __future__ import annotations

ACTS = "holds macros, links that act or other files. Save it as a PDF and send that"
LOCKED = "is locked. Save it without a password or restrictions and send that"
SCRIPTED = "holds scripts, a form that acts or attached files. Print it as a new PDF and send that"
DAMAGED = "is damaged or not complete. Open it where it was made, save it again, and send the new one"
TOO_LARGE = "unpacks to far more than a document needs. Take large pictures out, or save it as a PDF and send that"


class UploadRefused(Exception):  # noqa: N818 - named for what happened, as the screens say it
    """A file that is not taken; its text is for the person and says what to do instead."""

    def __init__(self, because: str) -> None:
        super().__init__(f"This file {because}.")
