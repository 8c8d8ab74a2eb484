"""The form of what an organisation's staff survey found, made from its bank."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from wtforms import StringField
from wtforms.validators import ValidationError

from assessment.web.frame.forms import TokenForm, at_most, clean, text, typed_date

if TYPE_CHECKING:
    from wtforms import Field

    from assessment.domain.bank.question_bank import QuestionBank


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
            raise ValidationError("Enter the date of the survey, today or earlier, such as 27 3 2026")

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
