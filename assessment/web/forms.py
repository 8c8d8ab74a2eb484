"""Forms: what comes in, how long it may be, and what is said when it does not fit."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from assessment.commands.answers import Said, Shown

if TYPE_CHECKING:
    from wtforms import Field

    from assessment.domain.bank import Item, QuestionBank

NOTE_LENGTH = 300
TITLE_LENGTH = 120
LINK_LENGTH = 500
DOES_NOT_APPLY = "not-applicable"
_CONTROL = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff]")
STALE_PAGE = (
    "This page had been open for a long time, or in another window. Nothing is lost: look over what you typed, "
    "then press the button again."
)


def clean(value: str | None) -> str:
    """Text as it is kept: one form of each letter, plain line ends, nothing invisible, no space around it."""
    text = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).strip()


def at_most(length: int, what: str) -> Length:
    """A limit that names itself."""
    return Length(max=length, message=f"{what} must be {length} characters or fewer")


def text(label: str, what: str, length: int, **more: Any) -> StringField:
    """One line of text with a limit."""
    return StringField(label, validators=[at_most(length, what)], filters=[clean], **more)


def paragraph(label: str, what: str, length: int, **more: Any) -> TextAreaField:
    """Several lines of text with a limit."""
    return TextAreaField(label, validators=[at_most(length, what)], filters=[clean], **more)


class TokenForm(FlaskForm):  # type: ignore[misc]
    """A form that is nothing but a button, or the start of a larger one."""

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every problem with the id of the field it belongs to, in the order of the page."""
        found = []
        for field in self:
            message = STALE_PAGE if field.name == "csrf_token" else None
            found += [(field_id(field), message or str(error)) for error in field.errors]
        return found


def field_id(field: Field) -> str:
    """Where a link in the error summary goes: the field, or the first choice of a group."""
    return f"{field.id}-0" if isinstance(field, RadioField) else str(field.id)


class SignInForm(TokenForm):
    """E-mail address and password."""

    email = StringField(
        "E-mail address", [InputRequired("Enter your e-mail address"), at_most(200, "E-mail address")], [clean]
    )
    password = PasswordField("Password", [InputRequired("Enter your password"), at_most(200, "Password")])
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])


class ReturnForm(TokenForm):
    """A sponsor's word to the lead."""

    note = TextAreaField(
        "What should be looked at again?",
        [InputRequired("Say what should be looked at again"), at_most(NOTE_LENGTH, "Note")],
        [clean],
    )


class SignOffForm(TokenForm):
    """A sponsor's confirmation."""

    confirmed = BooleanField(
        "I have read this page, and this is what our organisation says about itself",
        [InputRequired("Tick the box to sign off")],
    )


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

    def prepare(self, bank: QuestionBank, item: Item, *, may_not_apply: bool, today: date) -> AnswerForm:
        """Fit the form to one item and one day."""
        self._bank, self._item, self._may_not_apply, self._today = bank, item, may_not_apply, today
        self.level.choices = [*map(str, range(len(bank.levels))), DOES_NOT_APPLY]
        self.grade.choices = [("", "Choose one"), *((grade.id, grade.name) for grade in bank.evidence.grades)]
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
        if field.data == DOES_NOT_APPLY and not self._may_not_apply:
            raise ValidationError("This item cannot be marked as not applicable")
        if not field.data and not self.note.data and not self.has_evidence and not self.reason.data:
            raise ValidationError("Choose the level of which every part holds, or write a note and come back later")

    def validate_reason(self, field: Field) -> None:
        """A reason goes with not applicable, and only with that."""
        if self.level.data == DOES_NOT_APPLY and not field.data:
            raise ValidationError("Say why this does not apply to your organisation")
        if field.data and self.level.data != DOES_NOT_APPLY:
            raise ValidationError("Choose “This does not apply to us” as well, or clear the reason")

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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def typed_date(day: str, month: str, year: str) -> date | None:
    """The date in three fields, the month as a number or a name; None if there is no such day."""
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else month
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None


class PulseForm(TokenForm):
    """What a staff survey found; the shares are added by `pulse_form`."""

    day = text("Day", "Day", 2)
    month = text("Month", "Month", 9)
    year = text("Year", "Year", 4)

    def prepare(self, *, today: date) -> PulseForm:
        """Fit the form to one day."""
        self._today = today
        return self

    @property
    def held_on(self) -> date | None:
        """The date that was typed, if there is such a day."""
        return typed_date(self.day.data, self.month.data, self.year.data)

    @property
    def favourable(self) -> dict[str, float]:
        """The shares that were typed, by dimension, in per cent."""
        named = {field.name.removeprefix(SHARE): field.data for field in self if field.name.startswith(SHARE)}
        return {name: float(share) for name, share in named.items() if share}

    def validate_day(self, _field: Field) -> None:
        """Shares need a date; a date needs to be real and past."""
        typed = any((self.day.data, self.month.data, self.year.data, self.favourable_typed))
        if typed and (self.held_on is None or not date(1990, 1, 1) <= self.held_on <= self._today):
            raise ValidationError("Enter the date of the survey, today at the latest, such as 27 3 2026")

    @property
    def favourable_typed(self) -> bool:
        """Whether any share was typed."""
        return any(field.data for field in self if field.name.startswith(SHARE))


SHARE = "share_"


def pulse_form(bank: QuestionBank) -> type[PulseForm]:
    """The form for what a staff survey found, with one share for each dimension of the bank."""
    shares = {
        f"{SHARE}{dimension.id}": StringField(
            dimension.name, [at_most(5, dimension.name), share_of_answers], [clean, _without_sign]
        )
        for dimension in bank.dimensions
    }
    return type("PulseFormOfBank", (PulseForm,), shares)


def share_of_answers(_form: PulseForm, field: Field) -> None:
    """A share is a number from 0 to 100, or nothing."""
    if field.data and not (re.fullmatch(r"\d{1,3}(\.\d)?", field.data) and float(field.data) <= 100):
        raise ValidationError(f"{field.label.text} must be a number from 0 to 100, such as 64")


def _without_sign(value: str) -> str:
    return value.rstrip("% ")
