"""Forms of the Leadership Group: the name of a comparison, a priority, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import BooleanField, HiddenField
from wtforms.validators import ValidationError

from assessment.domain.area.comparisons import LONGEST_COMPARISON_NAME
from assessment.domain.area.priorities import LONGEST_NOTE, LONGEST_TITLE, LONGEST_WHY, PointSort, PointWords
from assessment.web.frame.forms import TokenForm, name_field, paragraph, text

if TYPE_CHECKING:
    from wtforms import Field

SAME_NAME = "You have saved another comparison under this name. Choose a different one"


class SaveForm(TokenForm):
    """Under which name a comparison is kept, and for whom."""

    name = name_field("Name", LONGEST_COMPARISON_NAME, id="save-name")
    shared = BooleanField("Share it with the Leadership Group", id="save-shared")


class PointForm(TokenForm):
    """What a priority or a note has in common: which version of it the page showed, 0 for a new one."""

    version = HiddenField(default="0")

    def validate_version(self, field: Field) -> None:
        """The version that the page showed, which only a tampered form lacks."""
        if not (field.data or "").isdecimal() or len(field.data) > 6:
            raise ValidationError("Reload this page and try again")

    @property
    def seen(self) -> int:
        """The version that the page showed."""
        return int(self.version.data)


class PriorityForm(PointForm):
    """A priority, and why."""

    title = text("Priority", "Priority", LONGEST_TITLE)
    why = paragraph("Why does it matter?", "Why it matters", LONGEST_WHY)

    def validate_title(self, field: Field) -> None:
        """A priority says what is to be worked on."""
        if not field.data:
            raise ValidationError("Say what the area will work on")

    def validate_why(self, field: Field) -> None:
        """Whoever was not in the room wants to know why."""
        if not field.data:
            raise ValidationError("Say why it matters, for people who weren’t in the room")

    @property
    def words(self) -> PointWords:
        """What was typed."""
        return PointWords(self.title.data, self.why.data)


class NoteForm(PointForm):
    """A note."""

    note = paragraph("Note", "Note", LONGEST_NOTE)

    def validate_note(self, field: Field) -> None:
        """A note says something."""
        if not field.data:
            raise ValidationError("Write the note")

    @property
    def words(self) -> PointWords:
        """What was typed."""
        return PointWords("", self.note.data)


FORMS: dict[PointSort, type[PriorityForm | NoteForm]] = {PointSort.PRIORITY: PriorityForm, PointSort.NOTE: NoteForm}


def as_known(sort: PointSort, words: PointWords, version: int) -> PriorityForm | NoteForm:
    """The form of a point that is there."""
    if sort is PointSort.PRIORITY:
        return PriorityForm(formdata=None, title=words.title, why=words.text, version=str(version))
    return NoteForm(formdata=None, note=words.text, version=str(version))
