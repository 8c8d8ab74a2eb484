"""The form that asks for email address and password."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from assessment.domain.people.accounts import MOST_SENT
from assessment.domain.people.addresses import LONGEST_ADDRESS, address_as_kept
from assessment.web.frame.forms import TokenForm, at_most, clean


class SignInForm(TokenForm):
    """Email address and password."""

    email = StringField(
        "Email address",
        [InputRequired("Enter your email address"), at_most(LONGEST_ADDRESS, "Email address")],
        [clean, address_as_kept],
    )
    password = PasswordField("Password", [InputRequired("Enter your password"), at_most(MOST_SENT, "Password")])
    next = HiddenField(validators=[at_most(2000, "Address")])
    kept = HiddenField(validators=[at_most(40000, "Kept text")])
