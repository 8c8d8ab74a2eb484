"""Files that organisations send as evidence: looked at before they are taken, and kept outside the database."""
