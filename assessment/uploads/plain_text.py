"""Text files, which must be in UTF-8 and not look like a web page."""

from __future__ import annotations

import re

from assessment.uploads.refusals import UploadRefused

NO_TEXT = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
MARKUP = re.compile(r"[\s\ufeff]*<([!?]|[a-z][a-z0-9:-]*([\s/>]|$))", re.IGNORECASE)


def require_plain_text(content: bytes) -> None:
    """Refuse what is no text in UTF-8, or what a browser could take for a page."""
    text = content.decode(errors="surrogateescape")
    if NO_TEXT.search(text):
        raise UploadRefused("isn’t plain text in UTF-8. Save it again as text or CSV in UTF-8 and upload the new one")
    if MARKUP.match(text):
        raise UploadRefused("is a web page or a drawing, not text. Save it as a PDF and upload that")
