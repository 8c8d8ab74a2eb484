"""The form that asks for e-mail address and password."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from assessment.domain.people.accounts import MOST_CHARACTERS
from assessment.web.frame.forms import EMAIL_LENGTH, TokenForm, at_most, clean


class SignInForm(TokenForm):
    """E-mail address and password."""

    email = StringField(
        "E-mail address", [InputRequired("Enter your e-mail address"), at_most(EMAIL_LENGTH, "E-mail address")], [clean]
    )
    password = PasswordField("Password", [InputRequired("Enter your password"), at_most(MOST_CHARACTERS, "Password")])
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])
