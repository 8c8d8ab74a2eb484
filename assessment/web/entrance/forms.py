"""Forms of getting in."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from assessment.web.frame.forms import EMAIL_LENGTH, NAME_LENGTH, TokenForm, at_most, clean, email_address, text
from assessment.web.parts.password_form import NewPasswordForm


class CodeForm(TokenForm):
    """A code of an authenticator app, or a recovery code."""

    code = StringField("Code", [InputRequired("Enter the code"), at_most(60, "Code")], [clean])
    ticket = HiddenField(validators=[at_most(500, "Ticket")])
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])


class EmailForm(TokenForm):
    """An e-mail address to which a link may go."""

    email = StringField(
        "E-mail address", [InputRequired("Enter your e-mail address"), at_most(EMAIL_LENGTH, "E-mail address")], [clean]
    )

    def validate_email(self, field: StringField) -> None:
        """An address that letters could reach."""
        field.data = email_address(field.data)


class InvitationForm(NewPasswordForm):
    """How somebody wants to be called, and their first password."""

    name = text("Your name", "Name", NAME_LENGTH)
    password = PasswordField("New password", [InputRequired("Enter a password")])

    def validate_name(self, field: StringField) -> None:
        """Everybody has a name."""
        if not field.data:
            raise ValidationError("Enter your name")
