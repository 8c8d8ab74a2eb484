"""The form of a new password."""

from __future__ import annotations

from wtforms import PasswordField
from wtforms.validators import InputRequired, ValidationError

from assessment.credentials import passwords
from assessment.web.frame.forms import TokenForm


class NewPasswordForm(TokenForm):
    """A new password, shown on request rather than typed twice."""

    password = PasswordField("New password", [InputRequired("Enter a password")])

    def about(self, *words: str) -> NewPasswordForm:
        """Say what the password must not be too close to."""
        self._about = words
        return self

    def validate_password(self, field: PasswordField) -> None:
        """Long enough, and none that is tried first."""
        problem = passwords.problem(field.data, about=self._about)
        if problem:
            raise ValidationError(problem)
