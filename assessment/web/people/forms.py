"""Forms for inviting people, for their roles, for letting them leave, and for lists to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired, ValidationError

from assessment.domain.people.permissions import AREA_ROLES, ROLE_NAMES, Role
from assessment.domain.texts.phrases import upper_first
from assessment.web.frame.forms import OneOf, TokenForm, at_most, email_field, name_field

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wtforms import Field

    from assessment.domain.area.organisations import Organisation
    from assessment.domain.people.person import Person

NOWHERE, NONE = "", "None: a role for the whole area"


class RoleForm(TokenForm):
    """A role, in an organisation where it is one of an organisation."""

    role = SelectField("Role", validate_choice=False)
    place = SelectField("Organisation", validate_choice=False)

    def offer(self, roles: Collection[Role], places: Sequence[Organisation] = ()) -> RoleForm:
        """Say which roles and organisations there are to choose from."""
        self._places = bool(places)
        named = ((one.value, upper_first(ROLE_NAMES[one])) for one in Role if one in roles)
        self.role.choices = [("", "Choose one"), *named]
        self.place.choices = [(NOWHERE, NONE), *((p.reference, p.name) for p in places)]
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
            role = upper_first(ROLE_NAMES[Role(self.role.data)])
            area = f"{role} is a role for the whole area. Choose “{NONE}”"
            raise ValidationError(area if field.data else f"{role} is a role in an organisation. Choose which one")


class InviteForm(RoleForm):
    """Somebody to invite: name, address and first role, in the order in which the page asks."""

    name = name_field("Name")
    email = email_field("Work email address", "Enter an email address")
    role = SelectField("Role", validate_choice=False)
    place = SelectField("Organisation", validate_choice=False)


class LeaveForm(TokenForm):
    """Who takes over from somebody who leaves."""

    heir = SelectField("Who takes over?", validate_choice=False)
    sure = BooleanField(
        "I’ve checked this with them", [InputRequired("Tick the box once you’ve checked this with them")]
    )

    def offer(self, colleagues: Sequence[Person]) -> LeaveForm:
        """Say who could take over."""
        self.heir.choices = [("", "Nobody needs to take over"), *((str(one.id), one.name) for one in colleagues)]
        return self

    def validate_heir(self, field: Field) -> None:
        """One of the colleagues."""
        if (field.data or "") not in {value for value, _ in field.choices}:
            raise ValidationError("Choose one of the colleagues")


class EraseForm(TokenForm):
    """A confirmation that somebody is to be forgotten."""

    sure = BooleanField(
        "They asked for this, or left long ago, and I know it cannot be undone",
        [InputRequired("Tick the box to erase this person")],
    )


class ImportForm(TokenForm):
    """A list to import: a file to preview, or its text to import once it has been looked at."""

    kind = OneOf("What is on your list?", [("organisations", "Organisations"), ("people", "People")])
    file = FileField("Excel workbook or CSV file")
    content = HiddenField(validators=[at_most(700_000, "List")])
