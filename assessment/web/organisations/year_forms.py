"""Forms for years: open one, change its dates, publish it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, ValidationError

from assessment.web.frame.forms import TokenForm, text
from assessment.web.organisations.forms import Day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wtforms import Field

    from assessment.domain.bank.question_bank import QuestionBank

_YEAR = re.compile(r"20\d\d")


class YearForm(TokenForm):
    """Assessment dates in a year."""

    opens_on = Day("Opens on", [InputRequired("Enter a date, such as 2026-09-01")])
    closes_on = Day("Closes on", [InputRequired("Enter a date, such as 2027-08-31")])


class OpenYearForm(TokenForm):
    """A new year: when it begins, what it asks, and its assessment dates."""

    year = text("In which year does it begin?", "Year", 10)
    bank = SelectField("Which questions does it ask?", validate_choice=False)
    opens_on = Day("Opens on", [InputRequired("Enter the first day for answers, such as 2026-09-01")])
    closes_on = Day("Closes on", [InputRequired("Enter the last day for answers, such as 2027-08-31")])

    def offer(self, banks: Sequence[QuestionBank]) -> OpenYearForm:
        """Say which question banks there are."""
        self.bank.choices = [(one.id, f"{one.title}, {one.version}") for one in banks]
        return self

    def validate_year(self, field: Field) -> None:
        """A year in four digits."""
        if not _YEAR.fullmatch(field.data or ""):
            raise ValidationError("Enter a year with four digits, such as 2027")

    def validate_bank(self, field: Field) -> None:
        """One of the banks offered."""
        if field.data not in {value for value, _ in field.choices}:
            raise ValidationError("Choose a question bank")

    def validate_closes_on(self, field: Field) -> None:
        """A year closes after it opens."""
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError("The year cannot close before it opens")


class PublishForm(TokenForm):
    """Whoever publishes a year has to say that they know it cannot be undone."""

    sure = BooleanField(
        "I have read what will be published, and I know it cannot be undone", [InputRequired("Tick the box to publish")]
    )
