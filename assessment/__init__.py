"""Fourfold: organisations assess how far they have come, and a partnership sees the whole area."""
