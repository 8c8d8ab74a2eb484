"""Tests of what reports look like as charts and words."""
