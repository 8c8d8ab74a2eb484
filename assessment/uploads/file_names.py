"""File names that are safe on every system."""

from __future__ import annotations

import re
import unicodedata

from assessment.uploads.media_types import ENDINGS
from assessment.uploads.refusals import UploadRefused

LONGEST_NAME = 120
PROGRAM = re.compile(
    r"\.\s*(bat|cmd|dll|exe|hta|html|jar|jse|lnk|msi|php|pif|ps1|scr|vbe|vbs|wsf)\s*(\.|$)", re.IGNORECASE
)
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def plain_name(name: str) -> tuple[str, str]:
    """A name that is safe on every system, and its ending; raises UploadRefused where the ending is not allowed."""
    last = re.split(r"[/\\]", name)[-1][-1000:]
    seen = "".join(one for one in last if unicodedata.category(one) not in UNSEEN)
    stem, _, ending = " ".join(unicodedata.normalize("NFC", seen).split()).rpartition(".")
    stem, ending = re.sub(r'[<>:"|?*]', "-", stem).strip(" ."), ending.strip().lower()
    if not stem or ending not in ENDINGS or PROGRAM.search(stem):
        raise UploadRefused(f"is a type of file we can’t accept. Upload one that ends in {', '.join(ENDINGS)}")
    if RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' .')}.{ending}", ending
