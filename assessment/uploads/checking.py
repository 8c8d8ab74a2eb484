"""Take a file that somebody sends as evidence, or refuse it: files are hostile until shown otherwise.

Pictures are painted anew, so nothing but their pixels stays. Other files stay as they are, and are refused where they
hold what could act by itself. That is no scan for viruses, and a file made to mislead its readers may still hide
something: send accepted files as downloads, with their own media type and without sniffing.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessment.uploads.file_names import plain_name
from assessment.uploads.limits import LARGEST
from assessment.uploads.media_types import ENDINGS
from assessment.uploads.office import ZIP, office_type
from assessment.uploads.pdf import require_quiet_pdf
from assessment.uploads.pictures import painted_anew
from assessment.uploads.plain_text import require_plain_text
from assessment.uploads.refusals import DAMAGED, UploadRefused

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept: a name that is safe to offer, its media type, and the bytes to keep."""

    name: str
    media_type: str
    content: bytes


def accept(name: str, content: bytes) -> Accepted:
    """What to keep of a file that somebody sent; raises UploadRefused with a sentence for that person."""
    plain, ending = plain_name(name)
    if not content:
        raise UploadRefused("is empty. Check that it opens on your computer, then upload it again")
    if len(content) > LARGEST:
        raise UploadRefused("is larger than 5 MB. Upload a smaller one, such as just the pages that matter")
    media_type = ENDINGS[ending]
    try:
        return Accepted(plain, media_type, _checked(content, media_type, ending))
    except UploadRefused:
        raise
    except Exception as error:
        # The readers below raise whatever a damaged file makes them stumble over.
        raise UploadRefused(DAMAGED) from error


def _checked(content: bytes, media_type: str, ending: str) -> bytes:
    """The bytes to keep, where they are of the type that the name promises."""
    if content.startswith((PNG, JPEG)):
        found = ENDINGS["png"] if content.startswith(PNG) else ENDINGS["jpg"]
    elif content.startswith(ZIP) and b"%PDF-" not in content[:1024]:
        found = office_type(content)
    elif b"%PDF-" in content[:1024]:
        found = ENDINGS["pdf"]
    else:
        found = media_type if media_type.startswith("text/") else ""
    if found != media_type:
        raise UploadRefused(
            f"ends in .{ending}, but it’s a different kind of file. Save it again as .{ending} and upload that"
        )
    if found.startswith("image/"):
        return painted_anew(content, found)
    if found == ENDINGS["pdf"]:
        require_quiet_pdf(content)
    elif found.startswith("text/"):
        require_plain_text(content)
    return content
