"""What proves who somebody is: passwords, authenticator codes, passkeys, tokens. Nothing here knows the database."""
