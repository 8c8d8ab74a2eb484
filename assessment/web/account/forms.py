"""Forms of one's own account."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from assessment.domain.people.accounts import MOST_CHARACTERS
from assessment.web.frame.forms import NAME_LENGTH, TokenForm, at_most, clean, text
from assessment.web.parts.password_form import NewPasswordForm


class ChangePasswordForm(NewPasswordForm):
    """The password until now, and a new one."""

    current = PasswordField(
        "Current password", [InputRequired("Enter your current password"), at_most(MOST_CHARACTERS, "Password")]
    )
    password = PasswordField("New password", [InputRequired("Enter a password")])


class NameForm(TokenForm):
    """How somebody is called."""

    name = text("Your name", "Name", NAME_LENGTH)

    def validate_name(self, field: StringField) -> None:
        """Everybody has a name."""
        if not field.data:
            raise ValidationError("Enter your name")


class AppForm(TokenForm):
    """The first code of an authenticator app, with the sealed secret that it belongs to."""

    code = StringField("Code from the app", [InputRequired("Enter the code"), at_most(60, "Code")], [clean])
    sealed = HiddenField(validators=[at_most(600, "Secret")])


class SignInEndForm(TokenForm):
    """Which sign-in is to end; none for all others."""

    which = HiddenField(validators=[at_most(64, "Sign-in")])
