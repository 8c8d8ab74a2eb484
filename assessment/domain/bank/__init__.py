"""What a bank says: its questions, rules, variants and versions, and what comes with it."""
