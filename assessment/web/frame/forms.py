"""Forms: what comes in, how long it may be, and what is said when it does not fit."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from assessment.domain.people.addresses import address_as_kept, email_address
from assessment.domain.texts.names import LONGEST_NAME, name_problem, tidy_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wtforms import Field, Form


NOTE_LENGTH = 300
TITLE_LENGTH = 120
LINK_LENGTH = 2000
DOES_NOT_APPLY = "not-applicable"
_CONTROL = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2028\u2029\ufeff\ufffe\uffff]")
STALE_PAGE = (
    "This page was open for a long time, or in another window. Nothing is lost: check what you typed, "
    "then press the button again."
)


def clean(value: str | None) -> str:
    """Text as it is kept: one form of each letter, plain line ends, nothing invisible, no space around it."""
    text = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).strip()


def at_most(length: int, what: str) -> Length:
    """A limit that names itself."""
    return Length(max=length, message=f"{what} must be {length:,} characters or fewer")


def text(label: str, what: str, length: int, **more: Any) -> StringField:
    """One line of text with a limit."""
    return StringField(label, validators=[at_most(length, what)], filters=[clean], **more)


def paragraph(label: str, what: str, length: int, **more: Any) -> TextAreaField:
    """Several lines of text with a limit."""
    return TextAreaField(label, validators=[at_most(length, what)], filters=[clean], **more)


def name_field(label: str, longest: int = LONGEST_NAME, **more: Any) -> StringField:
    """The name of somebody or something."""

    def is_name(_form: Form, field: Field) -> None:
        if problem := name_problem(field.data, longest):
            raise ValidationError(problem)

    return StringField(label, validators=[is_name], filters=[clean, tidy_name], **more)


def optional_name_field(label: str, longest: int = LONGEST_NAME) -> StringField:
    """A name that may be left out."""

    def is_name(_form: Form, field: Field) -> None:
        if field.data and (problem := name_problem(field.data, longest)):
            raise ValidationError(problem)

    return StringField(label, validators=[is_name], filters=[clean, tidy_name])


def email_field(label: str, missing: str) -> StringField:
    """An email address to which letters may go."""
    return StringField(label, [InputRequired(missing), _is_address], [clean, address_as_kept])


def _is_address(_form: Form, field: Field) -> None:
    try:
        email_address(field.data)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong


class OneOf(SelectField):  # type: ignore[misc]
    """A choice of options that are known beforehand, each a value and a label."""

    def __init__(self, label: str, options: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(label, validate_choice=False, **more)
        self.choices = list(options)

    def pre_validate(self, _form: Form) -> None:
        """One of the options, and not the empty one at the top."""
        if not self.data or self.data not in {value for value, _ in self.choices}:
            raise ValidationError("Choose an option from the list")


class _TokenComesIn(FlaskForm.Meta.csrf_class):  # type: ignore[misc]
    """Checks the token that came in; the one that goes out is made where templates ask for it, so not by a save."""

    def generate_csrf_token(self, _field: Field) -> None:
        """None here."""


class TokenForm(FlaskForm):  # type: ignore[misc]
    """A form that is nothing but a button, or the start of a larger one."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How tokens are dealt with."""

        csrf_class = _TokenComesIn

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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def typed_date(day: str, month: str, year: str) -> date | None:
    """The date in three fields, the month as a number or a name; None if there is no such day."""
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else month
    try:
        return date(int(year), int(number), int(day))
    except (ValueError, OverflowError):
        return None
