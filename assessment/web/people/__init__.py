"""People, their roles, and lists to import."""
