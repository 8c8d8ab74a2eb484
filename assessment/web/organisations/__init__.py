"""Organisations, their partnerships, years, consent and requests for information."""
