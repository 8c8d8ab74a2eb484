"""Forms of getting in and of one's own account."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from assessment.credentials import passwords
from assessment.domain.accounts import MOST_CHARACTERS
from assessment.web.forms import TokenForm, at_most, clean, text

NAME_LENGTH = 120
EMAIL_LENGTH = 200


def email_address(value: str) -> str:
    """An e-mail address in its usual form; raises ValidationError."""
    try:
        return validate_email(value, check_deliverability=False).normalized.lower()
    except EmailNotValidError as wrong:
        raise ValidationError("Enter an e-mail address in the usual form, like name@example.org") from wrong


class SignInForm(TokenForm):
    """E-mail address and password."""

    email = StringField(
        "E-mail address", [InputRequired("Enter your e-mail address"), at_most(EMAIL_LENGTH, "E-mail address")], [clean]
    )
    password = PasswordField("Password", [InputRequired("Enter your password"), at_most(MOST_CHARACTERS, "Password")])
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])


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


class InvitationForm(NewPasswordForm):
    """How somebody wants to be called, and their first password."""

    name = text("Your name", "Name", NAME_LENGTH)
    password = PasswordField("New password", [InputRequired("Enter a password")])

    def validate_name(self, field: StringField) -> None:
        """Everybody has a name."""
        if not field.data:
            raise ValidationError("Enter your name")


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


class PasskeyForm(TokenForm):
    """What a browser answered to a passkey's question."""

    answer = HiddenField(validators=[at_most(20000, "Answer")])
    name = text("Name", "Name", 60)
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])


class SignInEndForm(TokenForm):
    """Which sign-in is to end; none for all others."""

    which = HiddenField(validators=[at_most(64, "Sign-in")])
