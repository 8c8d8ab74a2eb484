"""Question banks and what comes with them."""
