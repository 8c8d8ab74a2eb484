"""Texts that people write and read."""
