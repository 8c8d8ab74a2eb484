"""The form of one answer with, if wanted, one more piece of evidence."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from assessment.commands.answers import Said, Shown
from assessment.domain.texts.personal_details import likely_details
from assessment.web.frame.forms import (
    DOES_NOT_APPLY,
    LINK_LENGTH,
    NOTE_LENGTH,
    TITLE_LENGTH,
    TokenForm,
    paragraph,
    text,
    typed_date,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from wtforms import Field

    from assessment.domain.bank.question_bank import Item, QuestionBank


class AnswerForm(TokenForm):
    """The answer to one item with, if wanted, one more piece of evidence."""

    level = RadioField("Level", validate_choice=False)
    reason = paragraph("Why does this not apply to you?", "Reason", NOTE_LENGTH)
    note = paragraph("Note (optional)", "Note", NOTE_LENGTH)
    version = HiddenField()
    title = text("What could someone outside your team look at?", "Title", TITLE_LENGTH)
    link = text("Link (optional)", "Link", LINK_LENGTH)
    shows = paragraph("What does it show?", "What it shows", NOTE_LENGTH)
    grade = SelectField("What kind of evidence is it?", validate_choice=False)
    day = text("Day", "Day", 2)
    month = text("Month", "Month", 9)
    year = text("Year", "Year", 4)
    lived_experience = BooleanField("People with lived experience speak in it, staff or people we serve")
    no_personal_details = BooleanField("No names, case numbers or details that could identify anyone")
    looked = BooleanField("I have looked: nobody can be recognised, or it is meant to stand there")

    _known: Collection[str] = ()
    _saved: Callable[[], Collection[str]] = tuple

    def prepare(self, bank: QuestionBank, item: Item, *, not_applicable_allowed: bool, today: date) -> AnswerForm:
        """Fit the form to one item and one day."""
        self._bank, self._item, self._not_applicable_allowed, self._today = bank, item, not_applicable_allowed, today
        self.level.choices = [*map(str, range(len(bank.levels))), DOES_NOT_APPLY]
        self.grade.choices = [("", "Choose one"), *((grade.id, grade.name) for grade in bank.evidence.grades)]
        return self

    def mind(self, known: Collection[str], *, saved: Callable[[], Collection[str]]) -> AnswerForm:
        """Say which names may stand in it, and which texts somebody has looked at before."""
        self._known, self._saved = known, saved
        return self

    @property
    def has_evidence(self) -> bool:
        """Whether anything was typed that belongs to a piece of evidence."""
        typed = (self.title, self.link, self.shows, self.grade, self.day, self.month, self.year)
        return any(field.data for field in typed) or bool(self.no_personal_details.data)

    def validate_level(self, field: Field) -> None:
        """A level of this bank, or not applicable where the item allows it; none yet is fine."""
        if field.data and field.data not in field.choices:
            raise ValidationError("Choose one of the levels")
        if field.data == DOES_NOT_APPLY and not self._not_applicable_allowed:
            raise ValidationError("This item cannot be marked as not applicable")
        if not field.data and not self.note.data and not self.has_evidence and not self.reason.data:
            raise ValidationError(
                "Choose the highest level where every part is true, or write a note and come back later"
            )

    def validate_reason(self, field: Field) -> None:
        """A reason goes with not applicable, and only with that."""
        if self.level.data == DOES_NOT_APPLY and not field.data:
            raise ValidationError("Say why this does not apply to your organisation")
        if field.data and self.level.data != DOES_NOT_APPLY:
            raise ValidationError("Choose “This does not apply to us” as well, or clear the reason")

    def validate_looked(self, field: Field) -> None:
        """Whoever writes what may be somebody's details is asked to look once more; they decide."""
        if field.data:
            return
        typed = [text.data for text in (self.reason, self.note, self.title, self.shows) if text.data]
        doubtful = {text: found for text in typed if (found := likely_details(text, known=self._known))}
        fresh = [one for text, details in doubtful.items() if text not in self._saved() for one in details]
        if fresh:
            what = "; ".join(dict.fromkeys(f"“{one.text}” looks like {one.sort}" for one in fresh[:5]))
            raise ValidationError(f"{what}. Take it out, or tick the box if it can stay. Nothing is lost")

    def validate_version(self, field: Field) -> None:
        """The version that the page showed, which only a tampered form lacks."""
        if not (field.data or "").isdecimal() or len(field.data) > 6:
            raise ValidationError("Reload this page and try again")

    def validate_title(self, field: Field) -> None:
        """Evidence needs a title."""
        if self.has_evidence and not field.data:
            raise ValidationError("Say what someone could look at")

    def validate_link(self, field: Field) -> None:
        """Links lead to the web and nowhere else."""
        if field.data and not re.fullmatch(r"https?://[^\s/]+\.?[^\s]*", field.data, re.IGNORECASE):
            raise ValidationError("Link must start with https:// or http://, such as https://example.org/minutes")

    def validate_grade(self, field: Field) -> None:
        """Evidence needs a grade of this bank."""
        known = {grade.id for grade in self._bank.evidence.grades}
        if (self.has_evidence or field.data) and field.data not in known:
            raise ValidationError("Choose what kind of evidence it is")

    def validate_day(self, _field: Field) -> None:
        """Evidence needs a real date that is not in the future."""
        if not self.has_evidence:
            return
        dated = self.dated_on
        if dated is None:
            raise ValidationError("Enter the date of the evidence, such as 27 3 2026")
        if not date(1990, 1, 1) <= dated <= self._today:
            raise ValidationError("The date of the evidence must be between 1990 and today")

    def validate_no_personal_details(self, field: Field) -> None:
        """Evidence must not identify anyone."""
        if self.has_evidence and not field.data:
            raise ValidationError("Confirm that the evidence has no details that could identify anyone")

    @property
    def dated_on(self) -> date | None:
        """The date that was typed, if there is such a day."""
        return typed_date(self.day.data, self.month.data, self.year.data)

    @property
    def seen(self) -> int:
        """The version of the answer that the page showed."""
        return int(self.version.data)

    @property
    def said(self) -> Said:
        """The answer that was typed."""
        if self.level.data == DOES_NOT_APPLY:
            return Said(not_applicable=self.reason.data, note=self.note.data)
        return Said(level=int(self.level.data) if self.level.data else None, note=self.note.data)

    @property
    def shown(self) -> Shown:
        """The evidence that was typed."""
        dated = self.dated_on
        assert dated is not None  # noqa: S101 - validate_day has seen to it
        return Shown(
            title=self.title.data,
            grade=self.grade.data,
            dated_on=dated,
            link=self.link.data,
            shows=self.shows.data,
            lived_experience=bool(self.lived_experience.data) and self._item.lived_experience,
        )
