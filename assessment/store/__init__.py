"""What is kept: tables, the session that reaches them, and queries."""
