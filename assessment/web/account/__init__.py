"""Your own account: name, password, ways to sign in, and the data we hold."""
