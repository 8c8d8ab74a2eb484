"""The quick check."""
