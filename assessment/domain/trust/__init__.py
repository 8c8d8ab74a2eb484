"""What makes the product trustworthy: the record, retention, and classes of data."""
