"""Forms for organisations, partnerships and consent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, DateField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional, ValidationError

from assessment.commands.organisations import Profile
from assessment.domain.area.consent import Standing
from assessment.domain.area.sectors import SECTOR_NAMES, SIZE_NAMES, Sector, SizeBand
from assessment.domain.texts.names import LONGEST_NAME
from assessment.web.frame.forms import NOTE_LENGTH, OneOf, TokenForm, name_field, paragraph, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wtforms import Field

    from assessment.domain.area.organisations import Organisation, Partnership

_REFERENCE = re.compile(r"(?!(?:new|joined-or-divided)$)[a-z0-9][a-z0-9-]{0,79}")
CHOOSE = [("", "Choose one")]


class Day(DateField):  # type: ignore[misc]
    """A day, as browsers send it or as people write it."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y"], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day, and say how it is written where that fails."""
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as wrong:
            raise ValueError("Enter a real date, such as 2027-03-31") from wrong


class OrganisationForm(TokenForm):
    """What is known of an organisation."""

    name = name_field("Name")
    reference = text("Reference", "Reference", 80)
    sector = OneOf("Sector", [*CHOOSE, *((one.value, name) for one, name in SECTOR_NAMES.items())])
    size = OneOf("How many people work for it?", [*CHOOSE, *((one.value, name) for one, name in SIZE_NAMES.items())])
    area = text("Place (optional)", "Place", LONGEST_NAME)
    public_contact = BooleanField("It works directly with the public")
    partnerships = SelectMultipleField("Partnerships", validate_choice=False)

    def offer(self, partnerships: Sequence[Partnership]) -> OrganisationForm:
        """Say which partnerships there are."""
        self.partnerships.choices = [(one.reference, one.name) for one in partnerships]
        return self

    def validate_reference(self, field: Field) -> None:
        """A short name for addresses."""
        if not _REFERENCE.fullmatch(field.data or ""):
            raise ValidationError("Use up to 80 small letters, digits and hyphens, such as vale-homes")

    @property
    def profile(self) -> Profile:
        """What was typed, as an organisation is known."""
        return Profile(
            self.reference.data,
            self.name.data,
            Sector(self.sector.data),
            SizeBand(self.size.data),
            self.area.data,
            self.public_contact.data,
        )


class CloseForm(TokenForm):
    """When an organisation closes."""

    on = Day("When does it close?", [InputRequired("Enter a date, such as 2027-03-31")])
    sure = BooleanField(
        "I understand it won’t be asked to answer any more", [InputRequired("Tick the box to show you understand")]
    )


class SuccessionForm(TokenForm):
    """Which organisations became which others, and when."""

    earlier = SelectMultipleField("Organisations before the change", validate_choice=False)
    later = SelectMultipleField("Organisations after the change", validate_choice=False)
    on = Day("Date of the change", [InputRequired("Enter a date, such as 2027-04-01")])

    def offer(self, organisations: Iterable[Organisation]) -> SuccessionForm:
        """Say which organisations there are."""
        self.earlier.choices = self.later.choices = [(one.reference, one.name) for one in organisations]
        return self

    def _validate(self, field: Field) -> None:
        known = {value for value, _ in field.choices}
        if not field.data or not set(field.data) <= known:
            raise ValidationError("Choose at least one organisation")

    validate_earlier = validate_later = _validate


class PartnershipForm(TokenForm):
    """A partnership and its members."""

    name = name_field("Name")
    reference = text("Reference", "Reference", 80)
    members = SelectMultipleField("Members", validate_choice=False)

    def offer(self, organisations: Iterable[Organisation]) -> PartnershipForm:
        """Say which organisations there are."""
        self.members.choices = [(one.reference, one.name) for one in organisations]
        return self

    def validate_reference(self, field: Field) -> None:
        """A short name for addresses."""
        if not _REFERENCE.fullmatch(field.data or ""):
            raise ValidationError("Use up to 80 small letters, digits and hyphens, such as north")


class RequestForm(TokenForm):
    """Which organisation a partnership would like to see, and why."""

    organisation = SelectField("Organisation", validate_choice=False)
    reason = paragraph("Why would you like to see its results?", "Reason", NOTE_LENGTH)

    def offer(self, organisations: Iterable[Organisation]) -> RequestForm:
        """Say which organisations there are outside."""
        self.organisation.choices = CHOOSE + [(one.reference, one.name) for one in organisations]
        return self

    def validate_organisation(self, field: Field) -> None:
        """One of those outside."""
        if field.data not in {value for value, _ in field.choices if value}:
            raise ValidationError("Choose an organisation")

    def validate_reason(self, field: Field) -> None:
        """Whoever is asked wants to know why."""
        if not field.data:
            raise ValidationError("Say why. The organisation reads this before it decides")


class ConsentForm(TokenForm):
    """How an organisation wants to be shown, where, from when to when, and by whose word."""

    partnership = SelectField("Where does this decision apply?", validate_choice=False)
    standing = OneOf(
        "How do you want to be shown?", [(one.value, one.value.capitalize()) for one in reversed(Standing)]
    )
    starts_on = Day("From", [InputRequired("Enter a date, such as 2026-12-01")])
    ends_on = Day("Until (optional)", [Optional()])
    decided_by = text("Who decided this?", "Name or body", LONGEST_NAME)

    def offer(self, partnerships: Sequence[Partnership]) -> ConsentForm:
        """Say which partnerships there are to decide about."""
        self.partnership.choices = [("", "The whole area"), *((str(one.id), one.name) for one in partnerships)]
        return self

    def validate_partnership(self, field: Field) -> None:
        """The area, or a partnership that may show the organisation."""
        if (field.data or "") not in {value for value, _ in field.choices}:
            raise ValidationError("Choose the whole area or one of the partnerships")

    def validate_decided_by(self, field: Field) -> None:
        """Somebody decided it."""
        if not field.data:
            raise ValidationError("Say who decided this, such as “The board” or a role")

    def validate_ends_on(self, field: Field) -> None:
        """Nothing ends before it begins."""
        starts: date | None = self.starts_on.data
        if field.data and starts and field.data < starts:
            raise ValidationError("The end date must be on or after the start date")
