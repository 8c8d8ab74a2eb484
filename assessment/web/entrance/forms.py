"""Forms of getting in."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from assessment.web.frame.forms import TokenForm, at_most, clean, email_field, name_field
from assessment.web.parts.password_form import NewPasswordForm


class CodeForm(TokenForm):
    """A code of an authenticator app, or a recovery code."""

    code = StringField("Code", [InputRequired("Enter the code"), at_most(60, "Code")], [clean])
    ticket = HiddenField(validators=[at_most(500, "Ticket")])
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])


class EmailForm(TokenForm):
    """An email address to which a link may go."""

    email = email_field("Email address", "Enter your email address")


class InvitationForm(NewPasswordForm):
    """How somebody wants to be called, and their first password."""

    name = name_field("Your name")
    password = PasswordField("New password", [InputRequired("Enter a password")])
