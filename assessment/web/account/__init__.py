"""One's own account: name, password, ways to sign in, and what is held."""
