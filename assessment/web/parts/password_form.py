"""The form of a new password."""

from __future__ import annotations

from wtforms import PasswordField
from wtforms.validators import InputRequired, ValidationError

from assessment.credentials import passwords
from assessment.credentials.hashing import TooManyAtOnce
from assessment.web.frame.database import pause_reading
from assessment.web.frame.forms import TokenForm
from assessment.web.parts.proofs import BUSY


class NewPasswordForm(TokenForm):
    """A new password, shown on request rather than typed twice."""

    password = PasswordField("New password", [InputRequired("Enter a password")])

    def about(self, *words: str) -> NewPasswordForm:
        """Say what the password must not be too close to."""
        self._about = words
        return self

    def hashed(self) -> str | None:
        """What is kept of the password; None, and the reason at the field, where too many wait for theirs."""
        pause_reading()
        try:
            return passwords.hashed(self.password.data)
        except TooManyAtOnce:
            self.password.errors = [BUSY]
            return None

    def validate_password(self, field: PasswordField) -> None:
        """Long enough, and none that is tried first."""
        problem = passwords.problem(field.data, about=self._about)
        if problem:
            raise ValidationError(problem)
