"""Addresses: one rule, one form."""

from __future__ import annotations

import pytest

from assessment.domain.people.addresses import address_as_kept, email_address


@pytest.mark.parametrize(
    "typed",
    [
        "Robin@Example.org",
        " robin@example.org ",
        "mailto:robin@example.org",
        "robin@example.org\u200b",
        "\ufeffrobin@example.org",
    ],
)
def test_an_address_is_kept_in_one_form_however_it_was_copied(typed):
    assert email_address(typed) == address_as_kept(typed) == "robin@example.org"


@pytest.mark.parametrize("typed", ["a.b+c@x-y.org.uk", "o'brien@example.org", "x@nhs.net", "x@office.test"])
def test_usual_addresses_are_taken(typed):
    assert email_address(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        *("", "robin", "robin@", "@example.org", "a b@example.org", "a@b@c.org", "a@example", "a..b@example.org"),
        *("a@b.org, c@d.org", "é@example.org", "a@-x.org", f"{'x' * 65}@example.org", f"a@{'x.' * 100}org"),
        *("Robin <robin@example.org>", "\u212aate@example.org"),
    ],
)
def test_what_letters_could_not_reach_is_refused(typed):
    with pytest.raises(ValueError, match=r"like name@example\.org"):
        email_address(typed)
