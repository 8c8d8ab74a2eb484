"""The text in the bytes of a file, whichever program wrote it."""

from __future__ import annotations

import codecs
from contextlib import suppress

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def utf_8(content: bytes) -> str:
    """Text in UTF-8 without its byte order mark; raises UnicodeDecodeError where it is something else."""
    return content.decode("utf-8-sig")


def spreadsheet_text(content: bytes) -> str | None:
    """Text in any encoding that spreadsheets use: UTF-8, UTF-16 or Windows-1252; None where there is no text."""
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            return None if "\0" in text else text
    return None
