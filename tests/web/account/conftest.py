"""Whoever looks after their account: people with passwords, their letters, a second browser, and a clock that is moved by hand."""

from tests.web.getting_in import elsewhere, moment, passkey, people, secured, settings, world

__all__ = ["elsewhere", "moment", "passkey", "people", "secured", "settings", "world"]
