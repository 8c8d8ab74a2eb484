"""Forms for inviting people, for their roles, for letting them leave, and for lists to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired, ValidationError

from assessment.domain.people.permissions import AREA_ROLES, Role
from assessment.web.frame.forms import OneOf, TokenForm, at_most, email_field, name_field

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wtforms import Field

    from assessment.domain.area.organisations import Organisation
    from assessment.domain.people.person import Person

NOWHERE = ""


class RoleForm(TokenForm):
    """A role, in an organisation where it is one of an organisation."""

    role = SelectField("Role", validate_choice=False)
    place = SelectField("Organisation", validate_choice=False)

    def offer(self, roles: Collection[Role], places: Sequence[Organisation] = ()) -> RoleForm:
        """Say which roles and organisations there are to choose from."""
        self._places = bool(places)
        self.role.choices = [("", "Choose one"), *((one.value, one.value.capitalize()) for one in Role if one in roles)]
        self.place.choices = [(NOWHERE, "None: a role for the whole area"), *((p.reference, p.name) for p in places)]
        return self

    def validate_role(self, field: Field) -> None:
        """One of the roles offered."""
        if field.data not in {value for value, _ in field.choices if value}:
            raise ValidationError("Choose a role")

    def validate_place(self, field: Field) -> None:
        """Roles of an organisation name one, the others none."""
        if not self._places or self.role.errors:
            return
        if field.data not in {value for value, _ in field.choices}:
            raise ValidationError("Choose one of the organisations")
        if (Role(self.role.data) in AREA_ROLES) == bool(field.data):
            needs = "is for the whole area: choose no organisation" if field.data else "needs an organisation"
            raise ValidationError(f"The role {self.role.data} {needs}")


class InviteForm(RoleForm):
    """Somebody to invite: name, address and first role."""

    name = name_field("Name")
    email = email_field("Email address at work", "Enter an email address")


class LeaveForm(TokenForm):
    """Who takes over from somebody who leaves."""

    heir = SelectField("Who takes over?", validate_choice=False)
    sure = BooleanField("I have checked with them", [InputRequired("Tick the box to go on")])

    def offer(self, colleagues: Sequence[Person]) -> LeaveForm:
        """Say who could take over."""
        self.heir.choices = [("", "Nobody in particular"), *((str(one.id), one.name) for one in colleagues)]
        return self

    def validate_heir(self, field: Field) -> None:
        """One of the colleagues."""
        if (field.data or "") not in {value for value, _ in field.choices}:
            raise ValidationError("Choose one of the colleagues")


class EraseForm(TokenForm):
    """A confirmation that somebody is to be forgotten."""

    sure = BooleanField(
        "They have asked for this, or have left long ago; it cannot be undone", [InputRequired("Tick the box to go on")]
    )


class ImportForm(TokenForm):
    """A list to import: a file to read first, or its text to take over once it has been looked at."""

    file = FileField("CSV file or Excel workbook")
    content = HiddenField(validators=[at_most(700_000, "List")])
    kind = OneOf("What is in it?", [("organisations", "Organisations"), ("people", "People")])
