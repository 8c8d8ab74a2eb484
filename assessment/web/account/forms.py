"""The forms of the account pages."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from assessment.domain.people.accounts import MOST_SENT
from assessment.web.frame.forms import TokenForm, at_most, clean, name_field, optional_name_field
from assessment.web.parts.password_form import NewPasswordForm


class ChangePasswordForm(NewPasswordForm):
    """The password until now, and a new one."""

    current = PasswordField(
        "Current password", [InputRequired("Enter your current password"), at_most(MOST_SENT, "Password")]
    )
    password = PasswordField("New password", [InputRequired("Enter a password")])


class NameForm(TokenForm):
    """A person's name."""

    name = name_field("Your full name")
    called = optional_name_field("What should we call you? (optional)", 40)


class AppForm(TokenForm):
    """The first code of an authenticator app, with the sealed secret that it belongs to."""

    code = StringField("Code from the app", [InputRequired("Enter the code"), at_most(60, "Code")], [clean])
    sealed = HiddenField(validators=[at_most(600, "Secret")])


class SignInEndForm(TokenForm):
    """Which sign-in is to end; none for all others."""

    which = HiddenField(validators=[at_most(64, "Sign-in")])
