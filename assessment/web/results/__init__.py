"""One organisation's results."""
