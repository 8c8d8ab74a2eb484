"""Forms of those who bring a bank in."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, IntegerField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from wtforms import Field

WORKBOOKS = {".xlsx", ".xls", ".xlsm"}
BANK_FILES = {".yaml", ".yml"}
_DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]


class UploadForm(TokenForm):
    """A bank file or an XLSForm."""

    file = FileField("Bank file (.yaml) or XLSForm (.xlsx)", [FileRequired("Choose a file")])

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        return PurePath(self.file.data.filename or "").suffix.lower()

    @property
    def is_workbook(self) -> bool:
        """Whether the file is a workbook."""
        return self.ending in WORKBOOKS

    @property
    def bank_id(self) -> str:
        """The file's name without its ending, as the id of a bank may be written."""
        stem = PurePath(self.file.data.filename or "").stem
        return re.sub(r"[^a-z0-9-]+", "-", stem.lower()).strip("-")[:60] if self.is_workbook else stem

    def validate_file(self, field: Field) -> None:
        """A file of one of the kinds that can be read, with a name that can become an id."""
        if self.ending not in WORKBOOKS | BANK_FILES:
            raise ValidationError("The file must be a bank (.yaml) or an XLSForm (.xlsx)")
        if not self.bank_id or len(field.data.filename) > 120:
            raise ValidationError("Give the file a short name of letters and digits, such as our-questions-2027.xlsx")


class PublishForm(TokenForm):
    """The year that will ask from a bank."""

    year = IntegerField(
        "Year in which it begins", [InputRequired("Enter a year"), NumberRange(2000, 2100, "Enter a year such as 2027")]
    )
    opens_on = DateField("Opens on", [InputRequired("Enter the day on which the year opens")], format=_DATES)
    closes_on = DateField("Closes on", [InputRequired("Enter the day on which the year closes")], format=_DATES)

    def validate_year(self, field: Field) -> None:
        """A year in four digits."""
        if field.data is None:
            raise ValidationError("Enter a year such as 2027")

    def validate_closes_on(self, field: Field) -> None:
        """A year closes after it opens."""
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError("The year cannot close before it opens")
