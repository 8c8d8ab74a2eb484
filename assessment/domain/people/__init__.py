"""People: accounts, roles and permissions."""
