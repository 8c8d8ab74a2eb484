"""Compare the organisations of an area."""
