"""Getting in: sign in, follow a mailed link, use a passkey or another sign-in service."""
