"""The question banks, one file for each published version."""
